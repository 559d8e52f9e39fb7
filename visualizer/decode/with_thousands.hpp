// with_thousands.hpp -- 1234567 as "1,234,567".
#pragma once

#include <cstdint>
#include <string>

namespace kumquat {

std::string with_thousands(int64_t number);

}  // namespace kumquat
