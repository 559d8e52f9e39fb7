// sandbox.cpp -- the words of each tier, and the proof that it holds before anything runs in it.
#include "grading/autograde/sandbox.hpp"

#include "tools/machine/files.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <unistd.h>

namespace kumquat::autograde {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

bool is_root() { return geteuid() == 0; }

void append(Words& to, const Words& words) {
    to.insert(to.end(), words.begin(), words.end());
}

Words limited(const Limits& limits) {
    return {
        "prlimit",
        // First a signal that says why, then one that nobody survives. So a program that was
        // killed without a word was killed by somebody else.
        fmt::format("--cpu={}:{}", limits.processor.count(),
                    limits.processor.count() + 5),
        fmt::format("--as={}", limits.memory_bytes),
        fmt::format("--fsize={}", limits.file_bytes),
        fmt::format("--nproc={}", limits.processes), "--nofile=256", "--core=0"};
}

Words as_user(unsigned user) {
    return {"setpriv",
            fmt::format("--reuid={}", user),
            fmt::format("--regid={}", user),
            "--clear-groups",
            "--no-new-privs",
            "--pdeathsig",
            "KILL"};
}

/// The folders above a mount. Those that bwrap makes by itself are root's alone.
Words folders_above(const fs::path& path) {
    Words words;
    fs::path folder;
    for (const fs::path& part : path.parent_path()) {
        folder /= part;
        if (folder != "/") {
            append(words, {"--perms", "0755", "--dir", folder});
        }
    }
    return words;
}

Words in_namespaces(const std::vector<fs::path>& readable, const fs::path& name) {
    Words words{"bwrap",
                "--unshare-ipc",
                "--unshare-pid",
                "--unshare-net",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--ro-bind",
                "/usr",
                "/usr",
                "--symlink",
                "usr/bin",
                "/bin",
                "--symlink",
                "usr/lib",
                "/lib",
                "--symlink",
                "usr/lib64",
                "/lib64",
                "--perms",
                "0755",
                "--dir",
                "/etc",
                "--ro-bind-try",
                "/etc/alternatives",
                "/etc/alternatives",
                "--dev",
                "/dev"};
    for (const fs::path& path : readable) {
        append(words, folders_above(path));
        append(words, {"--ro-bind", path, path});
    }
    append(words, folders_above(name));
    append(words, {"--bind", ".", name, "--chdir", name, "--cap-drop", "ALL"});
    if (is_root()) {  // who gives up the rest of the privileges inside
        append(words, {"--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"});
    } else {
        append(words, {"--unshare-user"});
    }
    return words;
}

/// Run a command in the sandbox, in a folder of its own. \return what it printed, if it succeeded
std::optional<std::string> tried(const Sandbox& sandbox, const Words& command) {
    const machine::TemporaryDirectory folder;
    const fs::path output = folder.path() / "output";
    const fs::path inside = folder.path() / "inside";
    fs::create_directory(inside);
    fs::permissions(folder.path(), fs::perms{0711});
    sandbox.give(inside);
    Words words = sandbox.wrapper({}, {});
    append(words, command);
    machine::Process process{words,
                             {.directory = inside, .kept = {}, .output = output}};
    const bool has_ended = process.wait(std::chrono::seconds{30});
    return has_ended && process.status() == 0
               ? std::optional{machine::content_of(output)}
               : std::nullopt;
}

}  // namespace

const char* name_of(Tier tier) {
    switch (tier) {
    case Tier::namespaces:
        return "namespaces";
    case Tier::user:
        return "user";
    case Tier::none:
        return "none";
    }
    return "unknown";
}

std::optional<unsigned> Sandbox::inside() const {
    return tier_ != Tier::none && is_root() ? std::optional{user_} : std::nullopt;
}

Words Sandbox::wrapper(const Limits& limits,
                       const std::vector<fs::path>& readable,
                       const fs::path& name) const {
    if (tier_ == Tier::none) {
        return {};
    }
    // A clean environment: the grader's own may hold what is nobody's business.
    Words words{"env", "-i", "PATH=/usr/bin:/bin", "LC_ALL=C", "TMPDIR=."};
    if (tier_ == Tier::namespaces) {
        append(words, in_namespaces(readable, name));
    }
    // Inside, so that the limit of processes does not count those that the same user has outside.
    append(words, limited(limits));
    if (const auto user = inside()) {
        append(words, as_user(*user));
    }
    return words;
}

machine::Confinement Sandbox::around_emulator(const fs::path& plugin) const {
    // Kernels differ in the memory that they are tested with: up to 256 MB.
    const Limits limits{.processor = std::chrono::seconds{600},
                        .memory_bytes = 4ull << 30,
                        .file_bytes = 300ull << 20};
    return {wrapper(limits, {plugin}), inside(), tier_ != Tier::none};
}

void Sandbox::give(const fs::path& folder) const {
    if (const auto user = inside()) {
        const auto to_user = [&](const fs::path& path) {
            if (lchown(path.c_str(), *user, *user) != 0) {
                throw fs::filesystem_error{
                    "Cannot give this to the user in the sandbox", path,
                    std::error_code{errno, std::generic_category()}};
            }
        };
        to_user(folder);
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            to_user(entry.path());
        }
    }
}

void Sandbox::clear() const {
    if (tier_ == Tier::user) {
        Words words = as_user(*inside());
        append(words, {"kill", "-KILL", "-1"});
        machine::Process{words, {}}.wait(std::chrono::seconds{30});
    }
}

std::string why_unusable(const Sandbox& sandbox, const std::vector<fs::path>& secrets) {
    const Tier tier = sandbox.tier();
    if (tier == Tier::user && !is_root()) {
        return "Only root can run programs as another user.";
    }
    const auto user = tried(sandbox, {"id", "-u"});
    if (!user) {
        return tier == Tier::namespaces
                   ? "bwrap is not installed (package bubblewrap), or this system "
                     "refuses namespaces."
                   : "setpriv or prlimit (package util-linux) does not work.";
    }
    if (*user == "0\n") {
        return "Programs inside would still be root.";
    }
    for (const fs::path& secret : secrets) {
        const std::string path = fs::absolute(secret);
        if (tried(sandbox, {"test", "-r", path, "-o", "-x", path})) {
            return fmt::format(
                "Programs inside could read {}. Close it to others: chmod "
                "go-rwx {}",
                secret.string(), secret.string());
        }
    }
    return "";
}

std::optional<Tier> strongest_tier(unsigned user,
                                   const std::vector<fs::path>& secrets,
                                   std::string& why_not) {
    for (const Tier tier : {Tier::namespaces, Tier::user}) {
        const std::string why = why_unusable({tier, user}, secrets);
        if (why.empty()) {
            return tier;
        }
        why_not += fmt::format("  {:<11} {}\n", name_of(tier), why);
    }
    return std::nullopt;
}

}  // namespace kumquat::autograde
