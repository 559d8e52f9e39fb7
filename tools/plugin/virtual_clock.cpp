// virtual_clock.cpp -- see virtual_clock.hpp.
#include "tools/plugin/virtual_clock.hpp"

#include <condition_variable>
#include <dlfcn.h>
#include <mutex>
#include <thread>

namespace kumquat::plugin {

namespace {

constexpr int qemu_clock_virtual = 1;  // enum QEMUClockType

/// A thread that calls one function on request. It never ends: the emulator's exit ends it.
class Asker {
public:
    explicit Asker(int64_t (*function)(int)) : function_{function} {
        std::thread{[this] { serve(); }}.detach();
    }

    int64_t ask() {
        std::unique_lock lock{mutex_};
        asked_ = true;
        answered_ = false;
        changed_.notify_all();
        changed_.wait(lock, [this] { return answered_; });
        return answer_;
    }

private:
    void serve() {
        std::unique_lock lock{mutex_};
        for (;;) {
            changed_.wait(lock, [this] { return asked_; });
            answer_ = function_(qemu_clock_virtual);
            asked_ = false;
            answered_ = true;
            changed_.notify_all();
        }
    }

    int64_t (*function_)(int);
    std::mutex mutex_;
    std::condition_variable changed_;
    bool asked_ = false;
    bool answered_ = false;
    int64_t answer_ = 0;
};

}  // namespace

VirtualClock::VirtualClock(bool may_ask) {
    if (may_ask) {
        get_ns_ = reinterpret_cast<GetNs>(dlsym(RTLD_DEFAULT, "qemu_clock_get_ns"));
    }
}

int64_t VirtualClock::now_in_translation() const { return get_ns_(qemu_clock_virtual); }

int64_t VirtualClock::now_after_halt() const {
    static Asker* const asker = new Asker{get_ns_};  // must outlive static destructors
    return asker->ask();
}

}  // namespace kumquat::plugin
