// grader.cpp -- a list of tests, and workers that take the next one whose parents are done.
#include "grading/grader.hpp"

#include "grading/blame.hpp"
#include "grading/challenge.hpp"
#include "grading/claim.hpp"
#include "grading/kernel_build.hpp"
#include "grading/run_trace.hpp"
#include "grading/text.hpp"

#include <algorithm>
#include <condition_variable>
#include <fmt/format.h>
#include <mutex>
#include <thread>

namespace kumquat::grading {

namespace {

bool is_asked_for(const Test& test, const std::string& only) {
    return only.empty() || test.name == only || test.name.starts_with(only + ".");
}

/// A figure has passed if it is worth all points.
void judge_figure(const Curve& curve, uint64_t figure, TestResult& result) {
    result.figure = figure;
    if (result.test.is_challenge() ? !meets(curve, figure)
                                   : result.points() < result.test.points) {
        result.status = Status::failed;
        result.kind = "figure";
        result.saw = fmt::format(
            "{} {}. The reference needs {}{}.", figure, curve.figure, curve.full,
            result.test.is_challenge()
                ? ""
                : fmt::format("; {} are worth nothing", curve.none));
        result.hole = result.test.hole;
    }
}

/// What judges a claim; nullptr: it has no code.
Claim code_of(const Lab& lab, const Test& test) {
    return test.is_challenge() ? counting_claim(lab) : find_claim(test.name);
}

/// Run one claim and write down how it went.
void judge(const Lab& lab, const Booter& booter, TestResult& result) {
    try {
        const Experiment experiment{result.test.name, result.nonce, booter};
        code_of(lab, result.test)(experiment);
        result.status = Status::passed;
        if (result.test.curve) {
            judge_figure(*result.test.curve, experiment.figure().value(), result);
        }
    } catch (const WayFailed& failure) {
        result.status = Status::failed;
        result.kind = "verdict";
        result.saw = failure.saw;
        result.so = failure.so;
        const auto& counted = booter.kernel().measured;
        const std::string hole = hole_at(lab, *counted, failure.executed);
        result.hole = hole.empty() ? result.test.hole : hole;
    } catch (const ClaimFailed& failure) {
        result.status = Status::failed;
        result.kind = "verdict";
        result.saw = failure.saw;
        result.so = failure.so;
        result.hole = result.test.hole;
    } catch (const Diagnosis& diagnosis) {
        result.status = Status::failed;
        result.kind = diagnosis.kind;
        result.saw = diagnosis.saw;
        result.so = diagnosis.so;
        result.chain = diagnosis.chain;
        result.where = diagnosis.where;
        result.hole = hole_to_blame(lab, result.test, diagnosis, booter.last_kernel(),
                                    *booter.last());
    } catch (const std::exception& error) {
        result.status = Status::could_not_grade;
        result.saw = error.what();
    }
    result.console =
        booter.last() != nullptr ? head_and_tail(booter.last()->console) : "";
    result.instructions = booter.instructions();
    result.boots = booter.boots();
}

/// Keep the trace of the run. If it failed and is to be compared with one of the reference, the claim is
/// tried once more with its numbers, and the trace of that run is kept.
void keep_trace(const GradedKernel& kernel,
                const Lab& lab,
                const GradeOptions& options,
                TestResult& result,
                const Booter& booter) {
    const auto file = trace_file(kernel.tree, result.test.name);
    std::filesystem::remove(file);
    result.has_trace = booter.last() != nullptr && write_trace(*booter.last(), file);
    if (options.compares && result.has_trace && result.status == Status::failed &&
        result.kind != "hole" &&
        std::filesystem::exists(reference_trace_file(lab.folder, result.test.name))) {
        TestResult again;
        again.test = result.test;
        again.nonce = reference_nonce;
        const Booter same_numbers{kernel, lab, again.test};
        judge(lab, same_numbers, again);
        result.has_reference = again.status == Status::failed &&
                               same_numbers.last() != nullptr &&
                               write_trace(*same_numbers.last(), file);
    }
}

/// Run one claim, and keep of it what people want to see.
void run_claim(const GradedKernel& kernel,
               const Lab& lab,
               const GradeOptions& options,
               TestResult& result) {
    const Booter booter{kernel, lab, result.test};
    judge(lab, booter, result);
    if (options.keeps_traces) {
        keep_trace(kernel, lab, options, result, booter);
    }
    if (result.status == Status::failed && !options.failed_traces.empty() &&
        booter.last() != nullptr) {
        write_trace(*booter.last(),
                    options.failed_traces / (result.test.name + ".json"));
    }
    if (result.status == Status::passed && !options.record.empty()) {
        write_trace(*booter.last(),
                    reference_trace_file(options.record / lab.folder.filename(),
                                         result.test.name));
    }
}

/// The tests of a lab while they are being run.
class Queue {
public:
    Queue(LabResult& lab, const GradeOptions& options)
        : lab_{lab.lab}, tests_{lab.tests}, options_{options}, taken_(tests_.size()),
          done_(tests_.size()) {}

    /// Run tests until none is left. Called by each worker.
    void work(const GradedKernel& kernel) {
        std::unique_lock lock{mutex_};
        while (TestResult* const test = take(lock)) {
            lock.unlock();
            run_claim(kernel, lab_, options_, *test);
            lock.lock();
            finish(*test);
        }
    }

private:
    size_t index_of(const TestResult& test) const {
        return static_cast<size_t>(&test - tests_.data());
    }

    void finish(const TestResult& test) {
        done_[index_of(test)] = true;
        ++done_count_;
        if (options_.progress) {
            options_.progress(done_count_, tests_.size());
        }
        changed_.notify_all();
    }

    /// The first parent of `test` that is in this run and has not passed; or nullptr.
    TestResult* open_parent(const TestResult& test) {
        for (const std::string& name : test.test.needs) {
            for (TestResult& parent : tests_) {
                const bool passed =
                    parent.status == Status::passed && done_[index_of(parent)];
                if (parent.test.name == name && !passed) {
                    return &parent;
                }
            }
        }
        return nullptr;
    }

    /// A test that can run now; waits for one. nullptr: all are taken.
    TestResult* take(std::unique_lock<std::mutex>& lock) {
        while (done_count_ < tests_.size()) {
            for (TestResult& test : tests_) {
                if (taken_[index_of(test)]) {
                    continue;
                }
                const TestResult* const parent = open_parent(test);
                if (parent != nullptr && !done_[index_of(*parent)]) {
                    continue;
                }
                taken_[index_of(test)] = true;
                if (parent == nullptr) {
                    return &test;
                }
                test.missing = parent->test.name;
                finish(test);
            }
            if (std::find(taken_.begin(), taken_.end(), false) == taken_.end()) {
                return nullptr;
            }
            changed_.wait(lock);
        }
        return nullptr;
    }

    const Lab& lab_;
    std::vector<TestResult>& tests_;
    const GradeOptions& options_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<bool> taken_, done_;
    size_t done_count_ = 0;
};

}  // namespace

void judge_all(const GradedKernel& kernel,
               LabResult& lab,
               const GradeOptions& options) {
    const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
    const unsigned workers = options.jobs != 0 ? options.jobs : processors;
    Queue queue{lab, options};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < workers; ++i) {
        threads.emplace_back([&] { queue.work(kernel); });
    }
}

LabResult
claims_to_run(const Lab& lab, const NonceSource& nonces, const std::string& only) {
    LabResult result;
    result.lab = lab;
    for (const Test& test : lab.tests) {
        if (code_of(lab, test) == nullptr) {
            throw CannotGrade(
                fmt::format("{} names the claim {}, but no code for it is linked "
                            "into this grader.",
                            lab.folder.string(), test.name));
        }
        if (is_asked_for(test, only)) {
            result.tests.push_back({});
            result.tests.back().test = test;
            result.tests.back().nonce = nonces.nonce_of(test.name);
        }
    }
    return result;
}

LabResult
grade_lab(const Lab& lab, const NonceSource& nonces, const GradeOptions& options) {
    LabResult result = claims_to_run(lab, nonces, options.only);
    if (result.tests.empty()) {
        return result;
    }
    const auto built = build_kernel(options.tree, lab);
    if (const auto* failed = std::get_if<BuildFailed>(&built)) {
        result.build_error = failed->message;
        return result;
    }
    judge_all(std::get<GradedKernel>(built), result, options);
    return result;
}

}  // namespace kumquat::grading
