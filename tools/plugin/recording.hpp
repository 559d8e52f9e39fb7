// recording.hpp -- the file in which the plugin writes down what was executed.
// One entry of 8 bytes for each instruction, before it is executed, and one for each of its
// memory accesses behind it. What an instruction is, is told only as far as it matters for
// counting: how it enters or leaves the kernel, and what it does to interrupts.
#pragma once

#include <cstdint>

namespace kumquat::plugin {

enum class Kind : uint8_t {
    load,       // a memory access of the instruction before
    store,      // likewise
    plain,      // an instruction
    branch,     // an instruction after which another than the next may follow
    call_gate,  // int n: `vector` says which
    iret,
    sti,
    cli,
    halt,
};

struct Entry {
    uint32_t address;  // virtual, of the instruction or of the bytes accessed
    Kind kind;
    uint8_t size;    // bytes of the instruction, or accessed
    uint8_t vector;  // of int n
    uint8_t unused;

    bool is_instruction() const { return kind >= Kind::plain; }
};
static_assert(sizeof(Entry) == 8);

}  // namespace kumquat::plugin
