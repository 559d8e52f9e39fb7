// ipc_words.hpp -- the events of a rendezvous in words.
#pragma once

#include "words.hpp"

namespace kumquat {

EventWords ipc_send_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_receive_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_block_words(const Model& model, int64_t index, ThreadNamer name);
EventWords ipc_transfer_words(const Model& model, int64_t index, ThreadNamer name);

}  // namespace kumquat
