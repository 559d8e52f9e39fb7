// json.hpp -- traces as JSON files, version 1 of the format `kumquat-trace`.
// Key order is fixed, `events` comes last, and each event has a line of its own, so that a
// message can name the line and two traces can be compared with diff.
#pragma once

#include "tools/trace/trace.hpp"

#include <filesystem>
#include <iosfwd>

namespace kumquat::trace {

void write_json(std::ostream& stream, const Trace& trace);

/// Written beside its place and then renamed, so a reader never sees half of it.
/// \throws std::runtime_error if it cannot be written
void write_json_file(const std::filesystem::path& file, const Trace& trace);

/// Parse a file.
/// \throws std::runtime_error with place and reason if it cannot be read or is no JSON
nlohmann::ordered_json parse_json_file(const std::filesystem::path& file);

/// \throws std::runtime_error if format, version or shape are not those of a trace
Trace trace_from_json(const nlohmann::ordered_json& document);

/// The line of an event in a file that write_json() wrote; counts from 1.
/// \param event  index, from 0
std::size_t line_of_event(const Trace& trace, std::size_t event);

}  // namespace kumquat::trace
