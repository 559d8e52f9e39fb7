// makes_the_task_first.cpp -- the registers are changed behind the creation, and the word is written last.

    // LAB 4 BEGIN start first task: one word on its stack, and the same in a register
    TrapFrame& frame = make_task(sigma0_id, info_page.sigma0.eip, info_page.sigma0.esp,
                                 ThreadId::nil(), 0);
    frame.eax = physical_of(&info_page).raw();
    frame.esp -= sizeof(uint32_t);
    *direct<uint32_t>(PhysAddr{frame.esp}) = frame.eax;
    // LAB 4 END

    // LAB 4 BEGIN start root task: who brings its pages, and what it may; and two registers
    constexpr uint8_t highest = 255;
    const auto& root = info_page.root;
    make_task(root_id, root.eip, root.esp, sigma0_id, highest);
    tcb_of(root_id.number()).frame().ebx = multiboot_info;
    tcb_of(root_id.number()).frame().eax = multiboot_loader_magic;
    // LAB 4 END
