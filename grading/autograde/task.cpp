// task.cpp -- admit, build, judge; each of the four ways in which that can end.
#include "grading/autograde/task.hpp"

#include "grading/autograde/admission.hpp"
#include "grading/autograde/course_tree.hpp"
#include "grading/autograde/digest.hpp"
#include "grading/autograde/git_bundle.hpp"
#include "grading/autograde/workplace.hpp"
#include "grading/diagnosis.hpp"
#include "grading/grade_json.hpp"
#include "grading/grader.hpp"
#include "grading/identity.hpp"
#include "grading/text.hpp"

#include <chrono>
#include <fmt/format.h>
#include <fstream>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using grading::CannotGrade;

grading::Lab lab_in(const fs::path& tree, unsigned number) {
    return grading::lab_of(grading::read_labs(tree), number);
}

/// Claims that students do not have, if this run has any for the lab.
std::optional<grading::Lab> hidden_lab(const fs::path& out, unsigned number) {
    if (fs::exists(hidden_folder(out))) {
        for (const grading::Lab& lab : grading::read_hidden_labs(
                 course_folder(out, number), hidden_folder(out))) {
            if (lab.number == number) {
                return lab;
            }
        }
    }
    return std::nullopt;
}

std::set<std::string> files_up_to(const fs::path& tree, unsigned number) {
    std::set<std::string> files;
    for (const grading::Lab& lab : grading::read_labs(tree)) {
        if (lab.number <= number) {
            files.merge(owned_files(lab));
        }
    }
    return files;
}

Admitted admitted_of(const Submission& submission,
                     const std::set<std::string>& wanted,
                     const Sandbox& sandbox) {
    return is_git_bundle(submission.path)
               ? admit_git_bundle(submission.path, wanted, sandbox)
               : admit(submission.path, wanted);
}

/// Where something on a submission lies in a folder of the run: traces/lab05/alice.
fs::path place_of(const SubmissionResult& result, const fs::path& folder) {
    return folder / grading::lab_folder_name(result.lab) / result.student;
}

/// What counts of a submission, for whoever compares submissions with each other.
void keep_sources(const Admitted& admitted, const fs::path& folder) {
    fs::remove_all(folder);
    for (const auto& [name, content] : admitted.files) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream{folder / name, std::ios::binary} << content;
    }
}

/// The grading of one submission, from its files to its result.
class Grading {
public:
    Grading(const Submission& submission,
            const fs::path& out,
            const RunFile& run,
            const Sandbox& sandbox,
            SubmissionResult& result)
        : submission_{submission}, out_{out}, run_{run}, sandbox_{sandbox},
          result_{result}, course_{course_folder(out, submission.lab)},
          lab_{lab_in(course_, submission.lab)}, hidden_{
                                                     hidden_lab(out, submission.lab)} {
        result.max_points = lab_.max_points() + (hidden_ ? hidden_->max_points() : 0);
    }

    /// \throws Rejection, CannotGrade
    void grade() {
        const Admitted admitted = admitted_of(submission_, owned_files(lab_), sandbox_);
        result_.missing = admitted.missing;
        keep_sources(admitted, place_of(result_, out_ / "sources"));
        const auto nonces = grading::NonceSource::of_run(
            run_.secret, grading::identity_of(admitted.files));
        Workplace workplace{course_, admitted, sandbox_};
        const grading::LabResult claims =
            judged(workplace, lab_, nonces, ".build", true);
        if (!claims.build_error.empty()) {
            return does_not_build(claims.build_error);
        }
        SubmissionResult graded = result_;  // the boots are counted in result_
        note_grade(claims, graded);
        if (hidden_) {
            const auto hidden =
                judged(workplace, *hidden_, nonces, ".build-hidden", false);
            if (!hidden.build_error.empty()) {
                return does_not_build(
                    "It does not build together with claims that are not public.");
            }
            graded.points += hidden.points();
            graded.hidden = lab_of_grade(hidden);
        }
        if (run_.whole) {
            const Admitted all = admitted_of(
                submission_, files_up_to(course_, submission_.lab), sandbox_);
            Workplace own{course_, all, sandbox_};
            graded.whole =
                lab_of_grade(judged(own, lab_, nonces, ".build-whole", false));
        }
        graded.boots = result_.boots;
        result_ = graded;
    }

private:
    using Json = nlohmann::ordered_json;

    static Json lab_of_grade(const grading::LabResult& claims) {
        return Json::parse(grading::grade_json({claims}))["labs"][0];
    }

    /// The grade as far as it is known.
    static void note_grade(const grading::LabResult& claims, SubmissionResult& result) {
        result.status = SubmissionStatus::graded;
        result.points = claims.points();
        result.grade = lab_of_grade(claims);
    }

    void does_not_build(const std::string& why) {
        result_.status = SubmissionStatus::does_not_build;
        result_.reason = why;
    }

    /// Build, and run all claims. \param is_shown  to the student: failures leave traces, and what is
    /// known so far lies in a file, since a platform may end us before we are done
    /// \throws CannotGrade if one of them could not be judged
    grading::LabResult judged(Workplace& workplace,
                              const grading::Lab& lab,
                              const grading::NonceSource& nonces,
                              const char* log_ending,
                              bool is_shown) {
        grading::LabResult claims = grading::claims_to_run(lab, nonces, "");
        const auto built = workplace.build(
            lab, place_of(result_, out_ / "logs").string() + log_ending);
        if (const auto* failed = std::get_if<grading::BuildFailed>(&built)) {
            claims.build_error = grading::printable(failed->message);
            return claims;
        }
        grading::GradeOptions options;
        options.jobs = 1;
        options.keeps_traces = false;
        const fs::path partial = place_of(result_, out_ / "partial").string() + ".json";
        if (is_shown) {
            options.failed_traces = place_of(result_, out_ / "traces");
            fs::remove_all(options.failed_traces);
            options.progress = [&](size_t, size_t) {
                SubmissionResult so_far = result_;
                note_grade(claims, so_far);
                write_result(so_far, partial);
            };
        }
        grading::judge_all(std::get<grading::GradedKernel>(built), claims, options);
        fs::remove(partial);
        for (const grading::TestResult& test : claims.tests) {
            result_.boots += test.boots;
            fmt::print("{:<16} {}\n", grading::name_of(test.status), test.test.name);
            if (test.status == grading::Status::could_not_grade) {
                throw CannotGrade(fmt::format("{}: {}", test.test.name, test.saw));
            }
        }
        return claims;
    }

    const Submission& submission_;
    const fs::path& out_;
    const RunFile& run_;
    const Sandbox& sandbox_;
    SubmissionResult& result_;
    fs::path course_;
    grading::Lab lab_;
    std::optional<grading::Lab> hidden_;
};

}  // namespace

fs::path course_folder(const fs::path& out, unsigned lab) {
    return out / "course" / grading::lab_folder_name(lab);
}

fs::path hidden_folder(const fs::path& out) { return out / "course/hidden"; }

SubmissionResult grade_submission(const Submission& submission,
                                  const fs::path& out,
                                  const RunFile& run,
                                  const Sandbox& sandbox) {
    const auto begin = std::chrono::steady_clock::now();
    SubmissionResult result;
    result.student = submission.student;
    result.lab = submission.lab;
    result.tier = name_of(sandbox.tier());
    try {
        result.submission = digest_of(submission.path);
        result.course = run.courses.at(submission.lab);
        Grading{submission, out, run, sandbox, result}.grade();
    } catch (const Rejection& rejection) {
        result.status = SubmissionStatus::rejected;
        result.reason = rejection.what();
    } catch (const std::exception& error) {
        result.status = SubmissionStatus::infrastructure_error;
        result.reason = error.what();
    }
    fmt::print("{}: {} of {} points. {}\n", name_of(result.status), result.points,
               result.max_points, result.reason);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("took {:.1f} s\n", took.count());
    return result;
}

}  // namespace kumquat::autograde
