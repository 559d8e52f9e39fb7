// list_link.hpp -- circular doubly linked lists through a member of the element itself.
// A list is a pointer to its first element. An element that is in no list has null links.
// Invariant: for every linked element e: e.next->previous == e and e.previous->next == e.
#pragma once

#include "kernel/abi/assert.hpp"

namespace kumquat {

/// \tparam Pointer  how the links are kept: 32 bits of them, where a record must be as small on
///                   a 64-bit host as it is in the kernel
template <typename T, typename Pointer = T*>
struct ListLink {
    Pointer next{};
    Pointer previous{};

    bool is_linked() const { return next != nullptr; }
};

/// Lists linked through the member `link` of T.
template <typename T, auto link, typename Pointer = T*>
struct List {
    /// Put `element` before `position`, or make it the only one if `position` is null.
    static void insert_before(T* position, T& element) {
        KASSERT(!(element.*link).is_linked());
        if (position == nullptr) {
            element.*link = {&element, &element};
            return;
        }
        T* const before = (position->*link).previous;
        element.*link = {position, before};
        (before->*link).next = &element;
        (position->*link).previous = &element;
    }

    static void push_back(Pointer& head, T& element) {
        insert_before(head, element);
        if (head == nullptr) {
            head = &element;
        }
    }

    static void push_front(Pointer& head, T& element) {
        push_back(head, element);
        head = &element;
    }

    /// Take `element` out of the list that begins at `head`.
    static void remove(Pointer& head, T& element) {
        KASSERT((element.*link).is_linked());
        T* const next = (element.*link).next;
        (next->*link).previous = (element.*link).previous;
        ((element.*link).previous->*link).next = next;
        if (head == &element) {
            head = next == &element ? nullptr : next;
        }
        element.*link = {};
    }

    /// The element after `element`, or nullptr at the end.
    static T* after(T* head, T& element) {
        T* const next = (element.*link).next;
        return next == head ? nullptr : next;
    }
};

}  // namespace kumquat
