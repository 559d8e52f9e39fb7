// gives_any_page_by_asking_twice.cpp -- pages that were asked for by address are given again.
// Fails: sigma0.any_page_is_nobodys

    // LAB 7 BEGIN any page: the next that nobody has
    for (; next_free < info->main_memory.high; next_free += page_size) {
        uint16_t& entry = owner_of(next_free);
        if (entry != never_given && entry != root_task.value && entry != anybody) {
            entry = static_cast<uint16_t>(to.value);
            const Answer answer = page_answer(next_free);
            next_free += page_size;
            return answer;
        }
    }
    return {};
    // LAB 7 END
