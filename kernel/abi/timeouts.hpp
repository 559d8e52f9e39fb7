// timeouts.hpp -- the four timeouts of ipc in one word (ECX).
//
//     31       24 23       16 15    12 11     8 7      4 3      0
//    | rcv mant. | snd mant. | snd pf | rcv pf | snd exp| rcv exp|
//
// Send and receive: mantissa * 4^(15 - exponent) microseconds; exponent 0: never;
// mantissa 0: do not wait. Page faults: 4^(15 - p); p = 0: never; p = 15: do not wait.
// Source: L4 Version 2 on i386, "Timeouts".
#pragma once

#include "field.hpp"

namespace kumquat {

/// One decoded timeout: never, zero, or a number of microseconds (at most about 19 hours).
class Timeout {
public:
    static constexpr uint64_t never_us = UINT64_MAX;

    constexpr explicit Timeout(uint64_t microseconds) : us_{microseconds} {}
    static constexpr Timeout never() { return Timeout{never_us}; }
    static constexpr Timeout zero() { return Timeout{0}; }

    constexpr bool is_never() const { return us_ == never_us; }
    constexpr bool is_zero() const { return us_ == 0; }
    /// Microseconds. Requires: not never.
    constexpr uint64_t us() const {
        KASSERT(!is_never());
        return us_;
    }
    friend constexpr bool operator==(Timeout, Timeout) = default;

private:
    uint64_t us_;
};

class TimeoutWord {
public:
    using ReceiveMantissa = Field<24, 8>;
    using SendMantissa = Field<16, 8>;
    using SendFaultExponent = Field<12, 4>;
    using ReceiveFaultExponent = Field<8, 4>;
    using SendExponent = Field<4, 4>;
    using ReceiveExponent = Field<0, 4>;

    constexpr explicit TimeoutWord(uint32_t word) : word_{word} {}
    constexpr uint32_t word() const { return word_; }

    constexpr Timeout send() const {
        return decode(SendMantissa::get(word_), SendExponent::get(word_));
    }
    constexpr Timeout receive() const {
        return decode(ReceiveMantissa::get(word_), ReceiveExponent::get(word_));
    }
    constexpr bool receive_is_never() const { return ReceiveExponent::get(word_) == 0; }
    constexpr bool receive_is_zero() const {
        return !receive_is_never() && ReceiveMantissa::get(word_) == 0;
    }
    constexpr Timeout send_fault() const {
        return decode_fault(SendFaultExponent::get(word_));
    }
    constexpr Timeout receive_fault() const {
        return decode_fault(ReceiveFaultExponent::get(word_));
    }

    /// Timeouts of a page-fault message that is part of a transfer: all four the same.
    constexpr TimeoutWord of_send_fault() const {
        return all_four(SendFaultExponent::get(word_));
    }
    constexpr TimeoutWord of_receive_fault() const {
        return all_four(ReceiveFaultExponent::get(word_));
    }

    /// 4^(15 - exponent) microseconds. \param exponent  1..15
    static constexpr uint64_t unit_us(uint32_t exponent) {
        return uint64_t{1} << (2 * (15 - exponent));
    }

private:
    static constexpr Timeout decode(uint32_t mantissa, uint32_t exponent) {
        return exponent == 0 ? Timeout::never() : Timeout{mantissa * unit_us(exponent)};
    }
    static constexpr TimeoutWord all_four(uint32_t exponent) {
        const uint32_t mantissa = exponent == 15 ? 0 : 1;
        const uint32_t faults =
            SendFaultExponent::set(ReceiveFaultExponent::set(0, exponent), exponent);
        const uint32_t phases =
            SendExponent::set(ReceiveExponent::set(faults, exponent), exponent);
        return TimeoutWord{
            SendMantissa::set(ReceiveMantissa::set(phases, mantissa), mantissa)};
    }
    static constexpr Timeout decode_fault(uint32_t exponent) {
        if (exponent == 0) {
            return Timeout::never();
        }
        return exponent == 15 ? Timeout::zero() : Timeout{unit_us(exponent)};
    }

    uint32_t word_;
};

static_assert(TimeoutWord{0x98000007}.receive() == Timeout{9'961'472});
static_assert(TimeoutWord{0x98000007}.send().is_never());
static_assert(TimeoutWord{0x00000010}.send().is_zero());
static_assert(TimeoutWord{0x0000FF01}.receive_fault().is_zero());
static_assert(TimeoutWord{0x0000FF01}.of_receive_fault().send().is_zero());
static_assert(TimeoutWord{0x0000A000}.of_send_fault().receive() == Timeout{1024});

}  // namespace kumquat
