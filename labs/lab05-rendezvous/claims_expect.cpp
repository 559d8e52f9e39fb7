// claims_expect.cpp -- a call against what it should have been, in words.
#include "labs/lab05-rendezvous/expect.hpp"

#include "kernel/x86/timer.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t two_words = MessageDope::make(2, 0).word();

std::string name_of(uint32_t code) {
    switch (static_cast<IpcError>(code)) {
    case IpcError::none:
        return "success";
    case IpcError::not_existing:
        return "\"not existing\"";
    case IpcError::receive_timeout:
        return "\"receive timeout\"";
    case IpcError::send_timeout:
        return "\"send timeout\"";
    case IpcError::receive_cancelled:
        return "\"receive cancelled\"";
    case IpcError::send_cancelled:
        return "\"send cancelled\"";
    case IpcError::send_aborted:
        return "\"send aborted\"";
    default:
        return "an error of long messages";
    }
}

}  // namespace

void expect_result(const Call& call, uint32_t expected, const char* so) {
    Experiment::expect(
        call.has_returned(),
        fmt::format("An ipc of {} has not come back.", thread_name(call.thread)), so);
    Experiment::expect_equal(
        expected, call.result,
        fmt::format("Result of an ipc of {}", thread_name(call.thread)), so);
}

void expect_error(const Call& call, IpcError expected, const char* so) {
    Experiment::expect(
        call.has_returned(),
        fmt::format("An ipc of {} has not come back.", thread_name(call.thread)), so);
    Experiment::expect(
        call.error() == static_cast<uint32_t>(expected),
        fmt::format("An ipc of {} ended with {} (0x{:02X}); expected {} (0x{:02X}).",
                    thread_name(call.thread), name_of(call.error()), call.error(),
                    name_of(static_cast<uint32_t>(expected)),
                    static_cast<uint32_t>(expected)),
        so);
}

void expect_words(const Call& call, uint32_t w0, uint32_t w1) {
    expect_result(call, two_words,
                  "The result of a message in registers tells two words, no error.");
    const char* const so = "The receiver reads something that nobody has said.";
    Experiment::expect_equal(
        w0, call.r0, fmt::format("Word 0 for {}", thread_name(call.thread)), so);
    Experiment::expect_equal(
        w1, call.r1, fmt::format("Word 1 for {}", thread_name(call.thread)), so);
}

void expect_message(const Call& call,
                    const Numbers& numbers,
                    uint32_t sender,
                    uint32_t message) {
    expect_words(call, first_word(numbers, sender, message),
                 second_word(numbers, sender, message));
    Experiment::expect(call.sender() == sender,
                       fmt::format("{} got a message of {}; expected one of {}.",
                                   thread_name(call.thread), thread_name(call.sender()),
                                   thread_name(sender)),
                       "The answer goes to the wrong thread.");
}

void expect_at_once(const Call& call) {
    constexpr uint64_t at_once_ns = 20'000;  // instructions; a tick is 50 times as much
    Experiment::expect(call.duration_ns() < at_once_ns,
                       fmt::format("An ipc of {} took {} ns.", thread_name(call.thread),
                                   call.duration_ns()),
                       "There was nothing to wait for: it has to come back at once.");
}

void expect_next_to_run(const ProgramRun& run, uint32_t thread, const char* so) {
    const std::vector<uint32_t>& notes = run.notes();
    const auto sent = std::find(notes.begin(), notes.end(), note_before_send);
    const bool is_there = sent != notes.end() && std::next(sent) != notes.end();
    Experiment::expect(
        is_there && *std::next(sent) == thread,
        fmt::format(
            "Behind the send, {} ran first; expected 2.{}, who has the message.",
            is_there ? fmt::format("2.{}", *std::next(sent)) : "nobody", thread),
        so);
}

void expect_duration(const Call& call, uint64_t us) {
    constexpr uint64_t tick_ns = uint64_t{1'000'000'000} * timer_divisor / timer_hz;
    constexpr uint64_t work_ns = 20'000;
    const uint64_t ns = 1000 * us;
    Experiment::expect(
        call.duration_ns() >= ns && call.duration_ns() <= ns + 2 * tick_ns + work_ns,
        fmt::format("An ipc of {} with a timeout of {} µs took {} µs.",
                    thread_name(call.thread), us, call.duration_ns() / 1000),
        "Never early: who waits for a slow device must not give up too soon. And at "
        "most two ticks late.");
}

}  // namespace kumquat::grading
