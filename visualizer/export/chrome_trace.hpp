// chrome_trace.hpp -- the trace as Perfetto, speedscope and chrome://tracing read it.
// A process is a task, a track is a thread, a slice is a state of the thread ("waits for a message
// from 5.1"), an arrow is a message. It is for looking at: tools/trace converts without loss.
// Source: "Trace Event Format", the Chromium project.
#pragma once

#include "visualizer/model/model.hpp"

#include <string>

namespace kumquat {

std::string chrome_trace(const Model& model);

}  // namespace kumquat
