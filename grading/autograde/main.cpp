// main.cpp -- the command kumquat-autograde, which `make autograde` calls.
#include "grading/autograde/course_tree.hpp"
#include "grading/autograde/digest.hpp"
#include "grading/autograde/finished_command.hpp"
#include "grading/autograde/marks.hpp"
#include "grading/autograde/pool.hpp"
#include "grading/autograde/stop.hpp"
#include "grading/autograde/task.hpp"
#include "grading/autograde/task_command.hpp"
#include "grading/grader.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <set>
#include <thread>

namespace {

using namespace kumquat::autograde;
namespace fs = std::filesystem;
namespace grading = kumquat::grading;

constexpr int exit_all_marked = 0, exit_marks_missing = 1, exit_cannot_run = 2,
              exit_interrupted = 130;
constexpr unsigned most_jobs = 500;  // there must be a user for each

struct Arguments {
    fs::path tree = ".", submissions, out;
    std::optional<unsigned> lab;
    // One more than processors: the emulator and who judges it often wait for each other.
    unsigned jobs = std::min(std::thread::hardware_concurrency() + 1, most_jobs);
    TierWish wish;
    std::string engine = "local", command, task;
    fs::path roster, course, hidden;
    bool whole = false;
};

void describe(CLI::App& app, Arguments& arguments) {
    app.add_option("--submissions", arguments.submissions,
                   "a folder with an archive or a folder for each student");
    app.add_option("--out", arguments.out,
                   "where results go; the folder of an earlier run goes on with it")
        ->required();
    app.add_option("--lab", arguments.lab,
                   "the lab that all submissions are for (default: they lie in folders "
                   "lab00, lab01 …)");
    app.add_option("--tree", arguments.tree,
                   "the course's tree (default: this folder)");
    app.add_option(
           "--jobs", arguments.jobs,
           "submissions at a time (default: one more than there are processors)")
        ->check(CLI::Range(1u, most_jobs));
    app.add_option(
           "--tier", arguments.wish.tier,
           "the sandbox: namespaces or user (default: the strongest that works)")
        ->check(CLI::IsMember({"namespaces", "user"}));
    app.add_flag("--unsafe-no-sandbox", arguments.wish.or_no_sandbox,
                 "run students' code without a sandbox if none works");
    app.add_option(
           "--engine", arguments.engine,
           "where submissions are graded: local (this machine, the default), "
           "slurm (a cluster), or command (whatever --command starts). Other "
           "machines need the course's tree, the submissions and the results at "
           "the same paths as here")
        ->check(CLI::IsMember({"local", "slurm", "command"}));
    app.add_option("--command", arguments.command,
                   "what to start for each submission; it returns when that is graded. "
                   "{submission} and {out} stand for its name and for the folder of "
                   "results, as in "
                   "'srun kumquat-autograde --task {submission} --out {out}'");
    app.add_option(
           "--roster", arguments.roster,
           "who takes the course: a CSV file with the columns student, name and "
           "email")
        ->check(CLI::ExistingFile);
    app.add_option("--course", arguments.course,
                   "when labs are due, and what lateness costs "
                   "(grading/course.schema.json)")
        ->check(CLI::ExistingFile);
    app.add_option("--hidden", arguments.hidden,
                   "a folder with claims that students do not have")
        ->check(CLI::ExistingDirectory);
    app.add_flag(
        "--whole", arguments.whole,
        "grade each student's own earlier labs below this one, too; the mark is "
        "for the lab on right earlier labs all the same");
    app.add_option("--task", arguments.task,
                   "grade only this submission of a run, as an engine asks for it");
    app.footer(
        "Killed at any moment, it goes on where it was when it is started again.\n"
        "Exit status: 0 every submission has a mark, 1 some have none (infrastructure\n"
        "errors; the same command tries them again), 2 could not run, 130 "
        "interrupted.");
}

/// \throws CannotGrade if there is a claim that no code was linked for
void expect_code_for(const std::vector<grading::Lab>& labs) {
    for (const grading::Lab& lab : labs) {
        grading::claims_to_run(lab, grading::NonceSource{0}, "");
    }
}

/// Install what submissions of each lab are graded with.
void prepare(const Arguments& arguments,
             const std::set<unsigned>& labs,
             const fs::path& scratch,
             RunFile& run) {
    run.whole = arguments.whole;
    std::string more = run.whole ? "whole" : "";
    if (!arguments.hidden.empty()) {
        expect_code_for(grading::read_hidden_labs(arguments.tree, arguments.hidden));
        more += digest_of(arguments.hidden);
    }
    for (const unsigned lab : labs) {
        fmt::print("Preparing lab {}\n", lab);
        std::fflush(stdout);
        const fs::path starter = scratch / grading::lab_folder_name(lab);
        const std::string digest = write_starter(arguments.tree, lab, starter);
        note_course(run, arguments.out, lab,
                    more.empty() ? digest : digest_of_text(digest + more));
        install_course_tree(starter, lab, digest, course_folder(arguments.out, lab));
    }
    const fs::path hidden = hidden_folder(arguments.out);
    if (!arguments.hidden.empty() && !fs::exists(hidden)) {
        const fs::path unfinished = hidden.string() + ".unfinished";
        fs::remove_all(unfinished);
        fs::copy(arguments.hidden, unfinished, fs::copy_options::recursive);
        fs::rename(unfinished, hidden);
    }
}

/// The results of a run that is over, with what they are worth to whom.
std::vector<Mark> marks_of(const std::vector<Submission>& submissions,
                           const std::vector<Lateness>& lateness,
                           const Roster& roster,
                           const fs::path& out) {
    std::vector<Mark> marks;
    for (size_t i = 0; i < submissions.size(); ++i) {
        const auto person = roster.find(submissions[i].student);
        marks.push_back(
            {read_result(result_file(out, submissions[i].lab, submissions[i].student))
                 .value(),
             lateness[i], person == roster.end() ? Person{} : person->second});
    }
    return marks;
}

int run(Arguments arguments) {
    for (fs::path* const path :
         {&arguments.tree, &arguments.submissions, &arguments.out}) {
        *path = fs::weakly_canonical(*path);
    }
    const auto submissions = find_submissions(arguments.submissions, arguments.lab);
    Roster roster;
    if (!arguments.roster.empty()) {
        roster = read_roster(arguments.roster);
        expect_known(submissions, roster);
    }
    CourseFile course;
    if (!arguments.course.empty()) {
        course = read_course_file(arguments.course,
                                  arguments.tree / "grading/course.schema.json");
    }
    const auto lateness = lateness_of(submissions, course);
    RunFile run = open_run(arguments.out);
    note_dates(run, arguments.out, !arguments.course.empty());
    const kumquat::machine::TemporaryDirectory scratch;
    if (arguments.engine == "local") {
        // Tasks are killed with this program; what they leave behind lies here and goes with it.
        fs::permissions(scratch.path(), fs::perms{0711});
        setenv("TMPDIR", scratch.path().c_str(), 1);
        const Tier tier = choose_tier(
            arguments.wish, {arguments.tree, arguments.out, arguments.submissions});
        fmt::print("Sandbox: {}{}\n", name_of(tier),
                   tier == Tier::none ? ". WHAT STUDENTS WROTE RUNS AS YOU." : "");
    }
    auto engine = make_engine({arguments.engine, arguments.command, arguments.out,
                               arguments.jobs, arguments.wish});
    std::set<unsigned> labs;
    for (const Submission& submission : submissions) {
        labs.insert(submission.lab);
    }
    prepare(arguments, labs, scratch.path(), run);
    const auto reached = run_tasks(submissions, run, arguments.out, *engine);
    if (!reached) {
        return exit_interrupted;
    }
    const auto marks = marks_of(submissions, lateness, roster, arguments.out);
    int status = exit_all_marked;
    for (const Mark& mark : marks) {
        if (mark.result.status == SubmissionStatus::infrastructure_error) {
            status = exit_marks_missing;
        }
    }
    write_marks(marks, roster, arguments.out);
    fmt::print(
        "{}{}{}", *reached, summary(marks, arguments.out),
        must_run({"python3", "-B", arguments.tree / "grading/reports/write_reports.py",
                  arguments.out}));
    return status;
}

int said_if_interrupted(int status) {
    if (status == exit_interrupted) {
        fmt::print("\nInterrupted. The same command goes on where this one was.\n");
    }
    return status;
}

void ask_to_stop(int) { stop_was_asked_for = true; }

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Grades the submissions of a whole course: builds each kernel in a sandbox, "
        "boots it for each claim, and writes a result for each student."};
    Arguments arguments;
    describe(app, arguments);
    try {
        app.parse(argc, argv);
        if (!arguments.task.empty()) {
            run_task(arguments.task, fs::weakly_canonical(arguments.out),
                     arguments.wish);
            return exit_all_marked;
        }
        std::signal(SIGINT, ask_to_stop);
        std::signal(SIGTERM, ask_to_stop);
        return said_if_interrupted(run(arguments));
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_all_marked : exit_cannot_run;
    } catch (const std::exception& error) {
        if (stop_was_asked_for) {  // what we ran was interrupted as well
            return said_if_interrupted(exit_interrupted);
        }
        fmt::print(stderr, "{}\n", error.what());
        return exit_cannot_run;
    }
}
