// thread_lists.cpp -- links are set in pairs.
#include "thread_lists.hpp"

namespace kumquat {

namespace {

/// The cell that leads to a member from before it: a link, or the head of the list.
Cell way_to_next(const ThreadLists& lists, uint32_t list, uint32_t previous) {
    return previous == 0 ? lists.head(list) : lists.next(previous);
}
Cell way_to_previous(const ThreadLists& lists, uint32_t list, uint32_t next) {
    return next == 0 ? lists.head(list) + 1 : lists.previous(next);
}

void insert(Journal& journal,
            const ThreadLists& lists,
            uint32_t list,
            uint32_t thread,
            uint32_t previous,
            uint32_t next) {
    const uint32_t self = thread + 1;
    journal.set(lists.next(self), next);
    journal.set(lists.previous(self), previous);
    journal.set(lists.list(self), list + 1);
    journal.set(way_to_next(lists, list, previous), self);
    journal.set(way_to_previous(lists, list, next), self);
}

}  // namespace

void append(Journal& journal,
            const ThreadLists& lists,
            uint32_t list,
            uint32_t thread) {
    insert(journal, lists, list, thread, journal[lists.head(list) + 1], 0);
}

void prepend(Journal& journal,
             const ThreadLists& lists,
             uint32_t list,
             uint32_t thread) {
    insert(journal, lists, list, thread, 0, journal[lists.head(list)]);
}

bool remove(Journal& journal, const ThreadLists& lists, uint32_t thread) {
    const uint32_t self = thread + 1;
    const uint32_t list = list_of(journal, lists, thread);
    if (list == no_list) {
        return false;
    }
    const uint32_t next = journal[lists.next(self)];
    const uint32_t previous = journal[lists.previous(self)];
    journal.set(way_to_next(lists, list, previous), next);
    journal.set(way_to_previous(lists, list, next), previous);
    journal.set(lists.list(self), 0);
    journal.set(lists.next(self), 0);
    journal.set(lists.previous(self), 0);
    return true;
}

}  // namespace kumquat
