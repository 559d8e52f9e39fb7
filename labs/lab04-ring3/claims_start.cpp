// claims_start.cpp -- lab 4, stage 1: two programs, in ring 3, that know where they are.
#include "labs/lab04-ring3/expect.hpp"

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat::grading::lab04 {

namespace {

/// What a program finds at its first instruction.
struct Found {
    uint32_t eflags, cs, ss;
    uint32_t edi, esi, ebp, unused, ebx, edx, ecx, eax;
    uint32_t esp;
};

void expect_program(const Found& found, const char* who) {
    Experiment::expect_equal(user_code, found.cs & 0xFFFF, fmt::format("CS of {}", who),
                             "Its lowest two bits are the ring. In ring 0 a program is "
                             "the kernel.");
    Experiment::expect_equal(user_data, found.ss & 0xFFFF, fmt::format("SS of {}", who),
                             "A stack of ring 3 needs a segment of ring 3.");
    Experiment::expect_equal(program_flags, found.eflags & ~calculated_flags,
                             fmt::format("EFLAGS of {}", who),
                             "Bit 9 lets the clock interrupt a program, bits 13:12 let "
                             "it use ports.");
}

/// \param about  sigma0's or root's task
void expect_first_thread(const ProgramRun& run,
                         TaskNumber task,
                         uint32_t maximum_priority,
                         uint32_t pager) {
    const char* const so = "What a task may do is decided when it is made.";
    const TraceRecord& made = find_event(run, TraceKind::task_create, task.value, so);
    Experiment::expect_equal(
        maximum_priority, made.columns[3],
        fmt::format("Highest priority that task {} may set", task.value), so);
    const TraceRecord& told =
        find_event(run, TraceKind::thread_pager, task.value * threads_per_task, so);
    Experiment::expect_equal(
        pager, told.columns[1],
        fmt::format("Pager of thread {}.0, as a number", task.value),
        "Its first page fault goes to the wrong one.");
}

}  // namespace

CLAIM(start, runs_in_ring_3) {
    const ProgramRun run = experiment.run_program();
    expect_program(Noted{run}.take<Found>(), "sigma0");
}

CLAIM(start, sigma0_is_told_where_it_is) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    const auto found = noted.take<Found>();
    const uint32_t on_stack = noted.next(), magic = noted.next(), stack = noted.next();
    const char* const so = "sigma0 knows of the machine's memory from this page alone.";
    Experiment::expect_equal(KernelInfoPage::magic_word, magic,
                             "The first word of the page whose address sigma0 finds in "
                             "EAX",
                             so);
    Experiment::expect_equal(found.eax, on_stack, "The word on top of its stack", so);
    constexpr uint32_t word_bytes = sizeof(uint32_t);
    Experiment::expect_equal(stack - word_bytes, found.esp,
                             "ESP of sigma0: one word below what the info page says",
                             "The word lies on the stack: ESP points to it.");
}

CLAIM(start, sigma0_is_its_own_master) {
    const ProgramRun run = experiment.run_program();
    const auto found = Noted{run}.take<Found>();
    expect_first_thread(run, sigma0_task, 0, no_thread);
    Experiment::expect_equal(0, found.ecx, "ECX of sigma0",
                             "All that nobody has set is 0.");
}

CLAIM(start, clock_gives_root_its_turn) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    Experiment::expect(
        noted.next() == 1, "sigma0 computed for 25 ms, and the root task never began.",
        "A program that never calls the kernel would have the machine for "
        "itself: the clock must come in.");
    expect_program(noted.take<Found>(), "the root task");
}

CLAIM(start, root_is_told_what_was_loaded) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    noted.next();
    const auto found = noted.take<Found>();
    const uint32_t flags = noted.next(), modules = noted.next();
    const char* const so =
        "The root task finds the other programs of the system by this.";
    Experiment::expect_equal(multiboot_loader_magic, found.eax, "EAX of the root task",
                             so);
    Experiment::expect(
        (flags & MultibootInfo::has_modules) != 0 && modules == 2,
        fmt::format("Where EBX of the root task points to, 0x{:08X}, flags are 0x{:X} "
                    "and the number of modules is {}; there should be 2.",
                    found.ebx, flags, modules),
        so);
}

CLAIM(start, root_may_do_more) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    noted.next();
    const auto found = noted.take<Found>();
    expect_first_thread(run, root_task, 255, sigma0_id.number().value);
    for (const uint32_t word :
         {found.ecx, found.edx, found.ebp, found.esi, found.edi}) {
        Experiment::expect_equal(0, word, "Another register of the root task",
                                 "All that nobody has set is 0.");
    }
}

}  // namespace kumquat::grading::lab04
