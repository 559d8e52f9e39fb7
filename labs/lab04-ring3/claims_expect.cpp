// claims_expect.cpp -- registers against what they should have been, in words.
#include "labs/lab04-ring3/expect.hpp"

#include <algorithm>

namespace kumquat::grading::lab04 {

uint32_t Noted::next() {
    Experiment::expect(
        used_ < notes_.size(),
        fmt::format("The test has left {} notes; there should be more.", notes_.size()),
        "A thread was stuck before it came so far.");
    return notes_[used_++];
}

void expect_called(const Called& expected,
                   const Called& actual,
                   const std::string& what,
                   const std::string& so) {
    const auto expect = [&](const char* name, uint32_t wanted, uint32_t found) {
        Experiment::expect_equal(wanted, found, fmt::format("{} behind {}", name, what),
                                 so);
    };
    expect("EAX", expected.eax, actual.eax);
    expect("ECX", expected.ecx, actual.ecx);
    expect("EDX", expected.edx, actual.edx);
    expect("EBX", expected.ebx, actual.ebx);
    expect("EBP", expected.ebp, actual.ebp);
    expect("ESI", expected.esi, actual.esi);
    expect("EDI", expected.edi, actual.edi);
}

void expect_arrival(const Arrival& arrival,
                    uint32_t count,
                    uint32_t esp,
                    const std::string& so) {
    Experiment::expect(
        arrival.count == count,
        fmt::format("{} threads have arrived where one was sent; expected {}.",
                    arrival.count, count),
        so);
    Experiment::expect_equal(esp, arrival.esp, "ESP where the thread arrives", so);
    Experiment::expect_equal(user_code, arrival.cs & 0xFFFF, "CS there",
                             "Its lowest two bits are the ring. In ring 0 a program is "
                             "the kernel.");
    Experiment::expect_equal(user_data, arrival.ss & 0xFFFF, "SS there", so);
}

void expect_stopped(Noted& noted, const std::string& what, const std::string& so) {
    Experiment::expect(noted.next() == 0,
                       fmt::format("A thread {}, and went on behind it.", what), so);
}

void expect_deaths(const ProgramRun& run, DeathReason reason, size_t count) {
    const auto actual = static_cast<size_t>(
        std::ranges::count_if(run.trace().records, [&](const TraceRecord& record) {
            return static_cast<TraceKind>(record.kind) == TraceKind::thread_dead &&
                   record.columns[1] == static_cast<uint32_t>(reason);
        }));
    Experiment::expect(
        actual == count,
        fmt::format("The trace tells of {} threads that were stopped for reason {}; "
                    "expected {}.",
                    actual, static_cast<uint32_t>(reason), count),
        "Who looks for a thread that does not answer finds nothing.");
}

const TraceRecord&
find_event(const ProgramRun& run, TraceKind kind, uint32_t about, const char* so) {
    const auto& records = run.trace().records;
    const auto found = std::ranges::find_if(records, [&](const TraceRecord& record) {
        return static_cast<TraceKind>(record.kind) == kind &&
               record.columns[0] == about;
    });
    Experiment::expect(found != records.end(),
                       fmt::format("The trace has no {} of {}.",
                                   trace_kind_table[static_cast<uint32_t>(kind)].name,
                                   about),
                       so);
    return *found;
}

}  // namespace kumquat::grading::lab04
