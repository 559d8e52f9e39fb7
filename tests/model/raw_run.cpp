// raw_run.cpp -- records to events; the switches from the ring's header.
#include "tests/model/raw_run.hpp"

#include "tools/trace/trace_clock.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace kumquat::model {

Run run_from(const trace::RawTrace& raw) {
    Run run;
    std::istringstream words{std::string{
        raw.ring.config, strnlen(raw.ring.config, sizeof(raw.ring.config))}};
    for (std::string word; words >> word;) {
        const std::size_t equals = std::min(word.find('='), word.size() - 1);
        run.config[word.substr(0, equals)] = word.substr(equals + 1);
    }
    trace::TraceClock clock{raw};
    for (const TraceRecord& record : raw.records) {
        Event event{clock.time_of(record), static_cast<TraceKind>(record.kind), {}};
        std::copy_n(record.columns, trace_columns_max, event.columns.begin());
        run.events.push_back(event);
    }
    return run;
}

}  // namespace kumquat::model
