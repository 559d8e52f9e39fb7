// block.hpp -- what is known of a block of instructions when QEMU translates it.
#pragma once

#include "tools/plugin/qemu_plugin.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kumquat::plugin {

/// What its last instruction is.
enum class Last : uint8_t { other, call, ret, system_call };

/// What is known of a block when it is translated. It ends before `end`.
struct Block {
    uint32_t begin, end;
    uint32_t target;  // of the jump or call at its end; 0: none that the code names
    Last last;
    bool is_by_pointer;  // its jump or call at the end
    bool is_trusted = false;
    bool is_changed =
        false;  // trusted by its addresses, but not the code that belongs there

    /// What has been added to ESP before each instruction, and behind the last; nothing: not known.
    struct Step {
        uint32_t address;
        std::optional<int32_t> stack_change;
    };
    std::vector<Step> steps;  // of a trusted block

    bool contains(uint32_t address) const { return begin <= address && address < end; }
    /// Whether this block goes on there, if it was broken off, or before the next one, or ended in
    /// a call.
    bool goes_on_at(uint32_t address) const;
    /// ESP where the block goes on. \param stack  at its begin
    std::optional<uint32_t> esp_at(uint32_t address, uint32_t stack) const;
};

/// \param is_trusted  without that its steps are of no interest
/// Requires: the block is being translated.
Block describe(const qemu_plugin_tb* block, bool is_trusted);

}  // namespace kumquat::plugin
