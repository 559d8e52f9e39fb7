// grub_image.hpp -- a bootable CD image of a kernel and its modules, made by GRUB.
// GRUB leaves the file's name out of a command line, QEMU puts it in; the image repeats
// the names, so that a guest sees the same text either way. (Except quotes and backslashes:
// GRUB puts a backslash before each.)
// Source: GNU GRUB manual, "multiboot", "module"; grub-mkrescue.
#pragma once

#include "tools/machine/machine.hpp"

namespace kumquat::machine {

/// Make `image` from the kernel and modules of a run.
/// \param directory  for the files that go into the image; must exist
/// \throws std::runtime_error with GRUB's own words if it cannot be made
void make_grub_image(const Run& run,
                     const std::filesystem::path& directory,
                     const std::filesystem::path& image);

}  // namespace kumquat::machine
