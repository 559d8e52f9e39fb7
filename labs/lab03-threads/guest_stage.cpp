// guest_stage.cpp -- setting the stage: a director, the idle thread, and the actors.
#include "labs/lab03-threads/stage.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/x86/segments.hpp"

namespace kumquat {

namespace {

constexpr int director_priority = 255;

GUEST_OWN Code codes[most_actors + 1];
GUEST_OWN Code idle_code;

Tcb& idle_thread() { return tcb_of({0}); }

/// What begin_tcb does, for the director: it must be there before anything is tested.
void make_director() {
    Tcb& self = actor(0);
    static_cast<void>(allocate_tcb(actor_id(0).number(), read_page_directory()));
    self.canary = Tcb::canary_word;
    self.state = ThreadState::running;
    self.id = actor_id(0);
    self.number_bits = self.id.low() & ThreadId::Number::mask;
    self.clear_slow_reason(slow_number);
    self.directory = read_page_directory();
    self.priority = config::first_priority;
    self.timeslice_us = config::default_timeslice_us;
    self.remaining_us = static_cast<int>(config::default_timeslice_us);
    Registers& registers = self.frame();
    self.request = &registers;
}

void make_idle() {
    static_cast<void>(allocate_tcb({0}, read_page_directory()));
    Tcb& idle = idle_thread();
    idle.canary = Tcb::canary_word;
    idle.state = ThreadState::ready;
    idle.directory = read_page_directory();
    idle.priority = Tcb::idle_priority;
    idle.request = &idle.frame();
}

/// As start_scheduler() and the first decision tell it.
void tell_of_the_beginning() {
    Tcb& self = actor(0);
    trace_task_create(root_task, kernel_task, ThreadId::nil(), 255);
    trace_thread_create(self, ThreadId::nil(), self.priority, 0, 0);
    trace_ready_insert(self);
    trace_thread_create(idle_thread(), ThreadId::nil(), Tcb::idle_priority, 0, 0);
    trace_ready_remove(self);
    trace_timeslice(self);
    trace_context_switch(idle_thread(), self, SwitchReason::preempt, self);
    self.priority = director_priority;
    trace_thread_priority(self, self, self.priority, self.timeslice_us);
}

// The doors of these tests: an actor begins, the idle thread begins. EAX: where its stack is.
asm(".text\n"
    "actor_begins:\n"
    "    movl %esp, %eax\n"
    "    xorl %ebp, %ebp\n"
    "    call actor_runs\n"
    "idle_begins:\n"
    "    xorl %ebp, %ebp\n"
    "    call idle_runs\n");
extern "C" void actor_begins();
extern "C" void idle_begins();

}  // namespace

/// Where the stack of each actor began.
GUEST_OWN uint32_t begins_of_stacks[most_actors + 1];

extern "C" [[noreturn]] void actor_runs(uint32_t stack);
extern "C" [[noreturn]] void idle_runs();

extern "C" void actor_runs(uint32_t stack) {
    const uint32_t number = own_number();
    begins_of_stacks[number] = stack;
    codes[number]();
    for (;;) {
        stop();
    }
}

extern "C" void idle_runs() {
    idle_code();
    for (;;) {
        wait_for_interrupt();
    }
}

ThreadId actor_id(uint32_t number) { return root_id.with_lthread(number); }

Tcb& actor(uint32_t number) { return tcb_of(actor_id(number).number()); }

uint32_t own_number() { return current_thread().id.lthread(); }

void begin_stage(void (*direct)(Numbers& numbers), Numbers& numbers) {
    make_director();
    make_idle();
    slice_owner = &actor(0);
    tell_of_the_beginning();
    const uint32_t stack = actor(0).stack_top() - TRAP_FRAME_SIZE;
    set_kernel_stack(actor(0).stack_top());
    uint32_t clobbered = address_of(&numbers);
    asm volatile("movl %%esp, %%ebx\n\t"
                 "movl %2, %%esp\n\t"
                 "call *%1\n\t"
                 "movl %%ebx, %%esp"
                 : "+a"(clobbered)
                 : "S"(direct), "D"(stack)
                 : "ebx", "ecx", "edx", "memory", "cc");
}

Tcb& cast(uint32_t number, int priority, uint32_t timeslice_us, Code code) {
    const Tcb& director = current_thread();
    Tcb& thread = actor(number);
    static_cast<void>(allocate_tcb(actor_id(number).number(), director.directory));
    codes[number] = code;
    begin_tcb(thread, {.id = actor_id(number),
                       .directory = director.directory,
                       .priority = priority,
                       .timeslice_us = timeslice_us});
    trace_thread_create(thread, director.id, director.priority, 0, 0);
    trace_thread_priority(thread, director, priority, timeslice_us);
    continue_at(thread, actor_begins);
    return thread;
}

Tcb& cast_ready(uint32_t number, int priority, uint32_t timeslice_us, Code code) {
    Tcb& thread = cast(number, priority, timeslice_us, code);
    if (timeslice_us == 0) {
        trace_thread_change(thread, current_thread(), 0, 0);  // no queue tells of it
    }
    make_ready(thread);
    return thread;
}

void cast_idle(Code code) {
    idle_code = code;
    continue_at(idle_thread(), idle_begins);
}

void stop() {
    Tcb& player = current_thread();
    player.state = ThreadState::dead;
    trace_thread_dead(player, DeathReason::killed);
    run_next(SwitchReason::death);
}

void revive_later(Tcb& thread) {
    trace_thread_change(thread, current_thread(), 0, 0);
    make_ready(thread);
}

void revive(Tcb& thread) {
    revive_later(thread);
    preempt_if_needed();
}

void give_time_to(Tcb& thread) {
    if (thread.state != ThreadState::ready) {
        return;  // somebody was wrong before
    }
    trace_thread_switch(current_thread(), &thread);
    yield(&thread, SwitchReason::yield);
}

void give_time_up() {
    trace_thread_switch(current_thread(), static_cast<Tcb*>(nullptr));
    yield(nullptr, SwitchReason::yield);
}

void let_them_play() {
    cast_ready(most_actors, 0, config::default_timeslice_us, finish_test);
    stop();
    finish_test();
}

void note_tick() {
    record(own_number());
    wait_for_interrupt();
}

}  // namespace kumquat
