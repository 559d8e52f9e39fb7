// makes_the_id_by_hand.cpp -- field by field; the limit by another comparison.

    // LAB 9 BEGIN new id: number, version and site as asked for; chief and nest by the tree
    uint32_t low = wish.low();
    low &= ~ThreadId::Lthread::mask;
    uint32_t high = ThreadId::Chief::set(0, chief.value);
    high |= ThreadId::Site::get(wish.high());
    high = ThreadId::Nest::set(high, chief == root_task ? 0 : task_of(chief).nest + 1u);
    return {low, high};
    // LAB 9 END

    // LAB 9 BEGIN create: what the caller asks for, what it has itself, and the smaller mcp
    uint32_t maximum = task_of(self.id.task()).maximum_priority;
    if (frame.eax < maximum) {
        maximum = frame.eax;
    }
    ThreadStart start{};
    start.id = new_task_id(wish, self.id.task());
    start.eip = frame.edx;
    start.esp = frame.ecx;
    start.pager = pager;
    start.priority = self.priority;
    start.timeslice_us = self.timeslice_us;
    if (!create_task(start, static_cast<uint8_t>(maximum), self.id)) {
        return ThreadId::nil();
    }
    return start.id;
    // LAB 9 END
