// main.cpp -- chooses the benchmark by the command line: `bench ipc.inter`, `bench growth.tasks 1500`.
#include "kernel/abi/multiboot.hpp"
#include "user/bench/bench.hpp"
#include "user/bench/ipc_register.hpp"
#include "user/lib/console.hpp"
#include "user/lib/program.hpp"

namespace kumquat::bench {

namespace {

const char* words;  // of the command line, behind the program's name

bool is_first_word(const char* name) {
    const char* text = words;
    for (; *name != '\0'; ++name, ++text) {
        if (*text != *name) {
            return false;
        }
    }
    return *text == ' ' || *text == '\0';
}

const char* behind_word(const char* text) {
    while (*text != ' ' && *text != '\0') {
        ++text;
    }
    while (*text == ' ') {
        ++text;
    }
    return text;
}

void inter() { ipc_register(start_peer(register_server)); }

void intra() { ipc_register(start_own_thread(server_lthread, register_server)); }

struct Benchmark {
    const char* name;
    void (*run)();
};

constexpr Benchmark benchmarks[] = {
    {"ipc.inter", inter},
    {"ipc.intra", intra},
    {"ipc.words64", ipc_words64},
    {"ipc.string4096", ipc_string4096},
    {"ipc.map4k", ipc_map4k},
    {"page_fault", page_fault},
    {"id_nearest", id_nearest},
    {"thread_switch", yield},
    {"task_new", task_new},
    {"interrupt", interrupt},
    {"reflect", reflect},
    {"unmap", unmap},
    {"timer_tick", timer_tick},
    {"growth.threads", growth_threads},
    {"growth.tasks", growth_tasks},
    {"growth.nodes", growth_nodes},
    {"growth.timeouts", growth_timeouts},
};

void run_chosen_one() {
    for (const Benchmark& benchmark : benchmarks) {
        if (is_first_word(benchmark.name)) {
            benchmark.run();
            finish();
        }
    }
    print("bench: no such benchmark\n");
    END_RUN_AS_FAILED();
}

}  // namespace

uint32_t argument() {
    uint32_t number = 0;
    for (const char* text = behind_word(words); *text >= '0' && *text <= '9'; ++text) {
        number = number * 10 + static_cast<uint32_t>(*text - '0');
    }
    return number;
}

}  // namespace kumquat::bench

/// \param second  address of the list of boot modules
extern "C" void program_main(uint32_t, uint32_t second) {
    using namespace kumquat::bench;
    const auto& info =
        *reinterpret_cast<const kumquat::MultibootInfo*>(uintptr_t{second});
    const auto* const modules =
        reinterpret_cast<const kumquat::BootModule*>(uintptr_t{info.modules});
    words =
        behind_word(reinterpret_cast<const char*>(uintptr_t{modules[1].command_line}));
    start_pager();
    run_chosen_one();
}
