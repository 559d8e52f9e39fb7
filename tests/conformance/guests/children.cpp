// children.cpp -- the pager that lends this program's image.
#include "tests/conformance/guests/children.hpp"

#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

extern "C" const uint8_t image_begin[], image_end[];  // of the linker script's making

alignas(page_size) uint32_t child_stacks[child_count][page_size / sizeof(uint32_t)];
alignas(16) uint32_t pager_stack[512];
FaultHandler handler = nullptr;

bool is_in_image(uint32_t address) {
    return address >= address_of(image_begin) && address < address_of(image_end);
}

FaultReply lend_own_page(uint32_t page) {
    const uint32_t touched = word_at(page);  // only what we have can be lent
    static_cast<void>(touched);
    return reply_page(page, page, Fpage::write_bit);
}

FaultReply reply_to(const IpcResult& fault) {
    if (is_in_image(fault.w0)) {
        return lend_own_page(Fpage::align(fault.w0, page_order));
    }
    last_fault = fault;
    fault_count = fault_count + 1;
    return handler == nullptr ? FaultReply{} : handler(fault);
}

void serve() {
    IpcResult fault = wait();
    for (;;) {
        const FaultReply reply = fault.ok() ? reply_to(fault) : FaultReply{};
        fault = reply.is_given ? reply_and_wait(reply.kind, fault.sender,
                                                reply.hot_spot, reply.fpage)
                               : wait();
    }
}

}  // namespace

volatile uint32_t fault_count = 0;
IpcResult last_fault{};

void start_pager() {
    start_thread(pager_lthread, address_of(serve), address_of(pager_stack + 512),
                 sigma0_id);
    set_priority(pager(), pager_priority);
}

ThreadId pager() { return helper(pager_lthread); }

ThreadId start_pager_for_own_children() {
    return start_pager_for_own_children(child_stack(myself().task()) - page_size / 2);
}

ThreadId start_pager_for_own_children(uint32_t stack) {
    const ThreadId self = myself();
    constexpr uint32_t no = 0xFFFFFFFF;
    CallRegisters own{0, no, no, no, no, no, no};
    raw_lthread_ex_regs(&own);
    start_thread(pager_lthread, address_of(serve), stack, {own.esi, own.edi});
    return self.with_lthread(pager_lthread);
}

void set_fault_handler(FaultHandler new_handler) { handler = new_handler; }

FaultReply reply_page(uint32_t client_page, uint32_t page, uint32_t rights) {
    return {true, send_fpage, client_page,
            Fpage::make(page, page_order, rights).word()};
}

uint32_t child_stack(TaskNumber task) {
    return address_of(child_stacks[task.value - child_a.value] +
                      page_size / sizeof(uint32_t));
}

ThreadId start_child(TaskNumber task, Code code) {
    return create_task(task, address_of(code), child_stack(task), pager(), 255);
}

bool end_child(TaskNumber task) { return !delete_task(task, root_task).is_nil(); }

void launch(TaskNumber task, Code code) { call(child_id(task), address_of(code), 0); }

void launch_what_is_told() {
    const uint32_t stack = child_stack(myself().task()) - page_size / 2;
    IpcResult order = receive(main_thread(), wait_for_ever);
    for (;;) {
        start_thread(1, order.w0, stack, pager());
        order = call(main_thread(), 0, 0);
    }
}

void fill_page(uint32_t page, uint32_t first_word) { word_at(page) = first_word; }

}  // namespace kumquat::user
