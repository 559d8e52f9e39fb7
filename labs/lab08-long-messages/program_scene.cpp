// program_scene.cpp -- lab 8: a plan becomes memory, two threads, two pagers, and notes.
#include "labs/lab08-long-messages/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t block_order = 16;
static_assert(block_bytes == 1u << block_order);

constexpr uint32_t actors[] = {sender, receiver, bystander};

Plan plan;

/// A page that a pager has.
struct Supply {
    uint32_t place, frame;
};
Supply supplies[4 * pages_in_area];
uint32_t supply_count;

uint32_t place_of(uint32_t area) { return place_at(numbers, area, plan.at_border); }

void fill(uint32_t area) {
    const uint32_t frames = frame_at(numbers, area);
    for (uint32_t i = 0; i < area_bytes / 4; ++i) {
        word_in(frames + i * 4) = dirt_at(numbers, area, i);
    }
}

/// Half an area at once, or those pages that are not missing.
void lend_block(uint32_t area, uint32_t block) {
    constexpr uint32_t pages = pages_in_area / 2;
    const uint32_t offset = block * block_bytes;
    if ((plan.missing[area] >> (block * pages)) % (1u << pages) == 0) {
        give(0, plan.actor_of(area),
             Fpage::make(frame_at(numbers, area) + offset, block_order, writable),
             place_of(area) + offset, Fpage::whole_space());
        return;
    }
    for (uint32_t page = block * pages; page < (block + 1) * pages; ++page) {
        if ((plan.missing[area] >> page) % 2 == 0) {
            lend_page(area, page);
        } else {
            supplies[supply_count++] = {place_of(area) + page * page_size,
                                        frame_at(numbers, area) + page * page_size};
        }
    }
}

void serve_faults() {
    IpcResult fault = logged_wait();
    for (;;) {
        fault = fault.ok() ? answer(fault, from_anybody) : logged_wait();
    }
}

}  // namespace

Message planned;

IpcResult answer(const IpcResult& fault, ReceiveDescriptor then) {
    const uint32_t place = Fpage::align(fault.w0, page_order);
    for (uint32_t i = 0; i < supply_count; ++i) {
        if (supplies[i].place == place) {
            const Fpage page = Fpage::make(supplies[i].frame, page_order, writable);
            return logged_ipc(send_fpage, then, reply_at_once, fault.sender, place,
                              page.word());
        }
    }
    return logged_ipc(send_registers, then, reply_at_once, fault.sender);
}

void lay_out(const Plan& new_plan, Numbers& drawn) {
    plan = new_plan;
    for (uint32_t area = 0; area < area_count; ++area) {
        if (plan.uses(area)) {
            fill(area);
        }
    }
    write_dopes(plan, drawn, [&](uint32_t area, uint32_t offset, uint32_t word) {
        word_in(frame_at(drawn, area) + offset) = word;
    });
    for (uint32_t area = 0; area < area_count; ++area) {
        if (plan.uses(area)) {
            lend_block(area, 0);
            lend_block(area, 1);
        }
    }
    for (const uint32_t number : actors) {  // whom one waits for must exist
        try_in(number, [] {});
    }
    planned = {.from = trier(sender),
               .to = trier(receiver),
               .message = place_of(message_area) + plan.message,
               .buffer = plan.to_registers ? 0 : place_of(buffer_area) + plan.buffer,
               .senders = never,
               .receivers = never,
               .flags = 0,
               .w0 = word_at(drawn, 0),
               .w1 = word_at(drawn, 1)};
}

void lend_page(uint32_t area, uint32_t page) {
    const uint32_t offset = page * page_size;
    lend(0, frame_at(numbers, area) + offset, plan.actor_of(area),
         place_of(area) + offset, writable);
}

void lend_to_bystander(uint32_t area) {
    const uint32_t from = frame_at(numbers, area);
    const uint32_t to = frame_at(numbers, bystanders_area);
    for (uint32_t i = 0; i < area_bytes && from != to; i += 4) {
        word_in(to + i) = word_in(from + i);
    }
    for (uint32_t i = 0; i < area_bytes; i += block_bytes) {
        give(0, bystander, Fpage::make(to + i, block_order, writable),
             place_of(area) + i, Fpage::whole_space());
    }
}

void start_pagers() {
    start(senders_pager, serve_faults);
    start(receivers_pager, serve_faults);
    let_others_run();
}

void send_message() {
    logged_ipc(SendDescriptor{planned.message | planned.flags}, nothing_to_receive,
               planned.senders, planned.to, planned.w0, planned.w1);
}

void receive_message() {
    logged_ipc(nothing_to_send, ReceiveDescriptor{planned.buffer}, planned.receivers,
               planned.from);
}

void let_them_meet(ThreadId pager_of_receiver, ThreadId pager_of_sender) {
    set_pager(pager_of_receiver);
    try_in(receiver, receive_message);
    set_pager(pager_of_sender);
    try_in(sender, send_message);
}

void let_them_meet() { let_them_meet(helper(receivers_pager), helper(senders_pager)); }

void note_memory() {
    look_at_edges(plan,
                  [](uint32_t area, uint32_t offset, uint32_t words, const char*) {
                      for (uint32_t i = 0; i < words; ++i) {
                          note(word_in(frame_at(numbers, area) + offset + i * 4));
                      }
                  });
    for (uint32_t area = 0; area < area_count; ++area) {
        if (plan.uses(area)) {
            note_area(area);
        }
    }
}

void note_area(uint32_t area) {
    for (uint32_t page = 0; page < pages_in_area; ++page) {
        const uint32_t frame = frame_at(numbers, area) + page * page_size;
        note(sum_of_page([=](uint32_t i) { return word_in(frame + i * 4); }));
    }
}

void deliver(const Plan& new_plan, Numbers& drawn) {
    lay_out(new_plan, drawn);
    start_pagers();
    let_them_meet();
    note_memory();
}

}  // namespace kumquat::user
