// search.hpp -- the events that a query finds, in their order.
// Its one idea: a search goes on some thousand events at a time, so the page never stands still;
// what has been found so far can be used at once.
#pragma once

#include "query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kumquat {

class Search {
public:
    /// \param findings  that are told with their events; nullptr: none. Outlives the search.
    Search(const Model& model,
           std::string text,
           const std::vector<Finding>* findings = nullptr);

    const std::string& text() const { return text_; }
    /// Why nothing is found: the query cannot be read, or names what is not there.
    const std::string& problem() const { return problem_; }

    /// Look at so many further events. \return  whether there is more to look at
    bool go_on(int64_t events);
    bool is_over() const { return next_ >= model_.event_count(); }
    double progress() const;

    const std::vector<uint32_t>& found() const { return found_; }
    bool is_found(int64_t event) const;
    /// The next (+1) or previous (-1) one as seen from an event, going round at the ends.
    /// \return  -1: there is none
    int64_t next_from(int64_t event, int direction) const;
    /// How many have been found up to and with an event.
    size_t rank_of(int64_t event) const;

private:
    const Model& model_;
    std::string text_, problem_;
    std::optional<Matcher> matcher_;
    std::vector<uint32_t> found_;
    int64_t next_ = 0;
};

}  // namespace kumquat
