// l4.hpp -- the system calls as functions: registers in, registers out, nothing else.
// EBP is a parameter, so each binding saves it around the call.
// Source: L4 Version 2 on i386, sections "ipc" and "The other six calls".
#pragma once

#include "kernel/abi/message.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"

namespace kumquat::user {

/// What came of an ipc. Words and sender are those of a message if one arrived.
struct IpcResult {
    MessageDope dope;
    uint32_t w0, w1;
    ThreadId sender;

    bool ok() const { return dope.error() == IpcError::none; }
};

/// Frequent timeout words.
constexpr TimeoutWord wait_for_ever{0x00000000};
constexpr TimeoutWord reply_at_once{0x00000010};  // send 0, receive never

/// The call itself, with all its registers.
/// \param send     descriptor; nil: no send phase
/// \param receive  descriptor; nil: no receive phase
IpcResult ipc(SendDescriptor send,
              ReceiveDescriptor receive,
              TimeoutWord timeouts,
              ThreadId partner,
              uint32_t w0,
              uint32_t w1);

constexpr SendDescriptor nothing_to_send{SendDescriptor::nil_word};
constexpr SendDescriptor send_registers{0}, send_fpage{SendDescriptor::map_bit};
constexpr ReceiveDescriptor nothing_to_receive{ReceiveDescriptor::nil_word};
constexpr ReceiveDescriptor from_partner{0}, from_anybody{ReceiveDescriptor::open_bit};

/// Descriptor that also accepts pages, into `window`, from the partner only.
constexpr ReceiveDescriptor pages_into(Fpage window) {
    return ReceiveDescriptor{window.word() | ReceiveDescriptor::window_bit};
}

inline IpcResult call(ThreadId server, uint32_t w0, uint32_t w1) {
    return ipc(send_registers, from_partner, wait_for_ever, server, w0, w1);
}

inline IpcResult send(ThreadId to, uint32_t w0, uint32_t w1, TimeoutWord timeouts) {
    return ipc(send_registers, nothing_to_receive, timeouts, to, w0, w1);
}

inline IpcResult receive(ThreadId from, TimeoutWord timeouts) {
    return ipc(nothing_to_send, from_partner, timeouts, from, 0, 0);
}

inline IpcResult wait() {
    return ipc(nothing_to_send, from_anybody, wait_for_ever, ThreadId::nil(), 0, 0);
}

/// Answer a client without ever waiting for it, then wait for the next message.
inline IpcResult
reply_and_wait(SendDescriptor what, ThreadId to, uint32_t w0, uint32_t w1) {
    return ipc(what, from_anybody, reply_at_once, to, w0, w1);
}

/// Do nothing for a while. \param timeouts  its receive timeout; never: for ever
inline void sleep(TimeoutWord timeouts) { receive(ThreadId::nil(), timeouts); }

[[noreturn]] inline void sleep_for_ever() {
    for (;;) {
        sleep(wait_for_ever);
    }
}

/// The caller's own id.
ThreadId myself();

/// Give the processor to a thread, or (nil) to the next one that the scheduler chooses.
void thread_switch(ThreadId to);

/// Take pages back from those to whom we have given them.
/// \param mask  bit 1: remove (else: make read only); bit 31: from ourselves, too
void fpage_unmap(Fpage fpage, uint32_t mask);

/// Start, or move, a thread of the own task.
/// \param lthread  1..127 for a new thread
/// \return         false if there was no memory or the number is impossible
bool start_thread(uint32_t lthread, uint32_t eip, uint32_t esp, ThreadId pager);

/// Create a task with its first thread.
/// \param task                the number to use; the caller must be its chief
/// \param maximum_priority    the highest priority the new task may set
/// \return                    id of its first thread, or nil
ThreadId create_task(TaskNumber task,
                     uint32_t eip,
                     uint32_t esp,
                     ThreadId pager,
                     uint32_t maximum_priority);

/// Change the priority of a thread. \param priority  0..255
/// \return  false if the caller may not
bool set_priority(ThreadId thread, uint32_t priority);

}  // namespace kumquat::user
