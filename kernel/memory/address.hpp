// address.hpp -- physical and virtual addresses, two types that never mix by accident.
#pragma once

#include "kernel/abi/fpage.hpp"
#include "kernel/memory_layout.hpp"

namespace kumquat {

template <typename World>
class Address {
public:
    constexpr Address() = default;
    constexpr explicit Address(uint32_t raw) : raw_{raw} {}
    constexpr uint32_t raw() const { return raw_; }
    constexpr uint32_t page_offset() const { return raw_ % page_size; }
    /// The first byte of the page that holds this address.
    constexpr Address page() const { return Address{raw_ - page_offset()}; }
    /// The same for pages of 4 MB.
    constexpr Address large_page() const {
        return Address{raw_ & ~(LARGE_PAGE_SIZE - 1u)};
    }
    constexpr bool is_large_page() const { return large_page() == *this; }
    constexpr Address operator+(uint32_t bytes) const { return Address{raw_ + bytes}; }
    friend constexpr bool operator==(Address, Address) = default;

private:
    uint32_t raw_ = 0;
};
using PhysAddr = Address<struct PhysicalWorld>;
using VirtAddr = Address<struct VirtualWorld>;

constexpr VirtAddr user_end{USER_SPACE_END};
constexpr bool is_user(VirtAddr address) { return address.raw() < USER_SPACE_END; }

/// Where the kernel sees a piece of physical memory.
/// \param address  physical, below 256 MB
template <typename T>
T* direct(PhysAddr address) {
    KASSERT(address.raw() < DIRECT_WINDOW_SIZE);
    return reinterpret_cast<T*>(uintptr_t{address.raw()} + DIRECT_WINDOW);
}

/// The same for a frame of the kernel pool, which lies in the window as a whole.
template <typename T>
T* in_pool(PhysAddr frame) {
    return reinterpret_cast<T*>(uintptr_t{frame.raw()} + DIRECT_WINDOW);
}

/// The linear address of an object, or of a function. (Pointers have 64 bits in tests.)
template <typename T>
uint32_t address_of(T* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// The physical address of what they show.
inline PhysAddr physical_in_window(const void* place) {
    return PhysAddr{address_of(place) - DIRECT_WINDOW};
}

/// The physical address of an object in the kernel image.
inline PhysAddr physical_of(const void* object) {
    return PhysAddr{address_of(object) - KERNEL_OFFSET};
}

/// `bytes` rounded up to whole pages.
constexpr uint32_t round_up_to_page(uint32_t bytes) {
    return (bytes + page_size - 1) & ~(page_size - 1);
}

}  // namespace kumquat
