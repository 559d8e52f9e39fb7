// look.cpp -- see look.hpp.
#include "tools/microscope/look.hpp"

#include "tools/bench/cache_lines.hpp"
#include "tools/bench/listing.hpp"
#include "tools/microscope/processor.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace kumquat::microscope {

namespace {

using bench::Path;
using bench::Step;
using machine::Memory;
using machine::Registers;

constexpr unsigned memory_mb = 64;

/// What is at a virtual address, if it is in memory.
std::optional<uint32_t>
value_at(const Memory& memory, uint32_t cr3, const Access& access) {
    uint32_t value = 0;
    if (access.size > sizeof value) {
        return std::nullopt;
    }
    const auto bytes = std::as_writable_bytes(std::span{&value, 1}).first(access.size);
    return memory.copy_virtual(cr3, access.address, bytes) ? std::optional{value}
                                                           : std::nullopt;
}

/// Collects what is seen each time the machine stands still.
class Collector {
public:
    /// \param path  what is going to be executed
    explicit Collector(Path path) : path_{path} {}

    void on_step(const Registers& registers, const Memory& memory) {
        if (!seen_.empty()) {
            finish(seen_.back(), registers, memory);
        }
        if (seen_.size() == path_.size()) {
            after_ = registers;
            return;
        }
        const Step& step = path_[seen_.size()];
        if (step.address() != registers.eip) {
            throw std::runtime_error("Two runs of the same kernel were different. "
                                     "Is another program changing its files?");
        }
        Instruction& instruction = seen_.emplace_back();
        instruction.before = registers;
        instruction.entry = step.instruction;
        instruction.code.resize(step.instruction.size);
        memory.copy_virtual(registers.cr3, registers.eip,
                            std::as_writable_bytes(std::span{instruction.code}));
        instruction.entered_by = std::exchange(next_entered_by_, std::nullopt);
        instruction.accesses = std::exchange(next_accesses_, {});
        for (const plugin::Entry& entry : step.accesses) {
            Access access{entry.address, entry.size, entry.kind == plugin::Kind::store,
                          by_of(step, entry)};
            access.value = value_at(memory, registers.cr3, access);
            instruction.accesses.push_back(access);
        }
    }

    std::vector<Instruction>& seen() { return seen_; }
    const Registers& after() const { return after_; }

private:
    /// Now that it was executed.
    void finish(Instruction& last, const Registers& now, const Memory& memory) {
        const bool is_call = last.entry.kind == plugin::Kind::call_gate;
        if (last.before.cpl != 0 && now.cpl == 0) {
            const auto accesses = accesses_of_entry(last.before, now, memory);
            if (is_call) {
                last.accesses.insert(last.accesses.end(), accesses.begin(),
                                     accesses.end());
            } else {
                next_accesses_ = accesses;
                next_entered_by_ = vector_of_entry(now, memory);
            }
        }
        for (Access& access : last.accesses) {
            if (access.is_write) {
                access.value = value_at(memory, last.before.cr3, access);
            }
        }
        note_misses(last, memory);
    }

    void note_misses(Instruction& instruction, const Memory& memory) {
        const uint32_t cr3 = instruction.before.cr3;
        touch(instruction, cr3, instruction.before.eip, memory);
        for (const Access& access : instruction.accesses) {
            touch(instruction, cr3, access.address, memory);
        }
        if (loads_cr3(instruction.code)) {
            held_.clear();
        }
    }

    void touch(Instruction& instruction,
               uint32_t cr3,
               uint32_t address,
               const Memory& memory) {
        const auto page = memory.translate(cr3, address);
        if (!page) {
            return;
        }
        const uint32_t base = address & ~(page->page_bytes - 1);
        if (held_.emplace(base, page->page_bytes).second) {
            instruction.misses.push_back({base, page->page_bytes});
        }
    }

    Path path_;
    std::vector<Instruction> seen_;
    Registers after_;
    std::optional<uint32_t> next_entered_by_;
    std::vector<Access> next_accesses_;
    std::map<uint32_t, uint32_t>
        held_;  // pages touched since CR3 was loaded, with their size
};

std::vector<Part> parts_of(Path path, const bench::Steps& steps) {
    const bench::CacheLines lines{steps};
    std::vector<Part> parts;
    for (std::size_t i = 0; i < path.size();) {
        const std::size_t begin = i;
        while (i < path.size() && path[i].in_kernel() == path[begin].in_kernel()) {
            ++i;
        }
        const Path run = path.subspan(begin, i - begin);
        parts.push_back({run[0].in_kernel(), run.size(), lines.code_lines(run),
                         lines.data_lines(*(run.data() - 1), run)});
    }
    return parts;
}

void name_instructions(Look& look, Path path, const bench::Files& files) {
    const auto kernel = files.kernel(bench::Build::measured);
    const auto program = files.program("bench.elf");
    bench::Texts texts = bench::disassembled(kernel);
    texts.merge(bench::disassembled(program));
    look.places = bench::places_of(path, machine::Symbols{kernel});
    const auto in_user = bench::places_of(path, machine::Symbols{program});
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!path[i].in_kernel()) {
            look.places[i] = in_user[i];
        }
        look.places[i].function = bench::short_name(look.places[i]);
        const auto text = texts.find(path[i].address());
        look.texts.push_back(text == texts.end() ? "" : text->second);
    }
}

}  // namespace

Look look_at(const Operation& operation, const bench::Files& files) {
    const bench::Recorded recorded =
        bench::record(files, bench::Build::measured, operation.benchmark, memory_mb);
    const bench::Steps& steps = recorded.steps;
    const auto path = operation.find(steps);
    if (!path) {
        throw bench::NotYet{
            "The operation did not happen, or not the same way each time."};
    }
    // What came before it tells which pages are known when it begins.
    constexpr std::size_t enough = 1000;
    const auto index = static_cast<std::size_t>(path->data() - steps.data());
    const std::size_t ahead = std::min(index, enough);
    Collector collector{Path{path->data() - ahead, path->size() + ahead}};
    machine::Run run =
        bench::run_of(files, bench::Build::measured, operation.benchmark, memory_mb);
    run.record_from = recorded.outcome.recorded_from + index - ahead;
    run.record_to = run.record_from + ahead + path->size() + 1;
    run.instruction_budget = run.record_to;
    run.on_step = [&](const Registers& registers, const Memory& memory) {
        collector.on_step(registers, memory);
    };
    const machine::Outcome outcome = machine::run(run);
    if (collector.seen().size() != ahead + path->size() || collector.after().eip == 0) {
        throw std::runtime_error("The second run ended early. " + outcome.sentence());
    }
    Look look{
        .instructions = {collector.seen().begin() + static_cast<std::ptrdiff_t>(ahead),
                         collector.seen().end()},
        .after = collector.after(),
        .parts = parts_of(*path, steps),
        .places = {},
        .texts = {}};
    name_instructions(look, *path, files);
    return look;
}

}  // namespace kumquat::microscope
