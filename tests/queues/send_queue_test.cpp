// send_queue_test.cpp -- who waits to send to whom, and whose message is taken next, against a
// vector for each receiver. The threads are in the array of TCBs, so that ids find them.
#include "kernel/ipc/send_queue.hpp"
#include "tests/queues/generator.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <sys/mman.h>
#include <vector>

namespace kumquat::test {

namespace {

/// Zeros where all TCBs lie; frames come on demand, as in the kernel.
void reserve_tcb_array() {
    static void* const array =
        mmap(reinterpret_cast<void*>(uintptr_t{TCB_ARRAY}),
             size_t{max_threads} * TCB_SIZE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (array == MAP_FAILED) {
        throw std::runtime_error{"there is no room for the TCB array"};
    }
}

class SendQueueTrial {
public:
    explicit SendQueueTrial(Random random) : random_{random} {
        reserve_tcb_array();
        for (const uint32_t number : {1u, 127u, 128u, 255u, 256u, max_threads - 2}) {
            begin(number);
        }
        while (threads_.size() < 24) {
            begin(1 + random_.below(max_threads - 1));
        }
    }
    ~SendQueueTrial() {
        for (Tcb* const thread : threads_) {
            *thread = Tcb{};
        }
    }
    SendQueueTrial(const SendQueueTrial&) = delete;
    SendQueueTrial& operator=(const SendQueueTrial&) = delete;

    void step() {
        Tcb& thread = any_thread();
        switch (random_.below(6)) {
        case 0:
        case 1:
            send(thread, any_thread());
            break;
        case 2:
            leave(thread);
            break;
        case 3:
            take_next(thread);
            break;
        case 4:
            toggle_slow_reason(thread);
            break;
        case 5:
            end_or_begin_again(thread);
            break;
        }
        check();
        check_next(any_thread());
        check_find(ThreadId{random_.word(), random_.word()});
    }

private:
    void begin(uint32_t number) {
        Tcb& thread = tcb_of(ThreadNumber{number});
        if (thread.exists()) {
            return;
        }
        thread.id = ThreadId{ThreadId::Number::set(random_.word(), number), 0};
        thread.state = ThreadState::ready;
        thread.lookup_mask = ThreadId::Number::mask;
        thread.request = &thread.frame();
        threads_.push_back(&thread);
        numbers_[number] = &thread;
    }

    Tcb& any_thread() { return *random_.any_of(threads_); }

    void send(Tcb& sender, Tcb& receiver) {
        if (sender.state != ThreadState::ready || !receiver.exists() ||
            &sender == &receiver) {
            return;
        }
        join_send_queue(receiver, sender);
        sender.state = ThreadState::sending;
        queues_[&receiver].push_back(&sender);
    }

    void leave(Tcb& sender) {
        if (sender.state != ThreadState::sending) {
            return;
        }
        leave_send_queue(sender);
        sender.state = ThreadState::ready;
        for (auto& [receiver, queue] : queues_) {
            std::erase(queue, &sender);
        }
    }

    void take_next(Tcb& receiver) {
        set_receive(receiver);
        if (Tcb* const sender = next_sender(receiver)) {
            leave(*sender);
        }
    }

    void toggle_slow_reason(Tcb& thread) {
        const auto reason = random_.once_in(2) ? slow_fpu : slow_interrupt;
        if ((thread.slow_reasons & reason) != 0) {
            thread.clear_slow_reason(reason);
        } else {
            thread.set_slow_reason(reason);
        }
    }

    void end_or_begin_again(Tcb& thread) {
        if (!thread.exists()) {
            thread.state = ThreadState::ready;
        } else if (thread.send_queue == nullptr && random_.once_in(3)) {
            leave(thread);
            thread.state = ThreadState::nonexistent;
        }
    }

    /// What this thread would receive: open, or from somebody, or nobody. Only the number counts
    /// in an id; its version may be any.
    void set_receive(Tcb& receiver) {
        const ThreadId ids[] = {any_thread().id, ThreadId::nil(), ThreadId::invalid(),
                                ThreadId::interrupt(random_.below(16)),
                                ThreadId{random_.word(), random_.word()}};
        const ThreadId from = random_.once_in(2) ? ids[0] : random_.any_of(ids);
        Registers& registers = *receiver.request;
        registers.esi =
            random_.once_in(2) ? from.low() : from.low() ^ random_.below(1024);
        registers.edi = random_.word();
        registers.ebp = random_.word() & ~1u;
        registers.ebp |= random_.once_in(3) ? 1 : 0;
    }

    /// By their numbers, from a map.
    Tcb* named(ThreadId id) const {
        const auto found = numbers_.find(id.low() / 1024 % max_threads);
        const bool is_somebody = id.low() != UINT32_MAX && found != numbers_.end() &&
                                 found->second->exists();
        return is_somebody ? found->second : nullptr;
    }

    void check_find(ThreadId id) const {
        ASSERT_EQ(find_thread(id), named(id)) << std::hex << id.low();
        ASSERT_EQ(find_thread(id.number()),
                  named({ThreadId::Number::set(0, id.number().value), 0}));
        for (const auto& [number, thread] : numbers_) {
            ASSERT_EQ(find_thread(ThreadNumber{number}),
                      thread->exists() ? thread : nullptr);
        }
    }

    void check_next(Tcb& receiver) {
        set_receive(receiver);
        const std::vector<Tcb*>& queue = queues_[&receiver];
        Tcb* expected = nullptr;
        if ((receiver.request->ebp & 1) != 0) {
            expected = queue.empty() ? nullptr : queue.front();
        } else {
            Tcb* const only = named({receiver.request->esi, receiver.request->edi});
            expected =
                std::count(queue.begin(), queue.end(), only) != 0 ? only : nullptr;
        }
        ASSERT_EQ(next_sender(receiver), expected);
    }

    void check() {
        for (Tcb* const receiver : threads_) {
            const std::vector<Tcb*>& queue = queues_[receiver];
            Tcb* sender = receiver->send_queue;
            for (Tcb* const expected : queue) {
                ASSERT_EQ(sender, expected);
                ASSERT_EQ(sender->queued_at, receiver);
                ASSERT_EQ(sender->send_link.next->send_link.previous, sender);
                Tcb* const next = sender->send_link.next;
                sender = next == queue.front() ? nullptr : next;
            }
            ASSERT_EQ(sender, nullptr);
            ASSERT_EQ((receiver->slow_reasons & slow_send_queue) != 0, !queue.empty());
            ASSERT_EQ(receiver->lookup_mask,
                      receiver->slow_reasons == 0 ? ThreadId::Number::mask : 0);
            ASSERT_EQ(receiver->send_link.is_linked(),
                      receiver->state == ThreadState::sending);
        }
    }

    Random random_;
    std::vector<Tcb*> threads_;
    std::map<uint32_t, Tcb*> numbers_;
    std::map<Tcb*, std::vector<Tcb*>> queues_;
};

}  // namespace

TEST(send_queue, agrees_with_a_vector_for_each_receiver) {
    run_trials<SendQueueTrial>(5'000);
}

}  // namespace kumquat::test
