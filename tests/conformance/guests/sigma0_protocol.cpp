// sigma0_protocol.cpp -- what sigma0 gives, to whom, and how it refuses.
#include "tests/conformance/guests/info_page.hpp"
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t any_page = 0xFFFFFFFC, window = 0x40000000, large_order = 22;
constexpr uint32_t large_size = 1u << large_order, want_large = large_order << 2;
const Fpage everything = Fpage::whole_space();

IpcResult ask(uint32_t w0, uint32_t w1, Fpage where) {
    return ipc(send_registers, pages_into(where), wait_for_ever, sigma0_id, w0, w1);
}
Fpage small_window(uint32_t number) { return readable(window + number * page_size); }

bool is_mapped(const IpcResult& result) {
    return result.ok() && result.dope.has_fpage();
}
bool is_refusal(const IpcResult& result) {
    return result.dope.word() == 0x4000 && result.w0 == 0 && result.w1 == 0;
}

/// Ask in the name of a child, which has been told sigma0's id by everybody.
uint32_t ask_as_child(TaskNumber child, uint32_t w0, uint32_t w1) {
    static CallRegisters registers;
    registers = {0, 0, w0, w1, 0x82, sigma0_id.low(), sigma0_id.high()};
    launch(child, [] {
        raw_ipc(&registers);
        sleep_for_ever();
    });
    sleep(receive_2_ms);
    return registers.eax == 0x4002 ? registers.ebx : 0;
}

void free_pages() {
    const IpcResult one = ask(any_page, 0, small_window(0));
    const IpcResult two = ask(any_page, 0, small_window(1));
    claim_that("sigma0.1", "any page: a page comes", is_mapped(one) && is_mapped(two));
    claim("sigma0.1", "of 4 KB, writable", 12 << 2 | 2, one.w1 & 0xFFF);
    word_at(window) = 11;
    word_at(window + page_size) = 22;
    claim_that("sigma0.1 sigma0.8", "each time another one",
               one.w1 != two.w1 && word_at(window) == 11);
    const uint32_t to_child = ask_as_child(child_a, any_page, 0);
    claim_that("sigma0.1 sigma0.8", "and another task gets yet another",
               to_child != 0 && (to_child & ~0xFFFu) != (one.w1 & ~0xFFFu) &&
                   (to_child & ~0xFFFu) != (two.w1 & ~0xFFFu));
    const MemoryRange main{info_page().main_memory.low, info_page().main_memory.high};
    claim_that("sigma0.1", "it is RAM", main.contains(one.w1) && main.contains(two.w1));
}

void pages_by_address() {
    const IpcResult first = ask(0x00700124, 0x12345678, everything);
    claim_that("sigma0.2 sigma0.13", "a page by its address", is_mapped(first));
    claim("sigma0.2", "hot spot: the page's address", 0x00700000, first.w0 & ~0xFFFu);
    claim("sigma0.2 size.1", "fpage: the page, writable", 0x00700032, first.w1);
    claim("sigma0.8", "its owner may ask again", 0x00700032,
          ask(0x00700000, 0, everything).w1);
    claim("sigma0.2 fault.2", "bit 1 of w0 does not matter", 0x00701032,
          ask(0x00701FFE, 0, everything).w1);
    claim("sigma0.4", "bit 0 with another w1 asks for the small page", 0x00702032,
          ask(0x00702001, 5, everything).w1);
    claim("sigma0.8", "another task does not get what is given", 0,
          ask_as_child(child_a, 0x00700000, 0));
    claim_that("sigma0.8", "what is free it gets",
               (ask_as_child(child_a, 0x00703000, 0) & ~0xFFFu) == 0x00703000);
    claim_that("sigma0.8 sigma0.7", "and then we do not",
               is_refusal(ask(0x00703000, 0, everything)));
    claim("sigma0.2 start.6", "page 0 is a page like others", 0x00000032,
          ask(0, 0, small_window(3)).w1);
}

void large_pages() {
    const IpcResult large =
        ask(0x00800001, want_large, Fpage::make(0x00800000, large_order));
    claim_that("sigma0.3", "4 MB in one piece", is_mapped(large));
    claim("sigma0.3 size.1", "the fpage says 4 MB, writable", 0x0080005A, large.w1);
    claim("sigma0.3", "the hot spot is its base", 0x00800000, large.w0);
    word_at(0x00BFF000) = 33;
    claim("sigma0.3", "the last of its pages is there", 33, word_at(0x00BFF000));
    claim("sigma0.3 sigma0.8", "its owner gets its pages one by one too", 0x00900032,
          ask(0x00900000, 0, everything).w1);
    claim("sigma0.8", "nobody else does", 0, ask_as_child(child_a, 0x00A00000, 0));
    const IpcResult partly = ask(0x00700001, want_large, everything);
    claim("sigma0.3", "4 MB that are not all free: the small page", 0x00700032,
          partly.w1);
}

void devices() {
    const IpcResult device = ask(0xBEC00000, 0, Fpage::make(0x50000000, large_order));
    claim_that("sigma0.5 map.8", "device memory at 0xFEC00000 comes",
               is_mapped(device));
    claim("sigma0.5", "as 4 MB, writable", 0xBEC0005A, device.w1);
    claim("sigma0.5", "with hot spot 0", 0, device.w0);
    claim("map.8 sigma0.13",
          "it is the interrupt controller of PCs, version 0x11 or 0x20", 1, [] {
              word_at(0x50000000) = 1;  // select the version register
              const uint32_t version = word_at(0x50000010) & 0xFF;
              return version == 0x11 || version == 0x20 ? 1u : 0u;
          }());
}

void info_page_for_all() {
    const IpcResult page = take_info_page();
    claim_that("sigma0.6", "the info page comes", is_mapped(page));
    claim("sigma0.6", "as 4 KB to read", 12 << 2, page.w1 & 0xFFF);
    claim("sigma0.6", "with hot spot 0", 0, page.w0);
    claim("sigma0.6 info.1", "it is the one", KernelInfoPage::magic_word,
          info_page().magic);
    claim("sigma0.6 rights.1", "nobody may write it", 0, [] {
        start_thread(7, address_of([] { word_at(info_page_address) = 0; }),
                     helper_stack(7), main_thread());
        const IpcResult fault = wait();
        park(7);
        return fault.w0 == (info_page_address | 2) ? 0u : 1u;
    }());
    claim_that("sigma0.9", "a child gets it too", ask_as_child(child_a, 1, 1) != 0);
    claim_that("sigma0.9", "and gets pages of the adapter area that we have",
               is_mapped(ask(0xB8000, 0, everything)) &&
                   ask_as_child(child_a, 0xB8000, 0) != 0);
}

void refusals() {
    claim_that("sigma0.7 sigma0.10", "the kernel's code is not given",
               is_refusal(ask(info_page().reserved_0.low, 0, everything)));
    claim_that("sigma0.7 sigma0.10", "nor the kernel's data",
               is_refusal(ask(info_page().reserved_1.low, 0, everything)));
    claim_that("sigma0.7", "memory above RAM is not given as RAM",
               is_refusal(ask(0x3FFFF000, 0, everything)));
    claim_that("sigma0.7", "1 with w1 = 3 asks for nothing",
               is_refusal(ask(1, 3, everything)));
    claim_that("sigma0.7", "nor is 0xFFFFFF60 a request",
               is_refusal(ask(0xFFFFFF60, 0, everything)));
    claim("sigma0.11", "a child does not get root's image", 0,
          ask_as_child(child_a, address_of(large_pages), 0));
    claim_that("sigma0.11", "root gets it",
               is_mapped(ask(address_of(large_pages), 0, everything)) ||
                   ask(address_of(large_pages), 0, everything).w1 != 0);
}

void it_never_waits() {
    start(1, [] {
        send(sigma0_id, any_page, 0, wait_for_ever);  // and does not take the answer
        sleep_for_ever();
    });
    let_others_run();
    claim_that("sigma0.12", "a client that does not listen holds nobody up",
               is_mapped(ask(any_page, 0, small_window(5))));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    start_child(child_a, launch_what_is_told);
    info_page_for_all();
    free_pages();
    pages_by_address();
    large_pages();
    devices();
    refusals();
    it_never_waits();
    finish_claims();
}
