// main.cpp -- from boot.S to the first thread: every part of the kernel, in the order in which
// it comes to life.
#include "kernel/abi/multiboot.hpp"
#include "kernel/boot/boot_memory.hpp"
#include "kernel/boot/boot_modules.hpp"
#include "kernel/boot/command_line.hpp"
#include "kernel/boot/info_page.hpp"
#include "kernel/debug/guest_tests.hpp"
#include "kernel/debug/panic.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/gdb_stub/stub.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/short_entries.hpp"
#include "kernel/tasks/first_tasks.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/x86/fpu.hpp"
#include "kernel/x86/interrupt_controller.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/segments.hpp"
#include "kernel/x86/serial.hpp"
#include "kernel/x86/timer.hpp"

namespace kumquat {

namespace {

/// The first lab: text on the console, ...
void start_console(const MultibootInfo& info) {
    initialize_serial();
    if ((info.flags & MultibootInfo::has_command_line) != 0) {
        set_command_line(direct<char>(PhysAddr{info.command_line}));
    }
    if constexpr (config::trace) {
        trace_streams = option_is("trace", "stream");
    }
    if constexpr (config::gdb_stub) {
        start_gdb_stub();
    }
}

void greet() {
    print("Kumquat, an L4 Version 2 kernel. Memory: ");
    print_decimal(info_page.main_memory.high / 1024);
    print(" KB, kernel pool at ");
    print_hex(info_page.reserved_1.low);
    print(".\n");
}

/// ... the memory told right, an event in the trace.
void start_memory_and_trace(const MultibootInfo& info) {
    collect_boot_modules(info);
    find_main_memory(info);
    place_kernel_pool(settle_boot_modules());
    greet();
    constexpr uint32_t kb_per_frame = page_size / 1024, default_kb = 2048;
    if constexpr (config::trace) {
        allocate_trace_ring(option_number("tracekb", default_kb) / kb_per_frame);
        trace_boot(info_page.main_memory.high, info_page.version);
    }
}

/// The second: the kernel can be called, by the CPU, by the clock, and by programs.
void start_traps() {
    initialize_segments();
    build_interrupt_table();
    load_interrupt_table();
    initialize_fpu();
    initialize_interrupt_controllers();
    start_timer();
    if constexpr (config::gdb_stub) {
        let_gdb_stub_into_traps();
    }
}

}  // namespace

/// \param loader_magic  what the boot loader left in EAX
/// \param info_address  physical address of the multiboot information
extern "C" [[noreturn]] void kernel_main(uint32_t loader_magic, uint32_t info_address) {
    if (loader_magic != multiboot_loader_magic) {
        panic("the boot loader does not speak multiboot");
    }
    const MultibootInfo& info = *direct<MultibootInfo>(PhysAddr{info_address});
    start_console(info);
    run_guest_test(BootStage::console, info);
    start_memory_and_trace(info);
    run_guest_test(BootStage::memory, info);
    start_traps();
    run_guest_test(BootStage::traps, info);
    shorten_entries();
    load_first_images();
    start_first_tasks(root_multiboot_info());
    run_guest_test(BootStage::tasks, info);
    if (!back_tcb_array(VirtAddr{TCB_ARRAY}, true)) {
        panic("no memory for the idle thread");
    }
    fail_allocations(option_number("failalloc", 0), option_number("failcount", 1));
    start_scheduler();
}

}  // namespace kumquat
