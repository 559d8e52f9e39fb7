// sets_each_field.cpp -- another right way: clears the memory word by word, and builds the first stack
// from below.

    // LAB 3 BEGIN new thread: otherwise
    const Tcb fresh{};
    const uint32_t* from = reinterpret_cast<const uint32_t*>(&fresh);
    uint32_t* to = reinterpret_cast<uint32_t*>(&thread);
    for (uint32_t i = 0; i < sizeof(Tcb) / sizeof(uint32_t); ++i) {
        to[i] = from[i];
    }
    thread.internal_preempter = thread.external_preempter = ThreadId::invalid();
    thread.pager = start.pager;
    thread.timeslice_us = start.timeslice_us;
    thread.remaining_us = static_cast<int>(thread.timeslice_us);
    thread.priority = start.priority;
    thread.directory = start.directory;
    thread.id = start.id;
    thread.canary = Tcb::canary_word;
    thread.state = ThreadState::dead;
    // LAB 3 END

    // LAB 3 BEGIN first stack: otherwise
    uint32_t* word = reinterpret_cast<uint32_t*>(thread.stack_top() - TRAP_FRAME_SIZE);
    *--word = address_of(entry);
    for (uint32_t i = 0; i < 4; ++i) {
        *--word = 0xDEAD0000 + i;
    }
    thread.kernel_esp = address_of(word);
    // LAB 3 END
