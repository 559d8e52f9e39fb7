// expect.hpp -- what claims of lab 4 expect of registers, and of threads that are stopped.
#pragma once

#include "grading/claim.hpp"
#include "kernel/abi/trace_kinds.hpp"
#include "labs/lab04-ring3/scenes.hpp"
#include "labs/programs/root_notes.hpp"

#include <cstring>

namespace kumquat::grading::lab04 {

using namespace ::kumquat::lab04;

/// Selectors of programs: segments 3 and 4 of the table, ring 3.
constexpr uint32_t user_code = 0x1B, user_data = 0x23;
constexpr uint32_t invalid_word = 0xFFFFFFFF, failed = 0xFFFFFFFF;

/// What the scene has noted, in its order.
class Noted {
public:
    explicit Noted(const ProgramRun& run) : notes_{run.notes()} {}

    uint32_t next();
    /// Some words, as the scene has them in memory.
    template <typename Words>
    Words take() {
        Words words;
        for (uint32_t i = 0; i < sizeof words / sizeof(uint32_t); ++i) {
            const uint32_t word = next();
            std::memcpy(reinterpret_cast<char*>(&words) + i * sizeof word, &word,
                        sizeof word);
        }
        return words;
    }

private:
    const std::vector<uint32_t>& notes_;
    size_t used_ = 0;
};

/// Each register, by name. \param what  "id_nearest", for the report
void expect_called(const Called& expected,
                   const Called& actual,
                   const std::string& what,
                   const std::string& so);

/// One more thread has arrived, in ring 3, with that stack pointer.
void expect_arrival(const Arrival& arrival,
                    uint32_t count,
                    uint32_t esp,
                    const std::string& so);

/// An attempt was noted as not come back.
void expect_stopped(Noted& noted, const std::string& what, const std::string& so);

/// The trace tells of that many threads of sigma0 that were stopped for this reason.
void expect_deaths(const ProgramRun& run, DeathReason reason, size_t count);

/// The columns of the first event of a kind about a thread or a task.
/// \throws ClaimFailed if there is none
const TraceRecord&
find_event(const ProgramRun& run, TraceKind kind, uint32_t about, const char* so);

constexpr uint32_t thread_2(uint32_t lthread) {
    return sigma0_task.value * threads_per_task + lthread;
}

}  // namespace kumquat::grading::lab04
