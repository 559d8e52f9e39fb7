// print_id.cpp -- thread ids for people.
#include "kernel/debug/print_id.hpp"

#include "kernel/debug/print.hpp"

namespace kumquat {

void print_id(ThreadId id) {
    if (id.is_nil()) {
        print("nil");
        return;
    }
    if (id.is_invalid()) {
        print("invalid");
        return;
    }
    print_decimal(id.task().value);
    print(".");
    print_decimal(id.lthread());
}

}  // namespace kumquat
