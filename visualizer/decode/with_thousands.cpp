// with_thousands.cpp -- digits in groups of three.
#include "with_thousands.hpp"

namespace kumquat {

std::string with_thousands(int64_t number) {
    const std::string digits = std::to_string(number);
    const size_t sign = number < 0 ? 1 : 0;
    std::string grouped;
    for (size_t i = 0; i < digits.size(); ++i) {
        const size_t left =
            digits.size() - i;  // digits still to come, this one included
        if (i > sign && left % 3 == 0) {
            grouped += ',';
        }
        grouped += digits[i];
    }
    return grouped;
}

std::string in_short(int64_t number) {
    constexpr int64_t thousand = 1'000, million = 1'000'000;
    return number < thousand  ? std::to_string(number)
           : number < million ? std::to_string(number / thousand) + "k"
                              : std::to_string(number / million) + "M";
}

}  // namespace kumquat
