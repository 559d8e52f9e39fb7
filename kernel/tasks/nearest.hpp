// nearest.hpp -- the tree of chiefs: whom would a message meet first?
// Myself, my clan, my chief and my own children are near; everybody else is reached through my
// chief, or through the task next to me that is a chief on the way.
// Source: L4 Version 2 on i386, "id_nearest (int 0x31)"; "Clans and chiefs".
#pragma once

#include "kernel/abi/thread_id.hpp"

namespace kumquat {

/// The result of id_nearest: how a message leaves, seen from its sender.
enum NearestType : uint32_t { near = 0x0, outward = 0x4, inward = 0xC };

struct Nearest {
    NearestType type;
    ThreadId
        id;  // of the chief's first thread; or, if it is near, the destination as given
};

/// \param destination  neither nil nor invalid, and of a task but the kernel's
Nearest nearest_to(TaskNumber self, ThreadId destination);

/// The first thread of a task's chief; nil if that is the kernel.
ThreadId chief_of(TaskNumber task);

}  // namespace kumquat
