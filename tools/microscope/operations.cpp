// operations.cpp -- what can be put under the microscope: rows of `make bench`.
#include "tools/bench/operations.hpp"
#include "tools/microscope/look.hpp"

namespace kumquat::microscope {

namespace {

constexpr Operation operations[] = {
    {"ipc", "A call between two tasks and its reply, two words each way", "ipc.inter",
     bench::round_trip_in},
    {"pagefault", "A page fault, served by the pager with a page of its own",
     "page_fault", bench::page_fault_in},
    {"switch", "thread_switch by a thread that is alone at its priority",
     "thread_switch",
     [](const bench::Steps& steps) {
         return bench::typical(bench::calls_in(steps, bench::thread_switch_vector));
     }},
    {"map", "A call whose reply maps a page", "ipc.map4k", bench::mapping_in},
    {"exception", "An invalid instruction, reflected to the thread's own handler",
     "reflect", bench::exception_in},
    {"interrupt", "An interrupt of the clock, as a message to its handler", "interrupt",
     bench::interrupt_in},
};

}  // namespace

std::span<const Operation> all_operations() { return operations; }

}  // namespace kumquat::microscope
