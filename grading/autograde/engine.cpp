// engine.cpp -- the engines by their names.
#include "grading/autograde/engine.hpp"

#include "grading/autograde/engine_processes.hpp"
#include "grading/autograde/engine_slurm.hpp"
#include "grading/autograde/submissions.hpp"
#include "grading/autograde/task_command.hpp"
#include "grading/autograde/task_list.hpp"
#include "tools/shell_word.hpp"

#include <fmt/format.h>

namespace kumquat::autograde {

namespace {

/// Whoever takes longer is not slow but stuck: a lab has some fifty boots of a fraction of a second.
constexpr std::chrono::minutes patience{60};

std::string
replaced(std::string text, const std::string& what, const std::string& with) {
    for (size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

void must_name_its_task(const std::string& command) {
    for (const char* word : {"{submission}", "{out}"}) {
        if (command.find(word) == std::string::npos) {
            throw CannotRun(fmt::format(
                "The command of ENGINE=command does not say {}, so it would grade the "
                "same for everybody. Say for example: COMMAND='srun "
                "build/grading/kumquat-autograde --task {{submission}} --out {{out}}'",
                word));
        }
    }
}

}  // namespace

std::unique_ptr<Engine> make_engine(const EngineOptions& options) {
    if (options.name != "command" && !options.command.empty()) {
        throw CannotRun(
            "COMMAND= is for ENGINE=command alone. Say that too, or leave it "
            "out.");
    }
    if (options.name == "slurm") {
        return std::make_unique<SlurmEngine>(options.out, options.wish);
    }
    const auto log = [out = options.out](const std::string& task) {
        return log_of_task(task, out);
    };
    if (options.name == "command") {
        must_name_its_task(options.command);
        const auto words = [command =
                                replaced(options.command, "{out}",
                                         shell_word(options.out))](const auto& task) {
            return std::vector<std::string>{
                "sh", "-c", replaced(command, "{submission}", shell_word(task))};
        };
        return std::make_unique<ProcessEngine>(
            ProcessEngine::Options{options.jobs, words, log, false, {}});
    }
    const auto words = [out = options.out, wish = options.wish](const auto& task) {
        return task_words(task, out, wish);
    };
    return std::make_unique<ProcessEngine>(
        ProcessEngine::Options{options.jobs, words, log, true, patience});
}

}  // namespace kumquat::autograde
