// frames.cpp -- a list of freed frames, and the untouched rest of the pool.
#include "kernel/memory/frames.hpp"

namespace kumquat {

namespace {

constexpr uint32_t words_per_frame = page_size / sizeof(uint32_t);
constexpr uint32_t junk = 0xDEADF4EE;
constexpr uint32_t no_frame = 0;

uint32_t untouched_begin = 0, untouched_end = 0;
uint32_t first_freed = no_frame;  // word 0 of a freed frame: the next one
uint32_t freed_count = 0;

void fill(PhysAddr frame, uint32_t value) {
    uint32_t* const words = direct<uint32_t>(frame);
    for (uint32_t i = 0; i < words_per_frame; ++i) {
        words[i] = value;
    }
}

}  // namespace

void initialize_frames(PhysAddr begin, PhysAddr end) {
    KASSERT(begin.page_offset() == 0);
    KASSERT(end.page_offset() == 0);
    untouched_begin = begin.raw();
    untouched_end = end.raw();
}

bool allocate_frame(PhysAddr& frame) {
    if (first_freed != no_frame) {
        frame = PhysAddr{first_freed};
        first_freed = *direct<uint32_t>(frame);
        --freed_count;
        return true;
    }
    return allocate_frames(1, frame);
}

bool allocate_zeroed_frame(PhysAddr& frame) {
    if (!allocate_frame(frame)) {
        return false;
    }
    fill(frame, 0);
    return true;
}

bool allocate_frames(uint32_t count, PhysAddr& first) {
    if (count > (untouched_end - untouched_begin) / page_size) {
        return false;
    }
    first = PhysAddr{untouched_begin};
    untouched_begin += count * page_size;
    return true;
}

void free_frame(PhysAddr frame) {
    KASSERT(frame.page_offset() == 0);
    fill(frame, junk);
    *direct<uint32_t>(frame) = first_freed;
    first_freed = frame.raw();
    ++freed_count;
}

uint32_t free_frame_count() {
    return freed_count + (untouched_end - untouched_begin) / page_size;
}

}  // namespace kumquat
