// session_files.cpp -- a file comes, piece by piece, and what has come is shown.
#include "session.hpp"

#include "visualizer/decode/trace_stream.hpp"
#include "visualizer/decode/with_thousands.hpp"

#include <algorithm>

namespace kumquat {

/// A file that is still coming.
struct Session::Loading {
    Loading(const std::string& file_name, size_t file_bytes, bool is_second)
        : is_other{is_second}, trace{std::make_shared<Trace>()},
          stream{file_name, *trace}, name{file_name}, bytes_expected{file_bytes} {
        stream.expect(file_bytes);
    }

    bool is_other;  // the second trace, to compare with
    std::shared_ptr<Trace> trace;
    TraceStream stream;
    std::string name;
    size_t bytes_expected, bytes_come = 0;
    bool is_shown = false;
};

Session::Session() = default;
Session::~Session() = default;

void Session::load(std::string_view text, const std::string& file_name) {
    constexpr size_t piece_bytes = 1u << 18;  // stays in the processor's cache
    begin_file(file_name, text.size());
    while (!text.empty() && add_to_file(text.substr(0, piece_bytes))) {
        text.remove_prefix(std::min(piece_bytes, text.size()));
    }
    end_file();
}

void Session::begin_file(const std::string& file_name, size_t file_bytes) {
    loading_ = std::make_unique<Loading>(file_name, file_bytes,
                                         expects_other_ && has_events());
    expects_other_ = false;
}

bool Session::add_to_file(std::string_view piece) {
    if (!is_loading()) {
        return false;
    }
    loading_->bytes_come += piece.size();
    const bool goes_on = loading_->stream.feed(piece);
    ++revision_;
    show_what_came(false);
    return goes_on;
}

void Session::add_rows_to_file(std::span<const Event> events,
                               std::span<const uint32_t> columns,
                               const TextPlace& text) {
    if (!is_loading()) {
        return;
    }
    loading_->bytes_come += text.bytes;
    loading_->stream.take_rows(events, columns, text);
    ++revision_;
    show_what_came(false);
}

double Session::progress() const {
    return is_loading() && loading_->bytes_expected > 0
               ? std::min(1.0, static_cast<double>(loading_->bytes_come) /
                                   static_cast<double>(loading_->bytes_expected))
               : 0.0;
}

void Session::cancel_file() {
    if (!is_loading()) {
        return;
    }
    show_what_came(true);
    const std::unique_ptr<Loading> done = std::move(loading_);
    report_problem("Loading " + done->name + " was stopped. " +
                   (done->is_shown
                        ? "What had come is shown: " +
                              with_thousands(model_->event_count()) + " events."
                        : "Nothing of it had come that could be shown."));
}

/// Everything that belongs to the trace before.
void Session::forget_what_was_shown() {
    now_.reset();
    before_.reset();
    search_.reset();
    story_.reset();
    findings_.reset();
    finding_shown_ = 0;
    comparison_.reset();
    measured_.reset();
    lesson_.reset();
    judgement_.reset();
    wants_judgement = false;
    marks_.clear();
    pinned_.clear();
    here_ = {};
    past_.clear();
    future_.clear();
}

/// The first events replace what was shown before; later ones are added. The whole trace stays
/// in sight until the user looks at a part of it.
void Session::show_what_came(bool is_over) {
    Loading& file = *loading_;
    if (!file.stream.is_usable() || file.trace->events.empty()) {
        return;
    }
    if (file.is_other) {
        if (is_over) {
            keep_other(file.trace, file.name);
        }
        return;
    }
    if (!file.is_shown) {
        file.is_shown = true;
        forget_what_was_shown();
        model_ = std::make_shared<Model>(file.trace);
        ++model_number_;
        file_name_ = file.name;
        problem_.clear();
        fit();
        return;
    }
    // Soon, so that little is left to do when the last event has come, but not so often that
    // many threads are sorted again and again.
    constexpr int64_t worth_a_look = 20'000;  // events
    const int64_t known = model_->event_count();
    const auto count = static_cast<int64_t>(file.trace->events.size());
    if (!is_over && count - known < std::min(known / 8, worth_a_look)) {
        return;
    }
    const bool was_fit = is_fit_;
    model_->catch_up();
    ++revision_;
    if (was_fit) {
        fit();
    }
}

void Session::end_file() {
    if (!is_loading()) {
        return;
    }
    loading_->stream.finish();
    show_what_came(true);
    const std::unique_ptr<Loading> done = std::move(loading_);
    const Loading& file = *done;
    const Trace& trace = *file.trace;
    const auto count = [](uint64_t number) {
        return with_thousands(static_cast<int64_t>(number));
    };
    ++revision_;
    const auto is_marked = [&](const Event& event) {
        return trace.kind_of(event).known == TraceKind::lost;
    };
    problem_ = file.stream.problem();
    if (problem_.empty() && trace.events.empty()) {
        problem_ = file.name +
                   " is a trace without events. Was tracing switched off (TRACE=off)?";
    }
    if (!problem_.empty()) {
        if (trace.events.empty() && has_events()) {
            problem_ += " What you see is still " + file_name_ + ".";
        }
        return;
    }
    if (trace.dropped > 0) {
        const bool has_marks =
            std::any_of(trace.events.begin(), trace.events.end(), is_marked);
        problem_ =
            count(trace.dropped) + " events were lost while this trace was recorded; " +
            (has_marks ? "each gap is marked." : "where, the file does not say.");
    } else if (trace.backward_times > 0) {
        problem_ =
            "In " + file.name + " the time of " + count(trace.backward_times) +
            " events is earlier than that of the event before. They are shown at "
            "that event's time.";
    }
}

}  // namespace kumquat
