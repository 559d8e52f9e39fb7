// one_question_at_a_time.cpp -- the same order, with an if for each question, and the end of the task told
// in another way.

    // LAB 9 BEGIN deletion step: one thing of the first kind that is left; the clan before its chief
    if (!is_still_there(top_, top_born_)) {
        return false;
    }
    if (!is_still_there(task_, task_born_)) {
        begin_with(top_);
    }
    const bool is_busy = end_threads() || end_clan();
    if (is_busy || tell_receivers()) {
        return true;
    }
    if (flush()) {
        return true;
    }
    if (drop_page_tables()) {
        return true;
    }
    trace_task_delete(task_, current_thread());
    const bool is_top = task_ == top_;
    const TaskNumber next = is_top ? top_ : task_of(task_).chief;
    end_task(task_of(task_));
    if (!is_top) {
        begin_with(next);
    }
    return !is_top;
    // LAB 9 END
