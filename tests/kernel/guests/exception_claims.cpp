// exception_claims.cpp -- a root task that raises exceptions and handles them itself.
// A handler notes what the kernel pushed and goes back to whoever called provoke().
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/program.hpp"

// What a handler saw, and where it goes on.
extern "C" {
uint32_t seen_vector, seen_esp, seen_stack[4], seen_flags, steps;
uint32_t resume_esp;
/// Call `code`; come back when it returns, or when a handler has noted its exception.
void provoke(void (*code)());
extern char handler_0[], handler_1_counting[];
void count_to_five();
void divide_by_zero(), call_vector_80(), call_vector_20(), call_overflow(), call_int3(),
    run_undefined(), out_of_bounds(), touch_kernel(), touch_missing(), set_stack_bad();
extern char divide_by_zero_at[], call_vector_80_at[], behind_overflow[], behind_int3[],
    touch_missing_at[], divide_error_at[];
}

asm(R"(
.text
.macro note vector
    .balign 16
    movl $\vector, seen_vector
    jmp note_stack
.endm
.balign 16
handler_0:
.set vector, 0
.altmacro
.rept 32
    note %vector
    .set vector, vector + 1
.endr
.noaltmacro

note_stack:
    movl %esp, seen_esp
    pushfl
    popl seen_flags
    popl seen_stack
    popl seen_stack + 4
    popl seen_stack + 8
    popl seen_stack + 12
    movl resume_esp, %esp
    jmp 1f

provoke:
    movl 4(%esp), %eax
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, resume_esp
    movl $-1, seen_vector
    call *%eax
1:  popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret

// Counts the steps of a program and lets it go on.
handler_1_counting:
    incl steps
    pushfl
    popl seen_flags
    pushl %eax
    movl 12(%esp), %eax
    orl %eax, seen_stack
    popl %eax
    iret

count_to_five:
    pushfl
    orl $0x100, (%esp)
    popfl
    nop
    nop
    nop
    pushfl
    andl $~0x100, (%esp)
    popfl
    ret

divide_by_zero:
    xorl %ecx, %ecx
divide_by_zero_at:
    divl %ecx
    ret

call_vector_80:
call_vector_80_at:
    int $0x80
    ret

call_vector_20:
    int $0x20
    ret

call_overflow:
    movb $0x7F, %al
    addb $1, %al
    into
behind_overflow:
    ret

call_int3:
    int3
behind_int3:
    ret

run_undefined:
    ud2

out_of_bounds:
    movl $9, %eax
    boundl %eax, bounds
    ret

touch_kernel:
    movl $1, 0xF1000000
    ret

touch_missing:
touch_missing_at:
    movl 0x700000, %eax
    ret

.data
bounds:
    .long 2, 5
.text
)");

namespace kumquat::user {

namespace {

constexpr uint32_t stack_words = 256, helper_count = 3, handler_size = 16;
uint32_t stacks[helper_count + 1][stack_words];
uint32_t table[64];
constexpr TimeoutWord both_zero{0x00000011}, receive_2_ms{0x7D00000D};
constexpr uint32_t dead_state = 0xF;

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

uint32_t address_of(void (*code)()) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

void set_gate(uint32_t vector, uint32_t handler) {
    table[2 * vector] = (handler & 0xFFFF) | 0xABCD0000;  // selector: not looked at
    table[2 * vector + 1] = (handler & 0xFFFF0000) | 0x1234;
}

void install_table(const void* at) {
    const struct [[gnu::packed]] {
        uint16_t limit;
        uint32_t address;
    } operand{0, address_of(at)};
    asm volatile("lidt (%%eax)" : : "a"(&operand), "m"(operand) : "memory");
}

uint32_t noting_handler(uint32_t vector) {
    return address_of(handler_0) + vector * handler_size;
}

/// A handler for everything but int3, with which claims are printed.
void fill_table() {
    for (uint32_t i = 0; i < 32; ++i) {
        set_gate(i, i == 3 ? 0 : noting_handler(i));
    }
}

void start_with(uint32_t number, void (*code)(), ThreadId pager) {
    start_thread(number, address_of(code), address_of(stacks[number] + stack_words),
                 pager);
}

void start(uint32_t number, void (*code)()) { start_with(number, code, sigma0_id); }

void let_others_run() {
    for (uint32_t i = 0; i < 2 * helper_count; ++i) {
        thread_switch(ThreadId::nil());
    }
}

/// State of a thread, as thread_schedule tells it.
uint32_t state_of(uint32_t lthread) {
    const ThreadId thread = root_id.with_lthread(lthread);
    uint32_t eax = 0xFFFFFFFF, ecx = 0, edx = 0, ebx = 0xFFFFFFFF;
    uint32_t esi = thread.low(), edi = thread.high();
    asm volatile("pushl %%ebp; movl $-1, %%ebp; int $0x34; popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    return eax >> 16 & 0xF;
}

// --- reflection ---

void faults_and_traps() {
    provoke(divide_by_zero);
    claim("exc.divide.vector", 0, seen_vector);
    claim("exc.divide.eip", address_of(divide_by_zero_at), seen_stack[0]);
    claim("exc.divide.cs_is_of_ring_3", 3, seen_stack[1] & 3);
    claim("exc.divide.eflags", 0x202, seen_stack[2] & 0x302);
    claim("exc.divide.frame_of_three_words", resume_esp - 4 - 12, seen_esp);
    provoke(call_vector_80);
    claim("exc.int_80.vector", 13, seen_vector);
    claim("exc.int_80.error", 0x402, seen_stack[0]);
    claim("exc.int_80.eip", address_of(call_vector_80_at), seen_stack[1]);
    claim("exc.int_80.frame_of_four_words", resume_esp - 4 - 16, seen_esp);
    provoke(call_vector_20);
    claim("exc.int_20.error", 0x102, seen_stack[0]);
    provoke(call_overflow);
    claim("exc.into.vector", 4, seen_vector);
    claim("exc.into.eip_behind", address_of(behind_overflow), seen_stack[0]);
    set_gate(3, noting_handler(3));
    provoke(call_int3);
    set_gate(3, 0);
    claim("exc.int3.own_handler_first", 3, seen_vector);
    claim("exc.int3.eip_behind", address_of(behind_int3), seen_stack[0]);
    provoke(run_undefined);
    claim("exc.ud2.vector", 6, seen_vector);
    provoke(out_of_bounds);
    claim("exc.bound.vector", 5, seen_vector);
    provoke(touch_kernel);
    claim("exc.kernel_address.is_14", 14, seen_vector);
    claim("exc.kernel_address.error_is_user_write", 6, seen_stack[0] & ~1u);
}

void single_steps() {
    set_gate(1, address_of(handler_1_counting));
    seen_stack[0] = 0;
    provoke(count_to_five);
    claim("exc.step.once_for_each_instruction", 6, steps);
    claim("exc.step.flag_clear_in_handler", 0, seen_flags & 0x100);
    claim("exc.step.flag_pushed", 0x100, seen_stack[0] & 0x100);
    uint32_t status;
    asm volatile("movl %%dr6, %0" : "=r"(status));
    claim("exc.step.status_tells_it", 0x4000, status & 0xE00F);
    asm volatile("movl %0, %%dr6" : : "r"(0));
}

// --- a table of one's own ---

volatile uint32_t marks = 0;

void raise_without_table() {
    marks = 1;
    asm volatile("xorl %%ecx, %%ecx; divl %%ecx" ::: "eax", "ecx", "edx");
    marks = 2;
    sleep_for_ever();
}

void miss_a_page() {
    install_table(table);
    provoke(touch_missing);
    marks = 3;
    sleep_for_ever();
}

void fault_on_bad_stack() {
    install_table(table);
    marks = 4;
    asm volatile("movl $0xC0000004, %esp; ud2");
}

void fault_on_new_stack() {
    install_table(table);
    asm volatile("movl $0x00700008, %esp; ud2");  // straddles two pages not yet there
}

extern "C" void note_new_stack() {
    marks = 5;
    sleep_for_ever();
}

uint32_t other_table[64];

void jump_to_bad_handler() {
    install_table(other_table);
    asm volatile("ud2");
}

void read_bad_table() {
    install_table(reinterpret_cast<const void*>(uintptr_t{0xBFFFFFF0}));
    asm volatile("ud2");  // entry 6 lies beyond user space
}

void say_alive() {
    marks = 6;
    sleep_for_ever();
}

void tables_of_threads() {
    start(1, raise_without_table);
    let_others_run();
    claim("exc.table.of_another_thread_is_not_used", 1, marks);
    claim("exc.none.thread_is_dead", dead_state, state_of(1));
    claim("exc.none.cannot_be_met", 0x30,
          static_cast<uint32_t>(
              send(root_id.with_lthread(1), 0, 0, reply_at_once).dope.error()));
    start(1, say_alive);
    let_others_run();
    claim("exc.none.ex_regs_revives_it", 6, marks);

    start_with(2, miss_a_page, ThreadId::invalid());
    let_others_run();
    claim("fault.without_pager.is_13", 13, seen_vector);
    claim("fault.without_pager.error_0", 0, seen_stack[0]);
    claim("fault.without_pager.eip", address_of(touch_missing_at), seen_stack[1]);
    claim("fault.without_pager.thread_goes_on", 3, marks);
}

void stacks_and_handlers_that_fail() {
    start(1, fault_on_bad_stack);
    let_others_run();
    claim("exc.bad_stack.got_there", 4, marks);
    claim("exc.bad_stack.stops_the_thread", dead_state, state_of(1));
    other_table[12] = 0;
    other_table[13] = 0xC0000000;
    start(1, jump_to_bad_handler);
    let_others_run();
    claim("exc.bad_handler.stops_the_thread", dead_state, state_of(1));
    start(1, read_bad_table);
    let_others_run();
    claim("exc.bad_table.stops_the_thread", dead_state, state_of(1));

    set_gate(6, address_of(note_new_stack));
    start(1, fault_on_new_stack);
    let_others_run();
    claim("exc.stack_pages_are_fetched", 5, marks);
    const uint32_t* const pushed =
        reinterpret_cast<const uint32_t*>(uintptr_t{0x6FFFFC});
    claim("exc.frame_straddles_pages", 3, pushed[1] & 3);
}

// --- instructions that the kernel carries out ---

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

// --- floating point ---

struct FpuImage {
    uint32_t control, status, tags, rest[24];
};

FpuImage first_image;
uint32_t wrong_numbers = 0, rounds = 0;

/// Nobody else's numbers are to be found in the FPU.
uint32_t sum_of_rest(const FpuImage& image) {
    uint32_t sum = 0;
    for (uint32_t i = 4; i < 24; ++i) {  // behind the pointers: the eight registers
        sum |= image.rest[i];
    }
    return sum;
}

/// Keeps a number of its own in the FPU while others compute, too.
void keep_a_number() {
    const uint32_t number = myself().lthread();
    asm volatile("fildl %0" : : "m"(number));
    for (;;) {
        thread_switch(ThreadId::nil());
        uint32_t kept = 0;
        asm volatile("fistl %0" : "=m"(kept));
        wrong_numbers += kept == number ? 0 : 1;
        ++rounds;
    }
}

void look_at_new_fpu() {
    asm volatile("fnsave %0" : "=m"(first_image));
    sleep_for_ever();
}

void floating_point_of_threads() {
    const uint32_t own = 4711;
    asm volatile("fninit; fildl %0" : : "m"(own));
    start(1, look_at_new_fpu);
    let_others_run();
    claim("fpu.new_thread.control", 0x37F, first_image.control & 0xFFFF);
    claim("fpu.new_thread.status", 0, first_image.status & 0xFFFF);
    claim("fpu.new_thread.all_empty", 0xFFFF, first_image.tags & 0xFFFF);
    claim("fpu.new_thread.nobodys_numbers", 0, sum_of_rest(first_image));
    start(1, keep_a_number);
    start(2, keep_a_number);
    start(3, keep_a_number);
    for (uint32_t i = 0; i < 10; ++i) {
        let_others_run();
        sleep(receive_2_ms);
    }
    uint32_t kept = 0;
    asm volatile("fistpl %0" : "=m"(kept));
    claim("fpu.main_thread_keeps_its_number", own, kept);
    claim("fpu.others_keep_theirs", 0, wrong_numbers);
    claim("fpu.others_have_computed", 1, rounds > 100 ? 1 : 0);
    for (uint32_t i = 1; i <= 3; ++i) {
        start(i, sleep_for_ever);
    }
    let_others_run();
}

void divide_in_fpu() {
    const uint32_t unmasked = 0x37B;  // but for division by zero
    asm volatile("fldcw %0; fld1; fldz; fdivrp; fwait" : : "m"(unmasked));
}

void floating_point_errors() {
    provoke(divide_in_fpu);
    claim("fpu.error_is_16", 16, seen_vector);
    asm volatile("fninit");
    provoke(divide_in_fpu);
    claim("fpu.error_is_16_again", 16, seen_vector);
    asm volatile("fninit");
}

constexpr TaskNumber child{9};
alignas(page_size) uint32_t child_stack[page_size / sizeof(uint32_t)];

void child_main() {
    const uint32_t number = 99;
    uint32_t kept = 0;
    asm volatile("fildl %0" : : "m"(number));
    const IpcResult answer = call(root_id, 0x101, 0);
    asm volatile("fistpl %0" : "=m"(kept));
    send(root_id, 0x101, kept, answer.ok() ? wait_for_ever : both_zero);
    sleep_for_ever();
}

/// The child's next message; what it misses on the way is lent to it one to one.
IpcResult next_message(IpcResult message) {
    while (message.w0 != 0x101) {
        const uint32_t page = Fpage::align(message.w0, page_order);
        static_cast<void>(*reinterpret_cast<volatile uint8_t*>(uintptr_t{page}));
        const Fpage fpage = Fpage::make(page, page_order, Fpage::write_bit);
        message = reply_and_wait(send_fpage, message.sender, page, fpage.word());
    }
    return message;
}

void floating_point_of_tasks() {
    const uint32_t own = 815;
    uint32_t kept = 0;
    create_task(child, address_of(child_main),
                address_of(child_stack + page_size / sizeof(uint32_t)), root_id, 20);
    const IpcResult request = next_message(wait());
    asm volatile("fninit; fildl %0" : : "m"(own));
    const IpcResult answer =
        next_message(reply_and_wait(send_registers, request.sender, 0, 0));
    asm volatile("fistpl %0" : "=m"(kept));
    claim("fpu.a_task_keeps_its_number", own, kept);
    claim("fpu.another_task_keeps_its", 99, answer.w1);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    fill_table();
    install_table(table);
    faults_and_traps();
    single_steps();
    emulated_instructions();
    breakpoints();
    fill_table();
    tables_of_threads();
    stacks_and_handlers_that_fail();
    fill_table();
    wrong_model_register();
    floating_point_of_threads();
    floating_point_errors();
    floating_point_of_tasks();
    finish_claims();
}
