// progress.hpp -- how far a run is: one line that changes on a terminal, a line now and then in a log.
#pragma once

#include "grading/autograde/submission_result.hpp"

#include <chrono>
#include <map>

namespace kumquat::autograde {

class Progress {
public:
    explicit Progress(size_t total);

    /// A submission whose result was there already.
    void skip(const SubmissionResult& result);
    /// A submission that has been graded now.
    void finish(const SubmissionResult& result);
    /// Print, if it is time to. \param state  a few words more; may be empty
    void show(const std::string& state);
    /// What this start of the run has done, and how fast: a line for the end.
    /// \param is_here  on this machine, so that its processor time says something
    std::string reached(bool is_here) const;

private:
    using Clock = std::chrono::steady_clock;

    std::string line() const;

    size_t total_;
    double processor_before_;
    size_t done_ = 0, skipped_ = 0;
    uint64_t boots_ = 0;
    std::map<SubmissionStatus, unsigned> counts_;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point shown_ = begin_;
};

}  // namespace kumquat::autograde
