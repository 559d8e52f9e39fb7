// event_table.cpp -- rows with quotation marks where they are needed.
// Source: RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files".
#include "event_table.hpp"

#include "visualizer/model/words.hpp"

#include <fmt/format.h>

#include <string_view>

namespace kumquat {

namespace {

/// A spreadsheet takes a field that begins with one of =+-@ for a formula, whoever wrote it.
std::string field(const std::string& text) {
    constexpr std::string_view formula_signs = "=+-@";
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

}  // namespace

std::string event_table(const Model& model) {
    std::string table = "event,time,kind,words\r\n";
    for (int64_t i = 0; i < model.event_count(); ++i) {
        const Event& event = model.event(i);
        table += fmt::format("{},{},{},{}\r\n", i + 1, event.time,
                             field(model.trace().kind_of(event).name),
                             field(sentence_of(model, i)));
    }
    return table;
}

}  // namespace kumquat
