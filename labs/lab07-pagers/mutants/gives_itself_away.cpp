// gives_itself_away.cpp -- sigma0's own memory is memory like any other.
// Fails: sigma0.some_is_never_given

    // LAB 7 BEGIN first owner: what the info page says of an address
    if (info->reserved_0.contains(address) || info->reserved_1.contains(address) ||
        address >= info->main_memory.high) {
        return never_given;
    }
    if (info->semi_reserved.contains(address)) {
        return anybody;
    }
    bool is_roots = info->root.memory.contains(address);
    for (const MemoryRange& dedicated : info->dedicated) {
        is_roots = is_roots || dedicated.contains(address);
    }
    return is_roots ? static_cast<uint16_t>(root_task.value) : nobody;
    // LAB 7 END
