// kernel_state.hpp -- what a stopped kernel itself says of its state, read from its memory.
#pragma once

#include "tools/machine/machine.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace kumquat::test {

/// A page in a page table.
struct EnteredPage {
    uint32_t frame = 0;
    bool is_writable = false;
    friend bool operator==(const EnteredPage&, const EnteredPage&) = default;
};

class KernelState {
public:
    /// \param outcome  of a run that ended between two operations of the kernel
    explicit KernelState(const machine::Outcome& outcome,
                         const std::filesystem::path& kernel);

    /// A field of the TCB of a thread number; offsets are those of tcb_layout.hpp.
    uint32_t field(uint32_t thread, uint32_t offset) const;
    /// The thread whose TCB a pointer names; nothing: the pointer is null.
    std::optional<uint32_t> thread_at(uint32_t pointer) const;
    /// A circular list of threads. \param head  address of the pointer to its first
    std::vector<uint32_t> list(uint32_t head, uint32_t link) const;

    std::vector<uint32_t> ready_queue(uint32_t priority) const;
    std::vector<uint32_t> send_queue(uint32_t thread) const;
    std::optional<uint32_t> slice_owner() const;
    /// The pages of 4 KB, by address, of the space that a thread lives in.
    std::map<uint32_t, EnteredPage> space_of(uint32_t thread) const;

private:
    uint32_t word(uint32_t address) const;

    const machine::Memory& memory_;
    uint32_t cr3_;
    uint32_t ready_lists_, slice_owner_;
};

}  // namespace kumquat::test
