// verdict_words.hpp -- what the specification says and what is worth a look, for the page's words.
#pragma once

#include "visualizer/model/session.hpp"

#include <string>

namespace kumquat {

/// A sentence each; empty: it has not been asked.
std::string verdict_of(const Session& session);

}  // namespace kumquat
