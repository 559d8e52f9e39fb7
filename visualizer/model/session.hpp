// session.hpp -- what the user looks at: the file, one event, one stretch of time.
// Its one idea: every view reads and changes this one record, so all views are always in
// step; the shells (web page, native window) talk to it and to nothing else.
// Invariant: with a model that has events, 0 <= selected < event_count, and the visible
// stretch is at least view_width_min wide.
#pragma once

#include "model.hpp"

#include "visualizer/decode/trace_stream.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kumquat {

class Session {
public:
    static constexpr double view_width_min = 20.0;  // virtual nanoseconds

    /// Read a file and show it. What was shown before stays if nothing of it can be used.
    void load(std::string_view text, const std::string& file_name);
    /// The same with a file that is still coming: what has come of it is shown already.
    /// \param file_bytes  how long it will be; 0: nobody knows
    void begin_file(const std::string& file_name, size_t file_bytes = 0);
    /// \return  false: the rest is not worth fetching
    bool add_to_file(std::string_view piece);
    void end_file();
    bool is_loading() const { return loading_ != nullptr; }
    /// Show a problem that kept a file from being read at all.
    void report_problem(std::string problem);
    void dismiss_problem();

    bool has_events() const { return model_ != nullptr && model_->event_count() > 0; }
    const Model& model() const { return *model_; }  // Requires: has_events()
    const std::string& file_name() const { return file_name_; }
    const std::string& problem() const { return problem_; }

    int64_t selected() const { return selected_; }
    void select(int64_t event);
    /// Go some events on (or back, if negative), and keep the selection in sight.
    void step(int64_t events);
    /// Go to the next (+1) or previous (-1) event that names a thread.
    void step_within(uint32_t thread, int direction);

    double view_begin() const { return view_begin_; }
    double view_end() const { return view_end_; }
    double view_width() const { return view_end_ - view_begin_; }
    /// Magnify by a factor around a time, which stays where it is.
    void zoom(double factor, double around_time);
    void zoom_at_selection(double factor);
    void pan(double by_time);
    void show(double begin, double end);
    void fit();

    /// Changes whenever anything above changed: for whoever mirrors the session.
    uint64_t revision() const { return revision_; }

    // Switches without rules of their own.
    bool is_dark = true;
    bool is_help_open = false;
    bool is_list_open = false;       // on a phone: the list in place of the timeline
    bool wants_file_dialog = false;  // the shell opens it and clears this

private:
    /// A file that is still coming.
    struct Loading {
        Loading(const std::string& name, size_t file_bytes);
        std::shared_ptr<Trace> trace;
        TraceStream stream;
        std::string name;
        bool is_shown = false;
    };
    void show_what_came(bool is_over);
    void keep_selection_visible();
    void clamp_view();

    std::unique_ptr<Loading> loading_;
    std::unique_ptr<Model> model_;
    std::string file_name_, problem_;
    int64_t selected_ = 0;
    double view_begin_ = 0.0, view_end_ = 1.0;
    bool is_fit_ = false;  // the whole trace is in sight, and nobody has asked for less
    uint64_t revision_ = 0;
};

}  // namespace kumquat
