// text.cpp -- counting columns, wrapping, painting.
#include "grading/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sstream>
#include <string_view>

namespace kumquat::grading {

namespace {

/// True for the second and later bytes of a UTF-8 character.
bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

const char* code_of(Colour colour) {
    switch (colour) {
    case Colour::strong:
        return "1";
    case Colour::good:
        return "32";
    case Colour::bad:
        return "1;31";
    case Colour::faint:
        return "2";
    }
    return "0";
}

/// Whether a line or corner of a box (U+2500 to U+257F) is at `at`: the kernel's panics have one.
bool is_box_at(const std::string& text, size_t at) {
    const std::string_view bytes = std::string_view{text}.substr(at, 3);
    return bytes.size() == 3 && bytes[0] == '\xE2' &&
           (bytes[1] == '\x94' || bytes[1] == '\x95') && continues_character(bytes[2]);
}

/// How many characters must be changed, added or left out. (Levenshtein, row by row.)
size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string paint(const std::string& text, Colour colour, bool use_colour) {
    return use_colour ? fmt::format("\033[{}m{}\033[0m", code_of(colour), text) : text;
}

size_t columns_of(const std::string& text) {
    size_t columns = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\033') {
            i = text.find('m', i);
            if (i == std::string::npos) {
                break;
            }
        } else if (!continues_character(text[i])) {
            ++columns;
        }
    }
    return columns;
}

std::string padded(const std::string& text, size_t columns) {
    const size_t used = columns_of(text);
    return text + std::string(used < columns ? columns - used : 0, ' ');
}

std::string spread(const std::string& left, const std::string& right, size_t columns) {
    const size_t used = columns_of(right);
    return padded(left, used < columns ? columns - used : 0) + right;
}

std::string wrapped(const std::string& text, size_t columns, size_t indent) {
    std::istringstream words{text};
    std::string result, word;
    size_t used = 0;
    while (words >> word) {
        const size_t length = columns_of(word);
        if (used != 0 && used + 1 + length > columns) {
            result += "\n" + std::string(indent, ' ');
            used = 0;
        } else if (used != 0) {
            result += ' ';
            ++used;
        }
        result += word;
        used += length;
    }
    return result;
}

std::string indented(const std::string& text, const std::string& prefix) {
    std::istringstream lines{text};
    std::string result, line;
    while (std::getline(lines, line)) {
        result += prefix + line + "\n";
    }
    return result;
}

std::vector<std::string> names_like(const std::string& wrong,
                                    const std::vector<std::string>& names) {
    constexpr size_t names_max = 3;
    std::vector<std::pair<size_t, std::string>> near;
    for (const std::string& name : names) {
        const size_t distance =
            name.find(wrong) != std::string::npos ? 0 : edit_distance(wrong, name);
        if (distance <= wrong.size() / 3) {
            near.emplace_back(distance, name);
        }
    }
    std::ranges::stable_sort(near, {}, &std::pair<size_t, std::string>::first);
    std::vector<std::string> found;
    for (size_t i = 0; i < std::min(near.size(), names_max); ++i) {
        found.push_back(near[i].second);
    }
    return found;
}

std::string did_you_mean(const std::string& wrong,
                         const std::vector<std::string>& names) {
    const auto like = names_like(wrong, names);
    return like.empty() ? ""
                        : fmt::format("\nDid you mean {}?", fmt::join(like, ", or "));
}

std::string head_and_tail(const std::string& text) {
    constexpr size_t half = 32 * 1024;
    if (text.size() <= 2 * half) {
        return text;
    }
    return text.substr(0, half) +
           fmt::format("\n… {} bytes left out …\n", text.size() - 2 * half) +
           text.substr(text.size() - half);
}

std::string printable(const std::string& text) {
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (is_box_at(text, i)) {
            result += text.substr(i, 3);
            i += 2;
        } else if (c == '\n' || (byte >= 0x20 && byte < 0x7F)) {
            result += c;
        } else if (c != '\r') {
            result += fmt::format("\\x{:02X}", byte);
        }
    }
    return result;
}

}  // namespace kumquat::grading
