// text.hpp -- laying out text for a terminal: widths, wrapping, colours.
// Invariant: a column is a character that is seen; bytes of UTF-8 and colour codes do not count.
#pragma once

#include <string>
#include <vector>

namespace kumquat::grading {

enum class Colour { strong, good, bad, faint };

/// `text` in a colour, or as it is.
std::string paint(const std::string& text, Colour colour, bool use_colour);

/// How many columns a text takes.
size_t columns_of(const std::string& text);

/// `text` with spaces behind it up to `columns`.
std::string padded(const std::string& text, size_t columns);

/// `left` at the left edge and `right` at the right one.
std::string spread(const std::string& left, const std::string& right, size_t columns);

/// Lines of at most `columns`; all but the first begin with `indent` spaces.
std::string wrapped(const std::string& text, size_t columns, size_t indent);

/// Every line of `text` behind `prefix`.
std::string indented(const std::string& text, const std::string& prefix);

/// Those of `names` that somebody may have meant who wrote `wrong`; at most three.
std::vector<std::string> names_like(const std::string& wrong,
                                    const std::vector<std::string>& names);

/// A line of its own that asks whether one of these was meant; empty if none is near.
std::string did_you_mean(const std::string& wrong,
                         const std::vector<std::string>& names);

/// A long text without its middle: 64 KB of it.
std::string head_and_tail(const std::string& text);

/// What a guest printed, safe for a terminal: all but ASCII and the lines of a box is \xNN.
std::string printable(const std::string& text);

}  // namespace kumquat::grading
