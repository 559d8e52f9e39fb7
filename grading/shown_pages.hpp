// shown_pages.hpp -- which page of which task shows which memory: by the machine's page tables, and
// by the trace.
// The tables are read in the machine's memory after the run, from the directories that the test's
// kernel has noted (labs/programs/guest_tasks.cpp). What the MMU sees is true; a trace that tells
// otherwise is not.
// Source: Intel SDM vol. 3A, "32-bit paging".
#pragma once

#include "tools/machine/machine.hpp"
#include "tools/machine/symbols.hpp"
#include "tools/trace/raw_trace.hpp"

#include <compare>
#include <map>
#include <string>

namespace kumquat::grading {

struct Shown {
    uint32_t frame;
    bool is_writable;
    friend bool operator==(const Shown&, const Shown&) = default;
};

struct PlaceOfPage {
    uint32_t task, address;
    friend auto operator<=>(const PlaceOfPage&, const PlaceOfPage&) = default;
};

/// In pages of 4 KB; a page of 4 MB is 1,024 of them.
using ShownPages = std::map<PlaceOfPage, Shown>;

/// Whether the kernel of this test has tasks beside the program's own.
bool has_actors(const machine::Symbols& kernel);

/// The part of the kernel in which they are noted.
machine::Range actor_memory(const machine::Symbols& kernel);

/// What the page tables of these tasks show to programs, but for the pages of the test program.
/// \param program_end  where those end; they begin at its link address
ShownPages shown_by_tables(const machine::Memory& memory,
                           const machine::Symbols& kernel,
                           uint32_t program_begin,
                           uint32_t program_end);

/// What these tasks should see, if the trace is right.
ShownPages shown_by_trace(const trace::RawTrace& trace);

/// The first difference in words; empty if there is none.
std::string difference(const ShownPages& tables, const ShownPages& trace);

}  // namespace kumquat::grading
