// border.cpp -- see border.hpp.
#include "tools/plugin/border.hpp"

#include "kernel/memory_layout.hpp"
#include "tools/plugin/block.hpp"
#include "tools/plugin/own_memory.hpp"
#include "tools/plugin/registers.hpp"
#include "tools/plugin/stack_change.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kumquat::plugin {
namespace {

/// Where trusted code was left: it called other code, or was interrupted.
struct Left {
    const Block* block;
    uint32_t stack;       // ESP at the begin of the block
    Registers registers;  // behind its end, or where it was broken off

    /// Whether the thread has what it had. A system call has results, but ESP stays.
    bool is_unchanged(uint32_t address, const Registers& now) const {
        const bool has_results =
            block->last == Last::system_call && address == block->end;
        return (has_results || registers.equals(now)) &&
               block->esp_at(address, stack).value_or(now.esp()) == now.esp();
    }
};

/// The trusted code as it was linked.
class TrustedCode {
public:
    TrustedCode(const std::vector<Range>& ranges, const std::string& file)
        : ranges_{ranges} {
        std::ifstream in{file, std::ios::binary};
        bytes_.assign(std::istreambuf_iterator<char>{in}, {});
    }

    bool contains_all(uint32_t address, const void* bytes, std::size_t size) const {
        std::size_t before = 0;
        for (const Range& range : ranges_) {
            if (range.begin <= address && address + size <= range.end) {
                const std::size_t place = before + (address - range.begin);
                return place + size <= bytes_.size() &&
                       std::memcmp(bytes_.data() + place, bytes, size) == 0;
            }
            before += range.end - range.begin;
        }
        return false;
    }

    /// Whether the address stands somewhere in it, so that it may be called by a pointer.
    bool names(uint32_t address) const {
        char word[sizeof address];
        std::memcpy(word, &address, sizeof address);
        return bytes_.find(std::string_view{word, sizeof word}) != std::string::npos;
    }

private:
    const std::vector<Range>& ranges_;
    std::string bytes_;
};

class Border {
public:
    Border(const Options& options, Report* report, void (*stop)(uint32_t))
        : options_{options}, code_{options.code, options.code_file},
          memory_{options.own_memory, options.memory_file, options.copy_file},
          report_{report}, stop_{stop}, starts_{options.starts} {}

    bool keeps_registers() const { return options_.keeps_registers; }
    bool is_trusted(uint32_t address) const { return contains(options_.code, address); }
    const TrustedCode& code() const { return code_; }

    void enter(const Block& block, const Registers& registers) {
        if (!report_->started) {
            return;
        }
        if (store_ != 0) {
            tell(Breach::store, store_, stored_at_, block.begin);
        }
        if (misplaced_ != 0) {
            tell(Breach::place, last_ == nullptr ? 0 : last_->begin, misplaced_,
                 block.begin);
        }
        if (block.is_changed) {
            tell(Breach::change, last_ == nullptr ? 0 : last_->begin, block.begin,
                 block.begin);
        }
        const bool was_trusted = last_ != nullptr && last_->is_trusted;
        if (block.is_trusted && !was_trusted) {
            look_at_memory(block.begin);
        }
        if (was_trusted) {
            leave(*last_, block, registers);
        } else if (block.is_trusted) {
            come_in(block.begin, registers);
        }
        last_ = &block;
        stack_ = registers.esp();
    }

    /// A store of code that is not trusted.
    void on_store(uint32_t code, uint32_t address, uint64_t physical) {
        if (is_open_ && store_ == 0 && contains(options_.own_memory, physical)) {
            store_ = code;
            stored_at_ = address;
        }
    }

    /// An access of trusted code. The processor's frame on the kernel's stack counts as one, too.
    void on_own_access(uint32_t address, uint64_t physical, bool is_stack) {
        const bool is_stray =
            is_stack && options_.keeps_stacks && address < USER_SPACE_END;
        const bool is_own = contains(options_.own_memory, address);
        if (is_open_ && options_.keeps_registers && misplaced_ == 0 &&
            (is_own ? physical != address : is_stray)) {
            misplaced_ = address;
        }
    }

    void on_own_store(uint64_t physical, std::size_t size) {
        if (is_open_ && contains(options_.own_memory, physical)) {
            memory_.keep(physical, size);
        }
    }

private:
    /// The trusted block `from` was the last; now comes `to`, trusted or not.
    void leave(const Block& from, const Block& to, const Registers& registers) {
        if (!to.is_trusted) {
            remember(left_, {&from, stack_, registers});
            if (from.last == Last::system_call && is_thread_door(registers.edx())) {
                remember(starts_, {registers.edx(), registers.ecx()});
            }
        } else if (from.contains(to.begin)) {
            return;  // the same code, cut into other blocks
        } else if (from.last == Last::call) {
            remember(calls_, from.end);
        } else if (from.last == Last::ret && !return_to(to.begin)) {
            tell(Breach::entry, from.begin, to.begin, to.begin);
        }
    }

    /// Whether trusted code has called and is still to come back there; once.
    bool return_to(uint32_t address) {
        const auto found = std::find(calls_.rbegin(), calls_.rend(), address);
        if (found == calls_.rend()) {
            return false;
        }
        calls_.erase(std::next(found).base());
        return true;
    }

    /// Code that is not trusted was the last; now comes a trusted block.
    void come_in(uint32_t address, const Registers& registers) {
        if (options_.keeps_stacks && registers.is_stepped()) {
            tell(Breach::registers, last_ == nullptr ? 0 : last_->begin, address,
                 address);
        }
        bool is_known = false;
        for (std::size_t i = left_.size(); i-- > 0;) {
            if (!may_go_on(*left_[i].block, address)) {
                continue;
            }
            is_known = true;
            if (!options_.keeps_registers ||
                left_[i].is_unchanged(address, registers)) {
                go_on(*left_[i].block, address);
                left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
        }
        if (std::ranges::count(options_.doors, address) != 0 ||
            (!options_.keeps_registers && return_to(address)) ||
            begin_thread({address, registers.esp()})) {
            return;
        }
        tell(is_known ? Breach::registers : Breach::entry,
             last_ == nullptr ? 0 : last_->begin, address, address);
    }

    bool is_thread_door(uint32_t address) const {
        return std::ranges::count(options_.thread_doors, address) != 0;
    }

    /// Whether this thread was asked for and has not begun; once.
    bool begin_thread(const ThreadStart& start) {
        const auto found = std::ranges::find(starts_, start);
        if (found == starts_.end()) {
            return false;
        }
        starts_.erase(found);
        return true;
    }

    /// Whether code that was left behind this block, or in it, can go on there.
    bool may_go_on(const Block& block, uint32_t address) const {
        return block.goes_on_at(address) ||
               (block.is_by_pointer && code_.names(address)) ||
               (block.last == Last::ret && std::ranges::count(calls_, address) != 0);
    }

    /// What the block's last instruction has done, if it was executed before the interrupt.
    void go_on(const Block& block, uint32_t address) {
        if (block.last == Last::ret && !block.contains(address)) {
            return_to(address);
        } else if (block.last == Last::call && address != block.end &&
                   !block.contains(address)) {
            remember(calls_, block.end);
        }
    }

    template <typename T>
    static void remember(std::vector<T>& all, T one) {
        all.push_back(std::move(one));
        constexpr std::size_t most = 10'000;
        if (all.size() > most) {
            all.erase(all.begin(), all.begin() + most / 2);
        }
    }

    /// Trusted code is entered from outside, for the first time or once more.
    void look_at_memory(uint32_t entry) {
        if (!is_open_) {
            is_open_ = true;
            if (!options_.own_memory.empty()) {
                memory_.begin();
            }
        } else if (const auto changed = memory_.difference()) {
            tell(Breach::unseen, last_->begin, *changed, entry);
        }
    }

    void tell(Breach breach, uint32_t who, uint32_t where, uint32_t next) {
        report_->breach = breach;
        report_->breach_by = who;
        report_->breach_at = where;
        store_ = 0;
        stop_(next);
    }

    const Options& options_;
    TrustedCode code_;
    OwnMemory memory_;
    Report* report_;
    void (*stop_)(uint32_t);
    const Block* last_ = nullptr;
    uint32_t stack_ = 0;               // ESP at its begin
    std::vector<Left> left_;           // where trusted code may be entered again
    std::vector<uint32_t> calls_;      // where it comes back to from calls of its own
    std::vector<ThreadStart> starts_;  // of threads that have not begun
    bool is_open_ = false;  // trusted code has run: what came before was start-up
    uint32_t store_ = 0, stored_at_ = 0;  // of somebody else's, in this block
    uint32_t misplaced_ =
        0;  // an access in this block to what is not its own, or not there
};

Border* border;

extern "C" {
void kumquat_on_block(unsigned, void* block);
[[gnu::used, gnu::visibility("hidden")]] void
kumquat_on_block_with(unsigned, void* block, const Registers* registers) {
    border->enter(*static_cast<const Block*>(block), *registers);
}
}
WITH_REGISTERS(kumquat_on_block);

/// Where an access went; nothing: there is no such place.
std::optional<uint64_t> place_of(qemu_plugin_meminfo_t access, uint64_t address) {
    qemu_plugin_hwaddr* const physical = qemu_plugin_get_hwaddr(access, address);
    if (physical == nullptr) {
        return std::nullopt;
    }
    return qemu_plugin_hwaddr_phys_addr(physical);
}

void on_store(unsigned, qemu_plugin_meminfo_t access, uint64_t address, void* code) {
    if (!qemu_plugin_mem_is_store(access)) {
        return;  // QEMU tells of loads by helper functions, too
    }
    if (const auto physical = place_of(access, address)) {
        border->on_store(static_cast<uint32_t>(reinterpret_cast<uint64_t>(code)),
                         static_cast<uint32_t>(address), *physical);
    }
}

void on_own_access(unsigned,
                   qemu_plugin_meminfo_t access,
                   uint64_t address,
                   void* is_stack) {
    const auto physical = place_of(access, address);
    if (!physical) {
        return;
    }
    border->on_own_access(static_cast<uint32_t>(address), *physical,
                          is_stack != nullptr);
    if (qemu_plugin_mem_is_store(access)) {
        border->on_own_store(*physical,
                             std::size_t{1} << qemu_plugin_mem_size_shift(access));
    }
}

/// Whether an instruction of a trusted block is another than was linked.
bool is_changed(const qemu_plugin_tb* block) {
    for (std::size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
        const qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        if (!border->code().contains_all(
                static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction)),
                qemu_plugin_insn_data(instruction),
                qemu_plugin_insn_size(instruction))) {
            return true;
        }
    }
    return false;
}

/// Blocks are translated again and again; one description of each is kept for ever.
const Block* keep(const qemu_plugin_tb* block) {
    static std::unordered_map<uint64_t, std::vector<std::unique_ptr<Block>>> all;
    const bool is_trusted =
        border->is_trusted(static_cast<uint32_t>(qemu_plugin_tb_vaddr(block)));
    Block made = describe(block, is_trusted);
    made.is_changed = is_trusted && is_changed(block);
    auto& same = all[uint64_t{made.begin} << 32 | made.end];
    for (const auto& known : same) {
        if (known->last == made.last && known->target == made.target &&
            known->is_changed == made.is_changed) {
            return known.get();
        }
    }
    return same.emplace_back(std::make_unique<Block>(std::move(made))).get();
}

}  // namespace

void start_border(const Options& options, Report* report, void (*stop)(uint32_t)) {
    border = new Border{options, report, stop};  // lives as long as the emulator
}

void watch_block(qemu_plugin_tb* block) {
    const Block* const known = keep(block);
    qemu_plugin_register_vcpu_tb_exec_cb(
        block, kumquat_on_block, QEMU_PLUGIN_CB_NO_REGS, const_cast<Block*>(known));
    for (std::size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
        qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        if (!known->is_trusted) {
            qemu_plugin_register_vcpu_mem_cb(
                instruction, on_store, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W,
                reinterpret_cast<void*>(qemu_plugin_insn_vaddr(instruction)));
            continue;
        }
        const auto* const bytes =
            static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction));
        qemu_plugin_register_vcpu_mem_cb(
            instruction, on_own_access, QEMU_PLUGIN_CB_NO_REGS,
            border->keeps_registers() ? QEMU_PLUGIN_MEM_RW : QEMU_PLUGIN_MEM_W,
            reinterpret_cast<void*>(uintptr_t{is_push_or_pop(bytes[0])}));
    }
}

}  // namespace kumquat::plugin
