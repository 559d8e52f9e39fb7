// dope_words.hpp -- the words of an ipc that are made of fields, explained field by field.
// Source: kernel/abi/message.hpp, kernel/abi/fpage.hpp, kernel/abi/timeouts.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kumquat {

/// The message dope that ends an ipc (EAX): what came, and how it went.
std::vector<std::string> dope_words(uint32_t dope);

/// The fpage of a message that maps (word 1, EBX): which pages, and with which rights.
std::vector<std::string> fpage_words(uint32_t fpage);

/// A timeout as the timeout word (ECX) says it: mantissa * 4^(15 - exponent) microseconds.
struct TimeoutFields {
    uint32_t mantissa, exponent;
};

/// \return  nothing if no fields mean just this time
std::optional<TimeoutFields> timeout_fields(uint32_t timeout_us);

/// The part of the timeout word for one phase, all other fields zero.
uint32_t timeout_part(TimeoutFields fields, bool is_send);

/// "2,000 µs = 125 × 4^(15 − 13): mantissa 125 in bits 31 to 24, exponent 13 in bits 3 to 0."
std::string timeout_words(uint32_t timeout_us, bool is_send);

}  // namespace kumquat
