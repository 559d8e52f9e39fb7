// range_by_its_last_byte.cpp -- right as well: the sum is tested for having gone round.

    // LAB 8 BEGIN message range: not one byte of the kernel's
    const uint32_t end = address + bytes;
    const bool goes_round = end < address;
    if (goes_round || address >= USER_SPACE_END || end > USER_SPACE_END) {
        fail_transfer(self, IpcError::send_aborted);
    }
    // LAB 8 END
