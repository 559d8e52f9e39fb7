// back_list.hpp -- lists whose elements know what points at them, in `back`: the head of a list is
// one pointer, and an element leaves its list without knowing which that is.
// Invariant: *element.back == &element, and element.next->back == &element.next.
#pragma once

#include "kernel/memory/pointer32.hpp"

namespace kumquat {

template <typename T>
void push_front(Pointer32<T>& list, T& element) {
    element.next = list;
    element.back = &list;
    if (list != nullptr) {
        list->back = &element.next;
    }
    list = &element;
}

template <typename T>
void take_out(T& element) {
    *element.back = element.next;
    if (element.next != nullptr) {
        element.next->back = element.back;
    }
}

}  // namespace kumquat
