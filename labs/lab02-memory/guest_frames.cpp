// guest_frames.cpp -- take frames and give them back.
// Evidence: physical addresses; what the frames hold the grader sees by itself.
#include "labs/lab02-memory/guest_tests.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/memory/frames.hpp"
#include "labs/common/counted.hpp"

namespace kumquat {

namespace {

constexpr uint32_t frames_in_small_pool = 256;

/// Frames that the test has in its hands.
GUEST_OWN PhysAddr held[frames_in_small_pool];
GUEST_OWN uint32_t held_count;

void hold(PhysAddr frame) { held[held_count++ % frames_in_small_pool] = frame; }

/// One of them; the last takes its place.
PhysAddr let_go(uint32_t which) {
    const PhysAddr frame = held[which];
    held[which] = held[--held_count];
    return frame;
}

void hold_all() {
    for (uint32_t rest = free_frame_count(); rest > 0; --rest) {
        hold(take_frame());
    }
}

void clear(PhysAddr frame) {
    for (uint32_t i = 0; i < words_per_page; ++i) {
        direct<uint32_t>(frame)[i] = 0;
    }
}

void do_step(const FrameStep& step) {
    switch (step.act) {
    case FrameAct::take:
        hold(take_frame());
        break;
    case FrameAct::take_zeroed:
        hold(take_zeroed_frame());
        break;
    case FrameAct::free:
        free_frame(let_go(step.which));
        break;
    case FrameAct::free_clean:
        clear(held[step.which]);
        free_clean_frame(let_go(step.which));
        break;
    }
}

}  // namespace

void soil(PhysAddr frame, Numbers& numbers) {
    const uint32_t word = numbers.next() | 1;
    for (uint32_t i = 0; i < words_per_page; ++i) {
        direct<uint32_t>(frame)[i] = word;
    }
}

void soil_the_pool(Numbers& numbers) {
    const uint32_t end = info_page.reserved_1.high;
    for (uint32_t i = 1; i <= free_frame_count(); ++i) {
        soil(PhysAddr{end - i * page_size}, numbers);
    }
}

void leave_frames(uint32_t count) {
    while (free_frame_count() > count) {
        static_cast<void>(take_frame());
    }
}

void take_all(Numbers&) {
    const uint32_t count = free_frame_count();
    record(info_page.reserved_1.high);
    record(count);
    for (uint32_t i = 0; i < count; ++i) {
        record(take_frame().raw());
    }
    record(free_frame_count());
}

void count_frames(Numbers& numbers) {
    record(free_frame_count());
    for (uint32_t i = 0; i < frame_steps; ++i) {
        do_step(draw_frame_step(numbers, held_count));
        record(free_frame_count());
    }
}

void take_freed_ones(Numbers& numbers) {
    hold_all();
    for (uint32_t i = 0; i < frames_freed; ++i) {
        const PhysAddr frame = let_go(numbers.below(held_count));
        record(frame.raw());
        free_frame(frame);
    }
    for (uint32_t i = 0; i < frames_freed; ++i) {
        record(take_frame().raw());
    }
}

void take_clean_ones_last(Numbers&) {
    for (uint32_t i = 0; i < 2 * frames_cleaned; ++i) {
        hold(take_frame());
    }
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        clear(held[i]);
        record(held[i].raw());
        free_clean_frame(held[i]);
        free_frame(held[frames_cleaned + i]);
    }
    const uint32_t count = free_frame_count();
    record(count);
    for (uint32_t i = 0; i < count; ++i) {
        record(take_frame().raw());
    }
}

void take_zeroed_ones(Numbers& numbers) {
    soil_the_pool(numbers);
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        record(take_zeroed_frame().raw());
    }
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        hold(take_frame());
    }
    while (held_count > 0) {
        soil(held[held_count - 1], numbers);
        free_frame(let_go(held_count - 1));
    }
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        record(take_zeroed_frame().raw());
    }
}

void take_clean_ones_again(Numbers&) {
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        hold(take_zeroed_frame());
    }
    while (held_count > 0) {
        free_clean_frame(let_go(held_count - 1));
    }
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        record(take_zeroed_frame().raw());
    }
}

void leave_a_mark_in_a_clean_one(Numbers& numbers) {
    const PhysAddr frame = take_zeroed_frame();
    free_clean_frame(frame);
    direct<uint32_t>(frame)[words_per_page / 2] = numbers.next() | 1;
    record(frame.raw());
    record(take_zeroed_frame().raw());
}

void free_secrets(Numbers& numbers) {
    for (uint32_t i = 0; i < frames_cleaned; ++i) {
        hold(take_frame());
        soil(held[i], numbers);
        record(held[i].raw());
    }
    while (held_count > 0) {
        free_frame(let_go(held_count - 1));
    }
}

void count_a_frame(Numbers&) {
    free_frame(take_frame());
    record(counted([] { hold(take_frame()); }));
}

}  // namespace kumquat
