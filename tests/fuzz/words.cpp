// words.cpp -- register values, read as the calls read them.
#include "tests/fuzz/words.hpp"

#include "kernel/abi/message.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"

#include <fmt/format.h>

namespace kumquat::fuzz {

namespace {

constexpr uint32_t unchanged = 0xFFFFFFFF;

std::string words_of(Timeout timeout) {
    return timeout.is_never()  ? "never"
           : timeout.is_zero() ? "0"
                               : fmt::format("{} us", timeout.us());
}

std::string words_of_fpage(uint32_t word) {
    const Fpage fpage{word};
    return !fpage.is_valid()
               ? fmt::format("no fpage ({:#x})", word)
               : fmt::format("fpage {:#x}, 2^{}{}{}", fpage.base(), fpage.order(),
                             fpage.is_writable() ? ", writable" : "",
                             fpage.is_grant() ? ", granted" : "");
}

std::string words_of_send(const Record& call) {
    const SendDescriptor send{call.eax};
    const std::string map = send.has_fpages()
                                ? fmt::format(" with hot spot {:#x}, {}", call.edx,
                                              words_of_fpage(call.ebx))
                                : fmt::format(" with {:#x}, {:#x}", call.edx, call.ebx);
    return fmt::format("send {}{} to {}",
                       send.is_register_message()
                           ? std::string{"registers"}
                           : fmt::format("the message at {:#x}", send.address()),
                       map, name_of_thread(call.esi));
}

std::string words_of_receive(const Record& call) {
    const ReceiveDescriptor receive{call.ebp};
    const std::string from = receive.is_open() ? "anybody" : name_of_thread(call.esi);
    const std::string what =
        receive.has_window() ? "into " + words_of_fpage(receive.window().word())
        : receive.has_buffer()
            ? fmt::format("into the buffer at {:#x}", receive.buffer())
            : std::string{"registers"};
    return fmt::format("receive from {} {}", from, what);
}

std::string words_of_ipc(const Record& call) {
    const TimeoutWord timeouts{call.ecx};
    std::string text;
    if (call.eax != SendDescriptor::nil_word) {
        text += words_of_send(call);
    }
    if (call.ebp != ReceiveDescriptor::nil_word) {
        text += (text.empty() ? "" : ", then ") + words_of_receive(call);
    }
    return fmt::format("{} (timeouts: send {}, receive {}, faults {}, {})",
                       text.empty() ? "nothing" : text, words_of(timeouts.send()),
                       words_of(timeouts.receive()), words_of(timeouts.send_fault()),
                       words_of(timeouts.receive_fault()));
}

std::string words_of_place(uint32_t edx) {
    const uint32_t place = edx & 15;
    return place < 12    ? "its next call"
           : place < 14  ? "the same place"
           : place == 14 ? "0xc0000000"
                         : "0xfffffff0";
}

std::string words_of_stack(uint32_t ecx) {
    const uint32_t offset = ecx - FUZZ_SCRIPTS;
    return ecx == unchanged ? "where it is"
           : offset < script_count * 4096
               ? fmt::format("script {}, call {}", offset / 4096,
                             offset % 4096 / FUZZ_RECORD_SIZE)
               : fmt::format("{:#x}", ecx);
}

std::string words_of_call(Stub stub, const Record& call) {
    switch (stub) {
    case Stub::ipc:
        return "ipc: " + words_of_ipc(call);
    case Stub::id_nearest:
        return "id_nearest of " + name_of_thread(call.esi);
    case Stub::fpage_unmap:
        return fmt::format("fpage_unmap {}, mask {:#x}", words_of_fpage(call.eax),
                           call.ecx);
    case Stub::thread_switch:
        return "thread_switch to " + name_of_thread(call.esi);
    case Stub::thread_schedule:
        return fmt::format("thread_schedule {}: {:#x}", name_of_thread(call.esi),
                           call.eax);
    case Stub::lthread_ex_regs:
        return fmt::format("lthread_ex_regs {:#x}: go to {}, stack at {}, pager {}",
                           call.eax, words_of_place(call.edx), words_of_stack(call.ecx),
                           name_of_thread(call.esi));
    case Stub::task_new:
        return fmt::format(
            "task_new {}: mcp or chief {:#x}, pager {}, begin at {}, stack at {}",
            ThreadId{call.esi, 0}.task().value, call.eax, name_of_thread(call.ebx),
            words_of_place(call.edx), words_of_stack(call.ecx));
    case Stub::read_word:
        return fmt::format("read {:#x}", call.eax);
    case Stub::write_word:
        return fmt::format("write {:#x}", call.eax);
    case Stub::load_table:
        return fmt::format("lidt ({:#x})", call.eax);
    case Stub::set_breakpoint:
        return fmt::format("breakpoint at {:#x}, DR7 {:#x}", call.ecx, call.edx);
    case Stub::use_fpu:
        return fmt::format("store from the FPU to {:#x}", call.eax);
    case Stub::halt:
        return "hlt";
    case Stub::read_model_register:
        return "rdmsr";
    case Stub::wrong_selector:
        return "load the kernel's selector";
    case Stub::divide_by_zero:
        return fmt::format("divide by zero, stack at {:#x}", call.eax);
    case Stub::undefined:
        return fmt::format("ud2, stack at {:#x}", call.eax);
    case Stub::wrong_interrupt:
        return fmt::format("int 0x80, stack at {:#x}", call.eax);
    case Stub::push:
        return fmt::format("push, stack at {:#x}", call.eax);
    default:
        return fmt::format("instruction {} of wild_code.S",
                           static_cast<uint32_t>(stub));
    }
}

}  // namespace

std::string name_of_thread(uint32_t low) {
    const ThreadId id{low, 0};
    return low == 0            ? "nil"
           : low == unchanged  ? "invalid"
           : id.is_interrupt() ? fmt::format("interrupt {}", low - 1)
                               : fmt::format("{}.{}", id.task().value, id.lthread());
}

std::string name_of_script(uint32_t script) {
    if (script < first_rescuer_script) {
        return fmt::format("thread {}.{}", first_wild_task + script / FUZZ_THREADS,
                           script % FUZZ_THREADS);
    }
    return script < first_spare_script
               ? fmt::format("thread {}.{}, which sets the others on their way",
                             first_wild_task + script % FUZZ_TASKS,
                             script < script_of(0, Rescuer::idle)
                                 ? lthread_of(Rescuer::urgent)
                                 : lthread_of(Rescuer::idle))
               : "whoever was started there";
}

std::string words_of(const Record& call) {
    const uint32_t number = static_cast<uint32_t>(call.stub);
    if (number >= static_cast<uint32_t>(Stub::null_segments) &&
        number < static_cast<uint32_t>(Stub::clear_interrupts)) {
        const bool is_null = number < static_cast<uint32_t>(Stub::wrong_segments);
        return std::string{is_null ? "with null segments, " : "with code segments, "} +
               words_of_call(static_cast<Stub>(number % 8), call);
    }
    return words_of_call(call.stub, call);
}

}  // namespace kumquat::fuzz
