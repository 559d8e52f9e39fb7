// border.cpp -- see border.hpp.
#include "tools/plugin/border.hpp"
#include "tools/plugin/own_memory.hpp"

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

enum class Last : uint8_t { other, call, ret };

/// What is known of a block when it is translated. It ends before `end`.
struct Block {
    uint32_t begin, end;
    uint32_t target;  // of the jump or call at its end; 0: none that the code names
    Last last;
    bool is_by_pointer;  // its jump or call at the end
    bool is_trusted;
    bool is_changed;  // trusted by its addresses, but not the code that belongs there

    bool contains(uint32_t address) const { return begin <= address && address < end; }
    /// Whether this block goes on there, if it was broken off, or before the next one, or ended in
    /// a call.
    bool goes_on_at(uint32_t address) const {
        return (begin <= address && address <= end) || address == target;
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
          report_{report}, stop_{stop} {}

    bool is_trusted(uint32_t address) const { return contains(options_.code, address); }
    const TrustedCode& code() const { return code_; }

    void enter(const Block& block) {
        if (!report_->started) {
            return;
        }
        if (store_ != 0) {
            tell(Breach::store, store_, stored_at_, block.begin);
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
            leave(*last_, block);
        } else if (block.is_trusted && !come_back(block.begin) && !is_door(block) &&
                   !goes_on_by_pointer(block.begin)) {
            tell(Breach::entry, last_ == nullptr ? 0 : last_->begin, block.begin,
                 block.begin);
        }
        last_ = &block;
    }

    /// A store of code that is not trusted.
    void on_store(uint32_t code, uint32_t address, uint64_t physical) {
        if (is_open_ && store_ == 0 && contains(options_.own_memory, physical)) {
            store_ = code;
            stored_at_ = address;
        }
    }

    void on_own_store(uint64_t physical, std::size_t size) {
        if (is_open_ && contains(options_.own_memory, physical)) {
            memory_.keep(physical, size);
        }
    }

private:
    bool is_door(const Block& block) const {
        return std::ranges::count(options_.doors, block.begin) != 0;
    }

    /// The trusted block `from` was the last; now comes `to`, trusted or not.
    void leave(const Block& from, const Block& to) {
        if (from.contains(to.begin) && to.is_trusted) {
            return;  // the same code, cut into other blocks
        }
        if (from.last == Last::ret && come_back(to.begin)) {
            return;
        }
        if (from.last == Last::call || !to.is_trusted) {
            left_.push_back(from);
            constexpr std::size_t most = 10'000;
            if (left_.size() > most) {
                left_.erase(left_.begin(), left_.begin() + most / 2);
            }
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

    bool come_back(uint32_t address) {
        const auto found =
            std::find_if(left_.rbegin(), left_.rend(),
                         [&](const Block& block) { return block.goes_on_at(address); });
        if (found == left_.rend()) {
            return false;
        }
        left_.erase(std::next(found).base());
        return true;
    }

    /// Trusted code was left last at a jump or call by a pointer: it may have been interrupted before the
    /// first instruction of what it leads to.
    bool goes_on_by_pointer(uint32_t address) {
        if (left_.empty() || !left_.back().is_by_pointer || !code_.names(address)) {
            return false;
        }
        left_.pop_back();
        return true;
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
    std::vector<Block> left_;  // where trusted code was left, and may be entered again
    bool is_open_ = false;     // trusted code has run: what came before was start-up
    uint32_t store_ = 0, stored_at_ = 0;  // of somebody else's, in this block
};

Border* border;

void on_block(unsigned, void* block) {
    border->enter(*static_cast<const Block*>(block));
}

/// Where a store went; nothing: it was none, or there is no such place.
std::optional<uint64_t> stored_at(qemu_plugin_meminfo_t access, uint64_t address) {
    if (!qemu_plugin_mem_is_store(access)) {
        return std::nullopt;  // QEMU tells of loads by helper functions, too
    }
    qemu_plugin_hwaddr* const physical = qemu_plugin_get_hwaddr(access, address);
    if (physical == nullptr) {
        return std::nullopt;
    }
    return qemu_plugin_hwaddr_phys_addr(physical);
}

void on_store(unsigned, qemu_plugin_meminfo_t access, uint64_t address, void* code) {
    if (const auto physical = stored_at(access, address)) {
        border->on_store(static_cast<uint32_t>(reinterpret_cast<uint64_t>(code)),
                         static_cast<uint32_t>(address), *physical);
    }
}

void on_own_store(unsigned, qemu_plugin_meminfo_t access, uint64_t address, void*) {
    if (const auto physical = stored_at(access, address)) {
        border->on_own_store(*physical,
                             std::size_t{1} << qemu_plugin_mem_size_shift(access));
    }
}

/// Of FF /2 and FF /4: call and jmp by a pointer.
constexpr int call_by_pointer = 2, jump_by_pointer = 4;

/// What an instruction that begins with FF does; nothing: it begins otherwise.
std::optional<int> operation_of_ff(const unsigned char* bytes) {
    return bytes[0] == 0xFF ? std::optional{(bytes[1] >> 3) & 7} : std::nullopt;
}

Last last_of(const qemu_plugin_insn* instruction) {
    const auto* bytes =
        static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction));
    switch (bytes[0]) {
    case 0xE8:
    case 0x9A:
        return Last::call;
    case 0xFF:
        return operation_of_ff(bytes) == call_by_pointer ? Last::call : Last::other;
    case 0xC2:
    case 0xC3:
        return Last::ret;
    default:
        return Last::other;
    }
}

bool is_by_pointer(const qemu_plugin_insn* instruction) {
    const auto operation = operation_of_ff(
        static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction)));
    return operation == call_by_pointer || operation == jump_by_pointer;
}

/// Where a jump or a call leads to, if it says so itself.
uint32_t target_of(const qemu_plugin_insn* instruction) {
    const auto* bytes =
        static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction));
    const std::size_t size = qemu_plugin_insn_size(instruction);
    const auto end = static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction) + size);
    const bool is_short = bytes[0] == 0xEB || (bytes[0] & 0xF0) == 0x70 ||
                          (bytes[0] & 0xFC) == 0xE0;  // jmp, jcc, loop
    if (is_short && size == 2) {
        return end + static_cast<uint32_t>(static_cast<int8_t>(bytes[1]));
    }
    const bool is_long =
        (bytes[0] & 0xFE) == 0xE8 || (bytes[0] == 0x0F && (bytes[1] & 0xF0) == 0x80);
    uint32_t distance = 0;
    if (is_long && size > sizeof distance) {
        std::memcpy(&distance, bytes + size - sizeof distance, sizeof distance);
        return end + distance;
    }
    return 0;
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
const Block* describe(const qemu_plugin_tb* block) {
    static std::unordered_map<uint64_t, std::vector<std::unique_ptr<Block>>> all;
    const std::size_t count = qemu_plugin_tb_n_insns(block);
    const qemu_plugin_insn* const last = qemu_plugin_tb_get_insn(block, count - 1);
    const auto begin = static_cast<uint32_t>(qemu_plugin_tb_vaddr(block));
    const auto end = static_cast<uint32_t>(qemu_plugin_insn_vaddr(last) +
                                           qemu_plugin_insn_size(last));
    const bool is_trusted = border->is_trusted(begin);
    const Block made{begin,
                     end,
                     target_of(last),
                     last_of(last),
                     is_by_pointer(last),
                     is_trusted,
                     is_trusted && is_changed(block)};
    auto& same = all[uint64_t{begin} << 32 | end];
    for (const auto& known : same) {
        if (known->last == made.last && known->target == made.target &&
            known->is_changed == made.is_changed) {
            return known.get();
        }
    }
    return same.emplace_back(std::make_unique<Block>(made)).get();
}

}  // namespace

void start_border(const Options& options, Report* report, void (*stop)(uint32_t)) {
    border = new Border{options, report, stop};  // lives as long as the emulator
}

void watch_block(qemu_plugin_tb* block) {
    const Block* const known = describe(block);
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_block, QEMU_PLUGIN_CB_NO_REGS,
                                         const_cast<Block*>(known));
    for (std::size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
        qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        qemu_plugin_register_vcpu_mem_cb(
            instruction, known->is_trusted ? on_own_store : on_store,
            QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_W,
            reinterpret_cast<void*>(qemu_plugin_insn_vaddr(instruction)));
    }
}

}  // namespace kumquat::plugin
