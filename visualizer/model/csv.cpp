// csv.cpp -- quotation marks around, and twice within.
// A spreadsheet takes a field that begins with one of =+-@, a tab or a carriage return for a formula.
// Source: RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files".
#include "csv.hpp"

#include <string_view>

namespace kumquat {

std::string csv_field(const std::string& text) {
    constexpr std::string_view formula_signs = "=+-@\t\r";
    std::string result = "\"";
    if (!text.empty() && formula_signs.find(text[0]) != std::string_view::npos) {
        result += '\'';
    }
    for (const char c : text) {
        result += c;
        if (c == '"') {
            result += '"';
        }
    }
    return result + '"';
}

}  // namespace kumquat
