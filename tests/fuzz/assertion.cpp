// assertion.cpp -- what KASSERT does on the host: the fuzzer itself is wrong.
#include "kernel/abi/assert.hpp"

#include <stdexcept>
#include <string>

namespace kumquat {

void assertion_failed(const char* expression, const char* file, int line) {
    throw std::logic_error{std::string{file} + ":" + std::to_string(line) + ": " +
                           expression};
}

}  // namespace kumquat
