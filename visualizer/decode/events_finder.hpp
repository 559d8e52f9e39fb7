// events_finder.hpp -- where, in a file that is still coming, the events begin.
// Its one idea: to know brackets and strings is enough; the key "events" of the outermost
// object, and the "[" behind it, need no parser that understands the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kumquat {

class EventsFinder {
public:
    static constexpr size_t not_yet = ~size_t{0};

    /// Look through the next piece of the file.
    /// \return  the place in this piece behind the "[" that begins the events, or not_yet
    size_t look(std::string_view piece);

    /// Move what belongs to the head of the file from a piece to `head`.
    /// \return  the head is whole: it ends with the "[" that begins the events
    bool take_head(std::string_view& piece, std::string& head);

private:
    /// How much of `"events":[` has been read, in the outermost object.
    enum class Seen { nothing, key, colon };

    void look_in_string(char c);
    bool look_outside(char c);

    int depth_ = 0;
    bool in_string_ = false, is_escaped_ = false;
    bool may_be_events_ = false;  // the string so far is the beginning of "events"
    size_t matched_ = 0;
    Seen seen_ = Seen::nothing;
};

}  // namespace kumquat
