// chrome.hpp -- traces for Perfetto, speedscope and chrome://tracing.
// Nothing is lost: every event becomes an instant whose `args` hold its number, its exact time and
// all its columns, and the tables stand in `otherData`. Beside that, spans say when a thread
// ran, and arrows join the two ends of a message.
// Source: "Trace Event Format" (Google); units are microseconds with fractions.
#pragma once

#include "tools/trace/trace.hpp"

namespace kumquat::trace {

nlohmann::ordered_json chrome_document(const Trace& trace);

/// The trace again, from what chrome_document() made of it.
/// \throws std::runtime_error if the document does not come from there
Trace trace_from_chrome(const nlohmann::ordered_json& document);

}  // namespace kumquat::trace
