// own_memory.cpp -- two mappings, compared.
#include "tools/plugin/own_memory.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kumquat::plugin {

OwnMemory::OwnMemory(const std::vector<Range>& ranges,
                     std::string memory_file,
                     std::string copy_file)
    : ranges_{ranges}, memory_file_{std::move(memory_file)}, copy_file_{std::move(
                                                                 copy_file)} {}

void OwnMemory::begin() {
    const int memory = open(memory_file_.c_str(), O_RDONLY | O_CLOEXEC);
    const int copy =
        open(copy_file_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    struct stat status {};
    if (memory < 0 || copy < 0 || fstat(memory, &status) != 0 ||
        ftruncate(copy, status.st_size) != 0) {
        std::perror("kumquat-plugin: cannot keep a copy of the test's memory");
        _exit(3);  // without it nothing could be believed
    }
    size_ = static_cast<std::size_t>(status.st_size);
    void* const one = mmap(nullptr, size_, PROT_READ, MAP_SHARED, memory, 0);
    void* const other =
        mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED, copy, 0);
    close(memory);
    close(copy);
    if (one == MAP_FAILED || other == MAP_FAILED) {
        std::perror("kumquat-plugin: cannot map the test's memory");
        _exit(3);
    }
    memory_ = static_cast<const unsigned char*>(one);
    copy_ = static_cast<unsigned char*>(other);
    for (const Range& range : ranges_) {
        keep(range.begin, range.end - range.begin);
    }
}

void OwnMemory::keep(uint64_t physical, std::size_t size) {
    if (physical < size_) {
        std::memcpy(copy_ + physical, memory_ + physical,
                    std::min(size, static_cast<std::size_t>(size_ - physical)));
    }
}

std::optional<uint32_t> OwnMemory::difference() const {
    if (copy_ == nullptr) {
        return std::nullopt;
    }
    return first_difference(ranges_, std::as_bytes(std::span{copy_, size_}),
                            std::as_bytes(std::span{memory_, size_}));
}

}  // namespace kumquat::plugin
