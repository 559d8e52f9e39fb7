// program_family.cpp -- what the tests of lab 9 have in common.
#include "labs/lab09-tasks-and-clans/program_tests.hpp"

extern "C" const uint8_t helper_begins[];

namespace kumquat::user {

namespace {

constexpr uint32_t stack_count = 20, stack_words = 192;
alignas(16) uint32_t stacks[stack_count][stack_words];

uint32_t address_of(const volatile void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// A stack with the code on top that helper_begins takes from there.
uint32_t stack_with(uint32_t stack, Code code) {
    uint32_t* const top = stacks[stack] + stack_words - 1;
    *top = address_of(reinterpret_cast<const void*>(code));
    return address_of(top);
}

/// Whose stack of these this is.
uint32_t own_stack() {
    return (address_of(__builtin_frame_address(0)) - address_of(stacks)) /
           sizeof stacks[0];
}

}  // namespace

void gather(Numbers& drawn) {
    for (uint32_t member = 1; member <= lab09::members; ++member) {
        place_actor(member, member_task(drawn, member), lab09::chief_of[member]);
    }
    for (uint32_t& word : call_log.words) {
        word = lab09::not_told;
    }
}

void tell(uint32_t place, uint32_t word) {
    call_log.words[place] = word;
    if (call_log.word_count <= place) {
        call_log.word_count = place + 1;
    }
}

void tell(uint32_t place, ThreadId id) {
    tell(place, id.low());
    tell(place + 1, id.high());
}

void tell_answer(uint32_t place, const CallRegisters& answer) {
    tell(place, answer.eax);
    tell(place + 1, ThreadId{answer.esi, answer.edi});
}

CallRegisters ask_nearest(ThreadId wish) {
    CallRegisters r{.esi = wish.low(), .edi = wish.high()};
    raw_id_nearest(&r);
    return r;
}

CallRegisters
new_task(ThreadId wish, Code code, uint32_t stack, ThreadId pager, uint32_t mcp) {
    CallRegisters r{.eax = mcp,
                    .ecx = stack_with(stack, code),
                    .edx = address_of(helper_begins),
                    .ebx = pager.low(),
                    .ebp = pager.high(),
                    .esi = wish.low(),
                    .edi = wish.high()};
    raw_task_new(&r);
    return r;
}

CallRegisters hand_on(TaskNumber task, TaskNumber chief) {
    const ThreadId wish = ThreadId::make(task, 0, kernel_task);
    CallRegisters r{.eax = ThreadId::make(chief, 0, kernel_task).low(),
                    .esi = wish.low(),
                    .edi = wish.high()};
    raw_task_new(&r);
    return r;
}

CallRegisters schedule(ThreadId thread, uint32_t parameters, ThreadId preempter) {
    CallRegisters r{.eax = parameters,
                    .ebx = preempter.low(),
                    .ebp = preempter.high(),
                    .esi = thread.low(),
                    .edi = thread.high()};
    raw_thread_schedule(&r);
    return r;
}

void nurse() {
    constexpr uint32_t order = 16;
    IpcResult fault = wait();
    for (;;) {
        const uint32_t address = fault.w0 & ~3u;
        const uint32_t block = Fpage::align(address, order);
        // Only what we have ourselves can be lent: touch it.
        static_cast<void>(*reinterpret_cast<volatile uint32_t*>(uintptr_t{address}));
        fault = reply_and_wait(send_fpage, fault.sender, block,
                               Fpage::make(block, order, Fpage::write_bit).word());
    }
}

void start_in_own_task(uint32_t lthread, Code code, uint32_t stack, ThreadId pager) {
    start_thread(lthread, address_of(helper_begins), stack_with(stack, code), pager);
}

ThreadId start_nurse(uint32_t stack) {
    start_in_own_task(nurse_lthread, nurse, stack);
    return myself().with_lthread(nurse_lthread);
}

ThreadId start_roots_nurse() {
    start(nurse_lthread, nurse);
    let_others_run();
    return helper(nurse_lthread);
}

void do_nothing() {}

void tell_own_id() { tell(place_of_own_id(own_stack()), myself()); }

void make_large(uint32_t brother) {
    constexpr uint32_t order = 18;  // all of roots_memory
    for (uint32_t i = 0; i < lab09::times_lent; ++i) {
        const uint32_t there = lab09::large_place(i);
        give(0, brother, Fpage::make(roots_memory.low, order), there,
             Fpage::whole_space());
        give(brother, 1, Fpage::make(there, order), there, Fpage::whole_space());
    }
}

bool exists(ThreadId thread) {
    return send(thread, 0, 0, both_zero).dope.error() != IpcError::not_existing;
}

}  // namespace kumquat::user
