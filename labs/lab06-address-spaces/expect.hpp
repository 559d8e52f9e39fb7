// expect.hpp -- what claims of lab 6 expect of a page, and of those who touch it.
#pragma once

#include "kernel/abi/message.hpp"
#include "labs/lab06-address-spaces/scenes.hpp"
#include "labs/programs/claims_pages.hpp"

namespace kumquat::grading {

/// Sixteen of them.
void expect_pages(const ProgramRun& run,
                  uint32_t actor,
                  uint32_t address,
                  uint32_t frame,
                  bool is_writable,
                  const char* so);

/// An actor has so many pages, and no others.
void expect_count(const ProgramRun& run, uint32_t actor, size_t count, const char* so);

/// Where a page of an fpage goes, and which: by the specification.
struct Landing {
    uint32_t source, destination;
    size_t pages;
};
Landing landing(Fpage send, Fpage window, uint32_t hot_spot);

}  // namespace kumquat::grading
