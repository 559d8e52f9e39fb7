// server.cpp -- the demo's server: adds numbers, remembers some, and leaves one client waiting.
#include "user/apps/demo/protocol.hpp"
#include "user/lib/console.hpp"
#include "user/lib/program.hpp"

namespace kumquat::demo {

using namespace kumquat::user;

namespace {

constexpr uint32_t words_per_page = page_size / sizeof(uint32_t);
constexpr uint32_t memory_pages = 16;
uint32_t memory[memory_pages * words_per_page];  // touched page by page
uint32_t sum = 0;

uint32_t serve(uint32_t request, uint32_t number) {
    if (request == add) {
        sum += number;
        return sum;
    }
    memory[number % memory_pages * words_per_page] = number;
    return number;
}

}  // namespace

}  // namespace kumquat::demo

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::demo;
    name_myself("server");
    send(kumquat::root_id, say_ready, 0, wait_for_ever);
    IpcResult request = wait();
    for (;;) {
        if (!request.ok() || request.w0 == never_answer) {
            request = wait();
            continue;
        }
        const uint32_t answer = serve(request.w0, request.w1);
        request = reply_and_wait(send_registers, request.sender, answer, 0);
    }
}
