// expect.hpp -- what the claims of lab 2 look at: frames, directories and tables in the machine's
// memory, after the run.
#pragma once

#include "grading/claim.hpp"
#include "labs/lab02-memory/scenes.hpp"

#include <set>
#include <vector>

namespace kumquat::grading {

/// Boot with a pool so small that a test can take all of it.
Guest boot_small(const Experiment& experiment);

/// `count` words of the evidence from `index` on.
std::vector<uint32_t> words_from(const Guest& guest, uint32_t index, uint32_t count);

/// Fail unless these are frames: on page boundaries, below the end of RAM, no two the same.
void expect_frames(const std::vector<uint32_t>& frames);

/// Fail unless every word of a frame is zero. \param what  the frame, for the report
void expect_zero(const Guest& guest,
                 uint32_t frame,
                 const std::string& what,
                 const std::string& so);

/// The entry of a directory or page table. \param table  its physical address
PageEntry entry_of(const Guest& guest, uint32_t table, uint32_t index);

/// The entry without what the processor writes into it.
uint32_t word_of(PageEntry entry);

/// Where the kernel sees physical memory.
constexpr uint32_t in_window(uint32_t physical) { return physical + DIRECT_WINDOW; }

/// A claim that counts frames: two words of the evidence, before and after.
void expect_same_count(const Guest& guest,
                       uint32_t before,
                       uint32_t after,
                       const std::string& what,
                       const std::string& so);

}  // namespace kumquat::grading
