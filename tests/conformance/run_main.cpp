// run_main.cpp -- the claims about the kernel's interface, tried on one kernel or several.
// build/conformance/run [--bochs] [--guest NAME]... [--table FILE] KERNEL...
#include "tests/conformance/guest_run.hpp"
#include "tools/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace kumquat::conformance {

namespace {

struct Options {
    std::filesystem::path build = "build";
    std::vector<std::string> guests;
    std::vector<std::filesystem::path> kernels;
    bool bochs = false;
    std::filesystem::path results, table;
};

struct Counts {
    std::size_t held = 0, broken = 0;
};

/// Those that were asked for by name, or all.
/// \throws std::runtime_error if one is asked for that does not exist
std::vector<Guest> chosen(const std::vector<Guest>& guests,
                          const std::vector<std::string>& names) {
    std::vector<Guest> result = names.empty() ? guests : std::vector<Guest>{};
    for (const std::string& name : names) {
        const auto found =
            std::find_if(guests.begin(), guests.end(),
                         [&](const Guest& guest) { return guest.name == name; });
        if (found == guests.end()) {
            throw std::runtime_error("there is no guest " + name);
        }
        result.push_back(*found);
    }
    return result;
}

Counts run_all(const Options& options, const std::vector<Guest>& guests) {
    Counts sum;
    for (const std::filesystem::path& kernel : options.kernels) {
        Counts counts;
        std::size_t count = 0;
        for (const Guest& guest : guests) {
            if (!suits(guest, kernel)) {
                const bool was_asked_for = !options.guests.empty();
                counts.broken += was_asked_for ? 1 : 0;
                fmt::print("{}{} needs another kernel\n", was_asked_for ? "" : "  ",
                           guest.name);
                continue;
            }
            ++count;
            const Verdict verdict =
                run_guest(guest, kernel, options.build, options.bochs);
            counts.held += verdict.held;
            counts.broken += verdict.broken.size();
            for (const std::string& line : verdict.broken) {
                fmt::print("{}: {}\n", guest.name, line);
            }
        }
        fmt::print("{}{}: {} guests, {} claims hold, {} broken\n", kernel.string(),
                   options.bochs ? " in Bochs" : "", count, counts.held, counts.broken);
        sum.held += counts.held;
        sum.broken += counts.broken;
    }
    return sum;
}

using Table = std::map<std::string, std::vector<const Claim*>>;

Table table_of(const std::vector<Guest>& guests) {
    Table table;
    for (const Guest& guest : guests) {
        for (const Claim& claim : guest.claims) {
            for (const std::string& promise : claim.promises) {
                table[promise].push_back(&claim);
            }
        }
    }
    return table;
}

std::size_t count_claims(const std::vector<Guest>& guests) {
    std::size_t count = 0;
    for (const Guest& guest : guests) {
        count += guest.claims.size();
    }
    return count;
}

/// promise -> claims, in the order of the reference. \return  the number of mistakes
std::size_t write_table(const Options& options, const std::vector<Guest>& guests) {
    const std::vector<std::string> promises =
        promises_in(text_of("handouts/reference/l4-v2.md"));
    const Table proven = table_of(guests);
    std::ofstream file{options.table};
    std::string none;
    std::size_t without = 0, mistakes = 0;
    for (const std::string& promise : promises) {
        file << promise << "\n";
        const auto found = proven.find(promise);
        const bool is_proven = found != proven.end();
        if (is_proven) {
            for (const Claim* claim : found->second) {
                file << "    " << claim->sentence << "   (" << claim->file << ")\n";
            }
        }
        if (!is_proven) {
            ++without;
            none += " " + promise;
        }
    }
    for (const auto& [name, claims] : proven) {
        if (std::find(promises.begin(), promises.end(), name) == promises.end()) {
            fmt::print("{} cites [{}], which the reference does not have\n",
                       claims.front()->file, name);
            ++mistakes;
        }
    }
    fmt::print("{} promises, {} claims; {} promises without a claim\n", promises.size(),
               count_claims(guests), without);
    if (!none.empty()) {
        fmt::print("  no claim:{}\n", none);
    }
    return mistakes;
}

int run(const Options& options) {
    std::vector<Guest> guests = guests_in(options.build / "conformance/guests.txt");
    Counts counts = run_all(options, chosen(guests, options.guests));
    if (!options.table.empty()) {
        for (Guest& guest : guests_in(options.build / "conformance/host.txt")) {
            guests.push_back(std::move(guest));
        }
        counts.broken += write_table(options, guests);
    }
    if (!options.results.empty()) {
        std::ofstream file{options.results, std::ios::app};
        file << fmt::format("{} passed, {} failed\n", counts.held, counts.broken);
    }
    return counts.broken == 0 ? 0 : 1;
}

}  // namespace

}  // namespace kumquat::conformance

int main(int argc, char** argv) {
    kumquat::conformance::Options options;
    CLI::App app{"Try the claims about the kernel's interface on kernels."};
    app.add_option("--build", options.build, "the folder of everything that was built");
    app.add_option("--guest", options.guests, "only this guest; may be repeated")
        ->allow_extra_args(false);
    app.add_flag("--bochs", options.bochs, "in Bochs instead of QEMU");
    app.add_option("--results", options.results,
                   "add a line with the counts to a file");
    app.add_option("--table", options.table, "write which claims prove which promise");
    app.add_option("KERNEL", options.kernels, "kernel images to try")->required();
    return kumquat::run_command(app, argc, argv,
                                [&] { return kumquat::conformance::run(options); });
}
