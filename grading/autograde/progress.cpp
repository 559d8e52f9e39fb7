// progress.cpp -- counts, speed, and what is left.
#include "grading/autograde/progress.hpp"

#include <cmath>
#include <fmt/format.h>
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

}  // namespace

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
