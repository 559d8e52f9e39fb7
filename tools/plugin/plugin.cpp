// plugin.cpp -- counts instructions inside QEMU and stops the guest when its time is up.
// Counting is inline code in the translated blocks; decisions are taken before each block,
// where registers and memory agree. A stop holds the processor's thread until the watcher
// sends a byte; the watcher may look at everything meanwhile.
// Invariant: never more instructions than the budget are executed, and the same kernel with
// the same options stops at the same instruction in every run.
// Source: QEMU 7.2, "TCG Plugins".
#include "tools/plugin/border.hpp"
#include "tools/plugin/costs.hpp"
#include "tools/plugin/options.hpp"
#include "tools/plugin/qemu_plugin.h"
#include "tools/plugin/recorder.hpp"
#include "tools/plugin/report.hpp"
#include "tools/plugin/virtual_clock.hpp"

#include <algorithm>
#include <cstdio>
#include <sys/mman.h>
#include <unistd.h>

extern "C" {
int qemu_plugin_version = 1;
}

namespace kumquat::plugin {
namespace {

constexpr uint32_t user_end = 0xC0000000;
constexpr int64_t estimated_sleep_ns = 1'000'000;  // one tick of the kernel's timer

constexpr uint64_t firmware_limit =
    30'000'000;  // instructions; it needs below 10 million

/// Translating a block costs some 50 microseconds of the host, so code that changes itself all the time
/// would end by the wall clock long before its budget. The largest of our runs needs some thousands.
constexpr uint64_t most_translations = 30'000;

Options options;
Report* report;
VirtualClock* clock_source;
bool out_executed = false;   // the instruction before may have written to port 0xF4
bool iret_executed = false;  // the instruction before was iret
off_t exit_bytes_seen = 0;

/// What a block needs at run time, packed into the callback's pointer.
struct BlockTag {
    uint32_t address;
    uint32_t instructions;
    void* pack() const {
        return reinterpret_cast<void*>(uint64_t{instructions} << 32 | address);
    }
    static BlockTag unpack(void* pointer) {
        const auto word = reinterpret_cast<uint64_t>(pointer);
        return {static_cast<uint32_t>(word), static_cast<uint32_t>(word >> 32)};
    }
};

/// Stand still until the watcher says go on.
void stop(Stop reason, uint32_t address) {
    report->stop = reason;
    report->stop_address = address;
    char byte = 's';
    if (write(options.socket_fd, &byte, 1) != 1 ||
        read(options.socket_fd, &byte, 1) != 1) {
        _exit(3);  // the watcher is gone
    }
    report->stop = Stop::none;
}

/// The processor was idle: the clock has jumped to the timer that woke it.
void account_for_sleep() {
    report->in_halt = 0;
    if (clock_source->is_readable()) {
        report->skew_ns =
            clock_source->now_after_halt() - static_cast<int64_t>(report->count);
    } else {
        report->skew_ns += estimated_sleep_ns;
    }
}

void check_exit_port(uint32_t address) {
    unsigned char value = 0;
    if (pread(options.exit_fd, &value, 1, exit_bytes_seen) == 1) {
        ++exit_bytes_seen;
        report->exit_value = value;
        stop(Stop::exit_port, address);
    }
}

/// Before a block of one instruction of zeros.
void on_empty(unsigned, void* pointer) {
    if (report->started) {
        stop(Stop::empty_candidate, BlockTag::unpack(pointer).address);
    }
}

void on_endless_translation(unsigned, void* pointer) {
    stop(Stop::endless_translation, BlockTag::unpack(pointer).address);
}

void on_costs() { stop(Stop::costly_instructions, 0); }

void on_breach(uint32_t address) { stop(Stop::breach, address); }

/// Before each block.
void on_block(unsigned, void* pointer) {
    const BlockTag tag = BlockTag::unpack(pointer);
    if (!report->started) {
        if (tag.address != options.entry) {
            if (report->count > firmware_limit) {
                stop(Stop::no_kernel, tag.address);
            }
            return;
        }
        report->count_start = report->count;
        report->clock_start_ns = report->count + static_cast<uint64_t>(report->skew_ns);
        report->in_halt = 0;
        out_executed = false;
        report->started = 1;
    }
    if (report->in_halt) {
        account_for_sleep();
    }
    if (out_executed) {
        out_executed = false;
        check_exit_port(tag.address);
    }
    if (iret_executed) {
        iret_executed = false;
        if (options.find_first_user && tag.address < user_end) {
            stop(Stop::user_candidate, tag.address);
        }
    }
    const uint64_t done = report->count - report->count_start;
    if (options.pause && done >= *options.pause) {
        options.pause.reset();
        stop(Stop::pause, tag.address);
    }
    if (options.hold_each && done >= options.record_from && done < options.record_to) {
        stop(Stop::held, tag.address);
    }
    if (done + tag.instructions > options.instruction_budget) {
        stop(Stop::instruction_budget, tag.address);
    }
    if (report->virtual_ns() >= options.virtual_budget_ns) {
        stop(Stop::virtual_budget, tag.address);
    }
    report->recent[report->recent_count++ % Report::recent_size] = tag.address;
}

void on_halt(unsigned, void*) {
    report->halts = report->halts + 1;
    report->in_halt = 1;
}

void on_out(unsigned, void*) { out_executed = true; }

void on_iret(unsigned, void*) { iret_executed = true; }

void on_stop_address(unsigned, void* pointer) {
    if (report->started) {
        stop(Stop::address, BlockTag::unpack(pointer).address);
    }
}

constexpr bool is_prefix(unsigned char byte) {
    switch (byte) {
    case 0x26:  // segments
    case 0x2E:
    case 0x36:
    case 0x3E:
    case 0x64:
    case 0x65:
    case 0x66:  // sizes
    case 0x67:
    case 0xF0:  // lock, repeat
    case 0xF2:
    case 0xF3:
        return true;
    default:
        return false;
    }
}

/// The opcode behind all prefixes.
unsigned char opcode_of(const qemu_plugin_insn* instruction) {
    const auto* bytes =
        static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction));
    const std::size_t size = qemu_plugin_insn_size(instruction);
    std::size_t i = 0;
    while (i + 1 < size && is_prefix(bytes[i])) {
        ++i;
    }
    return bytes[i];
}

/// The callback that watches for one instruction; nullptr for most.
qemu_plugin_vcpu_udata_cb_t watcher_of(unsigned char opcode) {
    switch (opcode) {
    case 0xF4:
        return on_halt;
    case 0xE6:  // out imm8, al
    case 0xEE:
        return on_out;  // out dx, al
    case 0x6E:
        return on_out;  // outsb
    case 0xCF:
        return on_iret;
    default:
        return nullptr;
    }
}

/// QEMU reads zeros where no memory is, and translates an instruction there alone, whenever it is
/// executed. (It does not tell plugins that these are from nowhere.)
bool may_be_empty(const qemu_plugin_tb* block) {
    const qemu_plugin_insn* const first = qemu_plugin_tb_get_insn(block, 0);
    const auto* bytes = static_cast<const char*>(qemu_plugin_insn_data(first));
    return qemu_plugin_tb_n_insns(block) == 1 && qemu_plugin_insn_size(first) == 2 &&
           bytes[0] == 0 && bytes[1] == 0;
}

/// Whatever speaks against executing this block at all.
void plant_ends(qemu_plugin_tb* block, const BlockTag& tag) {
    if (may_be_empty(block)) {
        qemu_plugin_register_vcpu_tb_exec_cb(block, on_empty, QEMU_PLUGIN_CB_NO_REGS,
                                             tag.pack());
    }
    if (report->started && ++report->translations > most_translations) {
        qemu_plugin_register_vcpu_tb_exec_cb(block, on_endless_translation,
                                             QEMU_PLUGIN_CB_NO_REGS, tag.pack());
    }
}

/// Plant our code into a block that is being translated.
void on_translation(qemu_plugin_id_t, qemu_plugin_tb* block) {
    const BlockTag tag{static_cast<uint32_t>(qemu_plugin_tb_vaddr(block)),
                       static_cast<uint32_t>(qemu_plugin_tb_n_insns(block))};
    if (!report->started && tag.address == options.entry &&
        clock_source->is_readable()) {
        report->skew_ns =
            clock_source->now_in_translation() - static_cast<int64_t>(report->count);
    }
    plant_ends(block, tag);
    if (!options.code.empty()) {
        watch_block(block);  // first: who forges, and ends the run at once, has forged
    }
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_block, QEMU_PLUGIN_CB_NO_REGS,
                                         tag.pack());
    for (uint32_t i = 0; i < tag.instructions; ++i) {
        qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
        const auto address = static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction));
        if (std::ranges::count(options.stop_at, address) != 0) {
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_stop_address,
                                                   QEMU_PLUGIN_CB_NO_REGS,
                                                   BlockTag{address, 0}.pack());
        }
        if (const auto watcher = watcher_of(opcode_of(instruction))) {
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, watcher,
                                                   QEMU_PLUGIN_CB_NO_REGS, nullptr);
        }
        if (options.wants_recorder()) {
            record_instruction(instruction);
        }
        qemu_plugin_register_vcpu_insn_exec_inline(
            instruction, QEMU_PLUGIN_INLINE_ADD_U64, &report->count, 1);
    }
}

bool install(int argc, char** argv) {
    const auto parsed = parse_options(argc, argv);
    if (!parsed) {
        return false;
    }
    options = *parsed;
    void* page = mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED,
                      options.report_fd, 0);
    if (page == MAP_FAILED) {
        std::perror("kumquat-plugin: cannot map the report");
        return false;
    }
    report = static_cast<Report*>(page);
    report->magic = Report::magic_value;
    clock_source = new VirtualClock{options.may_read_clock};
    report->clock_is_estimated = clock_source->is_readable() ? 0 : 1;
    start_border(options, report, on_breach);
    if (!options.hold_each) {  // it is the watcher who holds them
        watch_costs(*report, on_costs);
    }
    return !options.wants_recorder() || start_recorder(options, report);
}

}  // namespace
}  // namespace kumquat::plugin

int qemu_plugin_install(qemu_plugin_id_t id,
                        const qemu_info_t*,
                        int argc,
                        char** argv) {
    if (!kumquat::plugin::install(argc, argv)) {
        return -1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, kumquat::plugin::on_translation);
    return 0;
}
