// session.hpp -- what the user looks at: the file, one event, one stretch of time.
// Its one idea: every view reads and changes this one record, so all views are always in
// step; the shells (web page, native window) talk to it and to nothing else.
// Invariant: with a model that has events, 0 <= selected < event_count, and the visible
// stretch is at least view_width_min wide.
#pragma once

#include "compare.hpp"
#include "findings.hpp"
#include "instant.hpp"
#include "lesson.hpp"
#include "measured_span.hpp"
#include "microscope.hpp"
#include "model.hpp"
#include "search.hpp"
#include "story.hpp"

#include "visualizer/decode/text_place.hpp"
#include "visualizer/judge/judgement.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kumquat {

/// The views that share the middle of the window.
enum class Tab : uint8_t {
    timeline,
    story,
    rendezvous,
    queues,
    spaces,
    tasks,
    statistics,
    compare,
    microscope,
};
constexpr uint32_t tab_count = 9;
/// "timeline", "story", ...: as lessons and links name them.
const char* tab_name(Tab tab);

/// All that is needed to see something again.
struct Place {
    int64_t event = 0;
    Tab tab = Tab::timeline;
    uint32_t thread = no_index;  // that is followed
    uint32_t task = no_index;    // whose space is looked at,
    uint32_t address = 0;        // and the page in it
    double view_begin = 0.0, view_end = 1.0;
};

class Session {
public:
    static constexpr double view_width_min = 20.0;  // virtual nanoseconds

    Session();
    ~Session();

    // session_files.cpp
    /// Read a file and show it. What was shown before stays if nothing of it can be used.
    void load(std::string_view text, const std::string& file_name);
    /// The same with a file that is still coming: what has come of it is shown already.
    /// \param file_bytes  how long it will be; 0: nobody knows
    void begin_file(const std::string& file_name, size_t file_bytes = 0);
    /// \return  false: the rest is not worth fetching
    bool add_to_file(std::string_view piece);
    /// The same with rows that have been scanned already: TraceStream::take_rows().
    void add_rows_to_file(std::span<const Event> events,
                          std::span<const uint32_t> columns,
                          const TextPlace& text);
    void end_file();
    /// Nobody wants the rest. What has come stays.
    void cancel_file();
    bool is_loading() const { return loading_ != nullptr; }
    /// How much of the file has come, 0 to 1; 0 if nobody knows.
    double progress() const;
    /// Show a problem that kept a file from being read at all.
    void report_problem(std::string problem);
    void dismiss_problem();

    bool has_events() const { return model_ != nullptr && model_->event_count() > 0; }
    const Model& model() const { return *model_; }  // Requires: has_events()
    /// Two sessions with the same model have the same number here.
    uint64_t model_number() const { return model_number_; }
    const std::string& file_name() const { return file_name_; }
    const std::string& problem() const { return problem_; }

    // The one cursor. Requires: has_events()
    int64_t selected() const { return here_.event; }
    /// The state of the kernel after the selected event, and before it.
    const Instant& now() const;
    const Instant& before() const;
    void select(int64_t event);
    /// The same for an event of a thread: if any thread is followed, it is this one from now on.
    void select_of(uint32_t thread, int64_t event);
    /// The same, and bring it into sight.
    void go_to(int64_t event);
    /// Go some events on (or back, if negative), and keep the selection in sight.
    void step(int64_t events);
    /// Go to the next (+1) or previous (-1) event of the thread that is followed; if none is,
    /// of one that the selected event names.
    void step_within_thread(int direction);
    void follow(uint32_t thread);
    uint32_t followed() const { return here_.thread; }
    void look_at_page(uint32_t task, uint32_t address);
    /// A space, at its last page: that is where its own data are.
    void look_at_space(uint32_t task);
    uint32_t task() const { return here_.task; }
    uint32_t address() const { return here_.address; }
    void open(Tab tab);
    Tab tab() const { return here_.tab; }

    // Places that were visited, one after the other.
    void back();
    void forward();
    bool can_go_back() const { return !past_.empty(); }
    bool can_go_forward() const { return !future_.empty(); }

    // session_search.cpp
    /// Show the field to search in. What is typed from now on is text, not shortcuts, even if
    /// the field is not on the screen yet.
    void open_search();
    void close_search();
    /// Look for events; an empty text: no more.
    void search_for(const std::string& text);
    /// Go on looking for a moment. \return  whether there is more to do
    bool go_on_searching();
    const Search* search() const { return search_.get(); }
    /// Go to the next (+1) or previous (-1) event that was found.
    void go_to_found(int direction);

    // session_lesson.cpp
    /// Begin a lesson about the trace that is shown. A problem is reported.
    void begin_lesson(std::string_view text, const std::string& file_name);
    void end_lesson();
    const Lesson* lesson() const { return lesson_ ? &*lesson_ : nullptr; }
    size_t lesson_step() const { return lesson_step_; }
    /// Requires: there is a lesson that has this step.
    void go_to_step(size_t step);
    /// The next (+1) or previous (-1) step, if there is one.
    void go_along_lesson(int direction);
    /// What the step says, and what the trace lacks for it.
    std::string lesson_words() const;

    // session_findings.cpp
    /// Go on looking for what is worth a look. \return  whether there is more to do
    bool go_on_finding();
    const std::vector<Finding>& findings() const;
    /// The one that is shown above the views; nullptr: none, or the user has seen enough.
    const Finding* finding() const;
    size_t finding_number() const { return finding_shown_; }
    void go_to_finding(size_t number);
    /// To the one that is shown; if it is there already, to the next one.
    void go_to_next_finding();
    void dismiss_findings();
    /// The trace in sentences, and what is worth a look among them.
    const Story& story() const;

    /// Put a recording under the microscope. A problem is reported.
    void load_microscope(std::string_view text, const std::string& file_name);
    const Microscope* microscope() const {
        return microscope_ ? &*microscope_ : nullptr;
    }

    // session_compare.cpp: a second trace beside the one that is shown.
    /// The next file is the second trace.
    void expect_other(bool expects = true) { expects_other_ = expects; }
    const Model* other() const { return other_.get(); }
    const std::string& other_name() const { return other_name_; }
    void compare_at(CompareLevel level);
    /// Requires: other() is not nullptr.
    const Comparison& comparison() const;
    void exchange_sides();
    void drop_other();

    /// Marks: events between which time is measured, ascending.
    const std::vector<int64_t>& marks() const { return marks_; }
    /// Set one at the selected event, or take it away.
    void toggle_mark();
    void set_marks(std::vector<int64_t> marks);
    /// From the first mark to the last; nullptr: there are not two.
    const MeasuredSpan* measured() const;

    /// Lanes that stay at the top of the timeline, in the order in which they were pinned.
    const std::vector<uint32_t>& pinned() const { return pinned_; }
    void toggle_pin(uint32_t thread);

    double view_begin() const { return here_.view_begin; }
    double view_end() const { return here_.view_end; }
    double view_width() const { return here_.view_end - here_.view_begin; }
    /// Magnify by a factor around a time, which stays where it is.
    void zoom(double factor, double around_time);
    void zoom_at_selection(double factor);
    void pan(double by_time);
    void show(double begin, double end);
    void fit();

    /// Changes whenever anything above changed: for whoever mirrors the session.
    uint64_t revision() const { return revision_; }

    /// What the specification says of the trace, once it has been asked.
    void note_judgement(Judgement judgement);
    const std::optional<Judgement>& judgement() const { return judgement_; }

    // Switches without rules of their own.
    bool is_motion_reduced = false;  // the user wants nothing to move
    bool is_moving = false;          // something is still on its way: another frame
    bool is_dark = true;
    bool is_using_keys = false;  // the latest input was a key: no tooltips
    bool is_help_open = false;
    bool is_list_open = false;    // on a phone: the list in place of the view
    bool is_search_open = false;  // its field is shown
    bool wants_search_focus = false;
    bool is_typing = false;     // keys are text for that field
    std::u32string typed;       // and this has not reached it yet
    int wants_found_steps = 0;  // Enter in the search field
    uint32_t hidden_signs = 0;  // on the lanes: a bit for each SignKind
    bool shows_found_only =
        false;  // the timeline keeps only lanes with something found
    bool wants_file_dialog = false;  // the shell opens it and clears this
    bool wants_judgement = false;    // also of a trace that takes long
    /// A file that the user wants to keep; the shell writes it and clears this.
    struct SavedFile {
        std::string name, text;
    };
    std::optional<SavedFile> wants_saved;

private:
    struct Loading;  // a file that is still coming: session_files.cpp
    void show_what_came(bool is_over);
    void forget_what_was_shown();
    void keep_other(std::shared_ptr<Trace> trace, const std::string& name);
    void keep_selection_visible();
    void clamp_view();
    void leave(bool is_step = false);
    void search_again();
    uint32_t last_page_of(uint32_t task) const;
    void show_space_of_running_task();
    const Instant& instant_at(std::optional<Instant>& instant, int64_t event) const;

    std::unique_ptr<Loading> loading_;
    std::shared_ptr<Model> model_;
    uint64_t model_number_ = 0;
    mutable std::optional<Instant> now_, before_;
    std::string file_name_, problem_;
    std::optional<Judgement> judgement_;
    std::unique_ptr<Search> search_;
    std::unique_ptr<Findings> findings_;
    size_t finding_shown_ = 0;
    mutable std::unique_ptr<Story> story_;  // points at findings: it goes before them
    mutable bool story_has_findings_ = false;
    std::optional<Lesson> lesson_;
    size_t lesson_step_ = 0;
    bool step_is_missing_ = false;  // the trace has no such event
    std::optional<Microscope> microscope_;
    std::shared_ptr<Model> other_;
    std::string other_name_;
    bool expects_other_ = false;
    CompareLevel compare_level_ = CompareLevel::programs;
    mutable std::unique_ptr<Comparison> comparison_;
    mutable int64_t compared_events_ = 0;
    std::vector<int64_t> marks_;
    mutable std::optional<MeasuredSpan>
        measured_;  // of marks_, for the thread followed
    mutable uint32_t measured_for_ = no_index;
    std::vector<uint32_t> pinned_;
    Place here_;
    std::vector<Place> past_, future_;
    bool is_stepping_ = false;  // steps that follow each other lead to one place
    bool is_fit_ = false;  // the whole trace is in sight, and nobody has asked for less
    uint64_t revision_ = 0;
};

}  // namespace kumquat
