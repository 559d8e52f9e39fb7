// task_claims.cpp -- a root task that tries the other calls: tasks, threads, priorities.
// Its child task runs code of this same file: the child's pager lends it our pages one to one.
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/elf_pager.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr TaskNumber child{9};
constexpr uint32_t stack_words = 256;
uint32_t helper_stack[stack_words];
alignas(page_size) uint32_t child_stack[page_size / sizeof(uint32_t)];
constexpr TimeoutWord receive_50_ms{0xC400000B};  // 196 * 256 us
constexpr uint32_t say_hello = 0x101, write_denied_address = 0x00300000;

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

uint32_t address_of(void (*code)()) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

/// The child's first thread: says hello, then writes where it may only read.
void child_main() {
    send(root_id, say_hello, myself().low(), wait_for_ever);
    *reinterpret_cast<volatile uint32_t*>(uintptr_t{write_denied_address}) = 1;
    sleep_for_ever();
}

/// Lend a page of ours one to one, writable if the child wants to write and may.
IpcResult lend(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    const bool may_write = page != write_denied_address;
    static_cast<void>(*reinterpret_cast<volatile uint8_t*>(uintptr_t{page}));
    const Fpage fpage = Fpage::make(page, page_order, may_write ? Fpage::write_bit : 0);
    return reply_and_wait(send_fpage, fault.sender, page, fpage.word());
}

void a_task_lives() {
    const ThreadId id = create_task(
        child, address_of(child_main),
        address_of(child_stack + page_size / sizeof(uint32_t)), root_id, 20);
    claim("task_new.id_low", ThreadId::make(child, 0, root_task).low(), id.low());
    claim("task_new.id_high", ThreadId::make(child, 0, root_task).high(), id.high());
    IpcResult message = wait();
    claim("fault.address_is_the_entry", address_of(child_main) & ~3u, message.w0 & ~3u);
    claim("fault.instruction_is_the_entry", address_of(child_main), message.w1);
    claim("fault.comes_from_the_child", id.low(), message.sender.low());
    uint32_t faults = 0;
    while (message.w0 != say_hello && faults < 20) {
        message = lend(message);
        ++faults;
    }
    claim("child.knows_its_id", id.low(), message.w1);
    claim("child.faulted_for_code_and_stack", 1, faults >= 2 && faults <= 4 ? 1 : 0);
    message = wait();
    claim("write_fault.address_and_bit", write_denied_address | 2, message.w0);
    message = lend(message);  // read only: it faults again
    claim("write_fault.again_without_right", write_denied_address | 2, message.w0);
}

void rights_of_task_new() {
    claim("task_new.sigma0_is_not_mine", 0,
          create_task(sigma0_task, 0, 0, root_id, 0).low());
    claim("task_new.task_3_is_nobodys", 0, create_task({3}, 0, 0, root_id, 0).low());
    claim("task_new.task_0_is_the_kernel", 0, create_task({0}, 0, 0, root_id, 0).low());
    claim("task_new.without_pager_the_number_stays_inactive",
          ThreadId::make({10}, 0, root_task).low(),
          create_task({10}, 0, 0, ThreadId::nil(), root_id.low()).low());
    claim("task_new.an_inactive_task_has_no_threads", 0x10,
          static_cast<uint32_t>(
              send(ThreadId::make({10}, 0, root_task), 0, 0, reply_at_once)
                  .dope.error()));
}

void nearest_ids() {
    uint32_t type = 0, low = 0xFFFFFFFF, high = 0xFFFFFFFF;
    asm volatile("int $0x31" : "+a"(type), "+S"(low), "+D"(high));
    claim("id_nearest.of_invalid_is_outward", 4, type);
    claim("id_nearest.roots_chief_is_nil", 0, low);
    type = 1, low = 0, high = 0xBAD;
    asm volatile("int $0x31" : "+a"(type), "+S"(low), "+D"(high));
    claim("id_nearest.of_nil_is_near", 0, type);
    claim("id_nearest.of_nil_is_me", root_id.low(), low);
    const ThreadId child_thread = ThreadId::make(child, 5, root_task);
    type = 1, low = child_thread.low(), high = child_thread.high();
    asm volatile("int $0x31" : "+a"(type), "+S"(low), "+D"(high));
    claim("id_nearest.of_a_child_is_near", 0, type);
    claim("id_nearest.of_a_child_as_given", child_thread.low(), low);
}

void start_helper(uint32_t lthread, void (*code)()) {
    start_thread(lthread, address_of(code), address_of(helper_stack + stack_words),
                 sigma0_id);
}

/// Tasks 1 and 3 belong to nobody; that does not make them the root task's brothers.
void strangers_are_not_near() {
    const ThreadId stranger = ThreadId::make({3}, 0, kernel_task);
    uint32_t type = 0, low = stranger.low(), high = stranger.high();
    asm volatile("int $0x31" : "+a"(type), "+S"(low), "+D"(high));
    claim("id_nearest.of_a_stranger_is_outward", 4, type);
}

/// A task whose id has all version bits: its last thread looks like "invalid".
void start_the_last_thread_of_all() {
    start_thread(127, address_of(sleep_for_ever), 0, root_id);
    start_thread(127, address_of(sleep_for_ever), 0,
                 root_id);  // found again, not made again
    send(root_id, say_hello, 0, wait_for_ever);
    sleep_for_ever();
}

void version_bits_change_nothing() {
    uint32_t eax = 20, ecx = address_of(child_stack + page_size / sizeof(uint32_t));
    uint32_t edx = address_of(start_the_last_thread_of_all), ebx = root_id.low();
    uint32_t esi = 0xFFFE03FF, edi = 0;  // task 2047
    asm volatile("pushl $0; xchgl %%ebp, (%%esp); int $0x36; popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    claim("task_new.keeps_the_version", 0xFFFE03FF, esi);
    IpcResult message = wait();
    for (uint32_t faults = 0; message.w0 != say_hello && faults < 20; ++faults) {
        message = lend(message);
    }
    claim("ex_regs.finds_a_thread_by_its_number", say_hello, message.w0);
}

void a_sleeper_has_no_partner() {
    start_helper(4, sleep_for_ever);
    thread_switch(ThreadId::nil());
    const ThreadId sleeper = root_id.with_lthread(4);
    uint32_t eax = 0xFFFFFFFF, ecx = 0, edx = 0, ebx = 0xFFFFFFFF;
    uint32_t esi = sleeper.low(), edi = sleeper.high();
    asm volatile("pushl %%ebp; movl $-1, %%ebp; int $0x34; popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    claim("thread_schedule.sleeper_waits_for_a_message", 0xC, eax >> 16 & 0xF);
    claim("thread_schedule.sleeper_has_no_partner", 0xFFFFFFFF, esi);
}

volatile uint32_t steps = 0;

void count_steps() {
    for (;;) {
        steps = steps + 1;
    }
}

void touch_kernel_memory() {
    *reinterpret_cast<volatile uint32_t*>(uintptr_t{0xE0000000}) = 1;
    steps = 0xBAD;
    sleep_for_ever();
}

void divide_by_zero() {
    asm volatile("xorl %%ecx, %%ecx; divl %%ecx" ::: "eax", "ecx", "edx");
    steps = 0xBAD;
    sleep_for_ever();
}

void run_system_call_of_nobody() {
    asm volatile("int $0x80");
    steps = 0xBAD;
    sleep_for_ever();
}

void priorities_are_strict() {
    start_helper(1, count_steps);
    set_priority(root_id.with_lthread(1), 5);
    sleep(receive_50_ms);
    claim("schedule.lower_runs_while_we_sleep", 1, steps > 1000 ? 1 : 0);
    const uint32_t before = steps;
    for (uint32_t i = 0; i < 20'000'000; ++i) {
        asm volatile("");
    }
    claim("schedule.lower_waits_while_we_compute", before, steps);
    start_helper(1, sleep_for_ever);
}

void bad_threads_are_stopped() {
    steps = 0;
    void (*const bad[])() = {touch_kernel_memory, divide_by_zero,
                             run_system_call_of_nobody};
    for (void (*const code)() : bad) {
        start_helper(2, code);
        sleep(receive_50_ms);
        claim("bad_thread.does_not_go_on", 0, steps);
        claim("bad_thread.cannot_be_met", 0x30,
              static_cast<uint32_t>(
                  send(root_id.with_lthread(2), 0, 0, reply_at_once).dope.error()));
    }
    start_helper(2, sleep_for_ever);
}

void ex_regs_answers_the_old_values() {
    start_helper(3, sleep_for_ever);
    thread_switch(ThreadId::nil());
    uint32_t eax = 3, ecx = 0xFFFFFFFF, edx = 0xFFFFFFFF, ebx = 0xFFFFFFFF;
    uint32_t esi = 0xFFFFFFFF, edi = 0xFFFFFFFF;
    asm volatile("pushl %%ebp; movl $-1, %%ebp; int $0x35; popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi),
                   "+D"(edi)::"memory");
    claim("ex_regs.old_pager_low", sigma0_id.low(), esi);
    claim("ex_regs.old_pager_high", sigma0_id.high(), edi);
    claim("ex_regs.old_eflags", 0x3202, eax & 0xFFFFF302u);
    claim("ex_regs.number_128_fails", 0, start_thread(128, 0, 0, sigma0_id) ? 1 : 0);
    claim("ex_regs.virtual_8086_fails", 0,
          start_thread(0x80000005, 0, 0, sigma0_id) ? 1 : 0);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    a_task_lives();
    rights_of_task_new();
    nearest_ids();
    strangers_are_not_near();
    version_bits_change_nothing();
    a_sleeper_has_no_partner();
    priorities_are_strict();
    bad_threads_are_stopped();
    ex_regs_answers_the_old_values();
    finish_claims();
}
