// verdict_words.hpp -- what the specification says, for the page's words.
#pragma once

#include "visualizer/model/session.hpp"

#include <string>

namespace kumquat {

/// In one sentence; empty: it has not been asked.
std::string verdict_of(const Session& session);

}  // namespace kumquat
