// trace_reader.cpp -- sections and rows: which part of the file a token belongs to.
#include "trace_reader.hpp"

#include <fmt/format.h>

namespace kumquat {

TraceReader::TraceReader(Trace& trace, From from) : trace_{trace} {
    if (from == From::start) {
        return;
    }
    has_format_ = has_version_ = has_kinds_ = has_tasks_ = has_threads_ = true;
    if (from == From::row) {
        section_ = Section::events;
        depth_ = section_depth_ =
            2;  // the braces of the file, the brackets of "events"
    }
}

bool TraceReader::fail(std::string reason) {
    problem_ = std::move(reason);
    return false;
}

std::string TraceReader::place() const {
    switch (section_) {
    case Section::none:
        return "the file";
    case Section::top:
        return fmt::format("\"{}\"", key_);
    case Section::kinds:
        return fmt::format("kind {}", trace_.kinds.size());
    case Section::tasks:
        return fmt::format("\"{}\" of a task", key_);
    case Section::threads:
        return fmt::format("\"{}\" of a thread", key_);
    case Section::events:
        return fmt::format("event {}", trace_.events.size() + 1);
    case Section::build:
        return "\"build\"";
    case Section::unknown:
        return "an unknown part";
    }
    return "the file";
}

bool TraceReader::wrong_type(const std::string& found) {
    if (section_ == Section::none) {
        return fail(
            fmt::format("this is not a Kumquat trace: it is {}, not an object", found));
    }
    return fail(fmt::format("{} has a value of the wrong type ({})", place(), found));
}

bool TraceReader::null() {
    if (section_ == Section::unknown || section_ == Section::build || key_ == "to" ||
        key_ == "chief" || key_ == "priority") {
        return true;
    }
    return wrong_type("null");
}

bool TraceReader::boolean(bool value) {
    if (section_ == Section::build) {
        trace_.build.emplace_back(key_, value ? "true" : "false");
        return true;
    }
    return section_ == Section::unknown || wrong_type(value ? "true" : "false");
}

bool TraceReader::number_integer(int64_t value) { return integer(value); }

bool TraceReader::number_unsigned(uint64_t value) {
    if (value > INT64_MAX) {
        return fail(
            fmt::format("{} has a number that is too large ({})", place(), value));
    }
    return integer(static_cast<int64_t>(value));
}

bool TraceReader::number_float(double, const std::string& text) {
    return section_ == Section::unknown || section_ == Section::build ||
           wrong_type(fmt::format("the fraction {}", text));
}

bool TraceReader::binary(nlohmann::json::binary_t&) {
    return wrong_type("binary data");
}

bool TraceReader::string(std::string& value) {
    switch (section_) {
    case Section::unknown:
        return true;
    case Section::build:
        trace_.build.emplace_back(key_, value);
        return true;
    case Section::kinds:
        kind_row_.push_back(value);
        return true;
    case Section::tasks:
        if (key_ == "name") {
            trace_.tasks.back().name = value;
            return true;
        }
        break;
    case Section::threads:
        if (key_ == "id") {
            trace_.threads.back().id = value;
            return true;
        }
        if (key_ == "name") {
            trace_.threads.back().name = value;
            return true;
        }
        break;
    case Section::top:
        if (key_ == "unit") {
            trace_.unit = value;
            return true;
        }
        if (key_ == "format") {
            has_format_ = value == "kumquat-trace";
            return has_format_ ||
                   fail(fmt::format("the format is \"{}\", not \"kumquat-trace\"",
                                    value));
        }
        if (pending_ == Section::unknown) {
            return true;
        }
        break;
    case Section::none:
    case Section::events:
        break;
    }
    return wrong_type(fmt::format("the string \"{}\"", value.substr(0, 40)));
}

bool TraceReader::start_object(size_t) {
    ++depth_;
    if (section_ == Section::none) {
        section_ = Section::top;
        return true;
    }
    if (section_ == Section::top) {
        section_ = pending_;
        section_depth_ = depth_;
        return section_ == Section::build || section_ == Section::unknown ||
               wrong_type("an object");
    }
    if (section_ == Section::build || section_ == Section::unknown) {
        return true;
    }
    const bool is_row = depth_ == section_depth_ + 1 &&
                        (section_ == Section::tasks || section_ == Section::threads);
    return is_row ? start_row() : wrong_type("an object");
}

bool TraceReader::key(std::string& name) {
    key_ = name;
    return section_ != Section::top || enter_section(name);
}

bool TraceReader::enter_section(const std::string& name) {
    pending_ =
        name == "kinds"     ? Section::kinds
        : name == "tasks"   ? Section::tasks
        : name == "threads" ? Section::threads
        : name == "events"  ? Section::events
        : name == "build"   ? Section::build
        : name == "format" || name == "version" || name == "unit" || name == "dropped"
            ? Section::top
            : Section::unknown;
    if (!has_format_ && name != "format") {
        return fail(fmt::format("this is not a Kumquat trace: its first key is \"{}\", "
                                "not \"format\"",
                                name.substr(0, 40)));
    }
    const bool needs_version = pending_ != Section::top;
    if (needs_version && !has_version_) {
        return fail(fmt::format("\"{}\" comes before \"version\"", name.substr(0, 40)));
    }
    if (pending_ == Section::events && !(has_kinds_ && has_tasks_ && has_threads_)) {
        return fail("\"events\" comes before \"kinds\", \"tasks\" and \"threads\", so "
                    "the events "
                    "cannot be understood");
    }
    if ((pending_ == Section::kinds && has_kinds_) ||
        (pending_ == Section::tasks && has_tasks_) ||
        (pending_ == Section::threads && has_threads_)) {
        return fail(fmt::format("\"{}\" stands there twice", name));
    }
    has_kinds_ = has_kinds_ || pending_ == Section::kinds;
    has_tasks_ = has_tasks_ || pending_ == Section::tasks;
    has_threads_ = has_threads_ || pending_ == Section::threads;
    has_events_ = has_events_ || pending_ == Section::events;
    return true;
}

bool TraceReader::end_object() {
    --depth_;
    if (section_ != Section::top && depth_ < section_depth_) {
        section_ = Section::top;
    }
    return true;
}

bool TraceReader::start_array(size_t) {
    ++depth_;
    if (section_ == Section::none) {
        return wrong_type("an array");
    }
    if (section_ == Section::top) {
        section_ = pending_;
        section_depth_ = depth_;
        return (section_ != Section::top && section_ != Section::build) ||
               wrong_type("an array");
    }
    if (section_ == Section::build || section_ == Section::unknown) {
        return true;
    }
    const bool is_row = depth_ == section_depth_ + 1 &&
                        (section_ == Section::kinds || section_ == Section::events);
    return is_row ? start_row() : wrong_type("an array");
}

bool TraceReader::end_array() {
    --depth_;
    if (depth_ < section_depth_) {
        section_ = Section::top;
        return true;
    }
    return depth_ != section_depth_ || end_row();
}

bool TraceReader::parse_error(size_t,
                              const std::string&,
                              const nlohmann::json::exception& error) {
    syntax_problem_ = error.what();
    return false;
}

}  // namespace kumquat
