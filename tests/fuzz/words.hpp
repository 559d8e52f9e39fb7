// words.hpp -- the calls of a fuzz program, in words.
#pragma once

#include "tests/fuzz/program.hpp"

#include <string>

namespace kumquat::fuzz {

/// "ipc: send registers to 17.1, then receive from 17.1 ..."
std::string words_of(const Record& call);

/// "17.1", or what else an id means
std::string name_of_thread(uint32_t low);

/// Who runs a script first: "thread 17.1", or "a task that a wild task makes".
std::string name_of_script(uint32_t script);

}  // namespace kumquat::fuzz
