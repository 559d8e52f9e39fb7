// text.cpp -- numbers and names as people read them.
#include "text.hpp"

#include <fmt/format.h>

namespace kumquat {

std::string as_hex(uint32_t word) { return fmt::format("0x{:08X}", word); }

std::string as_word(uint32_t word) {
    return word < 10'000 ? std::to_string(word) : as_hex(word);
}

std::string as_timeout(uint32_t timeout_us) {
    if (timeout_us == 0xFFFFFFFF) {
        return "for ever";
    }
    if (timeout_us == 0) {
        return "not at all";
    }
    if (timeout_us % 1000 == 0) {
        return fmt::format("at most {} ms", with_thousands(timeout_us / 1000));
    }
    return fmt::format("at most {} µs", with_thousands(timeout_us));
}

std::string unpack_text(std::span<const uint32_t> words) {
    std::string text;
    for (const uint32_t word : words) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            const char c = static_cast<char>((word >> shift) & 0xFF);
            if (c == '\0') {
                return text;
            }
            text += c < ' ' || c > '~' ? '.' : c;
        }
    }
    return text;
}

std::string as_label(const std::string& text, size_t characters_max) {
    std::string label;
    size_t characters = 0;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (!continues && characters++ == characters_max) {
            return label + "…";
        }
        label += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '.' : c;
    }
    return label;
}

std::string thread_id(const Trace& trace, uint32_t thread) {
    return thread < trace.threads.size() ? as_label(trace.threads[thread].id, 16)
                                         : "nobody";
}

std::string thread_label(const Trace& trace, uint32_t thread) {
    const std::string id = thread_id(trace, thread);
    const bool is_named =
        thread < trace.threads.size() && !trace.threads[thread].name.empty();
    return is_named ? id + " " + as_label(trace.threads[thread].name, 24) : id;
}

std::string thread_in_full(const Trace& trace, uint32_t thread) {
    if (thread >= trace.threads.size()) {
        return "nobody";
    }
    const FileThread& row = trace.threads[thread];
    const size_t dot = row.id.find('.');
    const std::string number =
        dot == std::string::npos
            ? "thread " + as_label(row.id, 16)
            : fmt::format("task {} thread {}", as_label(row.id.substr(0, dot), 16),
                          as_label(row.id.substr(dot + 1), 16));
    return row.name.empty() ? number
                            : fmt::format("{} ({})", number, as_label(row.name, 24));
}

uint32_t thread_called(const Trace& trace, std::string_view id) {
    for (size_t row = trace.threads.size(); row-- > 0;) {
        if (trace.threads[row].id == id) {
            return static_cast<uint32_t>(row);
        }
    }
    return no_index;
}

uint32_t task_called(const Trace& trace, std::string_view number) {
    for (size_t row = trace.tasks.size(); row-- > 0;) {
        if (std::to_string(trace.tasks[row].id) == number) {
            return static_cast<uint32_t>(row);
        }
    }
    return no_index;
}

std::string task_label(const Trace& trace, uint32_t task) {
    if (task >= trace.tasks.size()) {
        return "no task";
    }
    const FileTask& row = trace.tasks[task];
    return row.name.empty() ? fmt::format("task {}", row.id)
                            : fmt::format("task {} {}", row.id, as_label(row.name, 24));
}

std::string task_label(const Trace& trace, uint32_t task, ThreadNamer name) {
    const bool is_short = name == thread_id && task < trace.tasks.size();
    return is_short ? fmt::format("task {}", trace.tasks[task].id)
                    : task_label(trace, task);
}

}  // namespace kumquat
