// pointer32.hpp -- a pointer as it lies in the kernel's memory: 32 bits.
// In the kernel it is a plain pointer. On a 64-bit host, where the mapping database is tested,
// it keeps tables of pointers as large as they are in the kernel.
#pragma once

#include <stdint.h>

namespace kumquat {

template <typename T>
class Pointer32 {
public:
    constexpr Pointer32() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): it is used as a T*
    constexpr Pointer32(decltype(nullptr)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    Pointer32(T* to) : raw_{static_cast<uint32_t>(reinterpret_cast<uintptr_t>(to))} {}
    // NOLINTNEXTLINE(google-explicit-constructor): as above
    operator T*() const { return reinterpret_cast<T*>(uintptr_t{raw_}); }
    T* operator->() const { return *this; }
    constexpr uint32_t raw() const { return raw_; }

private:
    uint32_t raw_ = 0;
};
static_assert(sizeof(Pointer32<int>) == 4);

}  // namespace kumquat
