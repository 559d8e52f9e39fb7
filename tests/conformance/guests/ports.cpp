// ports.cpp -- programs may use ports and stop interrupts for a moment (USER_IOPL=3).
#include "tests/conformance/guests/ports.hpp"
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t flags() {
    uint32_t value;
    asm volatile("pushfl\n\tpopl %0" : "=r"(value));
    return value;
}

void claims() {
    claim("start.5", "the I/O privilege level is 3", 0x3000, flags() & 0x3000);
    out_byte(0x70, 0x0F);
    out_byte(0x71, 0x5A);
    out_byte(0x70, 0x0F);
    claim("start.8", "in and out reach the devices", 0x5A, in_byte(0x71));
    asm volatile("cli");
    const uint32_t without = flags();
    asm volatile("sti");
    const uint32_t with = flags();
    claim("start.8", "cli stops interrupts", 0, without & 0x200);
    claim("start.8", "sti lets them come again", 0x200, with & 0x200);
    asm volatile("cli");
    const IpcResult nobody = send(helper(missing_lthread), 0, 0, both_zero);
    const uint32_t after_call = flags();
    asm volatile("sti");
    claim("call.2 start.8", "a call leaves them stopped", 0, after_call & 0x200);
    claim("call.1", "and works as ever", 0x10, code_of(nobody));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    claims();
    finish_claims();
}
