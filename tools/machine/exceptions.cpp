// exceptions.cpp -- see exceptions.hpp.
// The lines that count (QEMU 7.2):
//   check_exception old: 0xffffffff new 0xd
//        0: v=0d e=0008 i=0 cpl=0 IP=0010:00100010 pc=00100010 SP=0018:00007bf0 CR2=00000000
//   Triple fault
#include "tools/machine/exceptions.hpp"

#include <cstdio>
#include <cstring>
#include <sstream>

namespace kumquat::machine {

namespace {

constexpr uint32_t exception_vectors = 32;

/// One line "v=.. e=.. ..."; false for any other, for interrupts and for `int n`.
bool parse_delivery(const std::string& line, Exception& exception) {
    const char* text = std::strstr(line.c_str(), ": v=");
    unsigned vector = 0, error = 0, software = 0, ring = 0, selector = 0, eip = 0;
    if (text == nullptr ||
        std::sscanf(text, ": v=%x e=%x i=%u cpl=%u IP=%x:%x", &vector, &error,
                    &software, &ring, &selector, &eip) != 6) {
        return false;
    }
    unsigned cr2 = 0;
    if (const char* address = std::strstr(text, "CR2="); address != nullptr) {
        std::sscanf(address, "CR2=%x", &cr2);
    }
    exception = {vector, error, ring, eip, cr2};
    return software == 0 && vector < exception_vectors;
}

}  // namespace

std::vector<Exception> parse_exceptions(const std::string& log, std::size_t limit) {
    std::vector<Exception> chain;
    std::istringstream stream{log};
    unsigned last_checked = 0;
    for (std::string line; std::getline(stream, line);) {
        Exception exception;
        unsigned before = 0;
        if (parse_delivery(line, exception)) {
            chain.push_back(exception);
        } else if (std::sscanf(line.c_str(), "check_exception old: %x new %x", &before,
                               &last_checked) == 2) {
            continue;
        } else if (line.starts_with("Triple fault")) {
            Exception last = chain.empty() ? Exception{} : chain.back();
            last.vector = last_checked;
            last.error = 0;  // the log does not say
            chain.push_back(last);
            break;
        }
    }
    if (chain.size() > limit) {
        chain.erase(chain.begin(), chain.end() - static_cast<std::ptrdiff_t>(limit));
    }
    return chain;
}

}  // namespace kumquat::machine
