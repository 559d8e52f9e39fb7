// block.cpp -- see block.hpp.
// Source: Intel, "Software Developer's Manual", volume 2, opcode map.
#include "tools/plugin/block.hpp"

#include "tools/plugin/stack_change.hpp"

#include <algorithm>
#include <cstring>

namespace kumquat::plugin {
namespace {

const unsigned char* bytes_of(const qemu_plugin_insn* instruction) {
    return static_cast<const unsigned char*>(qemu_plugin_insn_data(instruction));
}

uint32_t end_of(const qemu_plugin_insn* instruction) {
    return static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction) +
                                 qemu_plugin_insn_size(instruction));
}

/// Of FF /2 and FF /4: call and jmp by a pointer.
constexpr int call_by_pointer = 2, jump_by_pointer = 4;

/// What an instruction that begins with FF does; nothing: it begins otherwise.
std::optional<int> operation_of_ff(const unsigned char* bytes) {
    return bytes[0] == 0xFF ? std::optional{(bytes[1] >> 3) & 7} : std::nullopt;
}

Last last_of(const qemu_plugin_insn* instruction) {
    const unsigned char* const bytes = bytes_of(instruction);
    switch (bytes[0]) {
    case 0xE8:
    case 0x9A:
        return Last::call;
    case 0xFF:
        return operation_of_ff(bytes) == call_by_pointer ? Last::call : Last::other;
    case 0xC2:
    case 0xC3:
        return Last::ret;
    case 0xCD:
    case 0xF4:  // hlt, which the kernel carries out
        return Last::system_call;
    case 0xF0:  // lock; nop, the same
        return bytes[1] == 0x90 ? Last::system_call : Last::other;
    default:
        return Last::other;
    }
}

bool is_by_pointer(const qemu_plugin_insn* instruction) {
    const auto operation = operation_of_ff(bytes_of(instruction));
    return operation == call_by_pointer || operation == jump_by_pointer;
}

/// Where a jump or a call leads to, if it says so itself.
uint32_t target_of(const qemu_plugin_insn* instruction) {
    const unsigned char* const bytes = bytes_of(instruction);
    const std::size_t size = qemu_plugin_insn_size(instruction);
    const uint32_t end = end_of(instruction);
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

std::vector<Block::Step> steps_of(const qemu_plugin_tb* block) {
    std::vector<Block::Step> steps;
    std::optional<int32_t> sum = 0;
    const std::size_t count = qemu_plugin_tb_n_insns(block);
    for (std::size_t i = 0; i < count; ++i) {
        const qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        steps.push_back(
            {static_cast<uint32_t>(qemu_plugin_insn_vaddr(instruction)), sum});
        const auto change =
            stack_change(bytes_of(instruction), qemu_plugin_insn_size(instruction));
        sum = sum && change ? std::optional{*sum + *change} : std::nullopt;
    }
    steps.push_back({end_of(qemu_plugin_tb_get_insn(block, count - 1)), sum});
    return steps;
}

}  // namespace

bool Block::goes_on_at(uint32_t address) const {
    return address == target || std::ranges::count(steps, address, &Step::address) != 0;
}

std::optional<uint32_t> Block::esp_at(uint32_t address, uint32_t stack) const {
    const auto found = std::ranges::find(steps, address, &Step::address);
    const Step& step = found == steps.end() ? steps.back() : *found;
    return step.stack_change
               ? std::optional{stack + static_cast<uint32_t>(*step.stack_change)}
               : std::nullopt;
}

Block describe(const qemu_plugin_tb* block, bool is_trusted) {
    const qemu_plugin_insn* const last =
        qemu_plugin_tb_get_insn(block, qemu_plugin_tb_n_insns(block) - 1);
    return {.begin = static_cast<uint32_t>(qemu_plugin_tb_vaddr(block)),
            .end = end_of(last),
            .target = target_of(last),
            .last = last_of(last),
            .is_by_pointer = is_by_pointer(last),
            .is_trusted = is_trusted,
            .steps = is_trusted ? steps_of(block) : std::vector<Block::Step>{}};
}

}  // namespace kumquat::plugin
