// thread_lists.hpp -- queues of threads in cells.
// Invariant: a thread's list cell names the list that its links belong to; 0: it is in none.
#pragma once

#include "layout.hpp"

#include <vector>

namespace kumquat {

/// In which list of the family a thread is; or no_list.
constexpr uint32_t no_list = 0xFFFFFFFF;

template <typename Cells>
uint32_t list_of(const Cells& cells, const ThreadLists& lists, uint32_t thread) {
    return cells[lists.list(thread + 1)] - 1;  // 0 becomes no_list
}

/// The threads of one list, first to last.
template <typename Cells>
std::vector<uint32_t>
members_of(const Cells& cells, const ThreadLists& lists, uint32_t list) {
    std::vector<uint32_t> threads;
    for (uint32_t at = cells[lists.head(list)]; at != 0; at = cells[lists.next(at)]) {
        threads.push_back(at - 1);
    }
    return threads;
}

/// Requires: the thread is in no list of the family.
void append(Journal& journal, const ThreadLists& lists, uint32_t list, uint32_t thread);
void prepend(Journal& journal,
             const ThreadLists& lists,
             uint32_t list,
             uint32_t thread);
/// \return  whether the thread was in a list
bool remove(Journal& journal, const ThreadLists& lists, uint32_t thread);

}  // namespace kumquat
