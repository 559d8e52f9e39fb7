// chrome_trace.cpp -- names, slices, arrows. Times are microseconds there, nanoseconds here.
#include "chrome_trace.hpp"

#include "visualizer/model/text.hpp"
#include "visualizer/model/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <string_view>

namespace kumquat {

namespace {

/// Text from a file in quotation marks. What is no UTF-8 becomes a sign for that.
std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false,
                                     nlohmann::json::error_handler_t::replace);
}

class Writer {
public:
    explicit Writer(const Model& model) : model_{model}, trace_{model.trace()} {}

    std::string write() {
        for (uint32_t task = 0; task < trace_.tasks.size(); ++task) {
            add(R"({{"ph":"M","name":"process_name","pid":{},"tid":0,"args":{{"name":{}}}}})",
                process_of(task), quoted(task_label(trace_, task)));
        }
        for (uint32_t thread = 0; thread < trace_.threads.size(); ++thread) {
            add(R"({{"ph":"M","name":"thread_name",{},"args":{{"name":{}}}}})",
                track_of(thread), quoted(thread_label(trace_, thread)));
            add_slices(thread);
        }
        for (size_t i = 0; i < model_.messages().size(); ++i) {
            add_arrow(i, model_.messages()[i]);
        }
        return text_ + "\n]}\n";
    }

private:
    template <typename... Values>
    void add(fmt::format_string<Values...> form, Values&&... values) {
        text_ += is_first_ ? "\n" : ",\n";
        is_first_ = false;
        fmt::format_to(std::back_inserter(text_), form,
                       std::forward<Values>(values)...);
    }

    /// Rows of the tables are numbered from 1 there: some viewers hide process 0.
    static uint32_t process_of(uint32_t task) {
        return task == no_index ? 0 : task + 1;
    }
    std::string track_of(uint32_t thread) const {
        return fmt::format(R"("pid":{},"tid":{})",
                           process_of(trace_.threads[thread].task), thread + 1);
    }
    static std::string microseconds(int64_t time) {
        return fmt::format("{:.3f}", static_cast<double>(time) / 1000);
    }
    int64_t time_of(uint32_t event) const { return model_.event(event).time; }

    void add_slices(uint32_t thread) {
        const auto& changes = model_.history(thread).changes();
        for (size_t i = 0; i < changes.size(); ++i) {
            const int64_t from = time_of(changes[i].event);
            const int64_t to = i + 1 < changes.size() ? time_of(changes[i + 1].event)
                                                      : model_.end_time();
            if (changes[i].value.state != LaneState::not_there && to > from) {
                add(R"({{"ph":"X","name":{},{},"ts":{},"dur":{}}})",
                    quoted(state_words(trace_, changes[i].value, thread_id)),
                    track_of(thread), microseconds(from), microseconds(to - from));
            }
        }
    }

    void add_arrow(size_t number, const Message& message) {
        const std::string time = microseconds(time_of(message.event));
        add(R"({{"ph":"s","cat":"ipc","name":"message","id":{},{},"ts":{}}})", number,
            track_of(message.sender), time);
        add(R"({{"ph":"f","bp":"e","cat":"ipc","name":"message","id":{},{},"ts":{}}})",
            number, track_of(message.receiver), time);
    }

    const Model& model_;
    const Trace& trace_;
    std::string text_ = R"({"displayTimeUnit":"ns","traceEvents":[)";
    bool is_first_ = true;
};

}  // namespace

std::string chrome_trace(const Model& model) { return Writer{model}.write(); }

}  // namespace kumquat
