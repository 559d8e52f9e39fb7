// program_run.cpp -- sending a program, and believing it.
#include "grading/program_run.hpp"

#include "grading/claim.hpp"
#include "grading/judged_trace.hpp"
#include "kernel/abi/message.hpp"
#include "labs/common/evidence.hpp"
#include "labs/programs/actor_starts.hpp"
#include "tests/model/raw_run.hpp"
#include "tools/machine/elf.hpp"
#include "tools/machine/files.hpp"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace kumquat::grading {

namespace {

uint32_t symbol(const machine::Symbols& symbols, const char* name) {
    const auto address = symbols.find(name);
    if (!address) {
        throw CannotGrade(fmt::format("The test program has no symbol {}.", name));
    }
    return *address;
}

/// A thread of the log by its number in the system.
uint32_t number_of(uint32_t thread) {
    return thread < threads_per_task ? sigma0_task.value * threads_per_task + thread
                                     : thread;
}

/// And the other way round.
uint32_t logged(ThreadId id) {
    return id.task() == sigma0_task ? id.lthread() : id.number().value;
}

/// The events of one thread between two times that match.
template <typename Matches>
size_t count_if(const trace::RawTrace& trace, const Call& call, Matches matches) {
    return static_cast<size_t>(
        std::ranges::count_if(trace.records, [&](const TraceRecord& record) {
            return record.tsc >= call.begin() && record.tsc <= call.end() &&
                   matches(record);
        }));
}

/// What the trace tells of a call.
std::string told_of(const trace::RawTrace& trace, const Call& call) {
    constexpr TraceKind kinds[] = {TraceKind::ipc_send, TraceKind::ipc_transfer,
                                   TraceKind::ipc_result};
    const uint32_t thread = number_of(call.thread);
    const model::Run run = model::run_from(trace);
    std::string text;
    for (size_t i = 0; i < std::min(trace.records.size(), run.events.size()); ++i) {
        const TraceRecord& record = trace.records[i];
        const bool is_of_thread =
            record.columns[0] == thread ||
            (static_cast<TraceKind>(record.kind) == TraceKind::ipc_transfer &&
             record.columns[1] == thread);
        if (record.tsc >= call.begin() && record.tsc <= call.end() && is_of_thread &&
            std::ranges::find(kinds, static_cast<TraceKind>(record.kind)) !=
                std::end(kinds)) {
            text += (text.empty() ? "" : " → ") + text_of(run.events[i]);
        }
    }
    return text;
}

std::string in_words(const Call& call) {
    const bool sends = !SendDescriptor{call.send}.is_nil();
    const bool receives = !ReceiveDescriptor{call.receive}.is_nil();
    const bool is_open = receives && ReceiveDescriptor{call.receive}.is_open();
    std::string text = thread_name(call.thread) + " ";
    const std::string partner = thread_name(logged(ThreadId{call.partner, 0}));
    if (sends) {
        text += fmt::format("sends to {}", partner);
    }
    if (receives) {
        text += sends ? " and then " : "";
        text += is_open ? "waits for anybody" : "waits for " + partner;
    }
    return text;
}

/// Whether the end was announced by the program itself, in ring 3.
bool is_own_end(const machine::Outcome& outcome, const TestProgram& program) {
    const uint32_t eip = outcome.registers.eip;
    return outcome.registers.cpl == 3 &&
           eip >= symbol(program.symbols, "image_begin") &&
           eip <= symbol(program.symbols, "text_end");
}

/// Which calls have not come back: half a sentence.
std::string open_calls(const std::vector<Call>& calls) {
    std::string text;
    for (const Call& call : calls) {
        if (!call.has_returned() && call.begin() != 0) {
            text += (text.empty() ? "" : "; ") + in_words(call);
        }
    }
    return text.empty() ? "" : " Calls that have not come back: " + text + ".";
}

bool announces_end(const machine::Outcome& outcome) {
    return outcome.ending == machine::Ending::exited &&
           outcome.exit_value == exit_test_done;
}

}  // namespace

bool Call::has_message() const {
    return has_returned() && !ReceiveDescriptor{receive}.is_nil() && error() == 0;
}

uint32_t Call::sender() const { return logged({sender_low, sender_high}); }

std::string thread_name(uint32_t thread) {
    const uint32_t number = number_of(thread);
    return fmt::format("{}.{}", number / threads_per_task, number % threads_per_task);
}

namespace {

/// The threads that the kernel of a test makes: those of the actors.
std::vector<plugin::ThreadStart> starts_of(const machine::Symbols& program) {
    const uint32_t begin =
        symbol(program, "kumquat::user::(anonymous namespace)::starts");
    uint32_t words[ActorStarts::stacks_word + actors_at_most];
    const std::string bytes =
        machine::loaded_bytes(program.file(), begin, begin + sizeof words);
    std::memcpy(words, bytes.data(), sizeof words);
    std::vector<plugin::ThreadStart> starts;
    for (uint32_t i = 0; i < actors_at_most; ++i) {
        starts.push_back(
            {words[ActorStarts::entry_word], words[ActorStarts::stacks_word + i]});
    }
    return starts;
}

}  // namespace

machine::Border border_of(const TestProgram& program) {
    std::vector<const machine::Symbols*> trusted{&program.symbols};
    if (program.servers.empty()) {
        trusted.push_back(&program.root_symbols);
    }
    machine::Border border;
    for (const machine::Symbols* const one : trusted) {
        border.code.push_back(
            {{symbol(*one, "image_begin"), symbol(*one, "text_end")}, one->file()});
        border.memory.push_back(
            {symbol(*one, "image_begin"), symbol(*one, "image_end")});
        border.doors.push_back(symbol(*one, "_start"));
    }
    border.threads = program.stacks_anywhere ? machine::Border::Threads::kept
                                             : machine::Border::Threads::kept_at_home;
    for (const char* const door : {"helper_begins", "helper_goes_on"}) {
        border.thread_doors.push_back(symbol(program.symbols, door));
    }
    border.starts = starts_of(program.symbols);
    for (const std::string& door : program.doors) {
        border.doors.push_back(symbol(program.symbols, door.c_str()));
    }
    return border;
}

std::filesystem::path write_program(const TestProgram& program,
                                    const std::filesystem::path& folder,
                                    const std::string& test,
                                    uint32_t token,
                                    const std::vector<uint32_t>& numbers) {
    std::string bytes = machine::content_of(program.file);
    const size_t place = bytes.find(Sent::mark_text);
    if (place == std::string::npos || place + sizeof(Sent) > bytes.size()) {
        throw CannotGrade(fmt::format("{} is no test program, or was not built.",
                                      program.file.string()));
    }
    Sent sent{};
    std::memcpy(sent.mark, Sent::mark_text, sizeof sent.mark);
    test.copy(sent.test, sizeof sent.test - 1);
    sent.token = token;
    std::copy_n(numbers.begin(), std::min<size_t>(numbers.size(), numbers_in_a_test),
                sent.numbers);
    std::memcpy(bytes.data() + place, &sent, sizeof sent);
    std::ofstream{folder / "program", std::ios::binary} << bytes;
    return folder / "program";
}

std::vector<machine::Module> modules_of(const TestProgram& test,
                                        const std::filesystem::path& program) {
    if (test.servers.empty()) {
        return {{program, ""}, {test.root, ""}};
    }
    std::vector<machine::Module> modules{{test.servers[0], ""}, {program, ""}};
    for (size_t i = 1; i < test.servers.size(); ++i) {
        modules.push_back({test.servers[i], ""});
    }
    return modules;
}

void expect_honest_end(const machine::Outcome& outcome,
                       const machine::Symbols& kernel) {
    if (outcome.ending == machine::Ending::breach ||
        machine::is_infrastructure_error(outcome.ending) ||
        (outcome.ending == machine::Ending::exited && !announces_end(outcome))) {
        throw diagnose(outcome, kernel);
    }
}

ProgramRun::ProgramRun(const machine::Outcome& outcome,
                       const TestProgram& program,
                       const machine::Symbols& kernel,
                       uint32_t token,
                       const std::vector<model::Rule>& excused) {
    expect_honest_end(outcome, kernel);
    // First: what went wrong before the end says more than the end.
    trace_ = judged_trace(outcome.memory.bytes(), excused);
    read_log(outcome, program, kernel, token);
    compare(trace_);
    if (has_actors(kernel)) {
        read_pages(outcome, program, kernel);
    }
}

void ProgramRun::read_pages(const machine::Outcome& outcome,
                            const TestProgram& program,
                            const machine::Symbols& kernel) {
    const uint32_t stack = page_size;  // behind the image (kernel/boot/elf_image.cpp)
    pages_ =
        shown_by_tables(outcome.memory, kernel, symbol(program.symbols, "image_begin"),
                        symbol(program.symbols, "image_end") + stack);
    const std::string wrong = difference(pages_, shown_by_trace(trace_));
    if (!wrong.empty()) {
        throw Diagnosis{"page_tables", wrong,
                        "What the kernel tells of itself is not what its programs see.",
                        "", ""};
    }
}

void ProgramLog::read_log(const machine::Outcome& outcome,
                          const TestProgram& program,
                          const machine::Symbols& kernel,
                          uint32_t token) {
    // sigma0's memory is physical memory.
    const auto log =
        outcome.memory.read_physical<CallLog>(symbol(program.symbols, "call_log"));
    for (uint32_t i = 0; i < std::min(log.call_count, CallLog::call_capacity); ++i) {
        calls_.push_back(Call{log.calls[i]});
    }
    notes_.assign(log.words,
                  log.words + std::min(log.word_count, CallLog::word_capacity));
    if (!announces_end(outcome)) {
        Diagnosis diagnosis = diagnose(outcome, kernel);
        diagnosis.saw += open_calls(calls_);
        throw diagnosis;
    }
    if (log.finished != token || !is_own_end(outcome, program)) {
        throw Diagnosis{"no_evidence",
                        "The end of the test was announced, but the test program has "
                        "not come to its end.",
                        "Nothing that a kernel announces about itself is believed.", "",
                        ""};
    }
}

void ProgramRun::compare(const trace::RawTrace& trace) const {
    for (const Call& call : calls()) {
        if (!call.has_returned()) {
            continue;
        }
        const uint32_t thread = number_of(call.thread);
        const size_t results = count_if(trace, call, [&](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(TraceKind::ipc_result) &&
                   record.columns[0] == thread && record.columns[1] == call.result;
        });
        const size_t sent = count_if(trace, call, [&](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(TraceKind::ipc_send) &&
                   record.columns[0] == thread && record.columns[2] == call.w0 &&
                   record.columns[3] == call.w1;
        });
        const size_t came = count_if(trace, call, [&](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(TraceKind::ipc_transfer) &&
                   record.columns[0] == number_of(call.sender()) &&
                   record.columns[1] == thread && record.columns[2] == call.r0 &&
                   record.columns[3] == call.r1;
        });
        const bool agrees = results == 1 &&
                            sent == (SendDescriptor{call.send}.is_nil() ? 0u : 1u) &&
                            (!call.has_message() || came == 1);
        if (!agrees) {
            throw Diagnosis{
                "trace",
                fmt::format(
                    "{} with words 0x{:08X} and 0x{:08X}, and gets 0x{:08X}, words "
                    "0x{:08X} and 0x{:08X}{}. The trace tells it otherwise.",
                    in_words(call), call.w0, call.w1, call.result, call.r0, call.r1,
                    call.has_message() ? " from " + thread_name(call.sender()) : ""),
                "What the kernel tells of itself is not what its programs see.",
                told_of(trace, call), ""};
        }
    }
}

std::vector<Call> ProgramLog::calls_of(uint32_t thread, size_t count) const {
    std::vector<Call> found;
    for (const Call& call : calls_) {
        if (call.thread == thread) {
            found.push_back(call);
        }
    }
    Experiment::expect(
        found.size() >= count,
        fmt::format("{} came to its ipc number {}; the test has {} for it.",
                    thread_name(thread), found.size(), count),
        "A thread was stuck in its last call, or never ran.");
    return found;
}

}  // namespace kumquat::grading
