// dope_words.cpp -- fields by name and place.
#include "dope_words.hpp"

#include "text.hpp"
#include "words.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/message.hpp"

#include <fmt/format.h>

namespace kumquat {

std::vector<std::string> dope_words(uint32_t word) {
    const MessageDope dope{word};
    std::vector<std::string> words = {
        fmt::format("bits 31 to 13: {} words", with_thousands(dope.dwords())),
        fmt::format("bits 12 to 8: {} strings", dope.strings()),
        fmt::format("bits 7 to 4: {}", ipc_error_name(word)),
    };
    if ((word & MessageDope::inward_bit) != 0) {
        words.emplace_back("bit 3: it came from outside the clan inward");
    }
    if (dope.is_redirected()) {
        words.emplace_back("bit 2: it was redirected to a chief");
    }
    if (dope.has_fpage()) {
        words.emplace_back("bit 1: pages came with it");
    }
    if (dope.is_deceited()) {
        words.emplace_back("bit 0: it came under another thread's id");
    }
    return words;
}

std::vector<std::string> fpage_words(uint32_t word) {
    const Fpage fpage{word};
    if (!fpage.is_valid()) {
        return {"bits 7 to 2: less than a page, so no fpage"};
    }
    return {
        fmt::format("bits 31 to 12: from {}", as_hex(fpage.base())),
        fmt::format("bits 7 to 2: 2^{} bytes", fpage.order()),
        fpage.is_writable() ? "bit 1: with the right to write"
                            : "bit 1 is clear: to be read only",
        fpage.is_grant() ? "bit 0: granted, so the sender loses it"
                         : "bit 0 is clear: mapped, so the sender keeps it",
    };
}

std::optional<TimeoutFields> timeout_fields(uint32_t timeout_us) {
    if (timeout_us == 0xFFFFFFFF) {
        return TimeoutFields{0, 0};
    }
    for (uint32_t exponent = 15; exponent > 0; --exponent) {
        const uint64_t unit = uint64_t{1} << (2 * (15 - exponent));
        if (timeout_us % unit == 0 && timeout_us / unit <= 255) {
            return TimeoutFields{static_cast<uint32_t>(timeout_us / unit), exponent};
        }
    }
    return std::nullopt;
}

uint32_t timeout_part(TimeoutFields fields, bool is_send) {
    return is_send ? fields.mantissa << 16 | fields.exponent << 4
                   : fields.mantissa << 24 | fields.exponent;
}

std::string timeout_words(uint32_t timeout_us, bool is_send) {
    const char* const mantissa_bits = is_send ? "bits 23 to 16" : "bits 31 to 24";
    const char* const exponent_bits = is_send ? "bits 7 to 4" : "bits 3 to 0";
    const auto fields = timeout_fields(timeout_us);
    if (!fields) {
        return fmt::format("{} µs: a timeout of page faults, or cut down by one.",
                           with_thousands(timeout_us));
    }
    if (fields->exponent == 0) {
        return fmt::format("For ever: the exponent in {} is 0.", exponent_bits);
    }
    if (fields->mantissa == 0) {
        return fmt::format("Not at all: the mantissa in {} is 0, the exponent is not.",
                           mantissa_bits);
    }
    return fmt::format(
        "{} µs = {} × 4^(15 − {}): mantissa {} in {}, exponent {} in {}.",
        with_thousands(timeout_us), fields->mantissa, fields->exponent,
        fields->mantissa, mantissa_bits, fields->exponent, exponent_bits);
}

}  // namespace kumquat
