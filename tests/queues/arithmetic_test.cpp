// arithmetic_test.cpp -- fpages, ids and timeouts, against the same rules in 64 bits, with
// division instead of masks.
#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"
#include "kernel/abi/timeouts.hpp"
#include "kernel/memory/placement.hpp"
#include "tests/queues/generator.hpp"

#include <algorithm>

namespace kumquat::test {

namespace {

uint64_t cut(uint64_t address, uint64_t size) { return address / size * size; }

/// Bits [low, low + width) of a word.
uint64_t part(uint64_t word, uint32_t low, uint32_t width) {
    return word / (uint64_t{1} << low) % (uint64_t{1} << width);
}

class FpageTrial {
public:
    explicit FpageTrial(Random random) : random_{random} {}

    void step() {
        const Fpage send = any_fpage(), window = any_fpage();
        const uint32_t hot_spot = random_.word();
        check_fields(send);
        check_make(random_.word(), 12 + random_.below(20), random_.below(4));
        if (send.is_valid() && window.is_valid()) {
            check_placement(send, window, hot_spot);
        }
    }

private:
    /// Any word, also one that is no fpage, or is one that nobody would write like this.
    Fpage any_fpage() {
        const uint32_t order =
            random_.once_in(8) ? random_.below(64) : 10 + random_.below(25);
        return Fpage{Fpage::Order::set(random_.word(), order)};
    }

    static uint64_t size_of(Fpage fpage) {
        return uint64_t{1} << std::min<uint64_t>(part(fpage.word(), 2, 6), 32);
    }

    void check_fields(Fpage fpage) {
        ASSERT_EQ(fpage.is_valid(), size_of(fpage) >= 4096) << std::hex << fpage.word();
        ASSERT_EQ(fpage.is_writable(), part(fpage.word(), 1, 1) == 1);
        ASSERT_EQ(fpage.is_grant(), part(fpage.word(), 0, 1) == 1);
        ASSERT_EQ(uint64_t{1} << fpage.order(), size_of(fpage));
        ASSERT_EQ(uint64_t{fpage.offset_mask()} + 1, size_of(fpage));
        if (fpage.is_valid()) {
            ASSERT_EQ(fpage.base(), cut(cut(fpage.word(), 4096), size_of(fpage)));
        }
    }

    void check_make(uint32_t base, uint32_t order, uint32_t flags) {
        const Fpage made = Fpage::make(base, order, flags);
        ASSERT_EQ(made.word(), cut(base, uint64_t{1} << order) + order * 4 + flags);
        ASSERT_EQ(Fpage::align(base, order), made.base());
        ASSERT_EQ(Fpage::align(base, 32), 0u);
    }

    void check_placement(Fpage send, Fpage window, uint32_t hot_spot) {
        const uint64_t s = size_of(send), r = size_of(window);
        const uint64_t from = cut(cut(send.word(), 4096), s);
        const uint64_t to = cut(cut(window.word(), 4096), r);
        const uint64_t source = s <= r ? from : from + cut(hot_spot % s, r);
        const uint64_t destination = s <= r ? to + cut(hot_spot % r, s) : to;
        const Placement where = place(send, window, hot_spot);
        ASSERT_EQ(uint64_t{where.pages} * 4096, std::min(s, r));
        ASSERT_EQ(uint64_t{1} << where.order(), std::min(s, r));
        ASSERT_EQ(where.source, source) << std::hex << send.word() << " into "
                                        << window.word() << " at " << hot_spot;
        ASSERT_EQ(where.destination, destination)
            << std::hex << send.word() << " into " << window.word() << " at "
            << hot_spot;
    }

    Random random_;
};

class ThreadIdTrial {
public:
    explicit ThreadIdTrial(Random random) : random_{random} {}

    void step() {
        const uint32_t low = random_.word(), high = random_.word();
        const ThreadId id{low, high};
        ASSERT_EQ(id.lthread(), part(low, 10, 7));
        ASSERT_EQ(id.task().value, part(low, 17, 11));
        ASSERT_EQ(id.number().value, id.task().value * 128 + id.lthread());
        ASSERT_EQ(id.chief().value, part(high, 17, 11));
        ASSERT_EQ(id.nest(), part(high, 28, 4));
        ASSERT_EQ(id.is_nil(), low == 0);
        ASSERT_EQ(id.is_interrupt(), low > 0 && low < 256);
        ASSERT_EQ(id.is_invalid(), low == UINT32_MAX || high == UINT32_MAX);
        check_with_lthread(id, random_.below(128));
        check_make(random_.below(2048), random_.below(128), random_.below(2048),
                   random_.below(16));
    }

private:
    static void check_with_lthread(ThreadId id, uint32_t lthread) {
        const int64_t step = (int64_t{lthread} - int64_t{id.lthread()}) * 1024;
        ASSERT_EQ(id.with_lthread(lthread).low(), int64_t{id.low()} + step);
        ASSERT_EQ(id.with_lthread(lthread).high(), id.high());
    }

    static void
    check_make(uint32_t task, uint32_t lthread, uint32_t chief, uint32_t nest) {
        const ThreadId made = ThreadId::make({task}, lthread, {chief}, nest);
        ASSERT_EQ(made.low(), (uint64_t{task} * 128 + lthread) * 1024);
        ASSERT_EQ(made.high(), (uint64_t{nest} * 2048 + chief) * 131072);
    }

    Random random_;
};

class TimeoutTrial {
public:
    explicit TimeoutTrial(Random random) : random_{random} {}

    void step() {
        const uint32_t word = random_.word();
        const TimeoutWord timeouts{word};
        check(timeouts.receive(), part(word, 24, 8), part(word, 0, 4));
        check(timeouts.send(), part(word, 16, 8), part(word, 4, 4));
        check_fault(timeouts.send_fault(), timeouts.of_send_fault(), part(word, 12, 4));
        check_fault(timeouts.receive_fault(), timeouts.of_receive_fault(),
                    part(word, 8, 4));
        ASSERT_EQ(timeouts.receive_is_never(), timeouts.receive().is_never());
        ASSERT_EQ(timeouts.receive_is_zero(), timeouts.receive().is_zero());
    }

private:
    static void check(Timeout timeout, uint64_t mantissa, uint64_t exponent) {
        ASSERT_EQ(timeout.is_never(), exponent == 0);
        if (exponent == 0) {
            return;
        }
        uint64_t us = mantissa;
        for (uint64_t e = exponent; e < 15; ++e) {
            us *= 4;
        }
        ASSERT_EQ(timeout.us(), us);
        ASSERT_EQ(timeout.is_zero(), us == 0);
    }

    /// A page-fault timeout, and the word of the message that asks for the page.
    static void check_fault(Timeout timeout, TimeoutWord message, uint64_t exponent) {
        const uint64_t mantissa = exponent == 15 ? 0 : 1;
        for (const Timeout each : {timeout, message.send(), message.receive(),
                                   message.send_fault(), message.receive_fault()}) {
            check(each, mantissa, exponent);
        }
    }

    Random random_;
};

}  // namespace

TEST(arithmetic, fpages_land_where_64_bits_say) { run_trials<FpageTrial>(100'000); }
TEST(arithmetic, ids_are_made_of_numbers) { run_trials<ThreadIdTrial>(100'000); }
TEST(arithmetic, timeouts_are_mantissa_times_power_of_four) {
    run_trials<TimeoutTrial>(50'000);
}

}  // namespace kumquat::test
