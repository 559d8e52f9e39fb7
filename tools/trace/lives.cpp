// lives.cpp -- see lives.hpp.
#include "tools/trace/lives.hpp"

#include "kernel/abi/thread_id.hpp"

#include <cstring>
#include <fmt/format.h>

namespace kumquat::trace {

namespace {

std::string thread_id_text(uint32_t number) {
    return fmt::format("{}.{}", number / threads_per_task, number % threads_per_task);
}

/// The 16 characters of text0..3, up to the first zero.
std::string text_in(const uint32_t* words) {
    char text[16];
    std::memcpy(text, words, sizeof(text));
    return {text, strnlen(text, sizeof(text))};
}

/// Names that every system has, before anybody says so.
std::string conventional_name(uint32_t task) {
    return task == kernel_task.value   ? "kernel"
           : task == sigma0_task.value ? "sigma0"
           : task == root_task.value   ? "root"
                                       : "";
}

/// JSON text is UTF-8; what a program calls itself may be anything.
std::string printable(std::string text) {
    for (char& c : text) {
        c = c >= ' ' && c <= '~' ? c : '?';
    }
    return text;
}

}  // namespace

Lives::Lives(Trace& trace, const Context& context) : trace_{trace}, context_{context} {
    begin_task(kernel_task.value, 0, 0);
    begin_thread(0, 0, 0);
}

std::string Lives::given_name(const std::string& id) const {
    const auto found = context_.names.find(id);
    return found == context_.names.end() ? "" : found->second;
}

int64_t Lives::begin_task(uint32_t number, int64_t chief, int64_t now) {
    if (const auto old = task_rows_.find(number); old != task_rows_.end()) {
        if (mentioned_tasks_.erase(number) != 0) {
            Task& task = trace_.tasks[static_cast<std::size_t>(old->second)];
            task.chief = chief;
            task.from = now;
            task.to.reset();
            return old->second;
        }
        Task& task = trace_.tasks[static_cast<std::size_t>(old->second)];
        task.to = task.to.value_or(now);
    }
    const std::string given = given_name(std::to_string(number));
    const auto row = static_cast<int64_t>(trace_.tasks.size());
    trace_.tasks.push_back({.id = number,
                            .chief = chief,
                            .name = given.empty() ? conventional_name(number) : given,
                            .from = now,
                            .to = std::nullopt});
    task_rows_[number] = row;
    return row;
}

int64_t Lives::begin_thread(uint32_t number, uint32_t priority, int64_t now) {
    if (const auto old = thread_rows_.find(number); old != thread_rows_.end()) {
        if (mentioned_threads_.erase(number) != 0) {
            Thread& thread = trace_.threads[static_cast<std::size_t>(old->second)];
            thread.priority = priority;
            thread.from = now;
            thread.to.reset();
            return old->second;
        }
        Thread& thread = trace_.threads[static_cast<std::size_t>(old->second)];
        thread.to = thread.to.value_or(now);
    }
    const std::string id = thread_id_text(number);
    const uint32_t task = number / threads_per_task;
    const int64_t in_task = task_row(task, now);
    std::string name = given_name(id);
    if (name.empty() && number % threads_per_task == 0) {
        name =
            number == 0 ? "idle" : trace_.tasks[static_cast<std::size_t>(in_task)].name;
    }
    const auto row = static_cast<int64_t>(trace_.threads.size());
    trace_.threads.push_back({.id = id,
                              .task = in_task,
                              .name = name,
                              .priority = priority,
                              .from = now,
                              .to = std::nullopt});
    thread_rows_[number] = row;
    return row;
}

int64_t Lives::task_row(uint32_t number, int64_t now) {
    if (number == no_task) {
        return -1;
    }
    const auto found = task_rows_.find(number);
    if (found != task_rows_.end()) {
        return found->second;
    }
    const int64_t row = begin_task(number, 0, now);
    trace_.tasks[static_cast<std::size_t>(row)].to = now;
    mentioned_tasks_.insert(number);
    return row;
}

int64_t Lives::thread_row(uint32_t number, int64_t now) {
    if (number == no_thread) {
        return -1;
    }
    const auto found = thread_rows_.find(number);
    if (found != thread_rows_.end()) {
        return found->second;
    }
    const int64_t row = begin_thread(number, 0, now);
    trace_.threads[static_cast<std::size_t>(row)].to = now;
    mentioned_threads_.insert(number);
    return row;
}

void Lives::set_thread_name(uint32_t number, const std::string& name, int64_t now) {
    const std::string id = thread_id_text(number);
    Thread& thread = trace_.threads[static_cast<std::size_t>(thread_row(number, now))];
    if (given_name(id).empty()) {
        thread.name = name;
    }
    // A task is called like its first thread, unless it has a name already.
    Task& task = trace_.tasks[static_cast<std::size_t>(thread.task)];
    if (number % threads_per_task == 0 && task.name.empty()) {
        task.name = name;
    }
}

void Lives::apply(const TraceRecord& record, int64_t now) {
    const uint32_t* columns = record.columns;
    switch (static_cast<TraceKind>(record.kind)) {
    case TraceKind::task_create:
        begin_task(columns[0], columns[1] == no_task ? -1 : int64_t{columns[1]}, now);
        return;
    case TraceKind::thread_create:
        if (columns[0] == 0 && trace_.threads[0].priority == 0) {
            return;  // idle: its row is there from the beginning
        }
        begin_thread(columns[0], columns[2], now);
        return;
    case TraceKind::thread_name:
        set_thread_name(columns[0], printable(text_in(columns + 1)), now);
        return;
    case TraceKind::thread_dead:
        trace_.threads[static_cast<std::size_t>(thread_row(columns[0], now))].to = now;
        return;
    case TraceKind::thread_delete:
        trace_.threads[static_cast<std::size_t>(thread_row(columns[0], now))].to = now;
        return;
    case TraceKind::task_delete:
        trace_.tasks[static_cast<std::size_t>(task_row(columns[0], now))].to = now;
        return;
    case TraceKind::thread_change: {
        // A dead thread that is given new registers lives on.
        Thread& thread =
            trace_.threads[static_cast<std::size_t>(thread_row(columns[0], now))];
        thread.to.reset();
        mentioned_threads_.erase(columns[0]);
        return;
    }
    default:
        return;  // every other kind leaves the tables alone
    }
}

}  // namespace kumquat::trace
