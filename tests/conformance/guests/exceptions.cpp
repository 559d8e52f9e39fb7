// exceptions.cpp -- exceptions reflected into the thread that made them.
// Each thread has a table of its own; one handler serves all entries: it keeps what was pushed,
// and goes on at `resume_at`, or where the exception happened.
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/exception_table.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

asm(".text\n"
    "handler_with_code:\n\t"
    "popl seen_error\n"
    "handler_without_code:\n\t"
    "movl %esp, seen_esp\n\t"
    "popl seen_eip\n\t"
    "popl seen_cs\n\t"
    "popl seen_flags\n\t"
    "pushfl\n\t"
    "popl handler_flags\n\t"
    "incl seen_count\n\t"
    "pushl seen_flags\n\t"
    "andl $~0x100, (%esp)\n\t"
    "pushl seen_cs\n\t"
    "pushl seen_eip\n\t"
    "cmpl $0, resume_at\n\t"
    "je 1f\n\t"
    "popl seen_eip\n\t"
    "pushl resume_at\n"
    "1:\tiret\n");
}  // namespace

extern "C" {
void handler_without_code();
void handler_with_code();
uint32_t seen_error, seen_eip, seen_cs, seen_flags, seen_esp, handler_flags, resume_at;
volatile uint32_t seen_count;
uint32_t trap_place_word, kept_words[7];
}

namespace {

ExceptionTable table, other_table, far_table;

void forget() {
    seen_error = seen_eip = seen_flags = seen_esp = 0xBAD;
    seen_count = 0;
    resume_at = 0;
}

/// Run a piece of code in helper 1 with the table, and wait until it is done.
volatile bool is_done;
void done() {
    is_done = true;
    sleep_for_ever();
}
void try_it(Code code) {
    forget();
    is_done = false;
    start(1, code);
    let_others_run();
}

/// An instruction that faults: its place in trap_place, then on at the end.
#define FAULTING(instruction)                                                          \
    asm volatile("movl $1f, trap_place_word\n\t"                                       \
                 "movl $2f, resume_at\n"                                               \
                 "1:\t" instruction "\n"                                               \
                 "2:" ::                                                               \
                     : "eax", "ecx", "edx", "memory", "cc")

void divide() {
    load_table(table);
    FAULTING("xorl %%ecx, %%ecx; divl %%ecx");
    done();
}
void undefined() {
    load_table(table);
    FAULTING("ud2");
    done();
}
void int_80() {
    load_table(table);
    FAULTING("int $0x80");
    done();
}
void int_37() {
    load_table(table);
    FAULTING("int $0x37");
    done();
}
void int_20() {
    load_table(table);
    FAULTING("int $0x20");
    done();
}
void int_14() {
    load_table(table);
    FAULTING("int $14");
    done();
}
void write_cr0() {
    load_table(table);
    FAULTING("movl %%eax, %%cr0");
    done();
}
void breakpoint() {
    load_table(table);
    forget();
    asm volatile("movl $1f, trap_place_word\n\tint3\n1:" ::: "memory");
    done();
}
void overflow() {
    load_table(table);
    forget();
    asm volatile(
        "movl $1f, trap_place_word\n\tmovb $0x7F, %%al\n\taddb $1, %%al\n\tinto\n1:" ::
            : "eax", "cc", "memory");
    done();
}
void out_of_bounds() {
    static int32_t bounds[2] = {10, 20};
    load_table(table);
    asm volatile("movl $1f, trap_place_word\n\t"
                 "movl $2f, resume_at\n\t"
                 "movl $5, %%eax\n"
                 "1:\tboundl %%eax, %0\n"
                 "2:" ::"m"(bounds)
                 : "eax", "memory");
    done();
}
void single_step() {
    load_table(table);
    forget();
    asm volatile("pushfl\n\t"
                 "orl $0x100, (%%esp)\n\t"
                 "popfl\n\t"
                 "nop\n"
                 "1:\tmovl $1b, trap_place_word" ::
                     : "memory", "cc");
    done();
}
void kernel_read() {
    load_table(table);
    FAULTING("movl 0xE0000000, %%eax");
    done();
}

void keep_registers() {
    load_table(table);
    forget();
    asm volatile("pushl %%ebp\n\t"
                 "pushl %%ebx\n\t"
                 "movl $2f, resume_at\n\t"
                 "movl $1, %%eax\n\t"
                 "movl $2, %%ecx\n\t"
                 "movl $3, %%edx\n\t"
                 "movl $4, %%ebx\n\t"
                 "movl $5, %%ebp\n\t"
                 "movl $6, %%esi\n\t"
                 "movl $7, %%edi\n\t"
                 "stc\n\t"
                 "ud2\n"
                 "2:\tmovl %%eax, kept_words\n\t"
                 "movl %%ecx, kept_words + 4\n\t"
                 "movl %%edx, kept_words + 8\n\t"
                 "movl %%ebx, kept_words + 12\n\t"
                 "movl %%ebp, kept_words + 16\n\t"
                 "movl %%esi, kept_words + 20\n\t"
                 "movl %%edi, kept_words + 24\n\t"
                 "popl %%ebx\n\t"
                 "popl %%ebp" ::
                     : "eax", "ecx", "edx", "esi", "edi", "memory", "cc");
    done();
}

void faults_with_and_without_code() {
    try_it(divide);
    claim("exc.1 exc.table.1", "dividing by zero comes to handler 0", 1, seen_count);
    claim("exc.2 exc.1", "without an error code: the stack is three words lower",
          helper_stack(1) - 12 - seen_esp < 256 ? 1 : 0, 1);
    claim("exc.2", "and none was pushed", 0xBAD, seen_error);
    claim_that("exc.5", "iret goes on where the handler wants", is_done);
    try_it(undefined);
    claim("exc.3", "a fault's EIP is the instruction", trap_place_word, seen_eip);
    claim_that("exc.1", "its CS is the thread's, in ring 3", (seen_cs & 3) == 3);
    claim_that("exc.1 start.5", "its EFLAGS have interrupts on",
               (seen_flags & 0x200) != 0);
    try_it(int_80);
    claim("exc.7 exc.2", "int 0x80 is exception 13 with error code 0x402", 0x402,
          seen_error);
    claim("exc.7 exc.3", "at the instruction itself", trap_place_word, seen_eip);
    try_it(int_37);
    claim("exc.7", "int 0x37: 0x1BA", 8 * 0x37 + 2, seen_error);
    try_it(int_20);
    claim("exc.7", "int 0x20, the timer's: 0x102", 8 * 0x20 + 2, seen_error);
    try_it(int_14);
    claim("exc.7", "int 14: 0x72", 8 * 14 + 2, seen_error);
    try_it(write_cr0);
    claim("exc.2 call.4", "writing CR0: error code 0", 0, seen_error);
    try_it(out_of_bounds);
    claim("exc.1 exc.3", "bound, a fault: exception 5 at its instruction",
          trap_place_word, seen_eip);
    try_it(kernel_read);
    claim("fault.7", "reading above 3 GB comes to handler 14", 1, seen_count);
    claim("fault.7 exc.2", "with an error code that says user, read", 4,
          seen_error & 6);
    try_it(keep_registers);
    bool good = true;
    for (uint32_t i = 0; i < 7; ++i) {
        good = good && kept_words[i] == i + 1;
    }
    claim_that("exc.6", "all registers are as they were", good);
    claim("exc.6 exc.1", "and the carry flag is in the pushed EFLAGS", 1,
          seen_flags & 1);
}

void traps() {
    try_it(breakpoint);
    claim("exc.8 exc.3", "int3 comes to handler 3, behind itself", trap_place_word,
          seen_eip);
    claim_that("exc.5 exc.8", "and goes on", is_done && seen_count == 1);
    try_it(overflow);
    claim("exc.7 exc.3", "into comes to handler 4, behind itself", trap_place_word,
          seen_eip);
    try_it(single_step);
    claim("exc.4 exc.3", "a single step comes to handler 1 behind the instruction",
          trap_place_word, seen_eip);
    claim("exc.4", "the pushed EFLAGS have TF", 0x100, seen_flags & 0x100);
    claim("exc.4", "the handler runs without", 0, handler_flags & 0x100);
    claim("exc.4", "once", 1, seen_count);
}

void tables() {
    static Code other = [] {
        load_table(other_table, 3);
        FAULTING("ud2");
        done();
    };
    try_it(other);
    claim("exc.table.1", "the limit is not looked at", 1, seen_count);
    forget();
    start(2, [] {
        asm volatile("ud2");
        sleep_for_ever();
    });
    let_others_run();
    claim("exc.table.1", "a thread without a table has no handlers", 0, seen_count);
    claim("exc.none.1 state.6", "and is stopped", 0xF, state_of(helper(2)));
    claim("exc.none.1 ipc.send.4", "it cannot be sent to", 0x30,
          code_of(send(helper(2), 0, 0, both_zero)));
    park(2);
    let_others_run();
    claim("exc.none.1 exregs.4", "a new EIP revives it", 0xC, state_of(helper(2)));
    set_handler(table, 6, nullptr);
    try_it(undefined);
    claim("exc.table.2", "offset 0 means no handler", 0xF, state_of(helper(1)));
    set_handler(table, 6, handler_without_code);
    try_it(undefined);
    claim("exc.table.3 exc.table.2", "the table is read when it is needed", 1,
          seen_count);
}

void stacks() {
    forget();
    start_thread(3, address_of([] {
                     load_table(table);
                     FAULTING("int $0x80");
                     done();
                 }),
                 helper_stack(3), sigma0_id);
    let_others_run();
    claim("exc.1", "the frame lies on the thread's stack", 1,
          helper_stack(3) - seen_esp < 512 ? 1 : 0);
    forget();
    is_done = false;
    start_thread(3, address_of([] {
                     load_table(table);
                     asm volatile("movl $2f, resume_at\n\t"
                                  "movl $0x00A01000, %%esp\n\t"
                                  "int $0x80\n"
                                  "2:" ::
                                      : "memory");
                     done();
                 }),
                 helper_stack(3), sigma0_id);
    sleep(receive_2_ms);
    claim("exc.9", "a stack page that is not there is asked for", 0x00A01000 - 12,
          seen_esp);
    claim_that("exc.9", "then the handler runs and goes on", is_done);
    forget();
    start_thread(4, address_of([] {
                     load_table(table);
                     asm volatile("movl $0xE0001000, %%esp\n\tint $0x80" ::: "memory");
                 }),
                 helper_stack(4), sigma0_id);
    sleep(receive_2_ms);
    claim("exc.10", "a stack in the kernel's part stops the thread", 0xF,
          state_of(helper(4)));
    claim("exc.10", "before its handler", 0, seen_count);
}

void in_a_child() {
    forget();
    is_done = false;
    set_handlers(far_table, handler_without_code, handler_with_code);
    start_child(child_b, [] {
        load_table(far_table);
        FAULTING("ud2");
        done();
    });
    sleep(receive_2_ms);
    claim_that("exc.table.3", "pages for table and handler come from the pager",
               is_done && seen_count == 1);
}

void without_a_pager() {
    static constexpr uint32_t own_word = 0x1234;
    forget();
    start_thread(120, address_of([] {
                     load_table(table);
                     CallRegisters r{120,        0xFFFFFFFF,
                                     0xFFFFFFFF, 0xFFFFFFFF,
                                     0xFFFFFFFF, helper(missing_lthread).low(),
                                     0};
                     raw_lthread_ex_regs(&r);
                     FAULTING("movl %%eax, 0x70000000");
                     send(main_thread(), own_word, 0, wait_for_ever);
                     sleep_for_ever();
                 }),
                 helper_stack(5), sigma0_id);
    sleep(receive_2_ms);
    claim("fault.8", "a fault whose pager does not exist comes to handler 13", 1,
          seen_count);
    claim("fault.8", "with error code 0", 0, seen_error);
    claim("fault.8 exc.3", "at the faulting instruction", trap_place_word, seen_eip);
    claim("fault.8", "its next message is its own, and not the one about the fault",
          own_word, receive(helper(120), receive_10_ms).w0);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    set_handlers(table, handler_without_code, handler_with_code);
    set_handlers(other_table, handler_without_code, handler_with_code);
    faults_with_and_without_code();
    traps();
    tables();
    stacks();
    in_a_child();
    without_a_pager();
    finish_claims();
}
