// find_lost_messages.cpp -- a message that its sender did not wait long enough to hand over, and a
// receiver that came later and waits ever since: a lost wakeup.
// A rendezvous keeps nothing: what is not taken is gone. That is right for an answer to a client
// that went away, so only those losses count whose receiver is still waiting at the end.
#include "findings.hpp"
#include "ipc_bits.hpp"

#include <map>

namespace kumquat {

namespace {

class LostMessageFinder : public Finder {
public:
    using Finder::Finder;

    void note(int64_t event, TraceKind kind) override {
        const uint32_t thread = column(event, 0);
        switch (kind) {
        case TraceKind::ipc_send:
            sends_[thread] = event;
            break;
        case TraceKind::ipc_receive:
            takes_all_[thread] =
                (trace_.column(model_.event(event), 3) & trace_ipc_open) != 0;
            break;
        case TraceKind::ipc_result:
            if (ipc_error(column(event, 1)) == IpcError::send_timeout) {
                note_loss(thread);
            }
            break;
        case TraceKind::ipc_transfer:
            note_arrival(thread, column(event, 1));
            break;
        case TraceKind::ipc_block:
            note_wait(event, thread);
            break;
        default:
            break;
        }
    }

    void end() override {
        for (const auto& [receiver, wait] : waits_) {
            const History<ThreadRecord>& history = model_.history(receiver);
            if (history.latest().state == LaneState::waiting_to_receive &&
                history.changes().back().event == wait.begin) {
                found.push_back({Finding::Kind::lost,
                                 wait.loss,
                                 last_event(),
                                 {receiver, wait.sender}});
            }
        }
    }

private:
    struct VainWait {
        uint32_t sender;
        int64_t loss, begin;  // events
    };

    void note_loss(uint32_t sender) {
        const auto send = sends_.find(sender);
        if (send == sends_.end()) {
            return;
        }
        const uint32_t receiver = column(send->second, 1);
        if (receiver < trace_.threads.size()) {
            losses_[receiver][sender] = send->second;
        }
    }

    /// Who takes from anybody looks, with each message, at all that there is to do.
    void note_arrival(uint32_t sender, uint32_t receiver) {
        const auto losses = losses_.find(receiver);
        if (losses == losses_.end()) {
            return;
        }
        losses->second.erase(sender);
        if (takes_all_[receiver]) {
            losses->second.clear();
        }
    }

    void note_wait(int64_t event, uint32_t receiver) {
        const auto losses = losses_.find(receiver);
        const bool receives =
            column(event, 2) == static_cast<uint32_t>(IpcPhase::receive);
        if (losses == losses_.end() || !receives ||
            column(event, 3) != ThreadRecord::never_us) {
            return;
        }
        for (const auto& [sender, loss] : losses->second) {
            const bool is_from_it = column(event, 1) == sender;
            const bool is_from_all =
                column(event, 1) == no_index && takes_all_[receiver];
            if (is_from_it || is_from_all) {
                waits_[receiver] = {sender, loss, event};
            }
        }
    }

    std::map<uint32_t, int64_t> sends_;  // by sender: its latest ipc_send
    std::map<uint32_t, bool>
        takes_all_;  // by receiver: from anybody, in its latest receive
    std::map<uint32_t, std::map<uint32_t, int64_t>>
        losses_;                          // by receiver and sender: ipc_send
    std::map<uint32_t, VainWait> waits_;  // by receiver
};

}  // namespace

std::unique_ptr<Finder> find_lost_messages(const Model& model) {
    return std::make_unique<LostMessageFinder>(model);
}

}  // namespace kumquat
