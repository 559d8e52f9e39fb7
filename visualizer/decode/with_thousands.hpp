// with_thousands.hpp -- 1234567 as "1,234,567", or, where there is no room, as "1M".
#pragma once

#include <cstdint>
#include <string>

namespace kumquat {

std::string with_thousands(int64_t number);
/// Rounded down; at most four characters below a billion. Requires: not negative
std::string in_short(int64_t number);

}  // namespace kumquat
