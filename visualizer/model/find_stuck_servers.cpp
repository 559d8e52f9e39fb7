// find_stuck_servers.cpp -- a server that waits for a client to take its answer, and waits in vain.
// An answer is a message to the thread whose message was taken last. A client that called waits for
// it; one that only sent does not, and a server that waits for it serves nobody any more.
#include "findings.hpp"
#include "ipc_bits.hpp"

#include <map>

namespace kumquat {

namespace {

class StuckServerFinder : public Finder {
public:
    using Finder::Finder;

    void note(int64_t event, TraceKind kind) override {
        if (kind == TraceKind::ipc_transfer) {
            last_message_[column(event, 1)] = event;
        } else if (kind == TraceKind::ipc_send) {
            calls_[column(event, 0)] = is_call(trace_.column(model_.event(event), 4));
        } else if (kind == TraceKind::ipc_block) {
            note_wait(event);
        }
    }

    void end() override {
        for (const auto& [server, answer] : answers_) {
            const uint32_t client = column(answer.wait, 1);
            const ThreadRecord now = last_record(server);
            if (now.state != LaneState::waiting_to_send || now.partner != client ||
                !is_elsewhere_for_ever(client, server)) {
                continue;
            }
            Finding finding{
                Finding::Kind::stuck, answer.wait, last_event(), {server, client}};
            finding.behind = behind_at_end({server});
            finding.client_message = answer.message;
            found.push_back(std::move(finding));
        }
    }

private:
    void note_wait(int64_t event) {
        const uint32_t server = column(event, 0);
        const bool sends = column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
        const auto message = last_message_.find(server);
        const bool answers = sends && !calls_[server] &&
                             message != last_message_.end() &&
                             column(message->second, 0) == column(event, 1) &&
                             column(event, 3) == ThreadRecord::never_us;
        if (answers && column(event, 1) < trace_.threads.size() &&
            server < trace_.threads.size()) {
            answers_[server] = {event, message->second};
        }
    }

    /// It waits for something else that has no end, or cannot run at all.
    bool is_elsewhere_for_ever(uint32_t client, uint32_t server) const {
        const ThreadRecord record = last_record(client);
        if (record.state == LaneState::dead) {
            return true;
        }
        return record.is_waiting() && record.timeout_us == ThreadRecord::never_us &&
               record.partner != server;
    }

    struct Answer {
        int64_t wait, message;  // events: ipc_block, and the ipc_transfer before
    };

    std::map<uint32_t, int64_t> last_message_;  // by server: its latest ipc_transfer
    std::map<uint32_t, bool>
        calls_;  // by sender: its latest message wants an answer itself
    std::map<uint32_t, Answer> answers_;  // by server: its latest wait with one
};

}  // namespace

std::unique_ptr<Finder> find_stuck_servers(const Model& model) {
    return std::make_unique<StuckServerFinder>(model);
}

}  // namespace kumquat
