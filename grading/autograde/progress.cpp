// progress.cpp -- counts, speed, and what is left.
#include "grading/autograde/progress.hpp"

#include <cmath>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

namespace kumquat::autograde {

namespace {

constexpr std::chrono::milliseconds on_a_terminal{200};
constexpr std::chrono::seconds in_a_log{10};

std::string in_minutes(double seconds) {
    return seconds < 90 ? fmt::format("{:.0f} s", std::ceil(seconds))
                        : fmt::format("{:.0f} min", std::ceil(seconds / 60));
}

std::string bar(size_t done, size_t of) {
    constexpr size_t columns = 14;
    const size_t full = of == 0 ? columns : columns * done / of;
    std::string text;
    for (size_t i = 0; i < columns; ++i) {
        text += i < full ? "█" : "░";
    }
    return text;
}

/// Of all processes that were started and waited for so far, and of all that these started.
double processor_seconds() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds_of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) +
               static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

}  // namespace

Progress::Progress(size_t total)
    : total_{total}, processor_before_{processor_seconds()} {}

void Progress::skip(const SubmissionResult& result) {
    ++done_;
    ++skipped_;
    ++counts_[result.status];
}

void Progress::finish(const SubmissionResult& result) {
    ++done_;
    ++counts_[result.status];
    boots_ += result.boots;
}

std::string Progress::line() const {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
    std::string text =
        fmt::format("[{:>4}/{}]  {:>3} %  {}  {:.0f} boots/min", done_, total_,
                    total_ == 0 ? 100 : 100 * done_ / total_, bar(done_, total_),
                    static_cast<double>(boots_) * 60 / std::max(seconds, 0.001));
    const size_t graded_now = done_ - skipped_;
    if (graded_now > 0 && done_ < total_) {
        text += "  about " +
                in_minutes(seconds * static_cast<double>(total_ - done_) /
                           static_cast<double>(graded_now)) +
                " left";
    }
    for (const auto& [status, words] :
         {std::pair{SubmissionStatus::does_not_build, "do not build"},
          std::pair{SubmissionStatus::rejected, "rejected"},
          std::pair{SubmissionStatus::infrastructure_error, "infrastructure errors"}}) {
        if (const auto count = counts_.find(status); count != counts_.end()) {
            text += fmt::format("  {} {}", count->second, words);
        }
    }
    return text;
}

std::string Progress::reached(bool is_here) const {
    const size_t graded = done_ - skipped_;
    if (graded == 0) {
        return "Nothing was left to do.\n";
    }
    const double processor = processor_seconds() - processor_before_;
    const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
    std::string text =
        fmt::format("{} submissions in {}: {:.0f} boots a minute", graded,
                    in_minutes(seconds), static_cast<double>(boots_) * 60 / seconds);
    if (is_here) {
        text += fmt::format("; {:.1f} s of a processor for each, {:.0f} boots in a "
                            "minute of a processor",
                            processor / static_cast<double>(graded),
                            static_cast<double>(boots_) * 60 / processor);
    }
    return text + "\n";
}

void Progress::show(const std::string& state) {
    const bool is_terminal = isatty(STDERR_FILENO) != 0;
    const auto now = Clock::now();
    const bool is_end = done_ == total_;
    if (!is_end && now - shown_ < (is_terminal ? Clock::duration{on_a_terminal}
                                               : Clock::duration{in_a_log})) {
        return;
    }
    shown_ = now;
    fmt::print(stderr, "{}{}{}{}{}", is_terminal ? "\r\033[K" : "", line(),
               state.empty() ? "" : "  ", state, is_terminal && !is_end ? "" : "\n");
}

}  // namespace kumquat::autograde
