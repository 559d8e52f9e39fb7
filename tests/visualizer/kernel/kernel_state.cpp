// kernel_state.cpp -- TCBs, lists and page tables, by offset.
#include "tests/visualizer/kernel/kernel_state.hpp"

#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "tcb_layout.hpp"
#include "tools/machine/symbols.hpp"

#include <stdexcept>

namespace kumquat::test {

namespace {

constexpr uint32_t present = 1, writable = 2, user = 4, large = 0x80;
constexpr uint32_t entries = 1024, user_directory_entries = 768, page_bytes = 4096;

uint32_t address_of(const machine::Symbols& symbols, const std::string& name) {
    const auto found = symbols.find(name);
    if (!found) {
        throw std::runtime_error("the kernel has no symbol " + name);
    }
    return *found;
}

}  // namespace

KernelState::KernelState(const machine::Outcome& outcome,
                         const std::filesystem::path& kernel)
    : memory_{outcome.memory}, cr3_{outcome.registers.cr3} {
    const machine::Symbols symbols{kernel};
    ready_lists_ = address_of(symbols, "ready_queue");
    slice_owner_ = address_of(symbols, "slice_owner");
}

/// A part of the TCB array that nobody has touched reads as zeros.
uint32_t KernelState::word(uint32_t address) const {
    return memory_.read_virtual<uint32_t>(cr3_, address).value_or(0);
}

uint32_t KernelState::field(uint32_t thread, uint32_t offset) const {
    return word(TCB_ARRAY + thread * TCB_SIZE + offset);
}

std::optional<uint32_t> KernelState::thread_at(uint32_t pointer) const {
    return pointer == 0 ? std::nullopt
                        : std::optional{(pointer - TCB_ARRAY) / TCB_SIZE};
}

std::vector<uint32_t> KernelState::list(uint32_t head, uint32_t link) const {
    std::vector<uint32_t> threads;
    const uint32_t first = word(head);
    for (uint32_t at = first; at != 0 && threads.size() < 10'000;) {
        threads.push_back(*thread_at(at));
        at = word(at + link);
        if (at == first) {
            break;
        }
    }
    return threads;
}

std::vector<uint32_t> KernelState::ready_queue(uint32_t priority) const {
    const uint32_t place = priority + 1;  // the idle thread has a list, too: the first
    return list(ready_lists_ + place * 4, tcb_ready_link);
}

std::vector<uint32_t> KernelState::send_queue(uint32_t thread) const {
    return list(TCB_ARRAY + thread * TCB_SIZE + tcb_send_queue, tcb_send_link);
}

std::optional<uint32_t> KernelState::slice_owner() const {
    return thread_at(word(slice_owner_));
}

std::map<uint32_t, EnteredPage> KernelState::space_of(uint32_t thread) const {
    std::map<uint32_t, EnteredPage> pages;
    const uint32_t directory = field(thread, tcb_directory);
    for (uint32_t i = 0; i < user_directory_entries; ++i) {
        const uint32_t entry = memory_.read_physical<uint32_t>(directory + i * 4);
        const bool is_large = (entry & large) != 0;
        for (uint32_t k = 0;
             (entry & (present | user)) == (present | user) && k < entries; ++k) {
            const uint32_t page =
                is_large ? entry + k * page_bytes
                         : memory_.read_physical<uint32_t>((entry & ~0xFFFu) + k * 4);
            if ((page & (present | user)) == (present | user)) {
                pages[i << 22 | k << 12] = {page & ~0xFFFu, (page & writable) != 0};
            }
        }
    }
    return pages;
}

}  // namespace kumquat::test
