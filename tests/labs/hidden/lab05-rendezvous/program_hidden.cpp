// program_hidden.cpp -- a scene that no student has seen: a server echoes what it is told.
#include "labs/common/numbers.hpp"
#include "labs/programs/test_program.hpp"

namespace kumquat::user {

namespace {

void ask() {
    logged_call(main_thread(), numbers.at(own_number()), ~numbers.at(own_number()));
}

void echo(Numbers&) {
    start(1, ask);
    start(2, ask);
    IpcResult request = logged_wait();
    for (int i = 0; i < 2; ++i) {
        logged_send(request.sender, request.w0, request.w1, both_zero);
        request = i == 0 ? logged_wait() : request;
    }
    let_others_run();
}

}  // namespace

const ProgramTest program_tests[] = {{"hidden.echo_comes_back", echo},
                                     {nullptr, nullptr}};

}  // namespace kumquat::user
