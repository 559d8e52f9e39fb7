// microscope.cpp -- from JSON to steps, and what they touch.
#include "microscope.hpp"

#include "json_head.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace kumquat {

namespace {

using Json = nlohmann::json;

constexpr size_t steps_max = 200'000;

/// "0xC0101000", or a number.
bool read_word(const Json& json, uint32_t& word) {
    if (json.is_number_unsigned() && json.get<uint64_t>() <= UINT32_MAX) {
        word = static_cast<uint32_t>(json.get<uint64_t>());
        return true;
    }
    if (!json.is_string()) {
        return false;
    }
    const std::string text = json.get<std::string>();
    if (!text.starts_with("0x") || text.size() > 10) {
        return false;
    }
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + 2, end, word, 16);
    return error == std::errc{} && rest == end && text.size() > 2;
}

bool read_registers(const Json& json,
                    std::vector<std::pair<std::string, uint32_t>>& registers) {
    if (!json.is_object()) {
        return false;
    }
    for (const auto& member : json.items()) {
        uint32_t word = 0;
        if (!read_word(member.value(), word)) {
            return false;
        }
        registers.emplace_back(member.key(), word);
    }
    return true;
}

bool read_access(const Json& json, MemoryAccess& access) {
    if (!json.is_object() || !json.contains("address") ||
        !read_word(json["address"], access.address)) {
        return false;
    }
    if (json.contains("size") && (!read_word(json["size"], access.size) ||
                                  access.size == 0 || access.size > 64)) {
        return false;
    }
    uint32_t value = 0;
    if (json.contains("value")) {
        if (!read_word(json["value"], value)) {
            return false;
        }
        access.value = value;
    }
    access.is_write = text_of(json, "kind") == "write";
    access.by = text_of(json, "by");
    return access.is_write || text_of(json, "kind") == "read";
}

/// \return  what is wrong with it; empty: nothing
std::string read_step(const Json& json, MicroStep& step) {
    if (!json.is_object() || !json.contains("address") ||
        !read_word(json["address"], step.address)) {
        return "has no address";
    }
    step.text = text_of(json, "text");
    step.bytes = text_of(json, "bytes");
    step.function = text_of(json, "function");
    step.file = text_of(json, "file");
    if (step.text.empty()) {
        return "has no \"text\"";
    }
    if (json.contains("line") && !read_word(json["line"], step.line)) {
        return "has a \"line\" that is no number";
    }
    if (json.contains("registers") &&
        !read_registers(json["registers"], step.registers)) {
        return "has \"registers\" that cannot be read";
    }
    if (json.contains("memory")) {
        if (!json["memory"].is_array()) {
            return "has \"memory\" that is no list";
        }
        for (const Json& row : json["memory"]) {
            step.memory.emplace_back();
            if (!read_access(row, step.memory.back())) {
                return "has an access to memory that cannot be read";
            }
        }
    }
    if (json.contains("misses")) {
        if (!json["misses"].is_array()) {
            return "has \"misses\" that are no list";
        }
        for (const Json& row : json["misses"]) {
            step.first.pages.push_back(0);
            if (!row.is_object() || !row.contains("address") ||
                !read_word(row["address"], step.first.pages.back())) {
                return "misses a page without an address";
            }
        }
    }
    return {};
}

/// Note the unit of memory around each byte, if nobody has touched it before.
void touch(std::set<uint32_t>& seen,
           std::vector<uint32_t>& first,
           uint32_t address,
           uint32_t size,
           uint32_t unit) {
    const uint64_t end = uint64_t{address} + size;
    for (uint64_t at = address / unit * unit; at < end; at += unit) {
        if (seen.insert(static_cast<uint32_t>(at)).second) {
            first.push_back(static_cast<uint32_t>(at));
        }
    }
}

/// What the steps touch first.
/// \param knows_misses  the recording says which pages the TLB misses, better than we could: it
///     has seen when CR3 was loaded, and which pages are large
void work_out(Microscope& microscope, bool knows_misses) {
    std::set<uint32_t> code, data, pages;
    uint32_t misses = 0;
    for (MicroStep& step : microscope.steps) {
        const auto touch_page = [&](uint32_t address, uint32_t size) {
            if (!knows_misses) {
                touch(pages, step.first.pages, address, size, microscope.page_bytes);
            }
        };
        const auto length = static_cast<uint32_t>(
            std::max<size_t>(1, (step.bytes.size() + 1) / 3));  // "89 04 24" is 3
        touch(code, step.first.code_lines, step.address, length, microscope.line_bytes);
        touch_page(step.address, length);
        for (const MemoryAccess& access : step.memory) {
            if (access.by != "descriptor") {
                touch(data, step.first.data_lines, access.address, access.size,
                      microscope.line_bytes);
            }
            touch_page(access.address, access.size);
        }
        misses += static_cast<uint32_t>(step.first.pages.size());
        step.code_lines = static_cast<uint32_t>(code.size());
        step.data_lines = static_cast<uint32_t>(data.size());
        step.pages = misses;
    }
}

bool is_power_of_two(uint32_t number) {
    return number >= 16 && (number & (number - 1)) == 0;
}

}  // namespace

std::vector<std::pair<std::string, uint32_t>>
Microscope::registers_after(size_t step) const {
    std::vector<std::pair<std::string, uint32_t>> all = registers;
    for (size_t i = 0; i <= step; ++i) {
        for (const auto& [name, value] : steps[i].registers) {
            const auto known = std::find_if(
                all.begin(), all.end(),
                [&, wanted = &name](const auto& at) { return at.first == *wanted; });
            if (known == all.end()) {
                all.emplace_back(name, value);
            } else {
                known->second = value;
            }
        }
    }
    return all;
}

MicroscopeResult read_microscope(std::string_view text, const std::string& file_name) {
    MicroscopeResult result;
    Microscope& microscope = result.microscope;
    const Json json = Json::parse(text, nullptr, false);
    const auto refuse = [&](const std::string& why) {
        result.problem =
            fmt::format("{} cannot be put under the microscope: {}.", file_name, why);
        return result;
    };
    if (const std::string wrong = problem_of_head(json, "kumquat-microscope");
        !wrong.empty()) {
        return refuse(wrong);
    }
    microscope.title = text_of(json, "title");
    for (const auto& [key, unit] : {std::pair{"line_bytes", &microscope.line_bytes},
                                    std::pair{"page_bytes", &microscope.page_bytes}}) {
        if (json.contains(key) &&
            (!read_word(json[key], *unit) || !is_power_of_two(*unit))) {
            return refuse(fmt::format("\"{}\" is not a power of two", key));
        }
    }
    if (json.contains("registers") &&
        !read_registers(json["registers"], microscope.registers)) {
        return refuse("its \"registers\" cannot be read");
    }
    if (!json.contains("instructions") || !json["instructions"].is_array() ||
        json["instructions"].empty() || json["instructions"].size() > steps_max) {
        return refuse("it has no list of instructions");
    }
    for (const Json& row : json["instructions"]) {
        microscope.steps.emplace_back();
        const std::string wrong = read_step(row, microscope.steps.back());
        if (!wrong.empty()) {
            return refuse(
                fmt::format("instruction {} {}", microscope.steps.size(), wrong));
        }
    }
    const bool knows_misses =
        json.contains("model") ||  // it counts them
        std::any_of(microscope.steps.begin(), microscope.steps.end(),
                    [](const MicroStep& step) { return !step.first.pages.empty(); });
    work_out(microscope, knows_misses);
    return result;
}

}  // namespace kumquat
