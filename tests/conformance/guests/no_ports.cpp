// no_ports.cpp -- programs may neither use ports nor stop interrupts (USER_IOPL=0).
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t state_after(Code code) {
    start(1, code);
    let_others_run();
    CallRegisters r{0xFFFFFFFF, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, helper(1).low(), 0};
    raw_thread_schedule(&r);
    return r.eax >> 16 & 0xF;
}

void claims() {
    uint32_t flags;
    asm volatile("pushfl\n\tpopl %0" : "=r"(flags));
    claim("start.5", "the I/O privilege level is 0", 0, flags & 0x3000);
    claim("start.8", "cli is exception 13: without a handler the thread stops", 0xF,
          state_after([] {
              asm volatile("cli");
              sleep_for_ever();
          }));
    claim("start.8", "so is sti", 0xF, state_after([] {
              asm volatile("sti");
              sleep_for_ever();
          }));
    claim("start.8", "and in", 0xF, state_after([] {
              asm volatile("inb $0x61, %%al" ::: "eax");
              sleep_for_ever();
          }));
    claim("start.8", "and out", 0xF, state_after([] {
              asm volatile("outb %%al, $0x80" ::: "eax");
              sleep_for_ever();
          }));
    claim("start.8", "popf changes nothing of it", 0x200, [] {
        uint32_t after;
        asm volatile("pushl $0x3002\n\tpopfl\n\tpushfl\n\tpopl %0"
                     : "=r"(after)
                     :
                     : "cc");
        return after & 0x3200;
    }());
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    claims();
    finish_claims();
}
