// grub_image.cpp -- see grub_image.hpp.
#include "tools/machine/grub_image.hpp"

#include "tools/machine/files.hpp"
#include "tools/machine/process.hpp"
#include "tools/machine/qemu_command.hpp"
#include "tools/shell_word.hpp"

#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kumquat::machine {

namespace {

/// Each word in single quotes, as GRUB's script language wants it.
std::string quoted(const std::string& text) {
    std::istringstream words{text};
    std::string result;
    for (std::string word; words >> word;) {
        result += " " + shell_word(word);
    }
    return result;
}

std::string menu(const Run& run, const BootFiles& files) {
    std::string text = "set timeout=0\nterminal_output console\n";
    text += fmt::format("multiboot /boot/{0} {0}{1}\n", files.kernel,
                        quoted(run.command_line));
    for (std::size_t i = 0; i < files.modules.size(); ++i) {
        text += fmt::format("module /boot/{0} {0}{1}\n", files.modules[i],
                            quoted(run.modules[i].arguments));
    }
    return text + "boot\n";
}

}  // namespace

void make_grub_image(const Run& run,
                     const std::filesystem::path& directory,
                     const std::filesystem::path& image) {
    const auto tree = directory / "image";
    std::filesystem::create_directories(tree / "boot" / "grub");
    const BootFiles files = copy_boot_files(run, tree / "boot");
    std::ofstream{tree / "boot" / "grub" / "grub.cfg"} << menu(run, files);
    const auto output = directory / "grub-mkrescue.log";
    Process process{{"grub-mkrescue", "-o", image.string(), tree.string()},
                    {.directory = {}, .kept = {}, .output = output}};
    if (!process.wait(std::chrono::seconds{60}) || process.status() != 0) {
        throw std::runtime_error(fmt::format(
            "grub-mkrescue could not make a boot image. It needs the packages "
            "grub-pc-bin, xorriso and mtools; `make doctor` says what is missing. "
            "It said: {}",
            content_of(output)));
    }
}

}  // namespace kumquat::machine
