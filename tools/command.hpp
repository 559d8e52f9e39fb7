// command.hpp -- a program's command line, and how it ends when nothing can be done.
#pragma once

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <exception>

namespace kumquat {

constexpr int exit_wrong_usage = 2;  // or something that it needs is missing

/// Read the command line and run.
/// \param run  what the program does; returns its exit status. An exception's text goes to stderr.
/// \return     that status; exit_wrong_usage if it could not be found; 0 for --help
template <typename Run>
int run_command(CLI::App& app, int argc, char** argv, Run run) {
    try {
        app.parse(argc, argv);
        return run();
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_wrong_usage;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return exit_wrong_usage;
    }
}

}  // namespace kumquat
