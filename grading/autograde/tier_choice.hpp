// tier_choice.hpp -- which sandbox a machine uses: the one that was asked for, or its strongest.
#pragma once

#include "grading/autograde/sandbox.hpp"

namespace kumquat::autograde {

/// What the person who runs the grading said.
struct TierWish {
    std::string tier;  // "namespaces" or "user"; empty: the strongest that works
    bool or_no_sandbox = false;  // if none works
};

/// \param secrets  files and folders that no student's program may read
/// \throws CannotRun if there is no such sandbox, and nobody said that it is to be done without
Tier choose_tier(const TierWish& wish,
                 const std::vector<std::filesystem::path>& secrets);

}  // namespace kumquat::autograde
