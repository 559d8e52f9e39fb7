// verdict_words.hpp -- what the specification says and what is worth a look, in sentences.
#pragma once

#include "session.hpp"

#include <string>

namespace kumquat {

/// What the specification says; empty: it has not been asked.
std::string verdict_words(const Session& session);
/// The same, and each finding.
std::string verdict_of(const Session& session);

}  // namespace kumquat
