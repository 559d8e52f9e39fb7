// own_memory.hpp -- a copy of trusted code's own memory, in which only its own stores arrive.
// A kernel has ways to memory that are no instruction's store: the processor pushes the frame of an
// exception wherever ESP points, a device copies. Nobody tells of these; but then the two differ.
// The copy lies in a file as large as the guest's memory, at the same places, so that whoever looks at
// the memory in the end can compare it once more.
#pragma once

#include "tools/plugin/options.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::plugin {

class OwnMemory {
public:
    /// \param memory_file, copy_file  that of the guest's memory, and the one to write
    OwnMemory(const std::vector<Range>& ranges,
              std::string memory_file,
              std::string copy_file);

    /// The copy begins as what stands in memory now. Ends the process if the host refuses.
    void begin();

    /// Trusted code has stored here. Requires: begin() was called.
    void keep(uint64_t physical, std::size_t size);

    /// The first address that differs; nothing: none, or begin() was not called.
    std::optional<uint32_t> difference() const;

private:
    const std::vector<Range>& ranges_;
    std::string memory_file_, copy_file_;
    std::size_t size_ = 0;
    const unsigned char* memory_ = nullptr;
    unsigned char* copy_ = nullptr;
};

}  // namespace kumquat::plugin
