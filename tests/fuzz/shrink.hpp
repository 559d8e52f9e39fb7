// shrink.hpp -- from a run that breaks something to a short program that still does.
// First as few rounds as possible, then as few calls: halves, quarters, ... of those that are
// left are left out, as long as the same breaks. Virtual time makes every attempt repeatable.
// Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
// Transactions on Software Engineering 28 (2002).
#pragma once

#include "tests/fuzz/trial.hpp"

#include <functional>

namespace kumquat::fuzz {

struct Shrunk {
    Trial trial;      // with a plan
    Finding finding;  // of that
    unsigned attempts = 0;
};

/// \param attempts  at most so many runs
/// \param progress  called before each with a sentence
Shrunk shrink(const Trial& trial,
              const Finding& finding,
              unsigned attempts,
              const std::function<void(const std::string&)>& progress);

/// The calls that are left, script by script, in words.
std::string program_text(const Trial& trial);

}  // namespace kumquat::fuzz
