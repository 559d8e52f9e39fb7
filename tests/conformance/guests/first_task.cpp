// first_task.cpp -- the world as sigma0 finds it: this program is booted in its place.
#include "kernel/abi/kernel_info_page.hpp"
#include "tests/conformance/guests/first_registers.hpp"
#include "tests/conformance/guests/receiver.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

volatile uint32_t& word_at(uint32_t address) {
    return *reinterpret_cast<volatile uint32_t*>(uintptr_t{address});
}

void first_instruction() {
    const FirstRegisters& first = start_registers;
    const KernelInfoPage& info =
        *reinterpret_cast<const KernelInfoPage*>(uintptr_t{first.eax});
    claim("start.3 info.1", "EAX leads to the info page", KernelInfoPage::magic_word,
          info.magic);
    claim("start.3", "so does the word at ESP", first.eax, word_at(start_esp));
    claim("start.3", "ECX is 0", 0, first.ecx);
    claim("start.3 info.5", "ESP is a word below the one of the info page",
          info.sigma0.esp - 4, start_esp);
    claim("id.fixed.1 nearest.1", "the first thread has sigma0's low word",
          sigma0_id.low(), myself().low());
    claim("id.fixed.1 nearest.1", "and its high word", sigma0_id.high(),
          myself().high());
}

void rights() {
    CallRegisters r{
        17, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, sigma0_id.low(), sigma0_id.high()};
    raw_thread_schedule(&r);
    claim("start.1", "its priority of 16 is above its mcp of 0: out of reach",
          0xFFFFFFFF, r.eax);
    uint32_t flags;
    asm volatile("pushfl\n\tpopl %0" : "=r"(flags));
    claim("start.5", "it runs with interrupts on", 0x200, flags & 0x200);
    CallRegisters ask{0,          0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
                      0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF};
    raw_lthread_ex_regs(&ask);
    claim_that("start.2", "it has no pager", ask.esi == 0 || ask.esi == 0xFFFFFFFF);
}

void memory() {
    word_at(0x00500000) = 0x12345678;
    claim("fault.10", "a page that it touches is there, writable", 0x12345678,
          word_at(0x00500000));
    word_at(0x00500FFC) = 0x11111111;
    claim("fault.10", "one to one: two addresses, two places", 0x12345678,
          word_at(0x00500000));
    const uint32_t adapter = word_at(0x000F0000);
    claim("fault.10 start.6", "the ROM of the PC is where it belongs", adapter,
          word_at(0x000F0000));
}

/// The kernel finds no dope where the message begins, gets sigma0 the page, and goes on.
void message_in_new_memory() {
    start_receiver(1, ReceiveDescriptor{0});
    claim("fault.10 msg.4", "a message from memory that nobody has touched goes out", 0,
          send_message(SendDescriptor{0x00900000}, helper(1), 0x71, 0x72));
    claim("fault.10 msg.1", "with its words", 0x71, received.edx);
    claim("fault.10 ipc.reg.1", "and its sender", main_thread().low(), received.esi);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    first_instruction();
    rights();
    memory();
    message_in_new_memory();
    finish_claims();
}
