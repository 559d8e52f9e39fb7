// kernel_stops.cpp -- on the host, what stops the kernel throws, so that a test can expect it.
#include "kernel/abi/assert.hpp"
#include "kernel/debug/hole.hpp"

#include <stdexcept>
#include <string>

namespace kumquat {

void assertion_failed(const char* expression, const char* file, int line) {
    throw std::logic_error{std::string{file} + ":" + std::to_string(line) + ": " +
                           expression};
}

void hole_reached(uint32_t lab, const char* name, const char*) {
    throw std::logic_error{"lab " + std::to_string(lab) + ", hole " + name};
}

}  // namespace kumquat
