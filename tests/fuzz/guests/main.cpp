// main.cpp -- the root task of a fuzz program: round after round it makes wild tasks, lets them
// call what their scripts say, and deletes them, whatever they are doing.
// Words of its command line: seed=N first=N rounds=N with=N (bits of enum With), calls=N (no further
// round after so many), lacks=1 if memory may be short, so that tasks may not come to be. A second module, if there is one, is a
// plan (program.hpp): which rounds, and which calls are left out.
#include "tests/fuzz/guests/fuzz.hpp"
#include "tests/fuzz/guests/options.hpp"

#include "user/lib/program.hpp"

extern "C" {
extern const uint8_t wild_next[], wild_handler[];
}

namespace kumquat::fuzz {

namespace {

constexpr uint32_t idle_ticks = 6;  // the round is over when nobody has run for so long
constexpr ThreadId pager = root_id.with_lthread(pager_lthread);
constexpr ThreadId watcher = root_id.with_lthread(watcher_lthread);
alignas(page_size) uint32_t watcher_stack[page_size / 4];

struct Settings {
    uint32_t seed, with, calls;
    bool may_lack_memory;
} settings;

ThreadId wild_thread(uint32_t task, uint32_t lthread) {
    return ThreadId::make({first_wild_task + task}, lthread, root_task);
}

/// A thread below all others. It runs only when they wait; when that has happened again and
/// again, it tells the main thread.
void watch_for_idleness() {
    for (uint32_t i = 0; i < idle_ticks; ++i) {
        sleep(after_ticks(1));
    }
    for (;;) {
        send(root_id, 0, 0, wait_for_ever);
    }
}

void start_watcher() {
    start_thread(watcher_lthread, address_of(watch_for_idleness),
                 address_of(watcher_stack + page_size / 4), sigma0_id);
    set_priority(watcher, watcher_priority);
}

void write_port(uint16_t port, uint32_t value) {
    asm volatile("outb %b0, %1" : : "a"(value), "Nd"(port));
}

/// Interrupts of the timer come faster than the kernel believes: more of them in less time.
void set_clock(uint32_t divisor) {
    constexpr uint16_t command = 0x43, channel_0 = 0x40;
    constexpr uint32_t both_bytes_rate_generator = 0x34;
    write_port(command, both_bytes_rate_generator);
    write_port(channel_0, divisor);
    write_port(channel_0, divisor >> 8);
}

/// The real-time clock interrupts at its highest rate, each time after its register C was read.
void arm_second_interrupt() {
    constexpr uint16_t index = 0x70, data = 0x71;
    constexpr uint32_t register_a = 10, register_b = 11, register_c = 12;
    constexpr uint32_t rate_8192 = 0x23, periodic = 0x42;
    write_port(index, register_a);
    write_port(data, rate_8192);
    write_port(index, register_b);
    write_port(data, periodic);
    write_port(index, register_c);
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(data));
}

/// The table for lidt, in which every exception leads to wild_handler.
void fill_handlers() {
    uint32_t* const words = words_at(FUZZ_HANDLERS);
    constexpr uint32_t table = FUZZ_HANDLERS + 8, gates = 32;
    const uint32_t handler = address_of(wild_handler);
    words[0] = (gates * 8 - 1) | table << 16;
    words[1] = table >> 16;
    for (uint32_t i = 0; i < gates; ++i) {
        words[2 + 2 * i] = handler & 0xFFFF;
        words[3 + 2 * i] = handler & 0xFFFF0000;
    }
}

void take_large_page() {
    constexpr uint32_t wish = FUZZ_LARGE_PAGE | 1, large = large_page_order << 2;
    ipc(send_registers, pages_into(Fpage::whole_space()), wait_for_ever, sigma0_id,
        wish, large);
}

/// Only ever fails if memory may be short.
void start_task(uint32_t task) {
    const uint32_t number = first_wild_task + task;
    const ThreadId id = create_task({number}, address_of(wild_next),
                                    address_of_script(script_of(task, 0)), pager,
                                    wild_maximum_priority);
    if (id != wild_thread(task, 0)) {
        ++control().failed;
        if (!settings.may_lack_memory) {
            fail("a task was not made", number);
        }
        return;
    }
    set_priority(id, wild_priority);
    for (uint32_t i = 0; i < spare_tasks / FUZZ_TASKS; ++i) {
        delete_task({first_spare_task + spare_tasks / FUZZ_TASKS * task + i}, {number});
    }
}

/// Calls of all scripts since the last time. Wild threads can spoil a count, but hardly so that
/// the other still agrees with it.
void count_calls() {
    for (uint32_t i = 0; i < script_count; ++i) {
        uint32_t& count = words_at(FUZZ_COUNTS)[i];
        uint32_t& negative = words_at(FUZZ_NEGATIVES)[i];
        const uint32_t calls = count + negative == 0 ? count : 0;
        control().calls_low += calls;
        control().calls_high += control().calls_low < calls ? 1 : 0;
        count = 0;
        negative = 0;
    }
}

uint32_t sum_of_script(uint32_t number) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < sizeof(Script) / 4; ++i) {
        sum = (sum << 1 | sum >> 31) + words_at(address_of_script(number))[i];
    }
    return sum;
}

/// Something unexpected in the middle: a task begins anew, or loses pages.
void meddle(Random& random) {
    const uint32_t task = random.below(FUZZ_TASKS);
    switch (random.below(4)) {
    case 0:
        count_calls();
        start_task(task);
        return;
    case 1:
        fpage_unmap(Fpage::make(address_of_arena(task), 16),
                    UnmapMask::remove_elsewhere);
        return;
    case 2:
        fpage_unmap(Fpage::make(address_of_arena(task), 16),
                    UnmapMask::read_only_elsewhere);
        return;
    default:
        fpage_unmap(Fpage::whole_space(), UnmapMask::remove_elsewhere);
    }
}

/// Let the wild ones run until nobody moves any more, or their time is up.
void let_them_run(const Disturbances& disturbances) {
    Random random{disturbances.pager_seed, 1};
    const uint32_t interval = disturbances.meddling_interval == 0
                                  ? disturbances.ticks
                                  : disturbances.meddling_interval;
    for (uint32_t ticks = 0; ticks < disturbances.ticks; ticks += interval) {
        start_watcher();
        if (receive(watcher, after_ticks(interval)).ok() && random.one_in(2)) {
            return;
        }
        if (disturbances.meddling_interval != 0) {
            meddle(random);
        }
    }
}

/// What the kernel must answer now is certain.
void check_that_all_are_gone() {
    for (uint32_t i = 0; i < FUZZ_TASKS * FUZZ_THREADS; ++i) {
        const ThreadId thread = wild_thread(i / FUZZ_THREADS, i % FUZZ_THREADS);
        const IpcResult result = send(thread, 0, 0, reply_at_once);
        if (result.dope.error() != IpcError::not_existing) {
            fail("a deleted thread is still there", thread.low());
        }
    }
    if (myself() != root_id) {
        fail("the root task is somebody else", myself().low());
    }
}

void draw(uint32_t round, const Omissions* omissions) {
    for (uint32_t i = 0; i < script_count; ++i) {
        draw_script(settings.seed, round, i, settings.with, omissions, script(i));
    }
    for (uint32_t task = 0; task < FUZZ_TASKS; ++task) {
        draw_messages(settings.seed, round, task, words_at(address_of_arena(task)));
    }
}

void run_round(uint32_t round, const Omissions* omissions) {
    control().round = round;
    TRACE_MARK("round");  // by which the runner finds the round of an event
    const Disturbances disturbances =
        draw_disturbances(settings.seed, round, settings.with);
    draw(round, omissions);
    const uint32_t witness = round % script_count, sum = sum_of_script(witness);
    seed_pager(disturbances.pager_seed);
    if ((settings.with & with_ports) == 0) {
        set_clock(disturbances.clock_divisor);
        arm_second_interrupt();
    }
    for (uint32_t task = 0; task < FUZZ_TASKS; ++task) {
        start_task(task);
    }
    let_them_run(disturbances);
    for (uint32_t task = 0; task < FUZZ_TASKS; ++task) {
        delete_task({first_wild_task + task}, root_task);
    }
    count_calls();
    check_that_all_are_gone();
    check_bystander();
    if (sum_of_script(witness) != sum) {
        fail("a script has changed, which nobody could write", witness);
    }
    ++control().position;
}

bool has_called_enough() {
    return settings.calls != 0 && control().calls_low >= settings.calls;
}

/// For a runner that cannot read our memory.
void print_control() {
    print("\n");
    print(control_headline);
    for (uint32_t i = 0; i < control_words; ++i) {
        print(" ");
        print_hex(words_at(FUZZ_CONTROL)[i]);
    }
    print("\n");
}

void run_all(const Options& options) {
    const Plan* const plan = options.plan();
    const uint32_t first = options.number("first");
    const uint32_t rounds = plan != nullptr ? plan->count : options.number("rounds");
    for (uint32_t i = 0; i < rounds && !has_called_enough(); ++i) {
        if (plan != nullptr) {
            run_round(plan->rounds[i].round, &plan->rounds[i].omissions);
        } else {
            run_round(first + i, nullptr);
        }
    }
}

}  // namespace

void fail(const char* what, uint32_t number) {
    char* to = control().failure;
    for (uint32_t i = 0; i + 1 < sizeof(Control::failure) && what[i] != '\0'; ++i) {
        to[i] = what[i];
    }
    control().failure_number = number;
    print_control();
    END_RUN_AS_FAILED();
    sleep_for_ever();
}

}  // namespace kumquat::fuzz

extern "C" void program_main(uint32_t, uint32_t second) {
    using namespace kumquat::fuzz;
    const Options options{
        *reinterpret_cast<const kumquat::MultibootInfo*>(uintptr_t{second})};
    settings = {options.number("seed"), options.number("with"), options.number("calls"),
                options.number("lacks") != 0};
    control() = Control{};
    control().magic = Control::magic_word;
    set_priority(kumquat::root_id, main_priority);
    set_priority(kumquat::sigma0_id, pager_priority);  // out of the reach of wild ones
    fill_handlers();
    take_large_page();
    for (uint32_t task = 0; task < FUZZ_TASKS; ++task) {
        fill_arena(task, words_at(address_of_arena(task)));
    }
    start_pager();
    start_bystander();
    run_all(options);
    print_control();
    END_RUN_SUCCESSFULLY();
}
