// driver_interrupts.cpp -- interrupts that the driver itself unmasks and ends (IRQ_ACK=driver).
#include "tests/conformance/guests/children.hpp"
#include "tests/conformance/guests/ports.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

const ThreadId line = ThreadId::interrupt(clock_line);

void unmask() { out_byte(0xA1, static_cast<uint8_t>(in_byte(0xA1) & ~1)); }
void mask() { out_byte(0xA1, static_cast<uint8_t>(in_byte(0xA1) | 1)); }
void end_interrupt() {
    out_byte(0xA0, 0x60 + clock_line - 8);
    out_byte(0x20, 0x62);
}

uint32_t wait_10_ms() { return receive(line, receive_10_ms).dope.word(); }

void claims() {
    unmask();
    claim("irq.attach.1", "a free interrupt is attached with 0x20", 0x20,
          receive(line, both_zero).dope.word());
    claim("irq.ack.2", "attaching masks the line", 1, in_byte(0xA1) & 1);
    start_clock();
    claim("irq.ack.2", "nothing comes while it is masked", 0x20, wait_10_ms());
    answer_clock();
    unmask();
    claim("irq.ack.2 irq.wait.1", "unmasked by its driver it comes", 0, wait_10_ms());
    claim("irq.ack.2", "the kernel has not masked it", 0, in_byte(0xA1) & 1);
    answer_clock();
    claim("irq.ack.2", "nor ended it: no second one comes", 0x20, wait_10_ms());
    end_interrupt();
    uint32_t good = 0;
    for (uint32_t i = 0; i < 10; ++i) {
        good += wait_10_ms() == 0 ? 1 : 0;
        answer_clock();
        end_interrupt();
    }
    claim("irq.ack.2", "ended by its driver it comes again and again", 10, good);
    mask();
    answer_clock();
    receive(line, both_zero);
    claim("irq.ack.2", "a driver may keep its line masked while it waits", 0x20,
          wait_10_ms());
    stop_clock();
}

volatile uint32_t code_of_child;

/// Its only interrupt is in service for ever.
[[noreturn]] void driver_that_never_ends() {
    receive(line, both_zero);
    start_clock();
    unmask();
    code_of_child = wait_10_ms();
    sleep_for_ever();
}

void deleted_drivers() {
    receive(ThreadId::nil(), both_zero);  // the line is free
    code_of_child = 0xFF;
    start_child(child_a, driver_that_never_ends);
    sleep(receive_10_ms);
    claim("irq.wait.1", "the driver has got an interrupt", 0, code_of_child);
    end_child(child_a);
    stop_clock();
    claim("irq.detach.2", "it has been deleted, and its line is free", 0x20,
          receive(line, both_zero).dope.word());
    start_clock();
    unmask();
    claim("irq.ack.4", "what it has not ended keeps nothing from the next driver", 0,
          wait_10_ms());
    answer_clock();
    stop_clock();
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    claims();
    start_pager();
    deleted_drivers();
    finish_claims();
}
