// emulation_claims.cpp -- privileged instructions and breakpoints in a root task.
#include "tests/kernel/guests/provoke.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

volatile uint32_t marks = 0;

void emulated_instructions() {
    uint32_t eax = 5, next = 0;
    asm volatile("hlt; movl $77, %1" : "+a"(eax), "=r"(next));
    claim("hlt.version", 0x00010000, eax);
    claim("hlt.goes_on_behind", 77, next);
    asm volatile("lock; nop" : "=a"(eax));
    claim("lock_nop.is_a_page", 0, eax & 0xFFF);
    constexpr uint32_t sysenter_eip = 0x176;  // not used as long as 0x174 is 0
    uint32_t low = 0, high = 0;
    asm volatile("wrmsr" ::"a"(0x12345678), "d"(0), "c"(sysenter_eip));
    asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(sysenter_eip));
    claim("rdmsr.what_wrmsr_wrote", 0x12345678, low);
}

void use_no_model_register() {
    asm volatile("rdmsr" ::"c"(0x12345678) : "eax", "edx");
    marks = 7;
}

/// QEMU has all registers that one asks for, and they are 0.
void wrong_model_register() {
    marks = 0;
    provoke(use_no_model_register);
    claim("rdmsr.of_none_goes_on_only_without_exception", seen_vector == 13 ? 0 : 7,
          marks);
    print(seen_vector == 13 ? "rdmsr of none is exception 13\n"
                            : "rdmsr of none is 0\n");
}

// --- breakpoints ---

volatile uint32_t watched = 0, bystander = 0;

extern "C" [[gnu::noinline]] void write_watched() {
    asm volatile("" ::: "memory");
    watched = watched + 1;
}

void write_it_too() {
    write_watched();
    bystander = 1;
    sleep_for_ever();
}

void set_breakpoint(uint32_t address, uint32_t control) {
    asm volatile("movl %0, %%dr0" : : "r"(address));
    asm volatile("movl %0, %%dr7" : : "r"(control));
}

uint32_t read_status() {
    uint32_t status;
    asm volatile("movl %%dr6, %0" : "=r"(status));
    asm volatile("movl %0, %%dr6" : : "r"(0));
    return status;
}

char text[] = "(text that is watched)\n";

void breakpoints() {
    uint32_t control = 0xFFFFFFFF;
    asm volatile("movl %0, %%dr7" : : "r"(0xAAAAAAAA));
    asm volatile("movl %%dr7, %0" : "=r"(control));
    claim("dr7.no_global_breakpoints", 0xAAAA0400, control);

    steps = 0;
    set_breakpoint(address_of(const_cast<uint32_t*>(&watched)),
                   0x000D0001);  // 4 bytes, write
    write_watched();
    claim("breakpoint.on_a_write", 1, steps);
    claim("breakpoint.status", 1, read_status() & 0xE00F);
    start(1, write_it_too);
    let_others_run();
    claim("breakpoint.another_thread_has_none", 1, steps + bystander - 1);
    write_watched();
    claim("breakpoint.survives_a_switch", 2, steps);
    read_status();
    set_breakpoint(address_of(text), 0x000F0001);  // read or written, by the kernel
    asm volatile("int3; cmpb $2, %%al" : : "a"(text) : "memory", "cc");
    claim("breakpoint.the_kernel_reads_on", 2, steps);
    set_breakpoint(0xF1000000, 0x00000001);
    claim("breakpoint.none_in_the_kernel", root_id.low(), myself().low());
    set_breakpoint(0, 0);
    write_watched();
    claim("breakpoint.off", 2, steps);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    fill_table();
    install_table();
    emulated_instructions();
    set_gate(1, address_of(handler_1_counting));
    breakpoints();
    fill_table();
    wrong_model_register();
    finish_claims();
}
