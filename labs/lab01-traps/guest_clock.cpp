// guest_clock.cpp -- let the timer tick, and look at clock, scheduler and controllers.
#include "labs/lab01-traps/guest_tests.hpp"
#include "labs/lab01-traps/ticks.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/interrupt_controller.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/timer.hpp"
#include "labs/common/counted.hpp"
#include "labs/lab01-traps/exception_log.hpp"
#include "labs/lab01-traps/program.hpp"

namespace kumquat {

namespace {

constexpr uint16_t master_command = 0x20, slave_command = 0xA0;
constexpr uint8_t end_of_interrupt = 0x20;
constexpr uint32_t rtc_line = 8, mouse_line = 12;

uint32_t in_service(uint16_t command) {
    constexpr uint8_t read_in_service = 0x0B;
    port_write8(command, read_in_service);
    return port_read8(command);
}

/// What initialize_interrupt_controllers() does, whatever the kernel under test made of it.
void initialize_one(uint16_t command, uint32_t vector, uint8_t cascade, uint8_t masks) {
    const auto data = static_cast<uint16_t>(command + 1);
    port_write8(command, 0x11);  // cascaded, edge triggered
    port_write8(data, static_cast<uint8_t>(vector));
    port_write8(data, cascade);
    port_write8(data, 0x01);  // 8086 mode; each interrupt is ended by hand
    port_write8(data, masks);
}

void prepare_interrupts() {
    load_kernel_tables();
    initialize_one(master_command, first_interrupt_vector, 1u << cascade_line,
                   static_cast<uint8_t>(~(1u << cascade_line)));
    initialize_one(slave_command, first_interrupt_vector + 8, cascade_line, 0xFF);
}

/// Write a register of the real-time clock.
void write_rtc(uint8_t index, uint8_t value) {
    port_write8(0x70, index);
    port_write8(0x71, value);
}

/// Line 8 interrupts a thousand times a second.
void start_rtc() {
    constexpr uint8_t status_a = 0x0A, status_b = 0x0B, fastest = 0x26;
    constexpr uint8_t periodic_and_24_hours = 0x42;
    unmask_interrupt(rtc_line);
    write_rtc(status_a, fastest);
    write_rtc(status_b, periodic_and_24_hours);
}

/// The clock wants to be read before it interrupts again.
void read_rtc() {
    port_write8(0x70, 0x0C);
    static_cast<void>(port_read8(0x71));
}

/// Line 12 interrupts once: the keyboard controller has a byte from the mouse, or so we say.
void make_the_mouse_interrupt() {
    constexpr uint16_t data = 0x60, command = 0x64;
    constexpr uint8_t set_mode = 0x60, only_the_mouse_interrupts = 0x12,
                      from_the_mouse = 0xD3;
    unmask_interrupt(mouse_line);
    port_write8(command, set_mode);
    port_write8(data, only_the_mouse_interrupts);
    port_write8(command, from_the_mouse);
    port_write8(data, 0);
}

/// Interrupts of a line go to `entry` instead of the kernel.
void redirect(uint32_t line, const uint8_t* entry_code) {
    const auto entry = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(entry_code));
    Descriptor& gate = interrupt_table[first_interrupt_vector + line];
    gate.low = (gate.low & 0xFFFF0000) | (entry & 0xFFFF);
    gate.high = (gate.high & 0xFFFF) | (entry & 0xFFFF0000);
}

}  // namespace

void count_ticks(Numbers& numbers) {
    prepare_interrupts();
    for (uint32_t pause = numbers.below(50'000); pause > 0; --pause) {
        asm volatile("");
    }
    start_timer();
    for (uint32_t i = 0; i < ticks_watched; ++i) {
        wait_for_interrupt();
        record(static_cast<uint32_t>(read_time_stamp()));
        record(static_cast<uint32_t>(info_page.clock_us));
    }
}

void keep_time(Numbers& numbers) {
    const uint32_t ticks = draw_tick_count(numbers);
    const uint64_t before = draw_first_time_us(numbers);
    info_page.clock_us = before;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < ticks; ++i) {
        clock_tick();
        sum += static_cast<uint32_t>(info_page.clock_us - before);
    }
    record(static_cast<uint32_t>(info_page.clock_us - before));
    record(static_cast<uint32_t>((info_page.clock_us - before) >> 32));
    record(sum);
}

void watch_the_scheduler(Numbers&) {
    prepare_interrupts();
    begin_exception_log();
    go_on_at(0);
    start_timer();
    for (uint32_t i = 0; i < schedulers_watched; ++i) {
        stop_at_function(reinterpret_cast<const void*>(&scheduler_tick), true);
        wait_for_interrupt();
    }
}

// in: an interrupt of line 8, real.  While it is in service at both controllers, a tick comes
// through, which must end itself and nothing else.
asm(".text\n"
    "tick_in_between_entry:\n"
    "    pushal\n"
    "    cld\n"
    "    call tick_in_between_look\n"
    "    popal\n"
    "    iret\n");
extern "C" const uint8_t tick_in_between_entry[];
extern "C" void tick_in_between_look();

extern "C" void tick_in_between_look() {
    wait_for_interrupt();
    record(in_service(master_command));
    record(in_service(slave_command));
    port_write8(slave_command, end_of_interrupt);
    port_write8(master_command, end_of_interrupt);
    read_rtc();
}

void look_at_the_controllers(Numbers& numbers) {
    prepare_interrupts();
    start_timer();
    for (uint32_t ticks = 1 + numbers.below(5); ticks > 0; --ticks) {
        wait_for_interrupt();
    }
    record(in_service(master_command));
    record(in_service(slave_command));
    redirect(rtc_line, tick_in_between_entry);
    start_rtc();
    for (uint32_t i = 0; i < 5; ++i) {  // ticks, and at least one of line 8
        wait_for_interrupt();
    }
}

void interrupt_through_the_cascade(Numbers& numbers) {
    prepare_interrupts();
    start_rtc();
    for (uint32_t i = 1 + numbers.below(3); i > 0; --i) {
        unmask_interrupt(rtc_line);  // a line that no program has asked for is masked
        wait_for_interrupt();
        read_rtc();
    }
    record(in_service(master_command));
    record(in_service(slave_command));
    prepare_interrupts();
    make_the_mouse_interrupt();
    wait_for_interrupt();
    record(in_service(master_command));
    record(in_service(slave_command));
}

// in: an interrupt of line 0, real.  While it is in service, the kernel is told of one of line
// 7 that is none; then the controller is asked what it still has in service.
asm(".text\n"
    "nested_spurious_entry:\n"
    "    pushal\n"
    "    cld\n"
    "    int $0x27\n"
    "    call nested_spurious_look\n"
    "    popal\n"
    "    iret\n");
extern "C" const uint8_t nested_spurious_entry[];
extern "C" void nested_spurious_look();

// The same of lines 8 and 15, at the second controller.
asm(".text\n"
    "second_spurious_entry:\n"
    "    pushal\n"
    "    cld\n"
    "    int $0x2F\n"
    "    call second_spurious_look\n"
    "    popal\n"
    "    iret\n");
extern "C" const uint8_t second_spurious_entry[];
extern "C" void second_spurious_look();

extern "C" void nested_spurious_look() {
    record(in_service(master_command));
    port_write8(master_command, end_of_interrupt);
}

extern "C" void second_spurious_look() {
    record(in_service(slave_command));
    port_write8(slave_command, end_of_interrupt);
    port_write8(master_command, end_of_interrupt);
    read_rtc();
}

void fake_an_interrupt(Numbers& numbers) {
    prepare_interrupts();
    redirect(timer_line, nested_spurious_entry);
    start_timer();
    const uint32_t each = draw_spurious(numbers);
    for (uint32_t i = 0; i < each; ++i) {
        wait_for_interrupt();
    }
    prepare_interrupts();  // the timer is masked again
    redirect(rtc_line, second_spurious_entry);
    start_rtc();
    for (uint32_t i = 0; i < each; ++i) {
        wait_for_interrupt();
    }
}

void count_a_tick(Numbers&) {
    prepare_interrupts();
    record(counted([] { asm volatile("int $0x20" : : : "memory"); }));
}

void count_a_spurious_interrupt(Numbers&) {
    prepare_interrupts();
    record(counted([] { asm volatile("int $0x27" : : : "memory"); }));
}

}  // namespace kumquat
