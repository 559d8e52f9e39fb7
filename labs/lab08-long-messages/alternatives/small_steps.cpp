// small_steps.cpp -- right as well: shorter steps, all of them in bytes.

    // LAB 8 BEGIN copy: step by step, to the last byte
    constexpr uint32_t few = 512;
    const uint32_t seen = show_partner(self, 1, place);
    for (uint32_t done = 0; done < bytes; done += few) {
        let_interrupts_in_while_copying(self);
        copy_bytes(seen + done, from + done, at_most(bytes - done, few));
    }
    // LAB 8 END
