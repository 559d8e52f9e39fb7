// scenes.hpp -- places in a story from which one wrong event breaks one rule.
#pragma once

#include "tests/model/story.hpp"

namespace kumquat::model {

constexpr uint32_t then = trace_ipc_then_receives, met = trace_ipc_met_waiting;
constexpr uint32_t whole_space_open = 0x83;

/// The server waits for anybody; the client runs.
inline void serve(Story& s, uint32_t descriptor = 1) {
    s.yield_to(client)
        .yield_to(server)
        .listen(no_thread, root, descriptor)
        .yield_to(client);
}

/// The client has called the server, which has its message.
inline void call(Story& s) {
    serve(s);
    s.send(server, then).transfer(client, server, then | met).result(server, 0x4000);
    s.receive(client, server).wait(client, server, IpcPhase::receive);
    s.tell(TraceKind::ipc_wake, {server, client});
}

/// Thread 4.1 of the root task waits for anybody; the root task's first thread runs.
constexpr uint32_t second = thread_number(4, 1);
inline void second_waits(Story& s) {
    s.tell(TraceKind::thread_create, {second, root, 16, 0x1000, 0x2000});
    s.tell(TraceKind::thread_pager, {second, sigma0, root}).make_ready(second);
    s.yield_to(client).yield_to(server).yield_to(second).listen(no_thread, root);
}

/// The root task's first thread sleeps for 2 ms and the client runs.
inline void sleep(Story& s) {
    s.tick();
    const uint32_t now = s.clock_us();
    s.receive(root, no_thread).tell(TraceKind::timeout_insert, {root, now + 3000});
    s.wait(root, no_thread, IpcPhase::receive, 2000)
        .choose(client, SwitchReason::block);
}

/// The clock ends that.
inline void wake_up(Story& s) {
    s.tick().tick().tick().tick().tell(TraceKind::timeout_fire, {root, s.clock_us()});
    s.tell(TraceKind::ipc_timeout, {root, static_cast<uint32_t>(IpcPhase::receive)});
}

/// The client has a page at 0x5000; the server waits with the whole space as its window.
inline void open_window(Story& s, bool writable = true) {
    s.yield_to(client).get_page(0x5000, writable).yield_to(server);
    s.listen(no_thread, root, whole_space_open).yield_to(client);
}

/// The client sends its page to 0x7000 of the server; the page has gone over, the message not yet.
constexpr uint32_t sent_page = 0x5032;
inline void send_page(Story& s, uint32_t fpage = sent_page) {
    open_window(s);
    s.send(server, trace_ipc_map, 0x7000, fpage);
    s.page(TraceKind::map, 6, 0x7000, 0x5032, 5, 0x5000);
}

/// The server has that page, and the client runs.
inline void lend_page(Story& s) {
    constexpr uint32_t flags = trace_ipc_map | met | trace_ipc_mapped;
    send_page(s);
    s.transfer(client, server, flags, 0x7000, sent_page).result(server, 0x4002);
    s.result(client, 0).tell(TraceKind::ipc_wake, {server, client}).make_ready(client);
    s.hand_to(server).yield_to(root).yield_to(client);
}

/// The client faults at 0x5003, writing, and asks its pager.
inline void fault(Story& s) {
    s.listen(no_thread, client);
    s.tell(TraceKind::page_fault, {client, 0x5003, 0x1000, 2, root});
}

/// The root task raises the client above itself, without letting it run.
inline void raise_client(Story& s) {
    s.tell(TraceKind::ready_remove, {client, 16}).make_ready(client, 20);
    s.tell(TraceKind::thread_priority, {client, root, 20, 10'000});
}

/// Messages follow the tree of tasks.
inline void clans(Story& s) { s.run.config["CLANS"] = "on"; }

/// The client has a child, and that runs.
constexpr uint32_t inner = thread_number(7);
inline void grandchild(Story& s) {
    clans(s);
    s.tell(TraceKind::task_change, {7, 5, root}).yield_to(client).create_task(7);
    s.yield_to(server).yield_to(root).yield_to(inner);
}

/// The child sends to the server; the message goes to the client, who waits for anybody.
inline void redirected(Story& s) {
    grandchild(s);
    s.yield_to(client).listen(no_thread, server);
    s.yield_to(root).yield_to(inner).send(server);
    s.tell(TraceKind::ipc_redirect, {inner, server, client, 4});
}

/// A word with the number of a thread, as id_nearest tells it.
constexpr uint32_t low(uint32_t thread) { return thread << 10; }

}  // namespace kumquat::model
