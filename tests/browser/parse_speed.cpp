// parse_speed.cpp -- the decoder alone, in WebAssembly: how many bytes a second it reads.
// The page of the race gives it a file in pieces, as the visualizer's page does.
#include "kernel/abi/assert.hpp"
#include "visualizer/decode/trace_stream.hpp"

#include <emscripten.h>

#include <cstdlib>
#include <memory>

namespace kumquat {

void assertion_failed(const char*, const char*, int) { std::abort(); }

namespace {

struct Reading {
    Trace trace;
    TraceStream stream{"file", trace};
};
std::unique_ptr<Reading> reading;

}  // namespace

}  // namespace kumquat

extern "C" {

EMSCRIPTEN_KEEPALIVE void* allocate_piece(int size) {
    return std::malloc(static_cast<size_t>(size));
}

EMSCRIPTEN_KEEPALIVE void begin_reading(double bytes) {
    kumquat::reading = std::make_unique<kumquat::Reading>();
    kumquat::reading->stream.expect(static_cast<size_t>(bytes));
}

EMSCRIPTEN_KEEPALIVE void read_piece(const char* text, int size) {
    kumquat::reading->stream.feed({text, static_cast<size_t>(size)});
}

/// \return  the events of the file
EMSCRIPTEN_KEEPALIVE int end_reading() {
    kumquat::reading->stream.finish();
    return static_cast<int>(kumquat::reading->trace.events.size());
}
}
