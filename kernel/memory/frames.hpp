// frames.hpp -- the kernel pool: page frames for page tables, TCBs and the trace ring.
// A frame that was never used is taken from the pool's untouched end; a freed one goes to a
// list through the frames themselves. So start-up clears nothing.
#pragma once

#include "kernel/memory/address.hpp"

namespace kumquat {

/// \param begin, end  page-aligned physical addresses of the pool, below 256 MB
void initialize_frames(PhysAddr begin, PhysAddr end);

/// A frame of the pool with unknown contents.
/// \param frame  out: the frame's physical address
/// \return       false if the pool is empty; then `frame` is unchanged
[[nodiscard]] bool allocate_frame(PhysAddr& frame);

/// As above, filled with zeros.
[[nodiscard]] bool allocate_zeroed_frame(PhysAddr& frame);

/// `count` frames in a row, for what must lie in one piece.
/// Requires: nothing has been freed yet; only start-up needs this.
[[nodiscard]] bool allocate_frames(uint32_t count, PhysAddr& first);

/// Give a frame back. Its contents become junk, so that stale use is loud.
void free_frame(PhysAddr frame);

/// How many frames are left.
uint32_t free_frame_count();

}  // namespace kumquat
