// claims_sigma0.cpp -- lab 7, stage 2: who gets which memory.
#include "labs/lab07-pagers/expect.hpp"

#include <algorithm>
#include <set>

namespace kumquat::grading::lab07 {

CLAIM(sigma0, page_on_request) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Whoever asks first for memory that nobody has gets it.";
    for (uint32_t i = 0; i < pages_asked; ++i) {
        const Call call = run.calls_of(thread_of(1 + i), 1)[0];
        expect_page_came(call, so);
        expect_page(run, 1 + i, place_at(numbers, i), free_frame_at(numbers, i),
                    writable, so);
    }
}

CLAIM(sigma0, page_on_fault) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "A fault is a request like any other: sigma0 is a pager, and "
        "its clients see memory one to one.";
    expect_page(run, 1, free_frame_at(numbers, 0), free_frame_at(numbers, 0), writable,
                so);
    expect_page(run, 2, free_frame_at(numbers, 1), free_frame_at(numbers, 1), writable,
                so);
    Touches touches{run};
    Experiment::expect(touches.next() != 0, "The read has not come back.", so);
    touches.next();
    touches.expect_word(word_at(numbers, 1), so);
    touches.expect_word(word_at(numbers, 1), so);
}

CLAIM(sigma0, one_owner) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "Two tasks would write into the same memory, and neither knows "
        "of the other.";
    const std::vector<Call> one = run.calls_of(thread_of(1), 2);
    const std::vector<Call> two = run.calls_of(thread_of(2), 2);
    expect_page(run, 1, place_at(numbers, 0), free_frame_at(numbers, 0), writable,
                "The first who asks gets it.");
    expect_page(run, 2, place_at(numbers, 2), free_frame_at(numbers, 1), writable,
                "The first who asks gets it.");
    expect_refusal(two[0], so);
    expect_refusal(one[1], so);
    expect_nothing(run, 2, place_at(numbers, 1), so);
    expect_nothing(run, 1, place_at(numbers, 3), so);
}

CLAIM(sigma0, owner_may_ask_again) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "A task may lose a page by its own doing, and want it again: "
        "it is its page.";
    for (const Call& call : run.calls_of(thread_of(1), 2)) {
        expect_page_came(call, so);
    }
    for (uint32_t i = 0; i < 2; ++i) {
        expect_page(run, 1, place_at(numbers, i), free_frame_at(numbers, 0), writable,
                    so);
    }
}

CLAIM(sigma0, some_is_never_given) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "The memory of the kernel and of sigma0 itself is for nobody, "
        "and where there is no memory there is nothing to give.";
    constexpr size_t addresses = 5;
    for (const Call& call : run.calls_of(thread_of(1), addresses)) {
        expect_refusal(call, so);
    }
    expect_nothing(run, 1, place_at(numbers, 0), so);
}

CLAIM(sigma0, some_belongs_to_root) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "The root task's program and the modules are there from the "
                           "beginning; whoever asks faster must not get them.";
    constexpr size_t addresses = 4;
    for (const Call& call : run.calls_of(thread_of(1), addresses)) {
        expect_refusal(call, so);
    }
    expect_nothing(run, 1, place_at(numbers, 0), so);
    const std::vector<Call> roots = run.calls_of(thread_of(0), 1);
    expect_page_came(roots[0], "It is the root task's.");
    Experiment::expect_equal(1, Touches{run}.next(),
                             "Whether the root task sees the same page twice",
                             "It is the root task's.");
}

CLAIM(sigma0, some_belongs_to_all) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < 2; ++i) {
        expect_page(run, 1 + i, place_at(numbers, i), video_memory, writable,
                    "In the adapter area lie devices; sigma0 has no reason to choose "
                    "among drivers.");
    }
}

CLAIM(sigma0, any_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Who only needs memory need not know which is free: sigma0 "
                           "does.";
    std::set<uint32_t> frames;
    for (uint32_t i = 0; i < 2 * pages_asked; ++i) {
        const uint32_t actor = 1 + i % pages_asked;
        const uint32_t frame = frame_of(run, actor, place_at(numbers, i), so);
        Experiment::expect(frames.insert(frame).second,
                           fmt::format("Frame 0x{:08X} was given twice.", frame), so);
        for (size_t range = 0; range + 1 < run.notes().size(); range += 2) {
            const MemoryRange taken{run.notes()[range], run.notes()[range + 1]};
            Experiment::expect(
                !taken.contains(frame),
                fmt::format("Frame 0x{:08X} is not free: the memory from "
                            "0x{:08X} on has an owner.",
                            frame, taken.low),
                so);
        }
    }
}

CLAIM(sigma0, any_page_is_nobodys) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A page that was given by its address is no free page any "
                           "more.";
    std::set<uint32_t> frames;
    const auto expect_new = [&](uint32_t frame) {
        Experiment::expect(frames.insert(frame).second,
                           fmt::format("Frame 0x{:08X} was given twice.", frame), so);
    };
    expect_new(frame_of(run, 1, place_at(numbers, 0), so));
    for (uint32_t i = 1; i <= 2 * (four + 1); ++i) {
        const auto page = run.pages().find({task_of(2), place_at(numbers, i)});
        if (page != run.pages().end()) {
            expect_new(page->second.frame);
        }
    }
    Experiment::expect(frames.size() > four,
                       fmt::format("Of {} pages that were asked for {} came.",
                                   2 * (four + 1), frames.size()),
                       "There was free memory around.");
    for (uint32_t i = 0; i < four; ++i) {
        expect_new(frame_of(run, 1, place_at(numbers, 11 + i), so));
    }
}

CLAIM(sigma0, info_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const auto& records = run.trace().records;
    const auto shown = std::ranges::find_if(records, [](const TraceRecord& record) {
        return record.kind == static_cast<uint32_t>(TraceKind::map) &&
               record.columns[0] == root_task.value &&
               record.columns[1] == roots_info_page;
    });
    Experiment::expect(shown != records.end(),
                       "The trace does not tell of the info page.",
                       "The test could not begin.");
    for (uint32_t i = 0; i < 2; ++i) {
        expect_page(run, 1 + i, place_at(numbers, i), Fpage{shown->columns[2]}.base(),
                    read_only,
                    "From the info page programs learn how much memory there is; it is "
                    "for all.");
    }
}

CLAIM(sigma0, large_page) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "Who manages much memory takes it in pieces of 4 MB.";
    for (const uint32_t i : {0u, numbers.at(84) % 1024, 1023u}) {
        expect_page(run, 1, large_place + i * page_size, large_frame + i * page_size,
                    writable, so);
    }
    expect_refusal(run.calls_of(thread_of(2), 1)[0],
                   "All of these pages belong to the first now.");
}

CLAIM(sigma0, devices) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so =
        "Beyond 0x40000000 sigma0 is asked for devices; a driver needs "
        "their memory.";
    for (const uint32_t actor : {1u, 2u}) {
        for (uint32_t i = 0; i < devices_asked; ++i) {
            expect_page(run, actor, device_place(i),
                        device_request(numbers, i) + 0x40000000, writable, so);
        }
    }
}

}  // namespace kumquat::grading::lab07
