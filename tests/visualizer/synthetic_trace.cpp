// synthetic_trace.cpp -- scenes between clients, a server and a pager.
// The order of events in a scene is that of kernel/ipc/rendezvous.cpp; the whole is a run that the
// specification (tests/model) allows: a viewer spends its time on what kernels really do.
#include "synthetic_trace.hpp"

#include "kernel/abi/trace_kinds.hpp"

#include <fmt/format.h>

#include <deque>
#include <initializer_list>
#include <map>
#include <random>

namespace kumquat {

namespace {

enum : int { idle, sigma0, root, pager, server, ticker, first_client };

class Play {
public:
    /// \param clients  at least two: one waits while the other has its turn
    explicit Play(unsigned clients) : clients_{static_cast<int>(clients)} {}

    std::string write(size_t events) {
        start();
        call(running_);
        while (count_ < events) {
            give_way(1 + random_() % 2);
            switch (random_() % 8) {
            case 0:
                page_fault(running_);
                break;
            case 1:
                queue_before_server(running_);
                break;
            case 2:
                timeout(running_);
                break;
            default:
                call(running_);
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
        emit(TraceKind::thread_create, {idle, -1, below_all, 0, 0});
        running_ = idle;
        create(sigma0, -1);
        create(root, -1);
        choose(SwitchReason::preempt);
        receive_open(sigma0);
        choose(SwitchReason::block);
        for (int i = pager; i < threads; ++i) {
            create(i, root);
        }
        emit(TraceKind::user_mark, {root, 0x6C6C6568, 0x6F, 0, 0});
        for (const int waiter : {root, pager, server, ticker}) {
            receive_open(waiter);
            choose(SwitchReason::block);
        }
    }

    /// The kernel makes the first two; root makes all others: it is their chief.
    void create(int thread, int creator) {
        emit(TraceKind::task_create,
             {thread, thread == root ? 0 : static_cast<int>(root), creator, 255});
        emit(TraceKind::thread_create,
             {thread, creator, priority(thread), 0x10000, 0x20000});
        make_ready(thread);
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

    void make_ready(int thread) {
        emit(TraceKind::ready_insert, {thread, priority(thread)});
        ready_.push_back(thread);
    }

    /// The scheduler takes the first thread that is ready, and gives it a timeslice.
    void choose(SwitchReason reason) {
        const int next = ready_.empty() ? static_cast<int>(idle) : ready_.front();
        if (next != idle) {
            emit(TraceKind::ready_remove, {next, priority(next)});
            ready_.pop_front();
        }
        emit(TraceKind::timeslice, {next, next == idle ? 0 : 10'000});
        owner_ = next;
        switch_to(next, reason);
    }

    void switch_to(int next, SwitchReason reason) {
        emit(TraceKind::context_switch,
             {running_, next, static_cast<int>(reason), owner_});
        running_ = next;
    }

    /// The running thread gives the processor away, and so do others after it.
    void give_way(uint64_t times) {
        for (uint64_t i = 0; i < times; ++i) {
            emit(TraceKind::thread_switch, {running_, -1});
            make_ready(running_);
            choose(SwitchReason::yield);
        }
    }

    /// To this thread, which is ready; the timeslice stays where it is.
    void give_way_to(int next) {
        emit(TraceKind::thread_switch, {running_, next});
        emit(TraceKind::ready_remove, {next, priority(next)});
        std::erase(ready_, next);
        make_ready(running_);
        switch_to(next, SwitchReason::yield);
    }

    void tick() {
        ++ticks_;
        emit(TraceKind::timer, {running_, clock_us()});
    }

    /// The timer's frequency is 1,193,182 Hz, and 1,193 of its steps are a tick.
    int64_t clock_us() const { return ticks_ * 1'193 * 1'000'000 / 1'193'182; }

    void receive_open(int thread) {
        emit(TraceKind::ipc_receive,
             {thread, -1, 1, trace_ipc_open | trace_ipc_then_receives});
        emit(TraceKind::ipc_block, {thread, -1, 1, never});
    }

    void receive_from(int thread, int partner, uint32_t flags) {
        const bool is_fault = (flags & trace_ipc_fault) != 0;
        const int64_t whole_space = 0x82;
        emit(TraceKind::ipc_receive, {thread, partner, is_fault ? whole_space : 0,
                                      flags | trace_ipc_then_receives});
        emit(TraceKind::ipc_block, {thread, partner, 1, never});
    }

    /// The running thread calls one that waits; then that one runs.
    void call_waiting(int from, int to, int64_t w0, int64_t w1, uint32_t flags) {
        flags |= trace_ipc_then_receives;
        emit(TraceKind::ipc_send, {from, to, w0, w1, flags});
        emit(TraceKind::ipc_transfer,
             {from, to, w0, w1, flags | trace_ipc_met_waiting});
        emit(TraceKind::ipc_result, {to, taken});
        receive_from(from, to, flags & trace_ipc_fault);
        emit(TraceKind::ipc_wake, {to, from});
        switch_to(to, SwitchReason::direct);
    }

    /// The running thread answers its client, which waits.
    void answer(int from, int to, int64_t w0, int64_t w1, uint32_t flags) {
        flags |= trace_ipc_then_receives | trace_ipc_open;
        emit(TraceKind::ipc_send, {from, to, w0, w1, flags & ~trace_ipc_mapped});
        if ((flags & trace_ipc_map) != 0) {
            emit(TraceKind::map, {to, w0, w1, from, w1 & ~0xFFF});
        }
        emit(TraceKind::ipc_transfer,
             {from, to, w0, w1, flags | trace_ipc_met_waiting});
        emit(TraceKind::ipc_result,
             {to, (flags & trace_ipc_map) != 0 ? taken_with_page : taken});
    }

    /// The same, and it waits for the next; then the client runs.
    void reply_and_wait(int from, int to, int64_t w0, int64_t w1, uint32_t flags) {
        answer(from, to, w0, w1, flags);
        receive_open(from);
        emit(TraceKind::ipc_wake, {to, from});
        switch_to(to, SwitchReason::direct);
    }

    void call(int client) {
        const int64_t question = static_cast<int64_t>(random_() % 100);
        call_waiting(client, server, question, 0, 0);
        reply_and_wait(server, client, question * 2, 0, 0);
    }

    /// The answer to a fault is a page: where it shall be, and what the pager gives.
    void answer_with_page(int from, int to, int64_t place, int64_t page) {
        reply_and_wait(from, to, place, page, trace_ipc_map | trace_ipc_mapped);
    }

    /// For each client the pager has one page, from sigma0. It takes it back before it gives it to
    /// the client at another place.
    void page_fault(int client) {
        const int64_t source = 0x0100'0000 + int64_t{client} * 4096;
        int64_t& place = places_[client];
        const bool is_first = place == 0;
        const int64_t before = place;
        place = 0x0080'0000 + static_cast<int64_t>(random_() % 64) * 4096;
        if (place == before) {
            place += 64 * 4096;
        }
        const int64_t page = source | 12 << 2 | 2;
        fault(client, pager, place);
        if (is_first) {
            fault(pager, sigma0, source);
            answer_with_page(sigma0, pager, source, page);
        } else {
            emit(TraceKind::unmap_start, {pager, page, 2});
            emit(TraceKind::unmap, {client, before, page, 0, pager});
            emit(TraceKind::unmap_end, {pager});
        }
        answer_with_page(pager, client, place, page);
    }

    void fault(int thread, int its_pager, int64_t address) {
        constexpr int64_t eip = 0x10204, write_access = 2;
        emit(TraceKind::page_fault, {thread, address, eip, write_access, its_pager});
        call_waiting(thread, its_pager, address | 2, eip, trace_ipc_fault);
    }

    /// A second client sends while the server works for the first.
    void queue_before_server(int client) {
        call_waiting(client, server, 1, 0, 0);
        tick();
        const int other = ready_.front();
        give_way_to(other);
        emit(TraceKind::ipc_send, {other, server, 2, 0, trace_ipc_then_receives});
        emit(TraceKind::ipc_block, {other, server, 0, never});
        choose(SwitchReason::block);
        if (running_ != server) {
            give_way_to(server);
        }
        answer(server, client, 2, 0, 0);
        emit(TraceKind::ipc_receive,
             {server, -1, 1, trace_ipc_open | trace_ipc_then_receives});
        emit(TraceKind::ipc_transfer, {other, server, 2, 0, trace_ipc_then_receives});
        emit(TraceKind::ipc_result, {server, taken});
        receive_from(other, server, 0);
        make_ready(server);
        emit(TraceKind::ipc_wake, {client, server});
        switch_to(client, SwitchReason::direct);
        give_way_to(server);
        reply_and_wait(server, other, 4, 0, 0);
    }

    /// A client waits for a millisecond in vain.
    void timeout(int client) {
        const int64_t deadline = clock_us() + 2'000;
        emit(TraceKind::ipc_receive,
             {client, -1, 1, trace_ipc_open | trace_ipc_then_receives});
        emit(TraceKind::timeout_insert, {client, deadline});
        emit(TraceKind::ipc_block, {client, -1, 1, 1'000});
        choose(SwitchReason::block);
        while (clock_us() < deadline) {
            time_ += 1'000'000;
            tick();
        }
        emit(TraceKind::timeout_fire, {client, deadline});
        emit(TraceKind::ipc_timeout, {client, 1});
        emit(TraceKind::ipc_result, {client, 0x20});
        make_ready(client);
    }

    static constexpr int64_t never = 0xFFFFFFFF, below_all = 0xFFFFFFFF;
    static constexpr int64_t taken = 0x4000, taken_with_page = 0x4002;  // results

    int clients_;
    int running_ = idle;
    int owner_ = idle;               // of the timeslice
    std::deque<int> ready_;          // all of one priority
    std::map<int, int64_t> places_;  // by client: where it has its page
    int64_t ticks_ = 0, time_ = 0;
    size_t count_ = 0;
    std::string text_;
    std::mt19937 random_{5};
};

}  // namespace

std::string synthetic_trace(size_t events, unsigned clients) {
    return Play{clients}.write(events);
}

}  // namespace kumquat
