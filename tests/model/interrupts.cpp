// interrupts.cpp -- interrupts are messages of pseudo threads.
// Source: handouts/reference/l4-v2.md, "Interrupts".
#include "tests/model/mechanisms.hpp"

namespace kumquat::model {

namespace {

constexpr uint32_t line_count = 16, timer_line = 0, cascade_line = 2;

}  // namespace

void occur(World& world, const Event& event) {
    const uint32_t owner = event[0], line = event[1];
    const auto attached = world.lines.find(line);
    const uint32_t right = attached == world.lines.end() ? no_thread : attached->second;
    world.require(owner == right, Rule::interrupts_are_the_owners,
                  "line {} belongs to {}", line, thread_text(right));
    if (right != no_thread) {
        world.thread(right).is_pending = true;
    }
}

void deliver_interrupt(World& world, const Event& event) {
    const uint32_t number = event[0], line = event[1];
    world.require(world.exists(number) && world.thread(number).line == line,
                  Rule::interrupts_are_the_owners, "line {} is not attached to {}",
                  line, thread_text(number));
    Thread& thread = world.thread(number);
    world.require(thread.is_pending, Rule::interrupts_come_after_they_occurred,
                  "line {} is not pending", line);
    const bool receives = thread.is_at(Step::receiving) || thread.is_at(Step::waiting);
    world.require(receives && (thread.ipc()->is_open || thread.ipc()->line == line),
                  Rule::interrupts_need_a_receive, "{} does not wait for it",
                  thread_text(number));
    thread.is_pending = false;
    end_ipc(world, number, {0, 0xFFFFFFFF, Rule::results_a_message_has_its_dope});
}

void attach(World& world, const Event& event) {
    const uint32_t number = event[0], line = event[1];
    Thread& thread = world.caller(number);
    world.require(line < line_count && line != timer_line && line != cascade_line,
                  Rule::interrupts_the_kernel_keeps_its_lines, "line {}", line);
    const auto other = world.lines.find(line);
    world.require(other == world.lines.end(), Rule::interrupts_a_line_has_one_owner,
                  "line {} belongs to {}", line,
                  other == world.lines.end() ? "" : thread_text(other->second));
    world.require(thread.line == no_line, Rule::interrupts_a_thread_has_one_line,
                  "{} has line {}", thread_text(number), thread.line);
    thread.line = line;
    thread.is_pending = false;
    world.lines[line] = number;
}

void detach(World& world, const Event& event) {
    const uint32_t number = event[0], line = event[1];
    world.require(world.exists(number) && world.thread(number).line == line,
                  Rule::interrupts_are_the_owners, "line {} is not attached to {}",
                  line, thread_text(number));
    world.thread(number).line = no_line;
    world.thread(number).is_pending = false;
    world.lines.erase(line);
}

}  // namespace kumquat::model
