// guest_stack.cpp -- threads are made, and switched by hand: nobody chooses, nobody is queued.
#include "labs/lab03-threads/guest_tests.hpp"
#include "labs/lab03-threads/scenes.hpp"
#include "labs/lab03-threads/stage.hpp"

#include "kernel/memory/address_space.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/x86/page_table.hpp"
#include "kernel/x86/selectors.hpp"

namespace kumquat {

extern uint32_t begins_of_stacks[most_actors + 1];  // guest_stage.cpp

namespace {

GUEST_OWN Numbers drawn{nullptr, 0};  // of the actors

// in: EAX registers to load (EBX, ESI, EDI, EBP), EDX where to put them afterwards, ECX two TCBs.
asm(".text\n"
    "switch_with_registers:\n"
    "    pushal\n"
    "    pushl %edx\n"
    "    movl (%eax), %ebx\n"
    "    movl 4(%eax), %esi\n"
    "    movl 8(%eax), %edi\n"
    "    movl 12(%eax), %ebp\n"
    "    movl (%ecx), %eax\n"
    "    movl 4(%ecx), %edx\n"
    "    call switch_threads\n"
    "    popl %edx\n"
    "    movl %ebx, (%edx)\n"
    "    movl %esi, 4(%edx)\n"
    "    movl %edi, 8(%edx)\n"
    "    movl %ebp, 12(%edx)\n"
    "    popal\n"
    "    ret\n");
extern "C" void
switch_with_registers(const uint32_t* in, uint32_t* out, Tcb* const* threads);

/// Give the processor to another, with these registers, and come back some time.
/// \param out  those found behind the switch
void go_to(Tcb& next,
           const uint32_t (&in)[registers_kept],
           uint32_t (&out)[registers_kept]) {
    Tcb* const threads[] = {&current_thread(), &next};
    threads[0]->state = ThreadState::ready;
    switch_with_registers(in, out, threads);
}

/// The same, whatever becomes of the registers: one claim only is about them.
void go_to(Tcb& next) {
    uint32_t any[registers_kept] = {};
    go_to(next, any, any);
}

void say_who_and_go_back() {
    record(own_number());
    go_to(actor(0));
}

/// A TCB that somebody else had before.
Tcb& used_tcb(Numbers& numbers) {
    const ThreadNumber number = actor_id(1 + numbers.below(50)).number();
    static_cast<void>(allocate_tcb(number, read_page_directory()));
    Tcb& thread = tcb_of(number);
    uint32_t* const words = reinterpret_cast<uint32_t*>(&thread);
    for (uint32_t i = 0; i < sizeof(Tcb) / sizeof(uint32_t); ++i) {
        words[i] = numbers.next() | 1;
    }
    return thread;
}

ThreadStart draw_start(Numbers& numbers) {
    const ThreadId id{numbers.next() & ~ThreadId::Task::mask, numbers.next()};
    const uint32_t priority = numbers.below(256);
    const uint32_t slice = numbers.below(1'000'000);
    return {.id = id,
            .pager = {numbers.next(), numbers.next()},
            .directory = PhysAddr{numbers.next() & ~0xFFFu},
            .priority = static_cast<int>(priority),
            .timeslice_us = slice};
}

/// One round: the next of the ring runs until it comes back.
void pass_registers_on() {
    uint32_t in[registers_kept], out[registers_kept];
    for (uint32_t& word : in) {
        word = drawn.next();
    }
    go_to(actor((own_number() + 1) % register_players), in, out);
    for (const uint32_t word : out) {
        record(word);
    }
}

void pass_registers_for_ever() {
    for (;;) {
        pass_registers_on();
    }
}

/// What lies on the stack of this thread must be there whenever it runs again.
void wander() {
    volatile uint32_t memory[8];
    uint32_t sum = 0;
    for (volatile uint32_t& word : memory) {
        word = drawn.next();
        sum += word;
    }
    for (uint32_t visits = 1;; ++visits) {
        uint32_t found = 0;
        for (const volatile uint32_t& word : memory) {
            found += word;
        }
        record(own_number() << 16 | visits);
        record(found - sum);
        if (guest_evidence.count >= 2 * steps_wandered) {
            finish_test();
        }
        go_to(actor(1 + (own_number() + drawn.below(wanderers - 1)) % wanderers));
    }
}

// The door of a thread that begins with its frame: all registers are as the frame has them.
asm(".text\n"
    "frame_begins:\n"
    "    pushal\n"
    "    movl %esp, %eax\n"
    "    call look_at_registers\n");
extern "C" void frame_begins();
extern "C" [[noreturn]] void look_at_registers(const Registers& registers);

/// The frame of a thread that goes on in ring 0, where frame_begins lies.
void draw_frame(TrapFrame& frame, Numbers& numbers) {
    frame = {};
    frame.edi = numbers.next();
    frame.esi = numbers.next();
    frame.ebp = numbers.next();
    frame.ebx = numbers.next();
    frame.edx = numbers.next();
    frame.ecx = numbers.next();
    frame.eax = numbers.next();
    frame.eip = address_of(&frame_begins);
    frame.cs = SELECTOR_KERNEL_CODE;
    frame.eflags = eflags_reserved;
}

/// A space that does not show the part of the TCB array in which the director's stack lies.
AddressSpace other_space() {
    const AddressSpace space = create_address_space();
    in_pool<PageTable>(space.directory)
        ->entries[directory_index(VirtAddr{address_of(&actor(0))})] = PageEntry{};
    return space;
}

/// A thread so far away that its TCB is in another part of the array.
Tcb& cast_far_away(const AddressSpace& space, void (*entry)()) {
    const ThreadId id = ThreadId::make({root_task.value + 64}, 1, root_task);
    static_cast<void>(allocate_tcb(id.number(), space.directory));
    Tcb& thread = tcb_of(id.number());
    begin_tcb(thread, {.id = id, .directory = space.directory, .priority = 5});
    continue_at(thread, entry);
    return thread;
}

// The door of that thread. It is no actor.
asm(".text\n"
    "stranger_begins:\n"
    "    call look_at_the_space\n");
extern "C" void stranger_begins();
extern "C" [[noreturn]] void look_at_the_space();

/// A page of the user's part, which shows one of two frames.
constexpr VirtAddr shown{0x40000000};
void show(PhysAddr table, PhysAddr frame) {
    in_pool<PageTable>(table)->entries[table_index(shown)] =
        PageEntry{frame, PTE_PRESENT};
}

void visit_another() {
    for (;;) {
        go_to(actor(0));
    }
}

}  // namespace

extern "C" void look_at_registers(const Registers& registers) {
    const uint32_t seen[frame_registers] = {registers.edi, registers.esi, registers.ebp,
                                            registers.ebx, registers.edx, registers.ecx,
                                            registers.eax};
    for (const uint32_t word : seen) {
        record(word);
    }
    finish_test();
}

extern "C" void look_at_the_space() {
    for (;;) {
        record(read_page_directory().raw());
        go_to(actor(0));
    }
}

void fill_in_a_tcb(Numbers& numbers) {
    Tcb& thread = used_tcb(numbers);
    const ThreadStart start = draw_start(numbers);
    begin_tcb(thread, start);
    const uint32_t found[] = {thread.id.low(),
                              thread.id.high(),
                              thread.directory.raw(),
                              static_cast<uint32_t>(thread.priority),
                              thread.timeslice_us,
                              static_cast<uint32_t>(thread.remaining_us),
                              thread.pager.low(),
                              thread.pager.high(),
                              static_cast<uint32_t>(ThreadState{thread.state}),
                              thread.canary,
                              thread.internal_preempter.low(),
                              thread.internal_preempter.high(),
                              thread.external_preempter.low(),
                              thread.external_preempter.high()};
    for (const uint32_t word : found) {
        record(word);
    }
    record(sizeof(Tcb) / sizeof(uint32_t));
}

void clean_a_used_tcb(Numbers& numbers) {
    Tcb& thread = used_tcb(numbers);
    begin_tcb(thread, draw_start(numbers));
    // What has a meaning is looked at by another test.
    thread.state = ThreadState::nonexistent;
    thread.lookup_mask = thread.number_bits = thread.timeslice_us = thread.canary = 0;
    thread.priority = thread.remaining_us = 0;
    thread.directory = PhysAddr{};
    thread.id = thread.pager = ThreadId{};
    thread.internal_preempter = thread.external_preempter = ThreadId{};
    thread.request = nullptr;
    const Tcb fresh{};
    const uint32_t* const words = reinterpret_cast<const uint32_t*>(&thread);
    const uint32_t* const fresh_words = reinterpret_cast<const uint32_t*>(&fresh);
    for (uint32_t i = 0; i < sizeof(Tcb) / sizeof(uint32_t); ++i) {
        if (words[i] != fresh_words[i]) {
            record(i * sizeof(uint32_t));
        }
    }
}

void begin_at_the_entry(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            for (uint32_t i = 0; i < actors_begun; ++i) {
                const uint32_t number = 1 + i * 8 + numbers.below(8);
                go_to(cast(number, 5, 0, say_who_and_go_back));
                record(own_number());
            }
        },
        first_numbers);
}

void begin_with_an_empty_stack(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const uint32_t number = 1 + numbers.below(50);
            go_to(cast(number, 5, 0, say_who_and_go_back));
            record(actor(number).stack_top() - begins_of_stacks[number]);
        },
        first_numbers);
}

void know_who_has_not_begun(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const uint32_t number = 1 + numbers.below(50);
            const auto entry = reinterpret_cast<Code>(numbers.next());
            const auto other = reinterpret_cast<Code>(numbers.next());
            Tcb& thread = cast(number, 5, 0, visit_another);
            const uint32_t begins_at = thread.kernel_esp;
            continue_at(thread, entry);
            record(begins_at - thread.kernel_esp);
            record(continues_at(thread, entry) ? 1 : 0);
            record(continues_at(thread, other) ? 1 : 0);
            forget_stack(thread);
            record(continues_at(thread, entry) ? 1 : 0);
        },
        first_numbers);
}

void keep_registers(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            drawn = numbers.others();
            for (uint32_t i = 1; i < register_players; ++i) {
                cast(i, 5, 0, pass_registers_for_ever);
            }
            for (uint32_t round = 0; round < register_rounds; ++round) {
                pass_registers_on();
            }
        },
        first_numbers);
}

void go_on_in_any_order(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            drawn = numbers.others();
            for (uint32_t i = 1; i <= wanderers; ++i) {
                cast(i, 5, 0, wander);
            }
            go_to(actor(1));
        },
        first_numbers);
}

void tell_that_it_runs(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const uint32_t number = 1 + numbers.below(50);
            cast(number, 5, 0, [] {
                const Tcb& self = current_thread();
                record(self.kernel_esp);
                record(self.stack_top() - address_of(self.request));
                go_to(actor(0));
            });
            Tcb& self = current_thread();
            Tcb& other = actor(number);
            self.request = &self.fault_message;  // what they have asked before
            other.request = &other.fault_message;
            go_to(other);
            record(self.kernel_esp);
            record(self.stack_top() - address_of(self.request));
        },
        first_numbers);
}

void begin_from_the_frame(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            Tcb& thread = cast(1, 5, 0, visit_another);
            forget_stack(thread);
            draw_frame(thread.frame(), numbers);
            go_to(thread);
        },
        first_numbers);
}

void take_the_space_along(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const AddressSpace space = other_space();
            Tcb& stranger = cast_far_away(space, stranger_begins);
            for (uint32_t i = 1 + numbers.below(4); i > 0; --i) {
                record(space.directory.raw());
                go_to(stranger);
                record(current_thread().directory.raw());
                record(read_page_directory().raw());
            }
        },
        first_numbers);
}

void keep_the_tlb(Numbers& first_numbers) {
    begin_stage(
        [](Numbers& numbers) {
            const PhysAddr table = take_zeroed_frame(), before = take_frame(),
                           after = take_frame();
            *in_pool<uint32_t>(before) = numbers.next();
            *in_pool<uint32_t>(after) = numbers.next();
            in_pool<PageTable>(read_page_directory())->entries[directory_index(shown)] =
                PageEntry{table, PTE_PRESENT};
            cast(1, 5, 0, visit_another);
            show(table, before);
            const auto* const word =
                reinterpret_cast<const volatile uint32_t*>(shown.raw());
            record(*word);
            show(table, after);
            go_to(actor(1));
            record(*word);
            load_page_directory(read_page_directory());
            record(*word);
        },
        first_numbers);
}

}  // namespace kumquat
