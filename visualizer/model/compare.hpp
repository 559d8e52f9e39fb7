// compare.hpp -- two traces side by side, aligned by what happened, not by when.
// Its one idea: an event's meaning is its kind and those of its columns that do not depend on the
// clock, threads and tasks by their numbers. Where the meanings go on alike, nothing is told;
// where they part, both sides are, up to where they meet again.
// Invariant: outside the differences, the two sides have as many events, with equal meanings.
#pragma once

#include "model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kumquat {

/// What counts as an event to compare.
enum class CompareLevel : uint8_t {
    programs,  // what programs can see: messages, pages, lives, exceptions
    kernel,    // queues and switches of threads, too
};

/// Events a_begin to before a_end on one side stand for b_begin to before b_end on the other.
/// They are places in Comparison::a() and b().
struct Difference {
    size_t a_begin, a_end, b_begin, b_end;

    friend bool operator==(const Difference&, const Difference&) = default;
};

class Comparison {
public:
    Comparison(const Model& a, const Model& b, CompareLevel level);

    /// The events that are compared, as numbers of events.
    const std::vector<uint32_t>& a() const { return a_; }
    const std::vector<uint32_t>& b() const { return b_; }
    const std::vector<Difference>& differences() const { return differences_; }
    /// There are more differences than are kept.
    bool is_cut_short() const { return is_cut_short_; }
    CompareLevel level() const { return level_; }

    /// What an event of one side corresponds to on the other; -1: nothing.
    int64_t partner_in_b(int64_t event_of_a) const;

private:
    CompareLevel level_;
    std::vector<uint32_t> a_, b_;
    std::vector<Difference> differences_;
    bool is_cut_short_ = false;
};

/// The meaning of an event as a number; equal meanings have equal numbers.
uint64_t meaning_of(const Model& model, int64_t event);

/// Two differing sequences: which stretches differ. For meanings; any numbers will do.
/// \param differences_max  no more than these are found
std::vector<Difference> differences_between(const std::vector<uint64_t>& a,
                                            const std::vector<uint64_t>& b,
                                            size_t differences_max);

}  // namespace kumquat
