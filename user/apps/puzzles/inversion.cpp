// inversion.cpp -- a controller has the highest priority of all, and still comes too late.
// The mistake: the bus server runs at the low priority of the client that came first, so anybody in
// between can hold it up, and the controller with it.
#include "user/apps/puzzles/threads.hpp"

namespace kumquat::puzzles {

namespace {

enum : uint32_t { control = 1, radio, weather, bus };
constexpr uint32_t short_work = 1, long_work = 2;

void be_bus() {
    name_myself("bus");
    IpcResult request = wait();
    for (;;) {
        compute_us(request.w0 == long_work ? 2'500 : 50);
        request = reply_and_wait(send_registers, request.sender, 0, 0);
    }
}

/// Every 4 ms it needs the bus for a moment.
void be_control() {
    name_myself("control");
    for (;;) {
        sleep(after_ms(4));
        call(thread_number(bus), short_work, 0);
        TRACE_MARK("steered");
    }
}

/// Has nothing to do with the bus.
void be_radio() {
    name_myself("radio");
    for (;;) {
        sleep(after_ms(12));
        compute_us(7'000);
    }
}

void be_weather() {
    name_myself("weather");
    for (;;) {
        compute_us(300);
        call(thread_number(bus), long_work, 0);
    }
}

}  // namespace

}  // namespace kumquat::puzzles

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::puzzles;
    start(bus, 10, be_bus);
    start(control, 40, be_control);
    start(radio, 20, be_radio);
    start(weather, 10, be_weather);
    watch_ms(40);
}
