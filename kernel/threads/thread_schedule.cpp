// thread_schedule.cpp -- the system call thread_schedule: priority and timeslice of a thread.
// Source: L4 Version 2 on i386, "thread_schedule (int 0x34)".
#include "kernel/abi/timeouts.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

namespace {

/// EAX of the call.
///     31       24 23       20 19      16 15          8 7         0
///    | slice mant.| slice exp.|  state  | small space |  priority |
using Mantissa = Field<24, 8>;
using Exponent = Field<20, 4>;
using State = Field<16, 4>;
using PriorityField = Field<0, 8>;
constexpr uint32_t only_ask = 0xFFFFFFFF, failed = 0xFFFFFFFF;

/// Microseconds as mantissa and exponent, with the finest unit that holds them.
uint32_t encode_timeslice(uint32_t us) {
    uint32_t exponent = 15;
    for (; us > Mantissa::max; us /= 4) {
        --exponent;
    }
    return Exponent::set(Mantissa::set(0, us), exponent);
}

/// Codes in the order of ThreadState. (In a transfer without a role there is who gets the answer
/// to a page fault.)
constexpr uint32_t code_of_state[] = {0xF, 0xF, 0, 0, 0xD, 0xC, 9};
static_assert(code_of_state[static_cast<uint32_t>(ThreadState::transferring)] == 9);

uint32_t encode_state(const Tcb& thread) {
    const uint32_t fault = thread.is_in_page_fault() ? 1 : 0;
    if (thread.transfer_partner != nullptr) {
        return (thread.carries ? 4 : 8) + fault;
    }
    const bool waits =
        thread.state == ThreadState::sending || thread.state == ThreadState::receiving;
    const ThreadState state = thread.state;
    return fault != 0 && waits ? fault : code_of_state[static_cast<uint32_t>(state)];
}

uint32_t parameters_of(const Tcb& thread) {
    const uint32_t word =
        State::set(encode_timeslice(thread.timeslice_us), encode_state(thread));
    return PriorityField::set(word, static_cast<uint32_t>(thread.priority));
}

/// The length that the parameters ask for, at most 2^30 us. A mantissa of 0: on donated time only.
uint32_t timeslice_of(uint32_t word, uint32_t old_us) {
    // LAB 9 BEGIN new slice: mantissa and exponent as microseconds; the old ones if nothing is asked
    if (Exponent::get(word) == 0) {
        return old_us;
    }
    constexpr uint32_t longest_us = 1u << 30;
    const uint64_t us = Mantissa::get(word) * TimeoutWord::unit_us(Exponent::get(word));
    return us > longest_us ? longest_us : static_cast<uint32_t>(us);
    // LAB 9 END
}

/// Priority, unless it is above the maximum, and timeslice, as the word says.
void set_parameters(Tcb& thread, uint32_t word, uint32_t maximum_priority) {
    // LAB 9 BEGIN new priority: not above the caller's mcp; the timeslice in any case
    const uint32_t priority = PriorityField::get(word);
    change_schedule(thread,
                    priority <= maximum_priority ? static_cast<int>(priority)
                                                 : thread.priority,
                    timeslice_of(word, thread.timeslice_us));
    // LAB 9 END
}

/// Who is in a transfer with the thread, or for whom alone it waits; invalid: nobody.
ThreadId partner_of(const Tcb& thread) {
    // LAB 9 BEGIN waits for whom: the partner of a transfer, the one named, or invalid
    ThreadId partner;
    if (thread.transfer_partner != nullptr) {
        partner = thread.transfer_partner->id;
    } else if (thread.state.is_blocked() && (thread.state == ThreadState::sending ||
                                             !thread.ipc().receive().is_open())) {
        partner = thread.ipc().partner();
    }
    return partner.is_nil() ? ThreadId::invalid() : partner;
    // LAB 9 END
}

}  // namespace

void system_call_thread_schedule(TrapFrame& frame) {
    // LAB 9 BEGIN schedule: who may; what was; what shall be; and who runs now
    const uint32_t maximum = task_of(current_thread().id.task()).maximum_priority;
    Tcb* const thread = find_thread({frame.esi, frame.edi});
    if (thread == nullptr || static_cast<uint32_t>(thread->priority) > maximum) {
        frame.eax = failed;
        return;
    }
    const ThreadId new_preempter{frame.ebx, frame.ebp};
    const ThreadId old_preempter = thread->external_preempter;
    const ThreadId partner = partner_of(*thread);
    const uint32_t request = frame.eax;

    frame.eax = parameters_of(*thread);
    frame.ecx = static_cast<uint32_t>(thread->cpu_time_us);
    frame.edx = static_cast<uint32_t>(thread->cpu_time_us >> 32);
    frame.ebx = old_preempter.low();
    frame.ebp = old_preempter.high();
    frame.esi = partner.low();
    frame.edi = partner.high();
    if (request == only_ask) {
        return;
    }
    if (!new_preempter.is_nil() && !new_preempter.is_invalid()) {
        thread->external_preempter = new_preempter;
    }
    set_parameters(*thread, request, maximum);
    trace_thread_priority(*thread, current_thread(), thread->priority,
                          thread->timeslice_us);
    preempt_if_needed();
    // LAB 9 END
}

}  // namespace kumquat
