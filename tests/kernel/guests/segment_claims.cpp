// segment_claims.cpp -- null segment registers hurt neither the kernel nor other threads.
// Only Bochs and real machines check null selectors, so this must run in Bochs to mean much.
#include "tests/kernel/guests/claims.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

uint32_t stack[256];
volatile uint32_t visits = 0;
volatile uint32_t place = 0x600D;

void clear_segments() {
    asm volatile("movl %0, %%fs; movl %0, %%gs; movl %0, %%es; movl %0, %%ds" ::"r"(0));
}

uint32_t read_through_gs() {
    uint32_t value;
    asm volatile("movl %%gs:(%1), %0" : "=r"(value) : "r"(&place));
    return value;
}

/// Clears all segment registers and makes a call, again and again.
void keep_clearing() {
    for (;;) {
        visits = visits + 1;
        clear_segments();
        thread_switch(ThreadId::nil());
    }
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    const kumquat::ThreadId self = myself();
    start_thread(1, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(keep_clearing)),
                 static_cast<uint32_t>(reinterpret_cast<uintptr_t>(stack + 256)),
                 kumquat::sigma0_id);
    for (uint32_t i = 0; i < 10; ++i) {
        thread_switch(kumquat::ThreadId::nil());
        claim("segments.another_thread_reads_on", 0x600D, read_through_gs());
    }
    claim("segments.the_thread_itself_goes_on", 1, visits >= 9 ? 1 : 0);
    clear_segments();
    claim("segments.calls_work_without_them", self.low(), myself().low());
    finish_claims();
}
