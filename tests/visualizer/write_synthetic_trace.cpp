// write_synthetic_trace.cpp -- command line of the generator: EVENTS [CLIENTS] to stdout.
#include "synthetic_trace.hpp"

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    const size_t events = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2000;
    const unsigned clients = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 2;
    const std::string text = kumquat::synthetic_trace(events, clients);
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
