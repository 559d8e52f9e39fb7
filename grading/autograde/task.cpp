// task.cpp -- admit, build, judge; each of the four ways in which that can end.
#include "grading/autograde/task.hpp"

#include "grading/autograde/admission.hpp"
#include "grading/autograde/course_tree.hpp"
#include "grading/autograde/digest.hpp"
#include "grading/autograde/workplace.hpp"
#include "grading/diagnosis.hpp"
#include "grading/grade_json.hpp"
#include "grading/grader.hpp"
#include "grading/text.hpp"

#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <numeric>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using grading::CannotGrade;

grading::Lab lab_in(const fs::path& tree, unsigned number) {
    for (const grading::Lab& lab : grading::read_labs(tree)) {
        if (lab.number == number) {
            return lab;
        }
    }
    throw CannotGrade(fmt::format("{} has no lab {}.", tree.string(), number));
}

/// What tells this submission's numbers from all others.
std::string identity_of(const Admitted& admitted) {
    std::string text;
    for (const auto& [name, content] : admitted.files) {
        text += name + '\0' + std::to_string(content.size()) + '\0' + content;
    }
    return digest_of_text(text);
}

/// Where something on a submission lies in a folder of the run: traces/lab05/alice.
fs::path place_of(const SubmissionResult& result, const fs::path& folder) {
    return folder / fmt::format("lab{:02}", result.lab) / result.student;
}

/// The grade as far as it is known.
void note_grade(const grading::LabResult& claims, SubmissionResult& result) {
    result.status = SubmissionStatus::graded;
    result.points = claims.points();
    result.grade =
        nlohmann::ordered_json::parse(grading::grade_json({claims}))["labs"][0];
}

/// What counts of a submission, for whoever compares submissions with each other.
void keep_sources(const Admitted& admitted, const fs::path& folder) {
    fs::remove_all(folder);
    for (const auto& [name, content] : admitted.files) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream{folder / name, std::ios::binary} << content;
    }
}

void judge(const grading::GradedKernel& kernel,
           const fs::path& out,
           grading::LabResult& claims,
           SubmissionResult& result) {
    grading::GradeOptions options;
    options.jobs = 1;
    options.keeps_traces = false;
    options.failed_traces = place_of(result, out / "traces");
    fs::remove_all(options.failed_traces);
    const fs::path partial = place_of(result, out / "partial").string() + ".json";
    options.progress = [&](size_t,
                           size_t) {  // a platform may end us before we are done
        SubmissionResult so_far = result;
        note_grade(claims, so_far);
        write_result(so_far, partial);
    };
    grading::judge_all(kernel, claims, options);
    fs::remove(partial);
    for (const grading::TestResult& test : claims.tests) {
        result.boots += test.boots;
        fmt::print("{:<16} {}\n", grading::name_of(test.status), test.test.name);
        if (test.status == grading::Status::could_not_grade) {
            throw CannotGrade(fmt::format("{}: {}", test.test.name, test.saw));
        }
    }
    note_grade(claims, result);
}

void build_and_judge(const Admitted& admitted,
                     const fs::path& out,
                     const RunFile& run,
                     const Sandbox& sandbox,
                     SubmissionResult& result) {
    const fs::path course = course_folder(out, result.lab);
    const grading::Lab lab = lab_in(course, result.lab);
    Workplace workplace{course, admitted, sandbox};
    const fs::path log = out / "logs" / fmt::format("lab{:02}", result.lab) /
                         (result.student + ".build");
    const auto built = workplace.build(lab, log);
    if (const auto* failed = std::get_if<grading::BuildFailed>(&built)) {
        result.status = SubmissionStatus::does_not_build;
        result.reason = grading::printable(failed->message);
        return;
    }
    const auto nonces = grading::NonceSource::of_run(run.secret, identity_of(admitted));
    grading::LabResult claims = grading::claims_to_run(lab, nonces, "");
    judge(std::get<grading::GradedKernel>(built), out, claims, result);
}

}  // namespace

fs::path course_folder(const fs::path& out, unsigned lab) {
    return out / "course" / fmt::format("lab{:02}", lab);
}

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
        const grading::Lab lab =
            lab_in(course_folder(out, submission.lab), submission.lab);
        result.max_points = lab.max_points();
        const Admitted admitted = admit(submission.path, owned_files(lab));
        result.missing = admitted.missing;
        keep_sources(admitted, place_of(result, out / "sources"));
        build_and_judge(admitted, out, run, sandbox, result);
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
