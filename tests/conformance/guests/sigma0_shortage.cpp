// sigma0_shortage.cpp -- sigma0 itself when the kernel has no memory left: this program is booted in
// its place. What it touches is there at once, unless a page table lacks: 4 MB in which the kernel
// lies need one.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t large_page = 4u << 20, lent_page = 0x200000, most_pages = 200;
constexpr uint32_t sender = 1, receiver = 2;
/// RAM in the same 4 MB as the kernel, which is loaded at 16 MB. (Nothing there, the info page
/// neither, must have been touched before.)
constexpr uint32_t beside_the_kernel = 0x013F0000;

/// The root task faults for its first page, and gets others, each with a page table of its own.
/// \return  how that came to an end
uint32_t use_up_memory() {
    uint32_t code = 0;
    for (uint32_t i = 1; i <= most_pages && code == 0; ++i) {
        const ThreadId root = wait().sender;
        code = code_of(
            ipc(send_fpage, nothing_to_receive, reply_at_once, root, i * large_page,
                Fpage::make(lent_page, page_order, Fpage::write_bit).word()));
    }
    return code;
}

volatile uint32_t code_of_receiver = 0xBAD;

void receive_words() {
    code_of_receiver = code_of(receive(helper(sender), wait_for_ever));
    sleep_for_ever();
}

void send_from_there() {
    ipc(SendDescriptor{beside_the_kernel}, nothing_to_receive, wait_for_ever,
        helper(receiver), 0, 0);
    sleep_for_ever();
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    park(sender);
    start(receiver, receive_words);
    sleep(receive_2_ms);
    claim("code.7", "page tables come to an end", 0x70, use_up_memory());
    start(sender, send_from_there);
    sleep(receive_10_ms);
    claim("fault.12 xfer.fault.8",
          "sigma0 waits for a page that needs a page table; others run", 0xBAD,
          code_of_receiver);
    park(sender);
    sleep(receive_2_ms);
    claim("fault.12 cancel.3", "and can give the message up that needs it", 0xC0,
          code_of_receiver);
    finish_claims();
}
