// options.cpp -- see options.hpp.
#include "tools/plugin/options.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace kumquat::plugin {

namespace {

/// Store `value` under `name`. \return false if there is no such name or value.
bool set(Options& options, std::string_view name, const std::string& value) {
    if (name == "user" || name == "clock") {
        bool& target =
            name == "user" ? options.find_first_user : options.may_read_clock;
        target = name == "user" ? value == "on" : value != "estimate";
        return true;
    }
    for (const auto& [file, target] :
         {std::pair{"record", &options.record}, std::pair{"bytes", &options.code_file},
          std::pair{"memory", &options.memory_file},
          std::pair{"copy", &options.copy_file}}) {
        if (name == file) {
            *target = value;
            return !value.empty();
        }
    }
    if (name == "registers" || name == "stacks") {
        (name == "registers" ? options.keeps_registers : options.keeps_stacks) =
            value == "on";
        return true;
    }
    if (name == "off" || name == "hold") {
        (name == "off" ? options.watch_interrupts : options.hold_each) = value == "on";
        return true;
    }
    char* end = nullptr;
    const uint64_t number = strtoull(value.c_str(), &end, 0);
    if (name == "code" || name == "own" || name == "start") {
        if (*end != ':') {
            return false;
        }
        const auto first = static_cast<uint32_t>(number);
        const auto second = static_cast<uint32_t>(strtoull(end + 1, &end, 0));
        if (name == "start") {
            options.starts.push_back({first, second});
        } else {
            (name == "code" ? options.code : options.own_memory)
                .push_back({first, second});
        }
        return *end == '\0';
    }
    if (value.empty() || *end != '\0') {
        return false;
    }
    if (name == "entry") {
        options.entry = static_cast<uint32_t>(number);
    } else if (name == "instructions") {
        options.instruction_budget = number;
    } else if (name == "nanoseconds") {
        options.virtual_budget_ns = number;
    } else if (name == "stop") {
        options.stop_at.push_back(static_cast<uint32_t>(number));
    } else if (name == "door") {
        options.doors.push_back(static_cast<uint32_t>(number));
    } else if (name == "thread") {
        options.thread_doors.push_back(static_cast<uint32_t>(number));
    } else if (name == "pause") {
        options.pause = number;
    } else if (name == "from") {
        options.record_from = number;
    } else if (name == "to") {
        options.record_to = number;
    } else if (name == "report") {
        options.report_fd = static_cast<int>(number);
    } else if (name == "socket") {
        options.socket_fd = static_cast<int>(number);
    } else if (name == "exit") {
        options.exit_fd = static_cast<int>(number);
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::optional<Options> parse_options(int count, char** words) {
    Options options;
    for (int i = 0; i < count; ++i) {
        const std::string_view word{words[i]};
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos ||
            !set(options, word.substr(0, equals),
                 std::string{word.substr(equals + 1)})) {
            std::fprintf(stderr, "kumquat-plugin: cannot understand \"%s\"\n",
                         words[i]);
            return std::nullopt;
        }
    }
    return options;
}

}  // namespace kumquat::plugin
