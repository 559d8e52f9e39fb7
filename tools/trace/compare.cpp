// compare.cpp -- see compare.hpp.
#include "tools/trace/compare.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace kumquat::trace {

namespace {

/// "5.0" for the first life of a number, "5.0#2" for the second.
template <typename Rows, typename IdOf>
std::vector<std::string> life_names(const Rows& rows, IdOf id_of) {
    std::map<std::string, int> lives;
    std::vector<std::string> names;
    for (const auto& row : rows) {
        const std::string id = id_of(row);
        const int life = ++lives[id];
        names.push_back(life == 1 ? id : fmt::format("{}#{}", id, life));
    }
    return names;
}

/// A trace whose rows have names that mean the same in another trace.
class Named {
public:
    explicit Named(const Trace& trace)
        : trace_{trace}, threads_{life_names(trace.threads,
                                             [](const Thread& t) { return t.id; })},
          tasks_{life_names(trace.tasks,
                            [](const Task& t) { return std::to_string(t.id); })} {}

    const std::string& thread(int64_t row) const { return name(threads_, row); }

    /// Kind and columns as text. \param ignored  names of columns that do not count
    std::string text(const Event& event,
                     uint32_t ignored_flags,
                     const std::vector<std::string>& ignored = {}) const {
        const Kind& kind = trace_.kinds.at(event.kind);
        std::string result = kind.name;
        for (std::size_t i = 0; i < kind.columns.size(); ++i) {
            const std::string& column = kind.columns[i];
            if (std::ranges::count(ignored, column) != 0) {
                continue;
            }
            int64_t value = event.columns.at(i);
            if (column == "flags") {
                value &= ~int64_t{ignored_flags};
            }
            const ColumnMeaning meaning = meaning_of(column);
            result +=
                fmt::format(" {} {}", column,
                            meaning == ColumnMeaning::thread ? thread(value)
                            : meaning == ColumnMeaning::task ? name(tasks_, value)
                                                             : std::to_string(value));
        }
        return result;
    }

private:
    static const std::string& name(const std::vector<std::string>& names, int64_t row) {
        static const std::string none = "none";
        return row < 0 ? none : names.at(static_cast<std::size_t>(row));
    }

    const Trace& trace_;
    std::vector<std::string> threads_, tasks_;
};

using Sequences = std::map<std::string, std::vector<std::string>>;

/// Columns that the boot loader decides. sigma0 and the root task live in physical addresses,
/// and the words of their messages are mostly such addresses.
std::vector<std::string>
loader_columns(const Named& named, const std::string& kind, const Event& event) {
    if (kind != "ipc_send" && kind != "ipc_transfer") {
        return {"descriptor"};
    }
    for (const int64_t row : {event.columns.at(0), event.columns.at(1)}) {
        if (named.thread(row).starts_with("2.") ||
            named.thread(row).starts_with("4.")) {
            return {"w0", "w1"};
        }
    }
    return {};
}

Sequences ipc_per_thread(const Trace& trace) {
    const Named named{trace};
    Sequences sequences;
    for (const Event& event : trace.events) {
        const std::string& kind = trace.kinds.at(event.kind).name;
        if (kind != "ipc_send" && kind != "ipc_receive" && kind != "ipc_transfer" &&
            kind != "ipc_result" && kind != "ipc_timeout") {
            continue;
        }
        const std::string text = named.text(event, trace_ipc_met_waiting,
                                            loader_columns(named, kind, event));
        sequences[named.thread(event.columns.at(0))].push_back(text);
        if (kind == "ipc_transfer") {
            sequences[named.thread(event.columns.at(1))].push_back("got " + text);
        }
    }
    return sequences;
}

std::string item(const std::vector<std::string>& sequence, std::size_t index) {
    return index < sequence.size() ? sequence[index] : "nothing: it ends here";
}

}  // namespace

std::optional<std::string> compare_events(const Trace& first, const Trace& second) {
    const Named left{first}, right{second};
    const auto text = [](const Named& named, const Trace& trace, std::size_t i) {
        return i >= trace.events.size() ? std::string{"nothing: it ends here"}
                                        : fmt::format("t {} {}", trace.events[i].time,
                                                      named.text(trace.events[i], 0));
    };
    const std::size_t count = std::max(first.events.size(), second.events.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::string a = text(left, first, i);
        const std::string b = text(right, second, i);
        if (a != b) {
            return fmt::format("They part at event {}.\n  first   {}\n  second  {}", i,
                               a, b);
        }
    }
    return std::nullopt;
}

std::optional<std::string> compare_ipc_per_thread(const Trace& first,
                                                  const Trace& second) {
    Sequences left = ipc_per_thread(first), right = ipc_per_thread(second);
    for (const auto& [thread, sequence] : right) {
        left.try_emplace(thread);
    }
    for (const auto& [thread, sequence] : left) {
        const std::vector<std::string>& other = right[thread];
        for (std::size_t i = 0; i < std::max(sequence.size(), other.size()); ++i) {
            if (item(sequence, i) != item(other, i)) {
                return fmt::format(
                    "Thread {} does not do the same: its message {} differs.\n"
                    "  first   {}\n  second  {}",
                    thread, i, item(sequence, i), item(other, i));
            }
        }
    }
    return std::nullopt;
}

}  // namespace kumquat::trace
