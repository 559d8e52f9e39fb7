// tier_choice.cpp -- see tier_choice.hpp.
#include "grading/autograde/tier_choice.hpp"

#include "grading/autograde/named.hpp"
#include "grading/autograde/sandbox_user.hpp"
#include "grading/autograde/submissions.hpp"

#include <fmt/format.h>

namespace kumquat::autograde {

Tier choose_tier(const TierWish& wish,
                 const std::vector<std::filesystem::path>& secrets) {
    const SandboxUser somebody;
    std::string why_not;
    if (!wish.tier.empty()) {
        const Tier tier = named(all_tiers, wish.tier);
        why_not = why_unusable({tier, somebody.number()}, secrets);
        if (why_not.empty()) {
            return tier;
        }
        throw CannotRun(fmt::format("The sandbox \"{}\" does not work here. {}",
                                    wish.tier, why_not));
    }
    if (const auto tier = strongest_tier(somebody.number(), secrets, why_not)) {
        return *tier;
    }
    if (wish.or_no_sandbox) {
        return Tier::none;
    }
    throw CannotRun(fmt::format(
        "No sandbox works on this machine, and what students hand in is not run "
        "without one:\n{}Mend one of these, or say --unsafe-no-sandbox if you trust "
        "everybody.",
        why_not));
}

}  // namespace kumquat::autograde
