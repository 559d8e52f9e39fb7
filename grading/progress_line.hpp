// progress_line.hpp -- a line on a terminal that says how far it is; nothing elsewhere.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <string>
#include <unistd.h>

namespace kumquat::grading {

class ProgressLine {
public:
    void show(size_t done, size_t of) {
        if (isatty(STDERR_FILENO) == 0) {
            return;
        }
        if (done == 1) {
            begin_ = Clock::now();
        }
        fmt::print(stderr, "\r\033[K");
        if (done < of) {
            fmt::print(stderr, "[{:>2}/{}]{}", done, of, estimate(done, of));
        }
    }

private:
    using Clock = std::chrono::steady_clock;

    /// Time counts from the end of the first one: until then there may have been other work.
    std::string estimate(size_t done, size_t of) const {
        constexpr size_t known = 3;  // so many tell how long the others will take
        const std::chrono::duration<double> passed = Clock::now() - begin_;
        const double left = passed.count() * static_cast<double>(of - done) /
                            static_cast<double>(std::max<size_t>(done - 1, 1));
        return done < known ? ""
                            : fmt::format("  about {:.0f} s left", std::ceil(left));
    }

    Clock::time_point begin_;
};

}  // namespace kumquat::grading
