// stack_change_test.cpp -- what instructions do to ESP, as the assembler writes them.
#include "tools/plugin/stack_change.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace kumquat::plugin {
namespace {

struct Case {
    const char* text;
    std::vector<unsigned char> bytes;
    std::optional<int32_t> change;
};

const Case cases[] = {
    {"push %ebx", {0x53}, -4},
    {"push $1000", {0x68, 0xE8, 3, 0, 0}, -4},
    {"push $1", {0x6A, 1}, -4},
    {"push %ds", {0x1E}, -4},
    {"push 4(%eax)", {0xFF, 0x70, 4}, -4},
    {"pop %edi", {0x5F}, 4},
    {"pop (%eax)", {0x8F, 0x00}, 4},
    {"pop %esp", {0x5C}, std::nullopt},
    {"pusha", {0x60}, -32},
    {"popa", {0x61}, 32},
    {"pushf", {0x9C}, -4},
    {"popf", {0x9D}, 4},
    {"call", {0xE8, 0, 0, 0, 0}, -4},
    {"call *%eax", {0xFF, 0xD0}, -4},
    {"ret", {0xC3}, 4},
    {"ret $8", {0xC2, 8, 0}, 12},
    {"sub $20, %esp", {0x83, 0xEC, 20}, -20},
    {"add $20, %esp", {0x83, 0xC4, 20}, 20},
    {"sub $1000, %esp", {0x81, 0xEC, 0xE8, 3, 0, 0}, -1000},
    {"and $-16, %esp", {0x83, 0xE4, 0xF0}, std::nullopt},
    {"lea 12(%esp), %esp", {0x8D, 0x64, 0x24, 12}, 12},
    {"lea -12(%ebp), %esp", {0x8D, 0x65, 0xF4}, std::nullopt},
    {"mov %ecx, %esp", {0x89, 0xCC}, std::nullopt},
    {"mov %esp, %ebp", {0x89, 0xE5}, 0},
    {"mov 8(%esp), %esp", {0x8B, 0x64, 0x24, 8}, std::nullopt},
    {"mov 8(%esp), %eax", {0x8B, 0x44, 0x24, 8}, 0},
    {"leave", {0xC9}, std::nullopt},
    {"cmp $1, %esp", {0x83, 0xFC, 1}, std::nullopt},
    {"test %eax, %eax", {0x85, 0xC0}, 0},
    {"movzbl %cl, %esp", {0x0F, 0xB6, 0xE1}, std::nullopt},
    {"movzbl %cl, %eax", {0x0F, 0xB6, 0xC1}, 0},
    {"pushw %ax", {0x66, 0x50}, std::nullopt},
    {"rep movsl", {0xF3, 0xA5}, 0},
    {"int $0x30", {0xCD, 0x30}, 0},
    {"jmp", {0xEB, 0}, 0},
};

TEST(stack_change, is_what_the_manual_says) {
    for (const Case& one : cases) {
        EXPECT_EQ(stack_change(one.bytes.data(), one.bytes.size()), one.change)
            << one.text;
    }
}

}  // namespace
}  // namespace kumquat::plugin
