// breakpoints.cpp -- a thread's breakpoints do not stop the kernel.
#include "tests/conformance/guests/helpers.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t on_execution = 0x55;  // of all four
constexpr uint32_t kernel_image = 0xF1000000, longest_text = 0x10000;

void break_at(uint32_t address) {
    asm volatile("movl %0, %%dr0" : : "r"(address));
    asm volatile("movl %0, %%dr1" : : "r"(address + 1));
    asm volatile("movl %0, %%dr2" : : "r"(address + 2));
    asm volatile("movl %0, %%dr3" : : "r"(address + 3));
}

void set_control(uint32_t value) { asm volatile("movl %0, %%dr7" : : "r"(value)); }

/// Four breakpoints that hold in user space move into the kernel, to every byte of its code:
/// some of these are instructions that the kernel executes to load just those breakpoints.
void move_breakpoints_into_the_kernel() {
    set_control(on_execution);
    for (uint32_t offset = 0; offset < longest_text; offset += 4) {
        break_at(0);
        break_at(kernel_image + offset);
    }
    set_control(0);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    move_breakpoints_into_the_kernel();
    claim_that("exc.emulate.2", "a breakpoint that moves into the kernel holds nowhere",
               true);
    finish_claims();
}
