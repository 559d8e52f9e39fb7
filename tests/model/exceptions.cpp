// exceptions.cpp -- an exception goes to the thread itself, or stops it.
// Source: handouts/reference/l4-v2.md, "Exceptions".
#include "tests/model/mechanisms.hpp"

namespace kumquat::model {

void raise_exception(World& world, const Event& event) {
    Thread& thread = world.caller(event[0]);
    check_settled(world);
    thread.exception = event[1];
}

void reflect_exception(World& world, const Event& event) {
    Thread& thread = world.caller(event[0]);
    const uint32_t vector = event[1];
    world.require(vector != 2 && vector != 7 && vector != 18,
                  Rule::exceptions_some_are_the_kernels, "it is {}", vector);
    world.require(!thread.exception || thread.exception == vector,
                  Rule::exceptions_keep_their_number, "the exception is {}",
                  thread.exception.value_or(0));
    thread.exception.reset();
    thread.fault.reset();
}

}  // namespace kumquat::model
