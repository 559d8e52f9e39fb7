// wild_calls.cpp -- a root task that starts a child which makes system calls with random
// registers, and looks after it: whenever the child has got stuck, it is set on its way again.
// The kernel must survive; what the calls answer does not matter.
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber child{9};
constexpr uint32_t wild_threads = 3, wanted_calls = 5'000;
constexpr uint32_t supervisor_priority = 15, wild_priority = 10, child_maximum = 20;
// Page faults, too, time out: a wild sender may fault while we take its message, and ask us.
constexpr TimeoutWord receive_2_ms{0x7D00EE0D};
alignas(page_size) uint32_t stacks[wild_threads + 2][page_size / sizeof(uint32_t)];
volatile uint32_t calls = 0;
uint32_t state = 1;

/// Source: Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003).
uint32_t random() {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

/// A value that is likelier than others to hurt.
uint32_t wild_word() {
    constexpr uint32_t edges[] = {
        0,          1,          2,          0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF,
        0x80000000, 0xC0000000, 0xBFFFFFFF, 0xE0000000, 0xF1000000, 0x00080000,
        0x00120000, 0x00040400, 0x00120400, 0x00120800, 0x82,       0x83,
        0x10,       0x11,       0x0FFFFC00};
    const uint32_t choice = random() % 4;
    if (choice == 0) {
        return random();
    }
    if (choice == 1) {
        return random() % 256;
    }
    return edges[random() % (sizeof(edges) / sizeof(edges[0]))];
}

/// One call with all registers wild. Timeouts are mostly short, so that things move on.
template <uint32_t vector>
void wild_call(uint32_t eax) {
    uint32_t ecx = random() % 8 == 0 ? wild_word() : 0x7D7DEEDDu;
    uint32_t edx = wild_word(), ebx = wild_word(), esi = wild_word(), edi = wild_word();
    const uint32_t ebp = wild_word();
    asm volatile("pushl %%ebp\n\t"
                 "movl %[wild_ebp], %%ebp\n\t"
                 "int %[vector]\n\t"
                 "popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 : [wild_ebp] "m"(ebp), [vector] "i"(vector)
                 : "memory");
}

void run_wild() {
    for (;;) {
        calls = calls + 1;
        switch (random() % 16) {
        case 0:
            wild_call<0x31>(wild_word());
            break;
        case 1:
            wild_call<0x33>(wild_word());
            break;
        case 2:
            wild_call<0x34>(wild_word() & ~0xF8u);  // never above the supervisor
            break;
        case 3:
            wild_call<0x35>(random() % 8 == 0 ? wild_word() | 128 : 8 + random() % 8);
            break;
        case 4:
            wild_call<0x36>(wild_word());
            break;
        case 5:
            if (random() % 64 == 0) {
                wild_call<0x32>(wild_word());
            }
            break;
        default:
            wild_call<0x30>(wild_word());
        }
    }
}

/// Give a thread its priority and time to run; a wild call may have taken both.
void settle(ThreadId thread, uint32_t priority) {
    constexpr uint32_t timeslice_10_ms = 0x27B00000;
    set_priority(thread, timeslice_10_ms | priority);
}

void start(uint32_t lthread, void (*code)(), uint32_t stack) {
    const ThreadId self = myself();
    start_thread(
        lthread, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code)),
        static_cast<uint32_t>(reinterpret_cast<uintptr_t>(stacks[stack] + 1000)),
        root_id);
    settle(self.with_lthread(lthread), wild_priority);
}

/// Set the wild threads of the child on their way again and again, and put to sleep those that
/// their calls have made (lthreads 8 to 15). Runs in the child, above them.
void supervise() {
    for (;;) {
        for (uint32_t i = 1; i <= wild_threads; ++i) {
            start(i, run_wild, i);
        }
        for (uint32_t i = 8; i < 16; ++i) {
            start(i, sleep_for_ever, wild_threads + 1);
        }
        sleep(receive_2_ms);
    }
}

/// The child sees all of our pages one to one: it runs the same code on the same data.
void serve_faults(ThreadId supervisor) {
    IpcResult fault = wait();
    while (calls < wanted_calls) {
        settle(supervisor, supervisor_priority);
        const uint32_t page = Fpage::align(fault.w0, page_order);
        const bool is_ours = fault.ok() && page >= 0x100000 && page < 0x200000;
        if (!is_ours) {
            fault =
                ipc(nothing_to_send, from_anybody, receive_2_ms, ThreadId::nil(), 0, 0);
            continue;
        }
        static_cast<void>(*reinterpret_cast<volatile uint8_t*>(uintptr_t{page}));
        const Fpage fpage = Fpage::make(page, page_order, Fpage::write_bit);
        fault = ipc(send_fpage, from_anybody,
                    TimeoutWord{receive_2_ms.word() | reply_at_once.word()},
                    fault.sender, page, fpage.word());
    }
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    settle(kumquat::root_id, 200);
    const kumquat::ThreadId id = create_task(
        child, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(supervise)),
        static_cast<uint32_t>(reinterpret_cast<uintptr_t>(stacks[0] + 1000)),
        kumquat::root_id, child_maximum);
    serve_faults(id);
    print_decimal(calls);
    print(" wild calls survived\n");
    END_RUN_SUCCESSFULLY();
}
