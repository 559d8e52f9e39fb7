// trace_reader.hpp -- takes the parser's tokens and builds a Trace from them.
// Its one idea: a trace has a fixed shape, so a small record of where we are (which section,
// how deep, which number of the row) is enough; no tree of the file is ever built.
// Invariant: every callback returns false after setting problem(), and true otherwise.
// Source: nlohmann/json, "SAX interface"; visualizer/trace.schema.json for the shape.
#pragma once

#include "trace.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace kumquat {

class TraceReader {
public:
    /// Where in the file the text begins that this reader is given.
    enum class From { start, row, after_events };

    explicit TraceReader(Trace& trace, From from = From::start);

    const std::string& problem() const { return problem_; }
    bool has_tables() const {
        return has_format_ && has_kinds_ && has_threads_ && has_tasks_;
    }
    bool is_trace() const { return has_format_; }
    bool has_events() const { return has_events_; }

    // The interface that nlohmann::json::sax_parse calls.
    bool null();
    bool boolean(bool value);
    bool number_integer(int64_t value);
    bool number_unsigned(uint64_t value);
    bool number_float(double value, const std::string& text);
    bool string(std::string& value);
    bool binary(nlohmann::json::binary_t& value);
    bool start_object(size_t elements);
    bool key(std::string& name);
    bool end_object();
    bool start_array(size_t elements);
    bool end_array();
    bool parse_error(size_t position,
                     const std::string& token,
                     const nlohmann::json::exception& error);

    /// Somebody else has found that the text is not JSON.
    void parse_failed(std::string reason) { syntax_problem_ = std::move(reason); }

    /// Why the text is not JSON, if that was the problem.
    const std::string& syntax_problem() const { return syntax_problem_; }

private:
    enum class Section { none, top, kinds, tasks, threads, events, build, unknown };

    bool fail(std::string reason);
    bool enter_section(const std::string& name);
    bool integer(int64_t value);
    bool top_integer(int64_t value);
    bool task_integer(int64_t value);
    bool thread_integer(int64_t value);
    bool event_integer(int64_t value);
    bool start_row();
    bool end_row();
    bool finish_kind();
    bool finish_event();
    bool wrong_type(const std::string& found);
    std::string place() const;

    Trace& trace_;
    std::string problem_, syntax_problem_;
    Section section_ = Section::none;
    Section pending_ = Section::top;  // the section whose value comes next
    int depth_ = 0;                   // of brackets of either kind
    int section_depth_ = 0;           // depth_ just inside the section
    std::string key_;                 // the latest key
    std::vector<std::string> kind_row_;
    Event event_;
    size_t row_length_ = 0;
    bool has_format_ = false, has_version_ = false, has_kinds_ = false;
    bool has_tasks_ = false, has_threads_ = false, has_events_ = false;
};

}  // namespace kumquat
