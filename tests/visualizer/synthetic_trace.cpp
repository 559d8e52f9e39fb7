// synthetic_trace.cpp -- scenes between clients, a server and a pager.
// The order of events in a scene is that of kernel/ipc/rendezvous.cpp.
#include "synthetic_trace.hpp"

#include "kernel/abi/trace_kinds.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <random>

namespace kumquat {

namespace {

enum : int { idle, sigma0, root, pager, server, ticker, first_client };

class Play {
public:
    explicit Play(unsigned clients) : clients_{static_cast<int>(clients)} {}

    std::string write(size_t events) {
        start();
        while (count_ < events) {
            const int client =
                first_client +
                static_cast<int>(random_() % static_cast<unsigned>(clients_));
            switch_to(client, SwitchReason::slice_end);
            switch (random_() % 8) {
            case 0:
                page_fault(client);
                break;
            case 1:
                queue_before_server(client);
                break;
            case 2:
                timeout(client);
                break;
            default:
                call(client);
                break;
            }
        }
        return text_ + "]}\n";
    }

private:
    void emit(TraceKind kind, std::initializer_list<int64_t> columns) {
        time_ += 20 + static_cast<int64_t>(random_() % 180);
        text_ += fmt::format("{}[{},{}", count_++ == 0 ? "\n" : ",\n", time_,
                             static_cast<int>(kind));
        for (const int64_t column : columns) {
            text_ += fmt::format(",{}", column);
        }
        text_ += "]";
        running_waits_ = running_waits_ ||
                         (kind == TraceKind::ipc_block && *columns.begin() == running_);
    }

    void start() {
        text_ = "{\"format\":\"kumquat-trace\",\"version\":1,\"unit\":\"virtual_ns\","
                "\"dropped\":0,\n"
                "\"build\":{\"git\":\"synthetic\",\"config\":{\"SCHED\":\"benno\"}},"
                "\n\"kinds\":[";
        for (uint32_t i = 0; i < trace_kind_count; ++i) {
            text_ +=
                fmt::format("{}[\"{}\"", i == 0 ? "" : ",\n", trace_kind_table[i].name);
            for (const char* column : trace_kind_table[i].columns) {
                text_ += column == nullptr ? "" : fmt::format(",\"{}\"", column);
            }
            text_ += "]";
        }
        text_ += "],\n\"tasks\":[{\"id\":0,\"chief\":0,\"name\":\"kernel\",\"from\":0,"
                 "\"to\":null}";
        const int threads = first_client + clients_;
        for (int i = sigma0; i < threads; ++i) {
            text_ += fmt::format(
                ",\n{{\"id\":{},\"chief\":{},\"name\":\"{}\",\"from\":0,\"to\":null}}",
                task_id(i), i == root ? 0 : 4, name(i));
        }
        text_ += "],\n\"threads\":[";
        for (int i = 0; i < threads; ++i) {
            text_ += fmt::format(
                "{}{{\"id\":\"{}.0\",\"task\":{},\"name\":\"{}\",\"priority\":{},"
                "\"from\":0,\"to\":null}}",
                i == 0 ? "" : ",\n", i == 0 ? 0 : task_id(i), i, name(i), priority(i));
        }
        text_ += "],\n\"events\":[";
        emit(TraceKind::boot, {0x0400'0000, 1});
        emit(TraceKind::thread_create, {idle, -1, 0, 0, 0});
        running_ = idle;
        create(sigma0, -1);
        create(root, -1);
        switch_to(sigma0, SwitchReason::preempt);
        receive_open(sigma0);
        switch_to(root, SwitchReason::block);
        for (int i = pager; i < threads; ++i) {
            create(i, root);
        }
        emit(TraceKind::user_mark, {root, 0x6C6C6568, 0x6F, 0, 0});
        receive_open(root);
        for (const int waiter : {static_cast<int>(pager), static_cast<int>(server),
                                 static_cast<int>(ticker)}) {
            switch_to(waiter, SwitchReason::block);
            receive_open(waiter);
        }
    }

    /// The kernel makes the first two; root makes all others: it is their chief.
    void create(int thread, int creator) {
        emit(TraceKind::task_create,
             {thread, thread == root ? 0 : static_cast<int>(root), creator, 255});
        emit(TraceKind::thread_create,
             {thread, creator, priority(thread), 0x10000, 0x20000});
        ready(thread);
    }

    static int task_id(int thread) { return thread == sigma0 ? 2 : thread + 2; }
    /// Who is created has its creator's priority, and the first ones have 16.
    static int priority(int thread) { return thread == idle ? 0 : 16; }
    static std::string name(int thread) {
        static constexpr const char* names[] = {"idle",  "sigma0", "root",
                                                "pager", "server", "ticker"};
        return thread < first_client
                   ? names[thread]
                   : fmt::format("client {}", thread - first_client + 1);
    }

    void ready(int thread) {
        emit(TraceKind::ready_insert, {thread, priority(thread)});
    }

    /// Who waits loses the processor because of that.
    void switch_to(int next, SwitchReason reason) {
        if (next == running_) {
            return;
        }
        if (reason == SwitchReason::slice_end && running_waits_) {
            reason = SwitchReason::block;
        } else if (reason == SwitchReason::slice_end) {
            ready(running_);
        }
        running_waits_ = false;
        if (reason != SwitchReason::direct) {
            emit(TraceKind::ready_remove, {next, priority(next)});
        }
        emit(TraceKind::context_switch,
             {running_, next, static_cast<int>(reason), next});
        running_ = next;
    }

    void receive_open(int thread) {
        emit(TraceKind::ipc_receive, {thread, -1, 1, trace_ipc_open});
        emit(TraceKind::ipc_block, {thread, -1, 1, 0xFFFFFFFF});
    }

    /// The running thread calls one that waits; then that one runs.
    void call_waiting(int from, int to, int64_t w0, int64_t w1, uint32_t flags) {
        emit(TraceKind::ipc_send, {from, to, w0, w1, flags | trace_ipc_then_receives});
        emit(TraceKind::ipc_transfer,
             {from, to, w0, w1,
              flags | trace_ipc_then_receives | trace_ipc_met_waiting});
        emit(TraceKind::ipc_receive, {from, to, 0, 0});
        emit(TraceKind::ipc_block, {from, to, 1, 0xFFFFFFFF});
        emit(TraceKind::ipc_wake, {to, from});
        switch_to(to, SwitchReason::direct);
    }

    /// The running thread answers its client and waits for the next; then the client runs.
    void reply_and_wait(int from, int to, int64_t w0, uint32_t flags) {
        flags |= trace_ipc_then_receives | trace_ipc_open;
        emit(TraceKind::ipc_send, {from, to, w0, 0, flags});
        emit(TraceKind::ipc_transfer, {from, to, w0, 0, flags | trace_ipc_met_waiting});
        receive_open(from);
        emit(TraceKind::ipc_wake, {to, from});
        switch_to(to, SwitchReason::direct);
        emit(TraceKind::ipc_result, {to, 0x4000});
    }

    void call(int client) {
        const int64_t question = static_cast<int64_t>(random_() % 100);
        call_waiting(client, server, question, 0, 0);
        reply_and_wait(server, client, question * 2, 0);
    }

    void page_fault(int client) {
        const int64_t address =
            0x0080'0000 + static_cast<int64_t>(random_() % 64) * 4096;
        emit(TraceKind::page_fault, {client, address, 0x10204, 2, pager});
        call_waiting(client, pager, address | 2, 0x10204, trace_ipc_fault);
        emit(TraceKind::map, {client, address, address | 12 << 2 | 2, pager, address});
        reply_and_wait(pager, client, address, trace_ipc_map | trace_ipc_mapped);
    }

    /// A second client sends while the server works for the first.
    void queue_before_server(int client) {
        const int other =
            client == first_client ? first_client + 1 : static_cast<int>(first_client);
        call_waiting(client, server, 1, 0, 0);
        emit(TraceKind::timer, {server, time_ / 1000});
        switch_to(other, SwitchReason::slice_end);
        emit(TraceKind::ipc_send, {other, server, 2, 0, trace_ipc_then_receives});
        emit(TraceKind::ipc_block, {other, server, 0, 0xFFFFFFFF});
        switch_to(server, SwitchReason::block);
        emit(TraceKind::ipc_send, {server, client, 2, 0, 3});
        emit(TraceKind::ipc_transfer,
             {server, client, 2, 0, 3 | trace_ipc_met_waiting});
        emit(TraceKind::ipc_receive, {server, -1, 1, trace_ipc_open});
        emit(TraceKind::ipc_transfer, {other, server, 2, 0, trace_ipc_then_receives});
        emit(TraceKind::ipc_block, {other, server, 1, 0xFFFFFFFF});
        ready(server);
        emit(TraceKind::ipc_wake, {client, server});
        switch_to(client, SwitchReason::direct);
        switch_to(server, SwitchReason::slice_end);
        reply_and_wait(server, other, 4, 0);
    }

    void timeout(int client) {
        emit(TraceKind::timeout_insert, {client, time_ / 1000 + 1});
        emit(TraceKind::ipc_receive, {client, -1, 1, trace_ipc_open});
        emit(TraceKind::ipc_block, {client, -1, 1, 1});
        const int other =
            client == first_client ? first_client + 1 : static_cast<int>(first_client);
        switch_to(other, SwitchReason::block);
        time_ += 1000;
        emit(TraceKind::timer, {other, time_ / 1000});
        emit(TraceKind::timeout_fire, {client, time_ / 1000});
        emit(TraceKind::ipc_timeout, {client, 1});
        emit(TraceKind::ipc_result, {client, 0x20});
        ready(client);
        switch_to(client, SwitchReason::slice_end);
    }

    int clients_;
    int running_ = idle;
    bool running_waits_ = false;
    int64_t time_ = 0;
    size_t count_ = 0;
    std::string text_;
    std::mt19937 random_{5};
};

}  // namespace

std::string synthetic_trace(size_t events, unsigned clients) {
    return Play{clients}.write(events);
}

}  // namespace kumquat
