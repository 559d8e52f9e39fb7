// json.cpp -- see json.hpp.
#include "tools/microscope/json.hpp"

#include "tools/bench/cache_lines.hpp"
#include "tools/microscope/cycles.hpp"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace kumquat::microscope {

namespace {

using Json = nlohmann::ordered_json;
using machine::Registers;

std::string hex(uint32_t word) { return fmt::format("0x{:08X}", word); }

/// The registers that are shown, and how to get at them.
constexpr std::pair<const char*, uint32_t (*)(const Registers&)> shown[] = {
    {"eax", [](const Registers& r) { return r.eax; }},
    {"ebx", [](const Registers& r) { return r.ebx; }},
    {"ecx", [](const Registers& r) { return r.ecx; }},
    {"edx", [](const Registers& r) { return r.edx; }},
    {"esi", [](const Registers& r) { return r.esi; }},
    {"edi", [](const Registers& r) { return r.edi; }},
    {"ebp", [](const Registers& r) { return r.ebp; }},
    {"esp", [](const Registers& r) { return r.esp; }},
    {"eflags", [](const Registers& r) { return r.eflags; }},
    {"cs", [](const Registers& r) { return r.cs.selector; }},
    {"ss", [](const Registers& r) { return r.ss.selector; }},
    {"ds", [](const Registers& r) { return r.ds.selector; }},
    {"es", [](const Registers& r) { return r.es.selector; }},
    {"cr2", [](const Registers& r) { return r.cr2; }},
    {"cr3", [](const Registers& r) { return r.cr3; }},
    {"ring", [](const Registers& r) { return r.cpl; }},
};

Json all_of(const Registers& registers) {
    Json json = Json::object();
    for (const auto& [name, get] : shown) {
        json[name] = hex(get(registers));
    }
    return json;
}

Json changes(const Registers& before, const Registers& after) {
    Json json = Json::object();
    for (const auto& [name, get] : shown) {
        if (get(before) != get(after)) {
            json[name] = hex(get(after));
        }
    }
    return json;
}

const char* name_of(By by) {
    return by == By::frame ? "frame" : by == By::descriptor ? "descriptor" : "program";
}

Json memory_of(const Instruction& instruction) {
    Json list = Json::array();
    for (const Access& access : instruction.accesses) {
        Json row{{"kind", access.is_write ? "write" : "read"},
                 {"address", hex(access.address)},
                 {"size", access.size}};
        if (access.value) {
            row["value"] = hex(*access.value);
        }
        if (access.by != By::program) {
            row["by"] = name_of(access.by);
        }
        list.push_back(std::move(row));
    }
    return list;
}

std::string bytes_of(const std::string& code) {
    std::string text;
    for (const char byte : code) {
        text += fmt::format("{}{:02x}", text.empty() ? "" : " ",
                            static_cast<unsigned char>(byte));
    }
    return text;
}

Json row_of(const Look& look, std::size_t i) {
    const Instruction& instruction = look.instructions[i];
    const machine::Place& place = look.places[i];
    const bool is_last = i + 1 == look.instructions.size();
    Json row{
        {"address", hex(instruction.before.eip)},
        {"bytes", bytes_of(instruction.code)},
        {"text", look.texts[i].empty() ? bytes_of(instruction.code) : look.texts[i]}};
    if (!place.function.empty()) {
        row["function"] = place.function;
    }
    if (!place.file.empty() && place.line != 0) {
        row["file"] = place.file;
        row["line"] = place.line;
    }
    const Json changed = changes(
        instruction.before, is_last ? look.after : look.instructions[i + 1].before);
    if (!changed.empty()) {
        row["registers"] = changed;
    }
    if (!instruction.accesses.empty()) {
        row["memory"] = memory_of(instruction);
    }
    for (const Miss& miss : instruction.misses) {
        row["misses"].push_back({{"address", hex(miss.address)}, {"size", miss.bytes}});
    }
    if (instruction.entered_by) {
        row["entered_by"] = *instruction.entered_by;
    }
    return row;
}

Json parts_of(const Look& look) {
    Json list = Json::array();
    for (const Part& part : look.parts) {
        Json row{{"where", part.in_kernel ? "kernel" : "user"},
                 {"instructions", part.instructions}};
        if (part.in_kernel) {
            row["code_lines"] = part.code_lines;
            row["data_lines"] = part.data_lines;
        }
        list.push_back(std::move(row));
    }
    return list;
}

Json model_of(const Look& look) {
    const Counts counts = counts_of(look);
    Json list = Json::array();
    for (const Processor& processor : all_processors()) {
        const auto term = [](const char* what, std::size_t count, double each) {
            return Json{{"what", what}, {"count", count}, {"cycles_each", each}};
        };
        list.push_back(
            {{"processor", processor.name},
             {"cycles", std::lround(cycles(counts, processor))},
             {"terms",
              {term("pairs of int and iret", counts.entries, processor.pair),
               term("other instructions", counts.others, processor.each),
               term("loads of a segment register", counts.segments, processor.segment),
               term("loads of CR3", counts.cr3_loads, processor.cr3),
               term("misses of the TLB", counts.misses, processor.miss)}}});
    }
    return list;
}

}  // namespace

std::string
json_of(const Operation& operation, const Look& look, const std::string& kernel) {
    Json json{{"format", "kumquat-microscope"},
              {"version", 1},
              {"title", operation.title},
              {"kernel", kernel},
              {"line_bytes", bench::CacheLines::line_bytes},
              {"page_bytes", 4096},
              {"parts", parts_of(look)},
              {"model", model_of(look)},
              {"registers", all_of(look.instructions.front().before)},
              {"instructions", Json::array()}};
    for (std::size_t i = 0; i < look.instructions.size(); ++i) {
        json["instructions"].push_back(row_of(look, i));
    }
    return json.dump(1) + "\n";
}

}  // namespace kumquat::microscope
