// ipc_bits.hpp -- what the bits in events of ipc mean, for all who ask.
// Source: kernel/abi/trace_kinds.hpp, kernel/abi/message.hpp.
#pragma once

#include "kernel/abi/message.hpp"
#include "kernel/abi/trace_kinds.hpp"

#include <cstdint>

namespace kumquat {

/// Whether a message wants its answer from whom it goes to. \param flags  of ipc_send or ipc_transfer
constexpr bool is_call(uint32_t flags) {
    return (flags & trace_ipc_then_receives) != 0 && (flags & trace_ipc_open) == 0;
}

/// The completion code of a result.
constexpr IpcError ipc_error(uint32_t result) { return MessageDope{result}.error(); }

}  // namespace kumquat
