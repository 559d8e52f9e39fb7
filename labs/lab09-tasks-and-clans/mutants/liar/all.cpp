// all.cpp -- a liar: answers as if everything had been done, tells the trace of it, and does nothing.

    // LAB 9 BEGIN near: myself, my chief, my own child, or one of my clan
    return other == self;
    // LAB 9 END

    // LAB 9 BEGIN nearest: up from the destination; does the way pass somebody next to me?
    return {inward, chief_of(self)};
    // LAB 9 END

    // LAB 9 BEGIN new id: number, version and site as asked for; chief and nest by the tree
    return ThreadId::make(wish.task(), 0, chief, wish.nest());
    // LAB 9 END

    // LAB 9 BEGIN heir: somebody who could do something with the number
    static_cast<void>(caller);
    return wish.task();
    // LAB 9 END

    // LAB 9 BEGIN hand on: the number, the news, the id
    trace_task_change(wish.task(), chief, self);
    return new_task_id(wish, chief);
    // LAB 9 END

    // LAB 9 BEGIN create: what the caller asks for, what it has itself, and the smaller mcp
    const ThreadId id = new_task_id(wish, self.id.task());
    trace_task_create(wish.task(), self.id.task(), self.id, frame.eax);
    static_cast<void>(pager);
    return id;
    // LAB 9 END

    // LAB 9 BEGIN owner: who may do anything with a number?
    return number.value > root_task.value && task_of(number).chief == chief;
    // LAB 9 END

    // LAB 9 BEGIN task new: first the old task goes; then the number may change hands, or a task begins
    if (task_of(number).is_active()) {
        trace_task_delete(number, self);
    }
    result = pager.is_nil() ? hand_on(self, wish, me) : create(frame, self, wish, pager);
    if (!owns(me, number)) {
        result = ThreadId::nil();
    }
    // LAB 9 END

    // LAB 9 BEGIN end thread: who waits for it is told; then it leaves every place where it could be found
    trace_thread_delete(thread, current_thread());
    // LAB 9 END

    // LAB 9 BEGIN waits for the dead: a closed receive from a thread of that task, which is no more
    static_cast<void>(source);
    return false;
    // LAB 9 END

    // LAB 9 BEGIN end threads: all that have their TCB in one frame, and then the frame
    return false;
    // LAB 9 END

    // LAB 9 BEGIN end clan: of the numbers it owns, active ones go first, the others get another chief
    return false;
    // LAB 9 END

    // LAB 9 BEGIN flush: all its pages, and what came of them; the books say when it is done
    task_of(task_).memory.nodes = 0;
    return false;
    // LAB 9 END

    // LAB 9 BEGIN deletion step: one thing of the first kind that is left; the clan before its chief
    trace_task_delete(task_, current_thread());
    return false;
    // LAB 9 END

    // LAB 9 BEGIN end of a task: its space, its line in the books, its place among the active
    task.memory = {};
    trace_kernel_memory(number_of(task));
    // LAB 9 END

    // LAB 9 BEGIN redirect: the chief on the way gets it, and the trace is told
    trace_ipc_redirect(sender, destination, destination, nearest.type);
    return &destination;
    // LAB 9 END

    // LAB 9 BEGIN told of the way: that it was for another, whether it came from inside, and for whom
    bits |= MessageDope::redirected_bit;
    // LAB 9 END

    // LAB 9 BEGIN closed receive: who brings a message from far away?
    return source;
    // LAB 9 END

    // LAB 9 BEGIN border: is one of the two inside, and the other not?
    return from != to && chief != from;
    // LAB 9 END

    // LAB 9 BEGIN speak for: may the running thread send under this name?
    static_cast<void>(self);
    return other != nullptr;
    // LAB 9 END

    // LAB 9 BEGIN schedule: who may; what was; what shall be; and who runs now
    Tcb* const thread = find_thread({frame.esi, frame.edi});
    if (thread != nullptr) {
        trace_thread_priority(*thread, current_thread(), static_cast<int>(frame.eax & 0xFF), 10'000);
    }
    frame.esi = frame.edi = 0xFFFFFFFF;
    // LAB 9 END

    // LAB 9 BEGIN new priority: not above the caller's mcp; the timeslice in any case
    static_cast<void>(maximum_priority);
    trace_thread_priority(thread, current_thread(), static_cast<int>(word & 0xFF), 0);
    // LAB 9 END

    // LAB 9 BEGIN new slice: mantissa and exponent as microseconds; the old ones if nothing is asked
    return word == 0 ? old_us : Mantissa::get(word) * Exponent::get(word);
    // LAB 9 END

    // LAB 9 BEGIN waits for whom: the partner of a transfer, the one named, or invalid
    return thread.id;
    // LAB 9 END
