// program_sigma0.cpp -- lab 7, stage 2: who gets which memory.
#include "labs/lab07-pagers/program_tests.hpp"

#include "kernel/abi/kernel_info_page.hpp"
#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t any_page = 0xFFFFFFFC, info_page_request = 1;
constexpr uint32_t large_page_bit = 1, large_page_request = large_page_order << 2;

struct {
    ThreadId server;
    uint32_t w0 = 0, w1 = 0;
    Fpage window;
} question;

const KernelInfoPage& info() {
    return *reinterpret_cast<const KernelInfoPage*>(uintptr_t{roots_info_page});
}

void ask_now() {
    logged_ipc(send_registers, pages_into(question.window), wait_for_ever,
               question.server, question.w0, question.w1);
}

/// Of sigma0, for one page, to that place.
void ask_for(uint32_t number, uint32_t w0, uint32_t place) {
    ask(number, sigma0_id, w0, 0, page(place));
}

}  // namespace

void ask(uint32_t number, ThreadId server, uint32_t w0, uint32_t w1, Fpage window) {
    question = {server, w0, w1, window};
    let(number, ask_now);
}

void page_on_request(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_asked; ++i) {
        ask_for(1 + i, free_frame_at(drawn, i), place_at(drawn, i));
    }
}

void page_on_fault(Numbers& drawn) {
    set_pager(sigma0_id);
    read_word(1, free_frame_at(drawn, 0) + offset_at(drawn, 0));
    write_word(2, free_frame_at(drawn, 1) + offset_at(drawn, 1), word_at(drawn, 1));
    read_word(2, free_frame_at(drawn, 1) + offset_at(drawn, 1));
}

void second_client(Numbers& drawn) {
    ask_for(1, free_frame_at(drawn, 0), place_at(drawn, 0));
    ask_for(2, free_frame_at(drawn, 0), place_at(drawn, 1));
    ask_for(2, free_frame_at(drawn, 1), place_at(drawn, 2));
    ask_for(1, free_frame_at(drawn, 1), place_at(drawn, 3));
}

void same_client(Numbers& drawn) {
    ask_for(1, free_frame_at(drawn, 0), place_at(drawn, 0));
    ask_for(1, free_frame_at(drawn, 0), place_at(drawn, 1));
}

void forbidden_pages(Numbers& drawn) {
    const uint32_t addresses[] = {
        info().sigma0.memory.low + page_size, info().reserved_0.low,
        info().reserved_1.low + drawn.at(80) % 64 * page_size, info().main_memory.high,
        (256u << 20) + drawn.at(81) % 64 * page_size};
    for (const uint32_t address : addresses) {
        ask_for(1, address, place_at(drawn, 0));
    }
}

void roots_pages(Numbers& drawn) {
    const uint32_t addresses[] = {info().root.memory.low, info().dedicated[0].low,
                                  info().dedicated[2].low, lent_page(drawn, 0)};
    for (const uint32_t address : addresses) {
        ask_for(1, address, place_at(drawn, 0));
    }
    ask_for(0, lent_page(drawn, 0), place_at(drawn, 1));
    note(word_in(place_at(drawn, 1)) == word_in(lent_page(drawn, 0)) ? 1 : 0);
}

void pages_for_all(Numbers& drawn) {
    ask_for(1, video_memory, place_at(drawn, 0));
    ask_for(2, video_memory, place_at(drawn, 1));
}

void any_pages(Numbers& drawn) {
    const MemoryRange owned[] = {info().reserved_0,    info().reserved_1,
                                 info().sigma0.memory, info().root.memory,
                                 info().dedicated[0],  info().dedicated[1],
                                 info().dedicated[2],  info().dedicated[3]};
    for (const MemoryRange& taken : owned) {
        note(taken.low);
        note(taken.high);
    }
    // Up to where some of this lies, if the search goes upwards. There is no window for them.
    for (uint32_t at = info().semi_reserved.high;
         at < info().root.memory.low - page_size; at += page_size) {
        call(sigma0_id, any_page, 0);
    }
    for (uint32_t i = 0; i < 2 * pages_asked; ++i) {
        ask_for(1 + i % pages_asked, any_page, place_at(drawn, i));
    }
}

void any_page_is_free(Numbers& drawn) {
    ask_for(1, any_page, place_at(drawn, 0));
    const uint32_t given = call_log.calls[call_log.call_count - 1].r0;
    for (uint32_t i = 0; i <= four; ++i) {
        ask_for(2, given + i * page_size, place_at(drawn, 1 + i));
        ask_for(2, given - i * page_size, place_at(drawn, 6 + i));
    }
    for (uint32_t i = 0; i < four; ++i) {
        ask_for(1, any_page, place_at(drawn, 11 + i));
    }
}

void info_page_asked(Numbers& drawn) {
    ask(1, sigma0_id, info_page_request, 1, page(place_at(drawn, 0)));
    ask(2, sigma0_id, info_page_request, 1, page(place_at(drawn, 1)));
}

void large_page_asked(Numbers& drawn) {
    const uint32_t piece = large_frame + drawn.at(82) % 1024 * page_size;
    ask(1, sigma0_id, large_frame | large_page_bit, large_page_request,
        Fpage::make(large_place, large_page_order));
    ask_for(2, piece, place_at(drawn, 0));
}

void devices(Numbers& drawn) {
    for (uint32_t i = 0; i < devices_asked; ++i) {
        const uint32_t request = device_request(drawn, i);
        const Fpage window = Fpage::make(device_place(i), large_page_order);
        ask(1, sigma0_id, request, 0, window);
        ask(2, sigma0_id, request + drawn.at(83) % 1024 * page_size, 0, window);
    }
}

void count_any_page(Numbers& drawn) {
    note(counted([&] {
        ipc(send_registers, pages_into(page(place_at(drawn, 0))), wait_for_ever,
            sigma0_id, any_page, 0);
    }));
}

}  // namespace kumquat::user
