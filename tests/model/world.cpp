// world.cpp -- the world at boot, and questions to it.
#include "tests/model/world.hpp"

#include <algorithm>

namespace kumquat::model {

World::World(const Run& with) : run{with}, tasks(max_tasks) {
    tasks[sigma0_task.value].chief = root_task.value;
    for (uint32_t task = root_task.value + 1; task < max_tasks; ++task) {
        tasks[task].chief = root_task.value;
    }
}

bool World::is_below(uint32_t task, uint32_t chief) const {
    for (uint32_t steps = 0; task < tasks.size() && steps < tasks.size(); ++steps) {
        if (tasks[task].chief == chief) {
            return true;
        }
        task = tasks[task].chief;
    }
    return false;
}

Thread& World::caller(uint32_t number) {
    require(number == running && exists(number),
            Rule::life_only_the_running_thread_calls, "{} does not run; {} does",
            thread_text(number), thread_text(running));
    require(!thread(number).is_doomed, Rule::results_not_existing_means_it,
            "{} exists, but others have been told that it does not",
            thread_text(number));
    return thread(number);
}

bool accepts(const Thread& receiver, uint32_t sender) {
    const Ipc* const ipc = receiver.ipc();
    return ipc != nullptr && ipc->receives && ipc->line == no_line &&
           (ipc->is_open || ipc->bringer == sender);
}

uint32_t suitable_sender(const Thread& receiver) {
    const auto found = std::find_if(
        receiver.senders.begin(), receiver.senders.end(),
        [&receiver](uint32_t sender) { return accepts(receiver, sender); });
    return found == receiver.senders.end() ? no_thread : *found;
}

}  // namespace kumquat::model
