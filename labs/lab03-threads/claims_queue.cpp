// claims_queue.cpp -- lab 3, stage 2: lists, a bitmap, and who is highest.
#include "labs/lab03-threads/expect.hpp"
#include "labs/lab03-threads/scenes.hpp"

#include <algorithm>
#include <deque>
#include <map>

namespace kumquat::grading {

namespace {

constexpr uint32_t nobody = 0xFFFFFFFF;  // as an index, and as the priority of nobody
constexpr uint32_t steps_allowed = 900;  // to look at 256 lists costs more

/// The same lists, as simple as can be.
class Model {
public:
    void insert(uint32_t index, uint32_t priority) {
        lists_[priority].push_back(index);
    }
    void remove(uint32_t index) {
        for (auto& [priority, list] : lists_) {
            std::erase(list, index);
        }
        std::erase_if(lists_, [](const auto& entry) { return entry.second.empty(); });
    }
    bool has(uint32_t index) const {
        return std::ranges::any_of(lists_, [&](const auto& entry) {
            return std::ranges::count(entry.second, index) != 0;
        });
    }
    uint32_t first() const {
        return lists_.empty() ? nobody : lists_.rbegin()->second.front();
    }
    uint32_t highest() const {
        return lists_.empty() ? nobody : lists_.rbegin()->first;
    }

    Sequence drained() {
        Sequence order;
        for (; !lists_.empty(); remove(first())) {
            order.push_back(first());
        }
        order.push_back(nobody);
        return order;
    }

private:
    std::map<uint32_t, std::deque<uint32_t>> lists_;
};

}  // namespace

CLAIM(queue, equals_keep_their_order) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Model model;
    const uint32_t priority = numbers.below(256);
    for (uint32_t i = 0; i < queue_length; ++i) {
        model.insert((i * 7 + 3) % queue_length, priority);
    }
    Experiment::expect_equal(priority, guest.word(0), "Highest priority", "");
    expect_sequence(model.drained(), words_of(guest, 1), "Who is taken out",
                    "Among equals the one that waits longest is first.");
}

CLAIM(queue, highest_comes_first) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Model model;
    uint32_t priority = 0;
    for (uint32_t i = 0; i < queue_length; ++i) {
        priority = draw_priority(numbers, i, priority);
        model.insert(i, priority);
        Experiment::expect_equal(model.highest(), guest.word(i),
                                 "Highest priority behind an insertion",
                                 "A thread that is more important than all others is "
                                 "noticed; one that is not changes nothing.");
    }
    expect_sequence(model.drained(), words_of(guest, queue_length), "Who is taken out",
                    "The most important thread is the first, then the next below it.");
}

CLAIM(queue, finds_the_next_far_below) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < pairs_far_apart; ++i) {
        const Pair pair = draw_pair(numbers, i);
        const std::string where =
            fmt::format(" (priorities {} and {})", pair.high, pair.low);
        Experiment::expect_equal(1, guest.word(3 * i), "The first" + where, "");
        Experiment::expect_equal(
            0, guest.word(3 * i + 1), "The one behind it" + where,
            "The bitmap has eight words. The next bit may stand in the same, or in any "
            "below; and priority 0 is one like others.");
        Experiment::expect_equal(pair.low, guest.word(3 * i + 2),
                                 "Highest priority when the first is gone" + where,
                                 "The next below is the highest now.");
    }
}

CLAIM(queue, others_stay_in_the_list) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Model model;
    const uint32_t priority = 1 + numbers.below(255);
    model.insert(0, numbers.below(priority));
    for (uint32_t i = 1; i < queue_length; ++i) {
        model.insert(i, priority);
    }
    for (uint32_t i = 0; i < queue_length - 2; ++i) {
        uint32_t index = 1 + numbers.below(queue_length - 1);
        while (!model.has(index)) {
            index = index % (queue_length - 1) + 1;
        }
        model.remove(index);
        Experiment::expect_equal(
            priority, guest.word(i), "Highest priority while others of it are there",
            "One of many has left. The list is not empty, so bitmap and highest "
            "priority stay as they are.");
    }
    expect_sequence(model.drained(), words_of(guest, queue_length - 2), "Who is left",
                    "Who was taken out is gone; all others are there, in their order.");
}

CLAIM(queue, lower_ones_leave_unnoticed) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    for (uint32_t i = 0; i < pairs_far_apart; ++i) {
        const Pair pair = draw_pair(numbers, i);
        const char* const so =
            "The highest priority changes only if its own list becomes empty.";
        Experiment::expect_equal(pair.high, guest.word(3 * i),
                                 "Highest priority when a lower one has left", so);
        Experiment::expect_equal(1, guest.word(3 * i + 1), "The first", so);
        Experiment::expect_equal(nobody, guest.word(3 * i + 2),
                                 "Highest priority when both have left",
                                 "The bit of an empty list is still set.");
    }
}

CLAIM(queue, is_empty_again) {
    const Guest guest = experiment.boot();
    for (uint32_t i = 0; i < 2 * pairs_far_apart; i += 2) {
        const char* const so =
            "Nobody is left: then the idle thread runs, and it is not in any list.";
        Experiment::expect_equal(nobody, guest.word(i), "Highest priority of nobody",
                                 so);
        Experiment::expect_equal(nobody, guest.word(i + 1), "The first of nobody", so);
    }
}

CLAIM(queue, costs_the_same_for_all) {
    const Guest guest = experiment.boot();
    const char* const names[] = {"To take out the highest", "To put it in again"};
    for (uint32_t i = 0; i < 2; ++i) {
        Experiment::expect(
            guest.word(i) > 0 && guest.word(i) < steps_allowed,
            fmt::format("{} took {} instructions, where the next is far below; allowed "
                        "are {}.",
                        names[i], guest.word(i), steps_allowed),
            "The bitmap is there so that nobody looks at 256 lists: a word of it "
            "speaks "
            "for 32. This runs with interrupts off.");
    }
}

CLAIM(queue, invariant_holds) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    Model model;
    for (uint32_t i = 0; i < queue_operations; ++i) {
        const uint32_t index = numbers.below(queue_length);
        const uint32_t priority = numbers.below(256);
        model.has(index) ? model.remove(index) : model.insert(index, priority);
        Experiment::expect_equal(model.first(), guest.word(2 * i),
                                 fmt::format("The first behind operation {}", i),
                                 "Lists and bitmap do not tell the same.");
        Experiment::expect_equal(1, guest.word(2 * i + 1),
                                 fmt::format("check_links() behind operation {}", i),
                                 "A bit is set if and only if its list is not empty.");
    }
}

}  // namespace kumquat::grading
