// frames.cpp -- two lists of freed frames, and the untouched rest of the pool.
#include "kernel/memory/frames.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t words_per_frame = page_size / sizeof(uint32_t);
constexpr uint32_t junk = 0xDEADF4EE;

/// Freed frames. Word 0 of each is the address of the next; 0 ends the list.
class FrameList {
public:
    bool is_empty() const { return first_ == 0; }
    /// The frame becomes the first. What was in it but for word 0 stays.
    void put(PhysAddr frame) {
        // LAB 2 BEGIN list put: it becomes the first, and remembers who was
        *in_pool<uint32_t>(frame) = first_;
        first_ = frame.raw();
        // LAB 2 END
    }
    /// The first frame leaves the list. Requires: the list is not empty.
    PhysAddr take() {
        // LAB 2 BEGIN list take: the first goes, the next is the first
        const PhysAddr frame{first_};
        first_ = *in_pool<uint32_t>(frame);
        return frame;
        // LAB 2 END
    }

private:
    uint32_t first_ = 0;
};

uint32_t untouched_begin = 0, untouched_end = 0;
FrameList freed, clean;  // those in `clean` are zero but for word 0
uint32_t left = 0;       // in both lists and untouched
uint32_t questions = 0, first_no = 0, noes = 0;  // see fail_allocations()
bool runs_out = false;
volatile uint32_t lost = 0;  // when memory ran out; the sweep looks at it from outside

void fill(PhysAddr frame, uint32_t value) {
    fill_words(in_pool<uint32_t>(frame), value, words_per_frame);
}

}  // namespace

[[gnu::section(".start_up")]] void initialize_frames(PhysAddr begin, PhysAddr end) {
    KASSERT(begin.page_offset() == 0);
    KASSERT(end.page_offset() == 0);
    KASSERT(end.raw() <= DIRECT_WINDOW_SIZE);
    untouched_begin = begin.raw();
    untouched_end = end.raw();
    left = (untouched_end - untouched_begin) / page_size;
    freed = clean = FrameList{};
}

bool frames_available(uint32_t count) {
    if (count != 0 && questions++ - first_no < noes) {
        if (runs_out) {
            lost = left;
            left = 0;
        }
        return false;
    }
    return count <= left;
}

PhysAddr take_frame() {
    KASSERT(left != 0);
    // LAB 2 BEGIN take frame: freed, or never used, or at last a clean one
    --left;
    if (!freed.is_empty()) {
        return freed.take();
    }
    if (untouched_begin == untouched_end) {
        return clean.take();
    }
    const PhysAddr frame{untouched_begin};
    untouched_begin += page_size;
    return frame;
    // LAB 2 END
}

PhysAddr take_zeroed_frame() {
    // LAB 2 BEGIN zeroed frame: with as little work as there must be
    if (clean.is_empty()) {
        const PhysAddr frame = take_frame();
        fill(frame, 0);
        return frame;
    }
    --left;
    const PhysAddr frame = clean.take();
    *in_pool<uint32_t>(frame) = 0;
    return frame;
    // LAB 2 END
}

bool allocate_frames(uint32_t count, PhysAddr& first) {
    if (count > (untouched_end - untouched_begin) / page_size) {
        return false;
    }
    first = PhysAddr{untouched_begin};
    untouched_begin += count * page_size;
    left -= count;
    return true;
}

void free_frame(PhysAddr frame) {
    KASSERT(frame.page_offset() == 0);
    // LAB 2 BEGIN free frame: junk over what was there, and back to the pool
    if constexpr (config::fill_freed_frames) {
        fill(frame, junk);
    }
    freed.put(frame);
    ++left;
    // LAB 2 END
}

void free_clean_frame(PhysAddr frame) {
    KASSERT(frame.page_offset() == 0);
    clean.put(frame);
    ++left;
}

uint32_t free_frame_count() { return left; }

[[gnu::section(".start_up")]] void fail_allocations(uint32_t k, uint32_t count) {
    questions = 1;
    first_no = k;
    runs_out = k != 0 && count == 0;
    noes = runs_out ? 1 : k != 0 ? count : 0;
}

}  // namespace kumquat
