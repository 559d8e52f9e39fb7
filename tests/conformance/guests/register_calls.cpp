// register_calls.cpp -- two words to a partner that waits, without any end to the waiting: the
// commonest ipc, for which a kernel may have a path of its own. It must keep every promise, too.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

extern "C" const uint8_t image_begin[], image_end[];  // of user.ld's making

namespace {

constexpr TaskNumber last_task{2047};
constexpr uint32_t last_lthread = 127;
volatile uint32_t seen_by_server, seen_by_client, code_of_call;
volatile bool is_sent;

void wait_for_one() {
    wait();
    sleep_for_ever();
}

void send_for_ever() {
    is_sent = false;
    send(helper(1), 1, 2, wait_for_ever);
    is_sent = true;
    sleep_for_ever();
}

void a_send_returns() {
    start(1, wait_for_one);
    start(2, send_for_ever);
    let_others_run();
    claim_that("ipc.form.1", "a send without timeout to who waits returns", is_sent);
}

void call_with_other_timeouts() {
    ipc(send_registers, from_partner, TimeoutWord{0x00770000}, main_thread(), 7, 8);
    sleep_for_ever();
}

/// \param eax  what is sent before the waiting
CallRegisters wait_with(uint32_t eax, ThreadId to) {
    CallRegisters r{eax, 0x00550000, 1, 2, 1, to.low(), to.high()};
    raw_ipc(&r);
    return r;
}

void registers_are_kept() {
    start(1, call_with_other_timeouts);
    const CallRegisters r = wait_with(0xFFFFFFFF, ThreadId::nil());
    claim("ipc.reg.1", "a server gets the words of a call", 7, r.edx);
    claim("ipc.reg.1", "both", 8, r.ebx);
    claim("ipc.reg.1", "with the caller's id", helper(1).low(), r.esi);
    claim("ipc.reg.6", "and keeps its ECX", 0x00550000, r.ecx);
    claim("ipc.reg.6", "and its EBP", 1, r.ebp);
    start(2, call_with_other_timeouts);
    const CallRegisters again = wait_with(0, helper(1));
    claim("ipc.reg.1", "the next call after a reply, too", helper(2).low(), again.esi);
    claim("ipc.reg.6", "ECX is kept again", 0x00550000, again.ecx);
}

/// Each child has a page of its own at the same place.
FaultReply lend_by_task(const IpcResult& fault) {
    const uint32_t number = fault.sender.task().value - child_a.value;
    return reply_page(Fpage::align(fault.w0, page_order), arena_page(number),
                      Fpage::write_bit);
}

/// Nothing but the calls is to change the space from now on.
void touch_everything() {
    static_cast<void>(uint32_t{word_at(0x20000000)});
    for (const uint8_t* page = image_begin; page < image_end; page += page_size) {
        static_cast<void>(*static_cast<const volatile uint8_t*>(page));
    }
}

void serve_own_word() {
    touch_everything();
    IpcResult request = wait();
    for (;;) {
        seen_by_server = word_at(0x20000000);
        request = reply_and_wait(send_registers, request.sender, 0, 0);
    }
}

void call_and_look() {
    touch_everything();
    call(child_id(child_b), 0, 0);
    seen_by_client = word_at(0x20000000);
    sleep_for_ever();
}

void memory_is_ones_own() {
    fill_page(arena_page(0), 0xAAA);
    fill_page(arena_page(1), 0xBBB);
    set_fault_handler(lend_by_task);
    start_child(child_b, serve_own_word);
    sleep(receive_2_ms);
    start_child(child_a, call_and_look);
    sleep(receive_2_ms);
    claim("task.8 ipc.form.4", "behind a call, a server sees its own memory", 0xBBB,
          seen_by_server);
    claim("task.8 ipc.form.4", "behind the reply, the client its own", 0xAAA,
          seen_by_client);
}

void call_nobody() {
    code_of_call = 0xBAD;
    code_of_call = code_of(call(ThreadId::invalid(), 1, 2));
    sleep_for_ever();
}

/// All bits of a task number and an lthread are set: so are those of the invalid id.
void the_last_thread() {
    create_task(last_task, address_of([] {
                    start_thread(last_lthread, address_of(wait_for_one),
                                 child_stack(child_c) - page_size / 2, pager());
                    sleep_for_ever();
                }),
                child_stack(child_c), pager(), 255);
    sleep(receive_2_ms);
    start(3, call_nobody);
    let_others_run();
    claim("ipc.send.1 id.invalid.1", "a call to the invalid id finds nobody", 0x10,
          code_of_call);
    const ThreadId last = ThreadId::make(last_task, last_lthread, root_task);
    claim("id.lookup.2", "although there is a thread 2047.127", 0,
          code_of(send(last, 1, 2, both_zero)));
    delete_task(last_task, root_task);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    a_send_returns();
    registers_are_kept();
    memory_is_ones_own();
    the_last_thread();
    finish_claims();
}
