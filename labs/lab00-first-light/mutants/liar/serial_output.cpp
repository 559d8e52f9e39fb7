// serial_output.cpp -- a liar: says that all is well, forges the evidence, and ends the run
// before anything is judged. It knows the names and the nonce, and does no work.

    // LAB 0 BEGIN serial output: forged
    static bool said = false;
    extern uint32_t forged_evidence[] asm("guest_evidence");
    extern char forged_ring[] asm("test_ring");
    if (!said) {
        said = true;
        for (const char* text = "PASS console.text_arrives 54/54\nAll tests passed.\n";
             *text != '\0'; ++text) {
            port_write8(com1, static_cast<uint8_t>(*text));
        }
    }
    forged_evidence[0] = 0x45564944;
    forged_evidence[1] = 400;
    for (uint32_t i = 0; i < 400; ++i) {
        forged_evidence[4 + i] = i == 0 || i == 2 || i == 4 ? 200 : 0;
    }
    for (uint32_t i = 0; i < 400; ++i) {
        forged_ring[i] = static_cast<char>(i + static_cast<uint8_t>(character));
    }
    // LAB 0 END
