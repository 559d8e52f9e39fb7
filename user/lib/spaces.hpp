// spaces.hpp -- address spaces from outside: taking pages back, deleting tasks.
// Source: L4 Version 2 on i386, "fpage_unmap", "task_new".
#pragma once

#include "user/lib/l4.hpp"
#include "user/lib/raw_calls.hpp"

namespace kumquat::user {

/// What fpage_unmap does to every page in the fpage that the caller has mapped.
enum class UnmapMask : uint32_t {
    read_only_elsewhere = 0,
    remove_elsewhere = 2,
    read_only_everywhere = 0x80000000,
    remove_everywhere = 0x80000002,
};

inline void fpage_unmap(Fpage fpage, UnmapMask mask) {
    CallRegisters registers{.eax = fpage.word(), .ecx = static_cast<uint32_t>(mask)};
    raw_fpage_unmap(&registers);
}

/// Delete a task with its clan, or hand over an inactive number.
/// \param new_chief  its chief from now on
/// \return           the id that the number has now; nil if the caller is not its chief
inline ThreadId delete_task(TaskNumber task, TaskNumber new_chief) {
    CallRegisters registers{.eax = ThreadId::Task::set(0, new_chief.value),
                            .esi = ThreadId::Task::set(0, task.value)};
    raw_task_new(&registers);
    return {registers.esi, registers.edi};
}

}  // namespace kumquat::user
