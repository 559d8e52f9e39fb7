// events_finder.cpp -- one character after the other.
#include "events_finder.hpp"

namespace kumquat {

namespace {

constexpr std::string_view wanted = "events";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // some editors write it

}  // namespace

void EventsFinder::look_in_string(char c) {
    if (is_escaped_) {
        is_escaped_ = false;
    } else if (c == '"') {
        in_string_ = false;
        const bool is_wanted = may_be_events_ && matched_ == wanted.size();
        seen_ = depth_ == 1 && is_wanted ? Seen::key : Seen::nothing;
        return;
    } else {
        is_escaped_ = c == '\\';
    }
    may_be_events_ =
        may_be_events_ && matched_ < wanted.size() && c == wanted[matched_];
    ++matched_;
}

/// \return  whether this is the "[" of the events
bool EventsFinder::look_outside(char c) {
    switch (c) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return false;
    case '"':
        in_string_ = may_be_events_ = true;
        matched_ = 0;
        break;
    case '[':
        if (seen_ == Seen::colon) {
            return true;
        }
        ++depth_;
        break;
    case '{':
        ++depth_;
        break;
    case ']':
    case '}':
        --depth_;
        break;
    default:
        break;
    }
    seen_ = c == ':' && seen_ == Seen::key ? Seen::colon : Seen::nothing;
    return false;
}

size_t EventsFinder::look(std::string_view piece) {
    for (size_t place = 0; place < piece.size(); ++place) {
        if (in_string_) {
            look_in_string(piece[place]);
        } else if (look_outside(piece[place])) {
            return place + 1;
        }
    }
    return not_yet;
}

bool EventsFinder::take_head(std::string_view& piece, std::string& head) {
    const size_t place = look(piece);
    const size_t count = place == not_yet ? piece.size() : place;
    head += piece.substr(0, count);
    piece.remove_prefix(count);
    if (head.starts_with(byte_order_mark)) {
        head.erase(0, byte_order_mark.size());
    }
    return place != not_yet;
}

}  // namespace kumquat
