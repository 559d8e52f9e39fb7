// boot.cpp -- the kernel of this build, booted for a test.
#include "tests/kernel/boot.hpp"

#include <cstdlib>
#include <sstream>

namespace kumquat::test {

std::filesystem::path build_directory() {
    return std::filesystem::canonical("/proc/self/exe").parent_path().parent_path();
}

std::filesystem::path kernel_under_test() {
    const char* const other = std::getenv("KUMQUAT_KERNEL");
    return other != nullptr ? other : build_directory() / "kernel/kumquat.elf";
}

machine::Run run_of(const std::vector<std::string>& programs) {
    const std::filesystem::path build = build_directory();
    machine::Run run;
    run.kernel = kernel_under_test();
    run.memory_mb = 64;
    run.modules.push_back({build / "user/sigma0", ""});
    for (const std::string& program : programs) {
        const std::string name = program.substr(0, program.find(' '));
        run.modules.push_back({build / "user" / name, program.substr(name.size())});
    }
    return run;
}

std::vector<std::string> demo_programs(const std::string& words) {
    return {"demo " + words, "demo-pager", "demo-server", "demo-client"};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) {
        while (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace kumquat::test
