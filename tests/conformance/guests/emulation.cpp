// emulation.cpp -- instructions that the kernel executes for programs, segments, and the FPU.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/exception_table.hpp"
#include "tests/conformance/guests/info_page.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

extern "C" {
uint32_t fault_error, fault_eip, fault_count_here, go_on_at;
void note_fault_with_code();
void note_fault();
}

namespace {

asm(".text\n"
    "note_fault_with_code:\n\t"
    "popl fault_error\n"
    "note_fault:\n\t"
    "popl fault_eip\n\t"
    "incl fault_count_here\n\t"
    "cmpl $0, go_on_at\n\t"
    "je 1f\n\t"
    "pushl go_on_at\n\t"
    "iret\n"
    "1:\tpushl fault_eip\n\t"  // go on there
    "iret\n");

ExceptionTable table;

void forget() {
    fault_error = 0xBAD;
    fault_count_here = 0;
}

void halt_and_more() {
    uint32_t eax = 0xBAD;
    asm volatile("hlt" : "+a"(eax));
    claim("exc.emulate.1", "hlt gives 0x00010000 and goes on", 0x00010000, eax);
    const IpcResult page = take_info_page();
    asm volatile(".byte 0xF0, 0x90" : "+a"(eax));
    claim("exc.emulate.4", "lock; nop gives the address of the info page",
          page.w1 & 0xFFFFF000, eax);
}

/// A call as programs made it whose bindings use sysenter.
IpcResult
call_by_sysenter(ThreadId to, uint32_t w0, uint32_t w1, TimeoutWord timeouts) {
    uint32_t eax = 0, ecx = timeouts.word(), edx = w0, ebx = w1, esi = to.low(),
             edi = to.high();
    asm volatile("pushl %%ebp\n\t"
                 "xorl %%ebp, %%ebp\n\t"
                 "pushl %%ecx\n\t"
                 "pushl %%ebp\n\t"
                 "pushl $0x1B\n\t"
                 "pushl $1f\n\t"
                 "movl %%esp, %%ecx\n\t"
                 "sysenter\n\t"
                 "movl %%ebp, %%edx\n"
                 "1:\tpopl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory", "cc");
    return {MessageDope{eax}, edx, ebx, ThreadId{esi, edi}};
}

void answer_with_one_more() {
    IpcResult got = wait();
    while (true) {
        got = reply_and_wait(send_registers, got.sender, got.w0 + 1, got.w1 + 1);
    }
}

void calls_by_sysenter() {
    start(2, answer_with_one_more);
    for (uint32_t i = 0; i < 3; ++i) {
        const IpcResult got = call_by_sysenter(helper(2), i, 0x100 + i, wait_for_ever);
        claim("exc.emulate.6", "a call by sysenter is answered", 0, code_of(got));
        claim("exc.emulate.6", "its first word was sent, and came back", i + 1, got.w0);
        claim("exc.emulate.6", "and its second", 0x101 + i, got.w1);
        claim("exc.emulate.6", "by whom it was sent to", helper(2).low(),
              got.sender.low());
    }
    park(2);
    claim("exc.emulate.6", "its timeouts count", 0x30,
          code_of(call_by_sysenter(helper(2), 0, 0, both_zero)));
    forget();
    asm volatile("movl $1f, go_on_at\n\t"
                 "movl $0xC0000000, %%ecx\n\t"
                 "sysenter\n"
                 "1:" ::
                     : "ecx", "memory");
    claim("exc.emulate.6", "without a stack for its operands it is an exception", 1,
          fault_count_here);
}

uint32_t own_dr0, other_dr0;
volatile uint32_t stage = 0;

void set_own_debug_register() {
    asm volatile("movl %0, %%dr0" : : "r"(0x5678));
    stage = 1;
    thread_switch(ThreadId::nil());
    asm volatile("movl %%dr0, %0" : "=r"(other_dr0));
    sleep_for_ever();
}

void debug_registers() {
    asm volatile("movl %0, %%dr0" : : "r"(0x1234));
    start(1, set_own_debug_register);
    let_others_run();
    asm volatile("movl %%dr0, %0" : "=r"(own_dr0));
    claim("exc.emulate.2", "DR0 can be written and read", 0x1234, own_dr0);
    claim("exc.emulate.2", "and is another one in another thread", 0x5678, other_dr0);
    forget();
    asm volatile("movl $1f, %%eax\n\t"
                 "movl %%eax, %%dr1\n\t"
                 "movl $2f, go_on_at\n\t"
                 "movl $0x404, %%eax\n\t"  // local breakpoint 1, on execution
                 "movl %%eax, %%dr7\n"
                 "1:\tnop\n"
                 "2:\txorl %%eax, %%eax\n\t"
                 "movl %%eax, %%dr7" ::
                     : "eax", "memory");
    claim("exc.emulate.2 exc.4", "a local breakpoint is exception 1 of its thread", 1,
          fault_count_here);
    uint32_t dr6;
    asm volatile("movl %%dr6, %0" : "=r"(dr6));
    claim("exc.emulate.2", "and DR6 tells which", 2, dr6 & 0xF);
    asm volatile("movl %0, %%dr6" : : "r"(0));
    uint32_t esp, in_dr2;
    asm volatile("movl %%esp, %%dr2\n\tmovl %%dr2, %0\n\tmovl %%esp, %1"
                 : "=r"(in_dr2), "=r"(esp));
    claim("exc.emulate.2", "ESP is the thread's own", esp, in_dr2);
}

volatile uint32_t watched, bystander;

[[gnu::noinline]] void write_watched() { watched = watched + 1; }

void write_it_too() {
    write_watched();
    bystander = 1;
    sleep_for_ever();
}

void watch(const volatile void* address, uint32_t control) {
    asm volatile("movl %0, %%dr0" : : "r"(address));
    asm volatile("movl %0, %%dr7" : : "r"(control));
}

char watched_text[] = "(a text that is watched)\n";

void breakpoints_on_data() {
    constexpr uint32_t writes = 0x000D0001, accesses = 0x000F0001;  // 4 bytes, by DR0
    forget();
    go_on_at = 0;
    watch(&watched, writes);
    write_watched();
    claim("exc.emulate.2 exc.1", "a write to a watched word is exception 1", 1,
          fault_count_here);
    start(1, write_it_too);
    let_others_run();
    claim("exc.emulate.2", "another thread may write it", 1,
          bystander + fault_count_here - 1);
    write_watched();
    claim("exc.emulate.2", "the breakpoint survives the other thread", 2,
          fault_count_here);
    watch(watched_text, accesses);
    asm volatile("int3; cmpb $2, %%al" : : "a"(watched_text) : "memory", "cc");
    claim("exc.emulate.2 call.4", "the kernel may read what is watched", 2,
          fault_count_here);
    watch(nullptr, 0);
}

volatile uint32_t place = 0x600D;

void segment_registers() {
    uint32_t through_fs = 0, through_null = 0;
    forget();
    asm volatile("movl $1f, go_on_at\n\t"
                 "movl $0x7770, %%eax\n\t"
                 "movw %%ax, %%gs\n"
                 "1:" ::
                     : "eax", "memory");
    claim("exc.emulate.5", "a selector that is not ours is exception 13", 1,
          fault_count_here);
    claim("exc.emulate.5 exc.2", "with the selector as error code", 0x7770,
          fault_error);
    forget();
    asm volatile("movw %%ss, %%ax\n\t"
                 "movw %%ax, %%fs\n\t"
                 "movl %%fs:(%1), %0"
                 : "=r"(through_fs)
                 : "r"(&place)
                 : "eax", "memory");
    claim("exc.emulate.5", "the own data selector may be loaded", 0x600D, through_fs);
    asm volatile("xorl %%eax, %%eax\n\t"
                 "movw %%ax, %%gs\n\t"
                 "movw %%ax, %%es\n\t"
                 "movl %%gs:(%1), %0"
                 : "=r"(through_null)
                 : "r"(&place)
                 : "eax", "memory");
    claim("exc.emulate.5 start.7", "null is repaired when it is used", 0x600D,
          through_null);
    through_null = 0;
    asm volatile("xorl %%eax, %%eax\n\t"
                 "movw %%ax, %%gs\n\t"
                 "movl %%gs:(%1), %0"
                 : "=r"(through_null)
                 : "r"(&place)
                 : "eax", "memory");
    claim("exc.emulate.5", "in GS alone as well", 0x600D, through_null);
    claim("exc.emulate.5", "without any exception of ours", 0, fault_count_here);
    claim("exc.emulate.5 call.4", "and with null in ES and GS calls work",
          root_id.low(), myself().low());
}

// --- the floating-point unit ---

uint32_t fresh_control, fresh_status, kept_value, kept_in_child;

void use_the_fpu() {
    uint16_t control = 0, status = 0;
    asm volatile("fnstcw %0; fnstsw %1" : "=m"(control), "=m"(status));
    fresh_control = control;
    fresh_status = status;
    asm volatile("fld1; fld1; faddp");  // 2
    for (uint32_t i = 0; i < 5; ++i) {
        thread_switch(ThreadId::nil());
        asm volatile("fld1; faddp");
    }
    asm volatile("fistpl %0" : "=m"(kept_value));
    sleep_for_ever();
}

void use_the_fpu_in_a_child() {
    asm volatile("fninit; fld1; fld1; faddp; fld1; faddp");  // 3
    sleep(receive_2_ms);
    asm volatile("fistpl %0" : "=m"(kept_in_child));
    sleep_for_ever();
}

uint32_t divide_by_zero_count;

void divide_unmasked() {
    load_table(table);
    forget();
    const uint16_t control = 0x037B;  // all masked but division by zero
    asm volatile("movl $1f, go_on_at\n\t"
                 "fninit\n\t"
                 "fldcw %0\n\t"
                 "fld1\n\t"
                 "fldz\n\t"
                 "fdivrp\n\t"
                 "fwait\n"
                 "1:\tfninit"
                 :
                 : "m"(control)
                 : "memory");
    divide_by_zero_count = fault_count_here;
    sleep_for_ever();
}

void floating_point() {
    uint32_t own = 0;
    forget();
    asm volatile("fninit; fld1; fld1; faddp; fld1; faddp; fld1; faddp");  // 4
    start(3, use_the_fpu);
    start(4, use_the_fpu);
    let_others_run();
    asm volatile("fistpl %0" : "=m"(own));
    claim("fpu.1", "a value survives other threads that compute", 4, own);
    claim("fpu.1", "theirs survive each other", 7, kept_value);
    claim("fpu.2", "a new thread has the control word 0x37F", 0x37F, fresh_control);
    claim("fpu.2", "and an empty status word", 0, fresh_status);
    asm volatile("fld1");
    start_child(child_b, use_the_fpu_in_a_child);
    sleep(receive_10_ms);
    claim("fpu.1", "a child's value survives too", 3, kept_in_child);
    asm volatile("fistpl %0" : "=m"(own));
    claim("fpu.1", "and ours the child", 1, own);
    claim("exc.11", "all that made no exception 7 for us", 0, fault_count_here);
    asm volatile("movl $1f, go_on_at\n\tint $2\n1:" ::: "memory");
    claim("exc.11 exc.7", "int 2 is exception 13, with error code 0x12", 0x12,
          fault_error);
    start(5, divide_unmasked);
    let_others_run();
    claim("fpu.3", "an unmasked error is exception 16", 1, divide_by_zero_count);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    set_handlers(table, note_fault, note_fault_with_code);
    set_handler(table, 3, nullptr);  // claims are printed by int3
    load_table(table);
    halt_and_more();
    calls_by_sysenter();
    segment_registers();
    debug_registers();
    breakpoints_on_data();
    floating_point();
    finish_claims();
}
