// words.hpp -- an event and a state as sentences.
// Its one idea: the same words stand in the list, in the panel and in what a screen reader
// hears; they are made here, once.
#pragma once

#include "model.hpp"
#include "text.hpp"

#include <string>
#include <vector>

namespace kumquat {

/// An event told in words.
struct EventWords {
    std::string headline;              // "6.0 client calls 5.1 server"
    std::vector<std::string> details;  // one sentence each, with its full stop
};

/// Tell an event. Requires: 0 <= index < model.event_count().
EventWords words_of(const Model& model, int64_t index, ThreadNamer name = thread_label);

/// The same in one sentence with ids in full, as it is read aloud:
/// "task 6 thread 0 (client) calls task 5 thread 1 (server): 2 words 7, 0; it was waiting."
std::string sentence_of(const Model& model, int64_t index);

/// "running", "waits to send to 5.1", ...
std::string state_words(const Trace& trace,
                        const ThreadRecord& record,
                        ThreadNamer name = thread_label);

/// What a state means, for tooltips and the key of colours.
const char* state_name(LaneState state);
const char* state_meaning(LaneState state);
/// The same for a thread that is in it: one that sleeps takes no message.
const char* state_meaning(const ThreadRecord& record);

/// What may be done with a page: "writable", "read only".
const char* rights_name(bool is_writable);

/// The completion code in the result of an ipc: "no error", "send timeout", ...
const char* ipc_error_name(uint32_t result);

}  // namespace kumquat
