// untouched_first.cpp -- never used frames before those that were given back, and a switch for words.

    // LAB 2 BEGIN take frame: freed, or never used, or at last a clean one
    left = left - 1;
    if (untouched_begin < untouched_end) {
        untouched_begin += page_size;
        return PhysAddr{untouched_begin - page_size};
    }
    return freed.is_empty() ? clean.take() : freed.take();
    // LAB 2 END

    // LAB 2 BEGIN free frame: junk over what was there, and back to the pool
    ++left;
    for (uint32_t i = 0; config::fill_freed_frames && i < words_per_frame; ++i) {
        in_pool<uint32_t>(frame)[i] = junk;
    }
    freed.put(frame);
    // LAB 2 END
