// fpu_claims.cpp -- floating-point registers of threads and tasks.
#include "tests/kernel/guests/provoke.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr TimeoutWord both_zero{0x00000011}, receive_2_ms{0x7D00000D};

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
    install_table();
    floating_point_of_threads();
    floating_point_errors();
    floating_point_of_tasks();
    finish_claims();
}
