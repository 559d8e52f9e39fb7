// options.hpp -- what the root task of a fuzz program is told: words of its boot module, and a
// plan in a module behind it.
#pragma once

#include "tests/fuzz/program.hpp"

#include "kernel/abi/multiboot.hpp"

namespace kumquat::fuzz {

class Options {
public:
    explicit Options(const MultibootInfo& info) : info_{info} {}

    /// The number behind "name=", or 0.
    uint32_t number(const char* name) const {
        const char* text =
            reinterpret_cast<const char*>(uintptr_t{module(1).command_line});
        for (; *text != '\0'; ++text) {
            const char* const value = *text == ' ' ? value_at(text + 1, name) : nullptr;
            if (value != nullptr) {
                return decimal(value);
            }
        }
        return 0;
    }

    /// nullptr: there is none.
    const Plan* plan() const {
        return info_.module_count < 3
                   ? nullptr
                   : reinterpret_cast<const Plan*>(uintptr_t{module(2).begin});
    }

private:
    const BootModule& module(uint32_t index) const {
        return reinterpret_cast<const BootModule*>(uintptr_t{info_.modules})[index];
    }

    /// What stands behind the name, if the word begins with it.
    static const char* value_at(const char* word, const char* name) {
        for (; *name != '\0'; ++name, ++word) {
            if (*word != *name) {
                return nullptr;
            }
        }
        return *word == '=' ? word + 1 : nullptr;
    }

    static uint32_t decimal(const char* digits) {
        uint32_t value = 0;
        for (; *digits >= '0' && *digits <= '9'; ++digits) {
            value = value * 10 + static_cast<uint32_t>(*digits - '0');
        }
        return value;
    }

    const MultibootInfo& info_;
};

}  // namespace kumquat::fuzz
