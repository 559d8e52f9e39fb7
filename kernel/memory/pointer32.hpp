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
    constexpr Pointer32(decltype(nullptr)) {
    }                 // NOLINT(google-explicit-constructor): as T*
    Pointer32(T* to)  // NOLINT(google-explicit-constructor): as T*
        : raw_{static_cast<uint32_t>(reinterpret_cast<uintptr_t>(to))} {}
    operator T*() const {  // NOLINT(google-explicit-constructor): as T*
        return reinterpret_cast<T*>(uintptr_t{raw_});
    }
    T* operator->() const { return *this; }
    constexpr uint32_t raw() const { return raw_; }
    static Pointer32 from_raw(uint32_t raw) {
        Pointer32 pointer;
        pointer.raw_ = raw;
        return pointer;
    }

private:
    uint32_t raw_ = 0;
};
static_assert(sizeof(Pointer32<int>) == 4);

}  // namespace kumquat
