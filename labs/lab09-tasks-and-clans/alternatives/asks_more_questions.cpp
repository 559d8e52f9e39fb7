// asks_more_questions.cpp -- checks what others have checked, and looks for interrupts first.

    // LAB 9 BEGIN task new: first the old task goes; then the number may change hands, or a task begins
    bool is_mine = owns(me, number);
    while (is_mine && task_of(number).is_active()) {
        TaskDeletion deletion{number};
        bool has_more = true;
        while (has_more) {
            take_pending_interrupts();
            preempt_if_needed();
            is_mine = owns(me, number);
            has_more = is_mine && task_of(number).is_active() && deletion.step();
        }
    }
    if (owns(me, number) && !task_of(number).is_active()) {
        if (!pager.is_nil()) {
            if (task_of(me).nest != deepest_nest) {
                result = create(frame, self, wish, pager);
            }
        } else {
            const TaskNumber chief = new_chief({frame.eax, 0}, me);
            if (task_of(chief).nest != deepest_nest) {
                result = hand_on(self, wish, chief);
            }
        }
    }
    // LAB 9 END

    // LAB 9 BEGIN hand on: the number, the news, the id
    const ThreadId id = new_task_id(wish, chief);
    if (task_of(wish.task()).chief != chief) {
        set_chief(wish.task(), chief);
    }
    trace_task_change(wish.task(), chief, self);
    return id;
    // LAB 9 END
