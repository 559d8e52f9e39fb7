// program.cpp -- drawing calls: mostly sensible ones among few partners, so that they meet, and
// values at the edges of everything.
// No expression draws twice where C++ leaves the order open: host and guest must agree.
#include "tests/fuzz/values.hpp"

#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"
#include "kernel/memory_layout.hpp"

namespace kumquat::fuzz {

namespace {

// Streams of random numbers; scripts are streams 0 and on.
constexpr uint32_t disturbance_stream = 128;

constexpr uint32_t none = 0xFFFFFFFF;

constexpr uint32_t low_of(uint32_t task, uint32_t lthread) {
    return ThreadId::make({task}, lthread, root_task).low();
}

constexpr ThreadId good_pager = ThreadId::make(root_task, 1, kernel_task);

/// Draws the calls of one thread.
class Caller {
public:
    Caller(uint32_t seed, uint32_t round, uint32_t script, uint32_t with)
        : random_{seed ^ round * 0x9E3779B9u, script}, script_{script}, with_{with},
          task_{script < first_rescuer_script ? script / FUZZ_THREADS
                                              : script % FUZZ_TASKS} {}

    /// To be called for one position after the other.
    Record draw(uint32_t position);
    /// From the second turn on.
    uint32_t priority() const {
        constexpr uint32_t below_all_others = 5, above_all_others = 30;
        return !is_rescuer() ? FUZZ_PRIORITY
               : is_idle()   ? below_all_others
                             : above_all_others;
    }

private:
    bool is_rescuer() const {
        return script_ >= first_rescuer_script && script_ < first_spare_script;
    }
    bool is_idle() const { return script_ >= script_of(0, Rescuer::idle); }
    Record start_thread(uint32_t lthread, uint32_t script);
    Record rescue(uint32_t position);
    void draw_ipc(Record& call);
    void draw_ex_regs(Record& call);
    uint32_t any_thread();
    uint32_t any_pager();
    uint32_t any_task_number();
    uint32_t any_word();
    uint32_t any_address();
    uint32_t any_message();
    uint32_t later_place();
    uint32_t any_fpage();
    uint32_t send_descriptor();
    uint32_t receive_descriptor();
    uint32_t timeouts();

    Random random_;
    uint32_t script_, with_, task_;
    uint32_t position_ = 0;
};

constexpr uint32_t unmap_masks[] = {2, 2, 2, 0, 0, 0x80000002, 0x80000002, 0x80000000};

uint32_t Caller::any_thread() {
    const uint32_t choice = random_.below(64);
    if (choice < 44) {
        const uint32_t script = random_.below(script_of(FUZZ_TASKS, 0));
        return low_of(first_wild_task + script / FUZZ_THREADS, script % FUZZ_THREADS);
    }
    if (choice < 48) {
        return low_of(first_wild_task + task_, random_.below(8));
    }
    if (choice < 52) {
        const uint32_t spare = random_.below(2 * spare_tasks);
        return low_of(first_spare_task + spare / 2, spare % 2);
    }
    if (choice < 55) {
        return low_of(root_task.value, random_.below(4));
    }
    constexpr uint32_t others[] = {
        0, 0, 0xFFFFFFFF, low_of(sigma0_task.value, 0), low_of(bystander_task, 0),
        9, 9, 1};
    return choice < 61 ? one_of(random_, others) : any_word();
}

/// Seldom sigma0: it answers each fault with nothing, and so the thread faults for ever.
uint32_t Caller::any_pager() {
    const uint32_t pager = any_thread();
    return pager == low_of(sigma0_task.value, 0) && !random_.one_in(32)
               ? good_pager.low()
               : pager;
}

uint32_t Caller::any_task_number() {
    return low_of(random_.below(4) != 0
                      ? first_spare_task + 2 * task_ + random_.below(2)
                      : first_wild_task + random_.below(16),
                  0);
}

uint32_t Caller::any_word() { return edge_word(random_); }

uint32_t Caller::any_address() { return string_address(random_, task_); }

uint32_t Caller::any_message() {
    if (random_.one_in(16)) {
        return any_address() & ~3u;
    }
    const uint32_t near_the_end = random_.one_in(24) ? 4096 - 8 : 0;  // straddles pages
    const uint32_t message = random_.below(message_count);
    return address_of_arena(task_) + message * message_size + near_the_end;
}

/// A stack pointer: a place in a script of the task, behind this one in the order of all scripts:
/// so nobody goes round and round between a few calls.
uint32_t Caller::later_place() {
    uint32_t script = random_.below(8) != 0
                          ? script_of(task_, random_.below(FUZZ_THREADS))
                          : first_spare_script + random_.below(FUZZ_SPARE_SCRIPTS);
    uint32_t call = random_.below(calls_per_script);
    if (script <= script_) {
        script = script_;
        call = position_ + 1 + call % (calls_per_script - position_);
    }
    return address_of_script(script) + call * FUZZ_RECORD_SIZE;
}

uint32_t Caller::any_fpage() { return fpage_in(random_, page_in(random_, task_)); }

uint32_t Caller::send_descriptor() {
    const uint32_t deceit = random_.one_in(40) ? SendDescriptor::deceit_bit : 0;
    switch (random_.below(16)) {
    case 0:
    case 1:
    case 2:
        return none;
    case 3:
    case 4:
    case 5:
        return SendDescriptor::map_bit | deceit;
    case 6:
    case 7:
    case 8:
    case 9:
        return any_message() | deceit;
    case 10:
    case 11:
        return any_message() | SendDescriptor::map_bit | deceit;
    case 12:
        return any_word();
    default:
        return deceit;
    }
}

uint32_t Caller::receive_descriptor() {
    const uint32_t open = random_.below(2);
    switch (random_.below(16)) {
    case 0:
    case 1:
    case 2:
        return none;
    case 3:
    case 4:
        return 0x82 | open;
    case 5:
    case 6:
        return (any_fpage() & ~3u) | ReceiveDescriptor::window_bit | open;
    case 7:
    case 8:
    case 9:
    case 10:
        return any_message() | open;
    case 11:
        return any_word();
    default:
        return open;
    }
}

/// Mostly none, or a few ticks.
uint32_t Caller::timeouts() {
    if (random_.one_in(32)) {
        return any_word();
    }
    // Exponent 0: never; 10: units of 1,024 us; a mantissa of 0: at once.
    constexpr uint32_t mantissas[] = {0, 0, 0, 1, 1, 2, 3};
    constexpr uint32_t faults[] = {0, 15, 9, 9, 9, 8, 10, 10};
    uint32_t word = 0;
    word = TimeoutWord::ReceiveExponent::set(word, random_.one_in(16) ? 0 : 10);
    word = TimeoutWord::SendExponent::set(word, random_.one_in(16) ? 0 : 10);
    word = TimeoutWord::ReceiveMantissa::set(word, one_of(random_, mantissas));
    word = TimeoutWord::SendMantissa::set(word, one_of(random_, mantissas));
    word = TimeoutWord::SendFaultExponent::set(word, one_of(random_, faults));
    return TimeoutWord::ReceiveFaultExponent::set(word, one_of(random_, faults));
}

void Caller::draw_ipc(Record& call) {
    call.eax = send_descriptor();
    call.ecx = timeouts();
    call.ebp = receive_descriptor();
    const bool maps = (call.eax & SendDescriptor::map_bit) != 0;
    call.edx = maps ? page_in(random_, task_) : any_word();
    call.ebx = maps ? any_fpage() : any_word();
}

/// Start a thread, move one, or just ask.
void Caller::draw_ex_regs(Record& call) {
    call.eax = random_.one_in(12) ? any_word() : random_.below(6);
    call.ecx = random_.below(3) == 0 ? later_place()
               : random_.one_in(16)  ? any_word()
                                     : none;
    call.edx = random_.below(16);
    const bool sets_pager = random_.one_in(4);
    call.esi = sets_pager ? any_pager() : none;
    call.edi = sets_pager ? 0 : none;
    call.ebx = none;
}

Record Caller::start_thread(uint32_t lthread, uint32_t script) {
    return {good_pager.high(),
            good_pager.low(),
            none,
            0,
            none,
            0,
            address_of_script(script),
            lthread,
            Stub::lthread_ex_regs};
}

/// Sleep a little or not at all, then let each thread go on with its next call. So the processor
/// is seldom idle, which costs QEMU as much as ten calls.
Record Caller::rescue(uint32_t position) {
    constexpr uint32_t cycle = FUZZ_THREADS + 1;
    if (position % cycle == 0) {
        const uint32_t ticks =
            !is_idle() || random_.one_in(8) ? 1 + random_.below(3) : 0;
        return {0,
                0,
                0,
                position,
                0,
                0,
                TimeoutWord::ReceiveMantissa::set(10, ticks),
                none,
                Stub::ipc};
    }
    const uint32_t lthread =
        random_.one_in(16) ? random_.below(6) : position % cycle - 1;
    if (random_.below(3) != 0) {
        return {
            none, none, none, position, none, 0, none, lthread, Stub::lthread_ex_regs};
    }
    // It may have lost its way, or its pager.
    Record call = start_thread(lthread, script_of(task_, random_.below(FUZZ_THREADS)));
    call.ecx += random_.below(calls_per_script) * FUZZ_RECORD_SIZE;
    return call;
}

Record Caller::draw(uint32_t position) {
    position_ = position;
    constexpr uint32_t starts = FUZZ_THREADS - 1 + FUZZ_RESCUERS;
    const bool is_first = script_ % FUZZ_THREADS == 0 && script_ < first_rescuer_script;
    if (is_first && position < starts) {
        if (position < FUZZ_THREADS - 1) {
            return start_thread(position + 1, script_of(task_, position + 1));
        }
        const Rescuer rescuer{position - (FUZZ_THREADS - 1)};
        return start_thread(lthread_of(rescuer), script_of(task_, rescuer));
    }
    if (is_rescuer()) {
        return rescue(position);
    }
    if (position == starts && !random_.one_in(4)) {
        return {0, 0, 0, position, 0, 0, 0, FUZZ_HANDLERS, Stub::load_table};
    }
    // What a call does not look at need not be at an edge.
    Record call{random_.word(), any_thread(),   random_.word(),
                position,       random_.word(), any_word(),
                random_.word(), random_.word(), draw_stub(random_, with_)};
    const uint32_t number = static_cast<uint32_t>(call.stub);
    const bool is_disguised = number >= 24 && number < 40;
    switch (is_disguised ? static_cast<Stub>(number % 8) : call.stub) {
    case Stub::ipc:
        draw_ipc(call);
        break;
    case Stub::fpage_unmap:
        call.eax = any_fpage();
        call.ecx = random_.below(8) == 0 ? any_word() : one_of(random_, unmap_masks);
        break;
    case Stub::thread_schedule:
        // Priorities around those of the others; now and then a short timeslice.
        call.eax = random_.one_in(8) ? any_word() : 10 + random_.below(16);
        call.eax |= random_.one_in(3) ? 0x01A00000u << random_.below(3) : 0;
        break;
    case Stub::lthread_ex_regs:
        draw_ex_regs(call);
        break;
    case Stub::task_new:
        call.eax = random_.one_in(4) ? any_task_number() : random_.below(128);
        call.ecx = later_place();
        call.edx = random_.below(16);
        call.ebx = random_.one_in(3)   ? 0
                   : random_.one_in(4) ? any_pager()
                                       : low_of(root_task.value, 1);
        call.ebp = 0;
        call.esi = any_task_number();
        break;
    case Stub::id_nearest:
    case Stub::thread_switch:
        break;
    case Stub::load_table:
        // Elsewhere a table might lead into data, and data may be any instruction.
        call.eax =
            random_.one_in(8) ? USER_SPACE_END + random_.below(65536) : FUZZ_HANDLERS;
        break;
    case Stub::read_port:
    case Stub::write_port:
    case Stub::write_ports:
        break;
    default:  // an address: of a word, of a text, of a stack
        call.eax = any_address();
    }
    return call;
}

}  // namespace

Random::Random(uint32_t seed, uint32_t stream)
    : state_{(seed + 0x7F4A7C15u) * 0x9E3779B1u ^ (stream + 1) * 0x85EBCA6Bu} {
    state_ = state_ == 0 ? 1 : state_;
    for (int i = 0; i < 8; ++i) {
        word();
    }
}

void draw_script(uint32_t seed,
                 uint32_t round,
                 uint32_t script,
                 uint32_t with,
                 const Omissions* omissions,
                 Script& result) {
    Caller caller{seed, round, script, with};
    uint32_t length = 0;
    for (uint32_t i = 0; i < calls_per_script; ++i) {
        const Record call = caller.draw(i);
        if (omissions == nullptr ||
            !omissions->contains(script * calls_per_script + i)) {
            result.records[length] = call;
            ++length;
        }
    }
    const Stub last = length == 0 ? Stub::end : Stub::again;
    for (; length <= calls_per_script; ++length) {
        result.records[length] = {0, 0, 0, 0, 0, 0, 0, caller.priority(), last};
    }
}

Disturbances draw_disturbances(uint32_t seed, uint32_t round, uint32_t with) {
    Random random{seed ^ round * 0x9E3779B9u, disturbance_stream};
    Disturbances result;
    constexpr uint32_t kernels_own = 1193;
    const bool is_fast = !random.one_in(4) && (with & with_ports) == 0;
    result.clock_divisor = is_fast ? 24 + random.below(200) : kernels_own;
    result.ticks =
        !is_fast || random.one_in(4) ? 1 + random.below(20) : 60 + random.below(100);
    result.meddling_interval = random.one_in(3) ? 1 + random.below(20) : 0;
    result.pager_seed = random.word();
    return result;
}

}  // namespace kumquat::fuzz
