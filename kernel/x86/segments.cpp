// segments.cpp -- the GDT: eight descriptors, and loading them.
#include "kernel/x86/segments.hpp"

#include "kernel/debug/panic.hpp"
#include "kernel/x86/descriptor.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

TaskStateSegment kernel_tss;

namespace {

constexpr uint32_t whole_space = 0xFFFFFFFF;
TaskStateSegment double_fault_tss;
Descriptor gdt[8];
alignas(16) uint8_t double_fault_stack[2048];

Descriptor flat(SegmentType type, Privilege access) {
    return segment_descriptor(0, whole_space, type, access);
}

Descriptor tss_descriptor(const TaskStateSegment& tss) {
    return segment_descriptor(address_of(&tss), sizeof(tss) - 1, SegmentType::tss,
                              Privilege::kernel);
}

Descriptor& at(uint32_t selector) { return gdt[selector / sizeof(Descriptor)]; }

void fill_double_fault_tss() {
    double_fault_tss.cr3 = read_page_directory().raw();
    double_fault_tss.eip = address_of(&double_fault_panic);
    double_fault_tss.esp = address_of(double_fault_stack) + sizeof(double_fault_stack);
    double_fault_tss.eflags = 0x2;
    double_fault_tss.cs = SELECTOR_KERNEL_CODE;
    double_fault_tss.ss = SELECTOR_KERNEL_DATA;
    double_fault_tss.ds = double_fault_tss.es = SELECTOR_USER_DATA;
}

}  // namespace

void initialize_segments() {
    at(SELECTOR_KERNEL_CODE) = flat(SegmentType::code, Privilege::kernel);
    at(SELECTOR_KERNEL_DATA) = flat(SegmentType::data, Privilege::kernel);
    at(SELECTOR_USER_CODE) = flat(SegmentType::code, Privilege::user);
    at(SELECTOR_USER_DATA) = flat(SegmentType::data, Privilege::user);
    at(SELECTOR_TSS) = tss_descriptor(kernel_tss);
    at(SELECTOR_DOUBLE_FAULT_TSS) = tss_descriptor(double_fault_tss);
    kernel_tss.ss0 = SELECTOR_KERNEL_DATA;
    fill_double_fault_tss();

    const TableRegister gdtr{sizeof(gdt) - 1, address_of(gdt)};
    asm volatile("lgdt %0\n\t"
                 "ljmp %1, $1f\n"
                 "1:\n\t"
                 "movl %2, %%ss\n\t"
                 "movl %3, %%ds\n\t"
                 "movl %3, %%es\n\t"
                 "movl %3, %%fs\n\t"
                 "movl %3, %%gs\n\t"
                 "ltr %w4"
                 :
                 : "m"(gdtr), "i"(SELECTOR_KERNEL_CODE), "r"(SELECTOR_KERNEL_DATA),
                   "r"(SELECTOR_USER_DATA), "r"(SELECTOR_TSS)
                 : "memory");
}

}  // namespace kumquat
