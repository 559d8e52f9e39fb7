// leaves_the_line_masked.cpp -- the timer runs, and nobody hears it.
// Fails: clock.ticks_each_millisecond

    // LAB 1 BEGIN start timer: wrong on purpose
    constexpr uint16_t counter0 = 0x40, control = 0x43;
    constexpr uint8_t counter0_both_bytes_mode2 = 0x34;
    port_write8(control, counter0_both_bytes_mode2);
    port_write8(counter0, static_cast<uint8_t>(timer_divisor));
    port_write8(counter0, static_cast<uint8_t>(timer_divisor >> 8));
    // LAB 1 END
