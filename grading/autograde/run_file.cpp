// run_file.cpp -- OUT/run.json.
#include "grading/autograde/run_file.hpp"

#include "grading/autograde/digest.hpp"
#include "grading/autograde/submissions.hpp"
#include "grading/nonce.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* format_name = "kumquat-autograde";
constexpr unsigned format_version = 1;

fs::path file_in(const fs::path& out) { return out / "run.json"; }

void write(const RunFile& run, const fs::path& out) {
    Json to;
    to["format"] = format_name;
    to["version"] = format_version;
    to["secret"] = run.secret;
    to["whole"] = run.whole;
    for (const auto& [lab, digest] : run.courses) {
        to["courses"][std::to_string(lab)] = digest;
    }
    to["dates"] = run.has_dates;
    machine::write_whole(file_in(out), to.dump(2) + "\n");
}

}  // namespace

RunFile open_run(const fs::path& out) {
    if (!fs::exists(file_in(out))) {
        if (fs::exists(out) && !fs::is_empty(out)) {
            throw CannotRun(
                fmt::format("{} is not empty and holds no run that could go "
                            "on. Name a new folder with OUT=.",
                            out.string()));
        }
        fs::create_directories(out);
        fs::permissions(out, fs::perms{0700});
        RunFile run;
        run.secret = digest_of_text(grading::fresh_secret());
        write(run, out);
        return run;
    }
    try {
        const Json from = Json::parse(content_of(file_in(out)));
        if (from.at("format") != format_name || from.at("version") != format_version) {
            throw std::runtime_error("it is of another kind or version");
        }
        RunFile run{from.at("secret"),
                    {},
                    from.value("whole", false),
                    from.value("dates", false)};
        const Json courses = from.value("courses", Json::object());
        for (const auto& [lab, digest] : courses.items()) {
            run.courses[static_cast<unsigned>(std::stoul(lab))] = digest;
        }
        return run;
    } catch (const std::exception& error) {
        throw CannotRun(
            fmt::format("{} cannot be used: {}. Name a new folder with OUT=.",
                        file_in(out).string(), error.what()));
    }
}

void note_course(RunFile& run,
                 const fs::path& out,
                 unsigned lab,
                 const std::string& digest) {
    const auto [noted, is_new] = run.courses.insert({lab, digest});
    if (!is_new && noted->second != digest) {
        throw CannotRun(fmt::format(
            "What lab {} is graded with has changed since {} was begun: the course's "
            "tree, HIDDEN= or WHOLE=. Marks of one run must be marks for one thing: go "
            "on with all of it as it was, or begin anew with another OUT=.",
            lab, out.string()));
    }
    if (is_new) {
        write(run, out);
    }
}

void note_dates(RunFile& run, const fs::path& out, bool has_dates) {
    if (run.has_dates && !has_dates) {
        throw CannotRun(fmt::format(
            "The marks in {} were given with dates, and lateness cost something. Say "
            "COURSE= as before, or begin anew with another OUT=.",
            out.string()));
    }
    if (has_dates != run.has_dates) {
        run.has_dates = has_dates;
        write(run, out);
    }
}

}  // namespace kumquat::autograde
