// frames.hpp -- the kernel pool: page frames for page tables, TCBs, mapping nodes, the trace.
// A frame that was never used is taken from the pool's untouched end; a freed one goes to a
// list through the frames themselves. So start-up clears nothing. Frames that come back all
// zero (an empty page table) have a list of their own, and need not be cleared again.
#pragma once

#include "kernel/memory/address.hpp"

namespace kumquat {

/// \param begin, end  page-aligned physical addresses of the pool, below 256 MB
void initialize_frames(PhysAddr begin, PhysAddr end);

/// Whether `count` frames can be taken now. Who needs several asks first, and then cannot fail
/// half way.
[[nodiscard]] bool frames_available(uint32_t count);

/// A frame of the pool with unknown contents. Requires: frames_available().
PhysAddr take_frame();

/// As above, filled with zeros.
PhysAddr take_zeroed_frame();

/// `count` frames in a row, for what must lie in one piece.
/// Requires: nothing has been freed yet; only start-up needs this.
[[nodiscard]] bool allocate_frames(uint32_t count, PhysAddr& first);

/// Give a frame back. (With FILL=on its contents become junk, so that stale use is loud.)
void free_frame(PhysAddr frame);

/// Give back a frame that is all zero.
void free_clean_frame(PhysAddr frame);

/// How many frames are left.
uint32_t free_frame_count();

/// For tests: questions for frames are answered with no, whatever is left.
/// \param k      the first of them, from 1; 0: none
/// \param count  how many; 0: from then on there are only frames that are given back
void fail_allocations(uint32_t k, uint32_t count);

}  // namespace kumquat
