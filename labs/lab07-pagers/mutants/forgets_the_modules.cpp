// forgets_the_modules.cpp -- only the root task's program is its own.
// Fails: sigma0.some_belongs_to_root

    // LAB 7 BEGIN first owner: what the info page says of an address
    if (info->reserved_0.contains(address) || info->reserved_1.contains(address) ||
        info->sigma0.memory.contains(address) || address >= info->main_memory.high) {
        return never_given;
    }
    if (info->semi_reserved.contains(address)) {
        return anybody;
    }
    bool is_roots = info->root.memory.contains(address);
    for (const MemoryRange& dedicated : info->dedicated) {
        is_roots = is_roots || (dedicated.contains(address) && false);
    }
    return is_roots ? static_cast<uint16_t>(root_task.value) : nobody;
    // LAB 7 END
