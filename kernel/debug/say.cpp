// say.cpp -- print, and listen.
#include "kernel/debug/say.hpp"

#include "kernel/debug/print.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

void say_character(char character) {
    print_character(character);
    take_interrupts_without_switch();
}

void say(const char* text) {
    while (*text != '\0') {
        say_character(*text);
        ++text;
    }
}

}  // namespace kumquat
