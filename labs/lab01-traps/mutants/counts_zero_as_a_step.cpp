// counts_zero_as_a_step.cpp -- one less than the divisor, as if the counter stopped at zero.
// Fails: clock.ticks_each_millisecond

    // LAB 1 BEGIN start timer: wrong on purpose
    constexpr uint16_t counter0 = 0x40, control = 0x43;
    constexpr uint8_t counter0_both_bytes_mode2 = 0x34;
    constexpr uint32_t divisor = timer_divisor - 1;
    port_write8(control, counter0_both_bytes_mode2);
    port_write8(counter0, static_cast<uint8_t>(divisor));
    port_write8(counter0, static_cast<uint8_t>(divisor >> 8));
    unmask_interrupt(timer_line);
    // LAB 1 END
