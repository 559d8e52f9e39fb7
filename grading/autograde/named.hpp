// named.hpp -- from the name of an enumerator back to the enumerator.
#pragma once

#include <fmt/format.h>
#include <stdexcept>
#include <string>

namespace kumquat::autograde {

/// The one of these that name_of() calls `name`. \throws std::runtime_error if there is none
template <typename Enum, size_t count>
Enum named(const Enum (&all)[count], const std::string& name) {
    for (const Enum one : all) {
        if (name == name_of(one)) {
            return one;
        }
    }
    throw std::runtime_error(fmt::format("There is no \"{}\".", name));
}

}  // namespace kumquat::autograde
