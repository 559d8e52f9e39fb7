// event_table.cpp -- a row for each event.
#include "event_table.hpp"

#include "visualizer/model/csv.hpp"
#include "visualizer/model/words.hpp"

#include <fmt/format.h>

namespace kumquat {

std::string event_table(const Model& model) {
    std::string table = "event,time,kind,words\r\n";
    for (int64_t i = 0; i < model.event_count(); ++i) {
        const Event& event = model.event(i);
        table += fmt::format("{},{},{},{}\r\n", i + 1, event.time,
                             csv_field(model.trace().kind_of(event).name),
                             csv_field(sentence_of(model, i)));
    }
    return table;
}

}  // namespace kumquat
