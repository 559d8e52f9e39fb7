// boot_header.hpp -- whether a boot loader takes a kernel for what it is.
// The loader looks for the first header in a file and believes it. One that a student's file brings
// along may name any addresses, and the emulator then ends before the machine begins to run. That is
// the student's doing, and must not look like a failure of the host.
// Source: "Multiboot Specification", version 0.6.96, "OS image format".
#pragma once

#include <filesystem>

namespace kumquat::autograde {

/// True if the first header of the file leaves the addresses to the ELF format, as ours does.
bool has_own_boot_header(const std::filesystem::path& kernel);

}  // namespace kumquat::autograde
