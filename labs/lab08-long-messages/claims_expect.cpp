// claims_expect.cpp -- what should come of a message, and whether it did.
#include "labs/lab08-long-messages/expect.hpp"

#include <algorithm>
#include <cstring>
#include <set>

namespace kumquat::grading::lab08 {

namespace {

const char* name_of(uint32_t area) {
    switch (area) {
    case message_area:
        return "the sender's message";
    case buffer_area:
        return "the receiver's buffer";
    case sent_strings:
        return "the sender's strings";
    default:
        return "the places of the receiver's strings";
    }
}

/// In which pages of an area the bytes lie that a message reads or writes.
std::set<uint32_t> pages_needed(const Plan& plan, uint32_t area) {
    std::set<uint32_t> pages;
    const auto add = [&](uint32_t begin, uint32_t end) {
        for (uint32_t at = begin; at < end; at = (at / page_size + 1) * page_size) {
            pages.insert(at / page_size);
        }
    };
    const bool is_message = area == message_area;
    if (is_message || area == buffer_area) {
        const uint32_t head = is_message ? plan.message : plan.buffer;
        add(head + 4, head + (is_message ? 12 : 8));  // the dopes
        add(head + 20, head + words_offset + plan.send.dwords() * 4);
    }
    for (uint32_t i = 0; i < plan.send.strings(); ++i) {
        const PlannedString& string = plan.strings[i];
        if (is_message) {
            add(plan.sent_dope(i), plan.sent_dope(i) + 8);
        } else if (area == buffer_area) {
            add(plan.got_dope(i), plan.got_dope(i) + dope_bytes);
        } else {
            const uint32_t begin = area == sent_strings ? string.from : string.place;
            add(begin, begin + bytes_of(string));
        }
    }
    return pages;
}

}  // namespace

uint32_t note(const ProgramRun& run, size_t index) {
    Experiment::expect(index < run.notes().size(),
                       "The test has not told of all memory.",
                       "Something has kept it from coming to its end.");
    return run.notes()[index];
}

AreaMemory::AreaMemory(const Plan& plan, const Numbers& numbers) {
    for (uint32_t area = 0; area < area_count; ++area) {
        if (plan.uses(area)) {
            bytes_[area].resize(area_bytes);
            for (uint32_t i = 0; i < area_bytes / 4; ++i) {
                set_word(area, i * 4, dirt_at(numbers, area, i));
            }
        }
    }
    write_dopes(plan, numbers, [&](uint32_t area, uint32_t offset, uint32_t word) {
        set_word(area, offset, word);
    });
}

uint32_t AreaMemory::word(uint32_t area, uint32_t offset) const {
    uint32_t value;
    std::memcpy(&value, bytes_.at(area).data() + offset, sizeof value);
    return value;
}

void AreaMemory::set_word(uint32_t area, uint32_t offset, uint32_t value) {
    std::memcpy(bytes_.at(area).data() + offset, &value, sizeof value);
}

void AreaMemory::copy(
    uint32_t to_area, uint32_t to, uint32_t from_area, uint32_t from, uint32_t bytes) {
    if (bytes == 0) {
        return;  // of a string that is empty, and lies nowhere
    }
    std::copy_n(bytes_.at(from_area).begin() + from, bytes,
                bytes_.at(to_area).begin() + to);
}

Delivered deliver(const Plan& plan, const Numbers& numbers, AreaMemory& memory) {
    const uint32_t sent = at_least_two(plan.send.dwords());
    const uint32_t room = plan.to_registers ? 2 : at_least_two(plan.room.dwords());
    const uint32_t words = smaller(sent, room);
    const uint32_t places = plan.to_registers ? 0 : plan.room.strings();
    const uint32_t first = words_offset + register_words * 4;
    memory.copy(buffer_area, plan.buffer + first, message_area, plan.message + first,
                (words - register_words) * 4);
    bool fits = sent <= room;
    uint32_t strings = 0;
    while (fits && strings < plan.send.strings()) {
        if (strings == places) {
            fits = false;
            break;
        }
        const PlannedString& string = plan.strings[strings];
        memory.copy(string.to_area, string.place, sent_strings, string.from,
                    bytes_of(string));
        memory.set_word(buffer_area, plan.got_dope(strings), bytes_of(string));
        memory.set_word(buffer_area, plan.got_dope(strings) + 4,
                        place_at(numbers, string.to_area, plan.at_border) +
                            string.place);
        fits = smaller(string.length, longest_string) <= string.capacity;
        ++strings;
    }
    const MessageDope result = MessageDope::make(words, strings);
    return fits ? Delivered{result, 0}
                : Delivered{result.with(IpcError::receive_cut),
                            static_cast<uint32_t>(IpcError::send_cut)};
}

void expect_result(uint32_t expected,
                   const Call& call,
                   const char* who,
                   const char* so) {
    Experiment::expect(call.has_returned(),
                       fmt::format("The ipc of the {} has not come back.", who), so);
    Experiment::expect_equal(expected, call.result,
                             fmt::format("Result of the {}", who), so);
}

size_t expect_memory(const ProgramRun& run,
                     const Plan& plan,
                     const AreaMemory& memory,
                     size_t first,
                     const char* so) {
    size_t used = first;
    look_at_edges(
        plan, [&](uint32_t area, uint32_t offset, uint32_t words, const char* what) {
            for (uint32_t i = 0; i < words; ++i) {
                Experiment::expect_equal(memory.word(area, offset + i * 4),
                                         note(run, used++),
                                         fmt::format("Word {} of {}", i + 1, what), so);
            }
        });
    for (uint32_t area = 0; area < area_count; ++area) {
        if (plan.uses(area)) {
            used += expect_area(run, memory, area, used, so);
        }
    }
    return used - first;
}

size_t expect_area(const ProgramRun& run,
                   const AreaMemory& memory,
                   uint32_t like,
                   size_t first,
                   const char* so) {
    for (uint32_t page = 0; page < pages_in_area; ++page) {
        const uint32_t expected = sum_of_page(
            [&](uint32_t i) { return memory.word(like, page * page_size + i * 4); });
        Experiment::expect(
            expected == note(run, first + page),
            fmt::format("Page {} of the memory around {} does not hold what it should.",
                        page, name_of(like)),
            so);
    }
    return pages_in_area;
}

size_t expect_delivery(const ProgramRun& run,
                       const Numbers& numbers,
                       const Plan& plan,
                       Partners partners,
                       const char* so) {
    AreaMemory memory{plan, numbers};
    const Delivered delivered = deliver(plan, numbers, memory);
    const Call got = run.calls_of(partners.receiver, 1).back();
    expect_result(delivered.received.word(), got, "receiver", so);
    expect_result(delivered.sent, run.calls_of(partners.sender, 1).back(), "sender",
                  so);
    Experiment::expect_equal(word_at(numbers, 0), got.r0, "Word 0 that came", so);
    Experiment::expect_equal(word_at(numbers, 1), got.r1, "Word 1 that came", so);
    Experiment::expect_equal(partners.sender, got.sender(), "Sender of the message",
                             so);
    return expect_memory(run, plan, memory, 0, so);
}

void expect_delivery(const Experiment& experiment, const Plan& plan, const char* so) {
    expect_delivery(experiment.run_program(), experiment.numbers(), plan,
                    {trier_of(sender), trier_of(receiver)}, so);
}

void expect_faults(const ProgramRun& run,
                   const Numbers& numbers,
                   const Plan& plan,
                   uint32_t area,
                   uint32_t thread,
                   uint32_t pager,
                   const char* so) {
    const std::set<uint32_t> needed = pages_needed(plan, area);
    const uint32_t begin = place_at(numbers, area, plan.at_border);
    std::set<uint32_t> asked;
    for (const Call& call : run.calls()) {
        if (call.thread != pager || !call.has_message() || call.r0 < begin ||
            call.r0 >= begin + area_bytes) {
            continue;
        }
        const uint32_t page = (call.r0 - begin) / page_size;
        const bool is_write = (call.r0 & 2) != 0;
        const std::string name = fmt::format("page {} of {}", page, name_of(area));
        Experiment::expect_equal(thread, call.sender(), "Who asks for " + name, so);
        Experiment::expect_equal(
            0xFFFFFFFF, call.r1, "Word 1 of the fault at " + name,
            "There is no instruction of a program: the kernel copies.");
        const bool is_head = area == buffer_area && page == plan.buffer / page_size;
        Experiment::expect(needed.contains(page) || is_head,
                           "Somebody asks for " + name + ".",
                           "No byte of the message lies there.");
        const bool is_source = area == message_area || area == sent_strings;
        Experiment::expect(is_source ? !is_write : is_write || area == buffer_area,
                           fmt::format("The fault at {} says that it is {}.", name,
                                       is_write ? "written" : "read"),
                           "A pager might bring a page that is of no use.");
        asked.insert(page);
    }
    for (const uint32_t page : needed) {
        Experiment::expect(asked.contains(page),
                           fmt::format("Nobody asks pager {} for page {} of {}.",
                                       thread_name(pager), page, name_of(area)),
                           so);
    }
}

void expect_ends(const ProgramRun& run,
                 IpcError senders,
                 IpcError receivers,
                 const char* so) {
    expect_result(static_cast<uint32_t>(senders),
                  run.calls_of(trier_of(sender), 1).back(), "sender", so);
    expect_result(static_cast<uint32_t>(receivers),
                  run.calls_of(trier_of(receiver), 1).back(), "receiver", so);
}

void expect_interrupts(const ProgramRun& run, const char* so) {
    const auto& records = run.trace().records;
    const auto is = [](TraceKind kind) {
        return [kind](const TraceRecord& record) {
            return record.kind == static_cast<uint32_t>(kind);
        };
    };
    const auto begin = std::ranges::find_if(records, is(TraceKind::transfer_string));
    const auto end = std::find_if(begin, records.end(), is(TraceKind::ipc_transfer));
    Experiment::expect(std::any_of(begin, end, is(TraceKind::timer)),
                       "A string of 4 MB was copied, and the clock did not tick.", so);
}

}  // namespace kumquat::grading::lab08
