// text.hpp -- numbers and names as people read them.
#pragma once

#include "visualizer/decode/trace.hpp"
#include "visualizer/decode/with_thousands.hpp"

#include <span>
#include <string>
#include <string_view>

namespace kumquat {

/// An address or word as "0x0000A000".
std::string as_hex(uint32_t word);

/// Small numbers as they are, large ones in hexadecimal: how a message word is best read.
std::string as_word(uint32_t word);

/// Microseconds: "never", "not at all", "20 µs", "3 ms".
std::string as_timeout(uint32_t timeout_us);

/// The characters in text columns, little endian; unprintable ones become dots.
std::string unpack_text(std::span<const uint32_t> words);

/// Text from a file, fit to be drawn in one line: no control characters, not too long.
std::string as_label(const std::string& text, size_t characters_max = 48);

/// "5.1 client", or "5.1" if it has no name, or "nobody".
std::string thread_label(const Trace& trace, uint32_t thread);
/// "5.1", or "nobody".
std::string thread_id(const Trace& trace, uint32_t thread);
/// "task 5 thread 1 (client)": for sentences that are read aloud.
std::string thread_in_full(const Trace& trace, uint32_t thread);
/// How threads are named: one of the three above.
using ThreadNamer = std::string (*)(const Trace&, uint32_t);
/// The latest life of the thread that is called so, such as "5.1"; no_index: there is none.
uint32_t thread_called(const Trace& trace, std::string_view id);
/// The same for a task: "5".
uint32_t task_called(const Trace& trace, std::string_view number);
/// "task 5 client".
std::string task_label(const Trace& trace, uint32_t task);
/// The same, but "task 5" where threads go without their names, too.
std::string task_label(const Trace& trace, uint32_t task, ThreadNamer name);

}  // namespace kumquat
