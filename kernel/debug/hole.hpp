// hole.hpp -- what stands in a starter tree where a student is to write code.
// The starter generator replaces the body of each hole by one KUMQUAT_HOLE line; the reference
// has none, but includes this header in every file with holes, so that nothing else changes.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Say which hole was reached and where to read about it, then end the run.
/// Works without anything that a student writes: it has an output path of its own.
/// \param lab      number of the lab
/// \param name     name of the hole, as in the source
/// \param section  page and section below handouts/
[[noreturn]] void hole_reached(uint32_t lab, const char* name, const char* section);

}  // namespace kumquat

#define KUMQUAT_HOLE(lab, name, section) ::kumquat::hole_reached(lab, name, section)
