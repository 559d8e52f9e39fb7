// statistics_view.cpp -- tables and bars.
#include "statistics_view.hpp"

#include "message_matrix.hpp"
#include "state_bar.hpp"
#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"
#include "widgets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kumquat {

namespace {

constexpr size_t rows_max = 60;

/// A row with a name, a bar and a number; a click goes to an event (-1: nowhere).
void draw_bar_row(Sheet& sheet,
                  Session& session,
                  const std::string& name,
                  double share,
                  const std::string& number,
                  int64_t event) {
    const Ui& ui = sheet.ui();
    const Rect row{
        {sheet.left(), sheet.y()},
        {sheet.left() + std::min(sheet.width(), ui.px(720)), sheet.y() + ui.px(24)}};
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    if (sheet.is_hovered(row) && event >= 0) {
        draw->AddRectFilled(row.min, row.max, ui.palette.raised, ui.px(4));
    }
    const float name_width = std::min(ui.px(260), row.width() * 0.5f);
    const float number_width = ui.px(96);
    const float text_y = row.min.y + (row.height() - ui.fonts.body->FontSize) / 2;
    draw_text(ui.fonts.body, {row.min.x + ui.px(4), text_y}, ui.palette.text, name,
              name_width - ui.px(12));
    draw_text(ui.fonts.mono,
              {row.min.x + name_width + number_width - ui.px(10) -
                   text_width(ui.fonts.mono, number),
               text_y},
              ui.palette.text, number);
    const float x = row.min.x + name_width + number_width;
    const float room = row.max.x - x;
    draw->AddRectFilled(
        {x, row.min.y + ui.px(7)},
        {x + std::max(1.0f, room * static_cast<float>(share)), row.max.y - ui.px(7)},
        ui.palette.text_dim, ui.px(2));
    if (event >= 0 && sheet.click(row)) {
        session.go_to(event);
    }
    sheet.skip(ui.px(24));
}

/// Counts, the largest first.
void draw_counts(Sheet& sheet,
                 Session& session,
                 std::vector<std::pair<std::string, Count>> rows) {
    std::erase_if(rows, [](const auto& row) { return row.second.count == 0; });
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.second.count > b.second.count;
    });
    for (size_t i = 0; i < std::min(rows.size(), rows_max); ++i) {
        const auto& [name, count] = rows[i];
        draw_bar_row(sheet, session, name,
                     static_cast<double>(count.count) /
                         static_cast<double>(rows[0].second.count),
                     with_thousands(static_cast<int64_t>(count.count)), count.first);
    }
    if (rows.empty()) {
        sheet.paragraph("None.");
    } else if (rows.size() > rows_max) {
        sheet.paragraph(fmt::format("and {} more; all are in the CSV file",
                                    rows.size() - rows_max));
    }
}

/// Those of all lanes; of very many only those that ran longest, so that what is below is found.
std::vector<uint32_t> threads_with_times(const Model& model,
                                         const Statistics& statistics) {
    constexpr size_t many = 40, enough = 20;
    std::vector<uint32_t> threads;
    for (const Lane& lane : model.lanes()) {
        threads.push_back(lane.thread);
    }
    if (threads.size() > many) {
        const auto ran = [&](uint32_t thread) {
            return statistics.times[thread][static_cast<size_t>(LaneState::running)];
        };
        std::stable_sort(threads.begin(), threads.end(),
                         [&](uint32_t a, uint32_t b) { return ran(a) > ran(b); });
        threads.resize(enough);
    }
    return threads;
}

void draw_times(Sheet& sheet, Session& session, const Statistics& statistics) {
    const Ui& ui = sheet.ui();
    const Model& model = session.model();
    const double whole =
        std::max(1.0, static_cast<double>(model.end_time() - model.begin_time()));
    const float name_width = std::min(ui.px(200), sheet.width() * 0.4f);
    const std::vector<uint32_t> threads = threads_with_times(model, statistics);
    for (const uint32_t thread : threads) {
        const float y = sheet.y();
        draw_text(ui.fonts.body, {sheet.left() + ui.px(4), y + ui.px(4)},
                  ui.palette.text, thread_label(model.trace(), thread),
                  name_width - ui.px(12));
        float x = sheet.left() + name_width;
        const float room = std::min(sheet.width(), ui.px(720)) - name_width;
        std::string words;
        for (uint32_t state = 1; state < lane_state_count; ++state) {
            const double share =
                static_cast<double>(statistics.times[thread][state]) / whole;
            const float width = room * static_cast<float>(share);
            draw_state_bar(ui, {{x, y + ui.px(5)}, {x + width, y + ui.px(19)}},
                           static_cast<LaneState>(state));
            x += width;
            if (share > 0) {
                words += fmt::format(
                    "{}{}: {:.1f} %, {} instructions", words.empty() ? "" : "\n",
                    state_name(static_cast<LaneState>(state)), share * 100,
                    with_thousands(statistics.times[thread][state]));
            }
        }
        const Rect row{{sheet.left(), y},
                       {sheet.left() + name_width + room, y + ui.px(24)}};
        if (sheet.is_hovered(row)) {
            show_tooltip(ui, row, thread_label(model.trace(), thread), words);
        }
        if (sheet.click(row)) {
            session.follow(thread);
        }
        sheet.skip(ui.px(24));
    }
    if (threads.size() < model.lanes().size()) {
        sheet.paragraph(
            fmt::format("and {} more, which ran less; all are in the CSV file",
                        with_thousands(static_cast<int64_t>(model.lanes().size() -
                                                            threads.size()))));
    }
}

void draw_calls(Sheet& sheet, Session& session, const Statistics& statistics) {
    sheet.heading("Calls: from the send to the reply, in instructions");
    if (statistics.calls.empty()) {
        sheet.paragraph("No call came back.");
        return;
    }
    struct Share {
        uint32_t per_mille;
        const char* name;
    };
    for (const auto& [per_mille, name] :
         {Share{0, "shortest"}, Share{500, "median"}, Share{900, "90 %"},
          Share{990, "99 %"}, Share{1000, "longest"}}) {
        const Latency& call = statistics.per_mille(per_mille);
        const double longest =
            std::log2(static_cast<double>(statistics.calls.back().time) + 2);
        draw_bar_row(sheet, session, name,
                     std::log2(static_cast<double>(call.time) + 1) / longest,
                     with_thousands(call.time), call.event);
    }
    // How many calls took 2^n to 2^(n+1) instructions.
    std::vector<Count> histogram;
    for (const Latency& call : statistics.calls) {
        size_t order = 0;
        while (order < 62 && (call.time >> (order + 1)) != 0) {
            ++order;
        }
        histogram.resize(std::max(histogram.size(), order + 1));
        histogram[order].add(call.event);
    }
    uint64_t most = 1;
    for (const Count& count : histogram) {
        most = std::max(most, count.count);
    }
    sheet.skip(sheet.ui().px(8));
    for (size_t order = 0; order < histogram.size(); ++order) {
        const Count& count = histogram[order];
        if (count.count > 0) {
            draw_bar_row(sheet, session,
                         fmt::format("{} to {}", with_thousands(int64_t{1} << order),
                                     with_thousands((int64_t{2} << order) - 1)),
                         static_cast<double>(count.count) / static_cast<double>(most),
                         with_thousands(static_cast<int64_t>(count.count)),
                         count.first);
        }
    }
}

}  // namespace

void StatisticsView::draw(Session& session, const Ui& ui, const Rect& area) {
    const Model& model = session.model();
    if (!statistics_ || model_ != session.model_number() ||
        events_ != model.event_count()) {
        statistics_.emplace(model);
        model_ = session.model_number();
        events_ = model.event_count();
    }
    const Statistics& statistics = *statistics_;
    const Trace& trace = model.trace();
    Sheet sheet{ui, area, "statistics"};
    sheet.skip(ui.px(4));
    if (sheet.button("Save as CSV")) {
        session.wants_saved = {"kumquat-statistics.csv", csv_of(model, statistics)};
    }
    sheet.end_line();
    sheet.paragraph("A click on a row goes to the first event behind it.");
    sheet.heading("Time of each thread, by state");
    draw_times(sheet, session, statistics);

    sheet.heading("Messages: a row sends, a column receives");
    draw_message_matrix(sheet, session, statistics);
    sheet.heading("Messages, from whom to whom");
    std::vector<std::pair<std::string, Count>> rows;
    for (const auto& [pair, count] : statistics.messages) {
        rows.emplace_back(thread_label(trace, pair.first) + " → " +
                              thread_label(trace, pair.second),
                          count);
    }
    draw_counts(sheet, session, std::move(rows));
    draw_calls(sheet, session, statistics);

    sheet.heading("Page faults, by task");
    rows.clear();
    for (uint32_t task = 0; task < statistics.faults.size(); ++task) {
        rows.emplace_back(task_label(trace, task), statistics.faults[task]);
    }
    draw_counts(sheet, session, std::move(rows));

    sheet.heading("Events, by kind");
    rows.clear();
    for (size_t kind = 0; kind < statistics.kinds.size(); ++kind) {
        rows.emplace_back(as_label(trace.kinds[kind].name), statistics.kinds[kind]);
    }
    draw_counts(sheet, session, std::move(rows));
}

}  // namespace kumquat
