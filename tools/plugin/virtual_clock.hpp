// virtual_clock.hpp -- reads QEMU's virtual clock from inside a plugin.
// The plugin interface has no clock, but QEMU's program exports its own function. QEMU
// refuses to read the clock on the processor's thread inside a block, hence a thread of
// ours asks. Where the function is not exported, callers must estimate.
// Source: QEMU 7.2, include/qemu/timer.h, accel/tcg/icount ("Bad icount read").
#pragma once

#include <cstdint>
#include <optional>

namespace kumquat::plugin {

class VirtualClock {
public:
    /// \param may_ask  false: behave as if the function were not exported (for tests)
    explicit VirtualClock(bool may_ask);

    bool is_readable() const { return get_ns_ != nullptr; }

    /// Nanoseconds, while a block is being translated (exact). Requires: readable.
    int64_t now_in_translation() const;

    /// Nanoseconds, from any other place. Counts instructions only up to the last time
    /// the processor stopped, so it is exact right after a hlt. Requires: readable.
    int64_t now_after_halt() const;

private:
    using GetNs = int64_t (*)(int clock_type);
    GetNs get_ns_ = nullptr;
};

}  // namespace kumquat::plugin
