// asks_in_another_order.cpp -- the relations of neighbours, and the conditions of a call, in another order.

    // LAB 9 BEGIN near: myself, my chief, my own child, or one of my clan
    if (self == other || task_of(other).chief == self || task_of(self).chief == other) {
        return true;
    }
    const bool has_clan = task_of(self).chief.value != 0;
    return has_clan && task_of(self).chief == task_of(other).chief;
    // LAB 9 END

    // LAB 9 BEGIN border: is one of the two inside, and the other not?
    const bool comes_out = is_inside(chief, from) && !is_inside(chief, to);
    const bool goes_in = !is_inside(chief, from) && is_inside(chief, to);
    return (comes_out && to != chief) || (goes_in && from != chief);
    // LAB 9 END
