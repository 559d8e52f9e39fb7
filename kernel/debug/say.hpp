// say.hpp -- text on the console, on behalf of the running thread.
// A character takes 87 us at 115,200 baud: a text would hold up many a tick, and the clock would
// lose them. So interrupts are let in behind each character. But nobody else runs meanwhile, lest
// two texts get mixed up.
#pragma once

namespace kumquat {

/// Requires: threads run. preempt_if_needed() must follow.
void say_character(char character);

/// A text that ends with a zero byte. Requires: as above.
void say(const char* text);

}  // namespace kumquat
