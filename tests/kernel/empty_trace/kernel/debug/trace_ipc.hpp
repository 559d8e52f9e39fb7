// trace_ipc.hpp -- trace points of ipc: all of them are in trace.hpp beside it.
#pragma once

#include "kernel/debug/trace.hpp"
