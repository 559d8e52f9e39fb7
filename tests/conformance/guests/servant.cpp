// servant.cpp -- the loop of a servant, and orders to it.
#include "tests/conformance/guests/servant.hpp"

namespace kumquat::user {

namespace {

enum class Order : uint32_t { look, write, receive, send, unmap };

/// Everything about one servant; servants share this program's variables.
struct Desk {
    uint32_t address, value;  // look, write
    volatile bool is_done;
    CallRegisters call;  // receive, send: what to call with, and what came back
    uint32_t fpage;
    UnmapMask mask;
};
Desk desks[child_count];

Desk& desk_of(TaskNumber task) { return desks[task.value - child_a.value]; }
Desk& my_desk() { return desk_of(myself().task()); }

void probe_read() {
    Desk& desk = my_desk();
    desk.value = word_at(desk.address);
    desk.is_done = true;
    sleep_for_ever();
}

void probe_write() {
    Desk& desk = my_desk();
    word_at(desk.address) = desk.value;
    desk.is_done = true;
    sleep_for_ever();
}

/// Let the second thread try. It is done, or stuck at the pager, before we run again.
void probe(Code code) {
    constexpr uint32_t prober = 1;
    Desk& desk = my_desk();
    desk.is_done = false;
    const uint32_t faults = fault_count;
    const ThreadId self = myself();
    start_thread(prober, address_of(code), child_stack(self.task()) - page_size / 2,
                 pager());
    while (!desk.is_done && fault_count == faults) {
        thread_switch(self.with_lthread(prober));
    }
    start_thread(prober, address_of(sleep_for_ever),
                 child_stack(self.task()) - page_size / 2, pager());
}

void serve(Order order) {
    Desk& desk = my_desk();
    switch (order) {
    case Order::look:
        probe(probe_read);
        break;
    case Order::write:
        probe(probe_write);
        break;
    case Order::receive:
    case Order::send:
        raw_ipc(&desk.call);
        break;
    case Order::unmap:
        fpage_unmap(Fpage{desk.fpage}, desk.mask);
    }
}

bool is_answered_later(Order order) { return order == Order::receive; }

void servant_main() {
    IpcResult request = receive(main_thread(), wait_for_ever);
    for (;;) {
        const Order order = static_cast<Order>(request.w0);
        if (is_answered_later(order)) {
            send(main_thread(), 0, 0, wait_for_ever);
            serve(order);
            request = receive(main_thread(), wait_for_ever);
        } else {
            serve(order);
            request = call(main_thread(), 0, 0);
        }
    }
}

void tell(TaskNumber servant, Order order) {
    call(child_id(servant), static_cast<uint32_t>(order), 0);
}

}  // namespace

void start_servants(uint32_t count) {
    start_pager();
    for (uint32_t i = 0; i < count; ++i) {
        start_child({child_a.value + i}, servant_main);
    }
}

Sight look(TaskNumber servant, uint32_t address) {
    Desk& desk = desk_of(servant);
    desk.address = address;
    tell(servant, Order::look);
    return {desk.is_done, desk.value};
}

bool shows(TaskNumber servant, uint32_t page, uint32_t word) {
    const Sight sight = look(servant, page);
    return sight.is_there && sight.value == word;
}

bool is_missing(TaskNumber servant, uint32_t page) {
    return !look(servant, page).is_there && last_fault.w0 == page &&
           last_fault.sender.task() == servant;
}

bool can_write(TaskNumber servant, uint32_t address, uint32_t value) {
    Desk& desk = desk_of(servant);
    desk.address = address;
    desk.value = value;
    tell(servant, Order::write);
    return desk.is_done;
}

void expect(TaskNumber servant, ReceiveDescriptor descriptor) {
    desk_of(servant).call = {.eax = SendDescriptor::nil_word,
                             .ecx = receive_10_ms.word(),
                             .ebp = descriptor.word() | ReceiveDescriptor::open_bit};
    tell(servant, Order::receive);
    thread_switch(child_id(servant));  // now it waits
}

const CallRegisters& received_by(TaskNumber servant) {
    thread_switch(child_id(servant));  // so that it has seen its message
    return desk_of(servant).call;
}

uint32_t order_send(
    TaskNumber servant, ThreadId to, SendDescriptor what, uint32_t w0, uint32_t w1) {
    CallRegisters& registers = desk_of(servant).call;
    registers = {what.word(), send_10_ms.word(), w0, w1, ReceiveDescriptor::nil_word,
                 to.low(),    to.high()};
    tell(servant, Order::send);
    return registers.eax;
}

void order_unmap(TaskNumber servant, Fpage fpage, UnmapMask mask) {
    Desk& desk = desk_of(servant);
    desk.fpage = fpage.word();
    desk.mask = mask;
    tell(servant, Order::unmap);
}

uint32_t map_to(TaskNumber to, Fpage window, uint32_t hot_spot, Fpage what) {
    expect(to, pages_into(window));
    ipc(send_fpage, nothing_to_receive, send_10_ms, child_id(to), hot_spot,
        what.word());
    return received_by(to).eax;
}

uint32_t map_between(
    TaskNumber from, TaskNumber to, Fpage window, uint32_t hot_spot, Fpage what) {
    expect(to, pages_into(window));
    order_send(from, child_id(to), send_fpage, hot_spot, what.word());
    return received_by(to).eax;
}

}  // namespace kumquat::user
