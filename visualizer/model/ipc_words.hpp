// ipc_words.hpp -- the events of a rendezvous in words.
#pragma once

#include "words.hpp"

namespace kumquat {

EventWords ipc_send_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_receive_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_block_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_transfer_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_timeout_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_result_words(const Model& model, int64_t index, ThreadNamer name);

/// The rarer ones. Requires: kind is ipc_cancel, ipc_redirect, ipc_deceit or one of transfer_*.
EventWords transfer_words(const Trace& trace,
                          const Event& event,
                          TraceKind kind,
                          ThreadNamer name);

}  // namespace kumquat
