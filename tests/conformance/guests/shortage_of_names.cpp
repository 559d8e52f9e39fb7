// shortage_of_names.cpp -- names that nobody has, when the kernel's memory has run out.
// Looking up a thread may need a page table of the TCB array; there is none, and still the
// answer is "does not exist".
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t most = 500, first_task = 500, tasks_per_table = 16;

void use_up_all_memory() {
    for (uint32_t i = 0; i < most; ++i) {
        const ThreadId id =
            create_task({first_task + i}, address_of(sleep_for_ever), 0, pager(), 255);
        if (id.is_nil()) {
            return;
        }
        set_priority(id, 1);
    }
}

void claims() {
    use_up_all_memory();
    uint32_t missing = 0, wanted = 0;
    for (uint32_t task = 1000; task < max_tasks; task += tasks_per_table) {
        ++wanted;
        const ThreadId nobody = ThreadId::make({task}, 1, root_task);
        missing += code_of(send(nobody, 0, 0, both_zero)) == 0x10 ? 1 : 0;
    }
    claim("call.4 ipc.send.1 task.16 id.lookup.2",
          "without memory, threads that nobody made do not exist", wanted, missing);
    CallRegisters r{0xFFFFFFFF, 0,          0,
                    0xFFFFFFFF, 0xFFFFFFFF, ThreadId::make({1999}, 1, {0}).low(),
                    0};
    raw_thread_schedule(&r);
    claim("call.4 schedule.1", "thread_schedule says so too", 0xFFFFFFFF, r.eax);
    thread_switch(ThreadId::make({1983}, 1, {0}));
    claim_that("call.4 switch.3", "and thread_switch goes on", true);
    claim("call.4 ipc.receive.2", "and a receive from such a thread gives 0x10", 0x10,
          code_of(receive(ThreadId::make({1967}, 1, {0}), both_zero)));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    claims();
    finish_claims();
}
