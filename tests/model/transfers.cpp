// transfers.cpp -- long messages: two threads that are locked until it is over.
// Source: handouts/reference/l4-v2.md, "Transfer".
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/message.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

/// The ipc of a thread that carries, with this partner; or nullptr.
const Ipc* carrying_ipc(const Thread& thread, uint32_t partner) {
    const auto found =
        std::find_if(thread.ipcs.begin(), thread.ipcs.end(), [partner](const Ipc& ipc) {
            return ipc.step == Step::carrying && ipc.partner == partner;
        });
    return found == thread.ipcs.end() ? nullptr : &*found;
}

/// \param place  of the message or the buffer; 0: registers
void carry(Thread& thread, uint32_t partner, bool sends, uint32_t place) {
    Ipc& ipc = *thread.ipc();
    ipc.step = Step::carrying;
    ipc.partner = partner;
    ipc.sends = sends;
    ipc.place = place;
}

void require_transfer(const World& world, uint32_t sender, uint32_t receiver) {
    world.require(carries(world, sender, receiver) && carries(world, receiver, sender),
                  Rule::transfers_move_in_a_transfer_only, "{} carries nothing to {}",
                  thread_text(sender), thread_text(receiver));
}

void require_user_space(const World& world, uint32_t address, uint32_t bytes) {
    world.require(address < user_space_end && bytes <= user_space_end - address,
                  Rule::transfers_stay_in_user_space, "{} bytes at {:#x}", bytes,
                  address);
}

/// One side of an aborted transfer. A page-fault message of it is dropped.
void give_up(World& world, uint32_t number, IpcError error) {
    Thread& thread = world.thread(number);
    if (thread.ipc()->is_fault && !thread.is_at(Step::carrying)) {
        end_ipc(world, number, {});
        thread.ipcs.pop_back();
    }
    thread.fault.reset();
    end_ipc(world, number,
            {static_cast<uint32_t>(error), 0xFFFFFFFF,
             Rule::results_partners_get_twin_codes});
}

}  // namespace

bool carries(const World& world, uint32_t one, uint32_t other) {
    const auto found = world.threads.find(one);
    return found != world.threads.end() &&
           carrying_ipc(found->second, other) != nullptr;
}

void start_transfer(World& world, const Event& event) {
    const uint32_t sender = event[0], receiver = event[1];
    meet(world, sender, receiver);
    const ReceiveDescriptor receive{event[3]};
    carry(world.thread(sender), receiver, true, SendDescriptor{event[2]}.address());
    carry(world.thread(receiver), sender, false,
          receive.has_buffer() ? receive.buffer() : 0);
}

void fault_in_transfer(World& world, const Event& event) {
    constexpr uint32_t write_access = 1u << 1;
    const uint32_t self = event[0];
    world.require(carries(world, self, event[1]), Rule::faults_only_partners_fault,
                  "{} is in no transfer with {}", thread_text(self),
                  thread_text(event[1]));
    world.caller(self).fault =
        Fault{event[2], 0xFFFFFFFF, (event[3] & write_access) != 0};
}

void move_words(World& world, const Event& event) {
    constexpr uint32_t head_bytes = 12, register_words = 2;
    const uint32_t sender = event[0], receiver = event[1], words = event[2];
    require_transfer(world, sender, receiver);
    const uint32_t bytes = head_bytes + (words > register_words ? words * 4 : 0);
    for (const Ipc* const ipc : {carrying_ipc(world.thread(sender), receiver),
                                 carrying_ipc(world.thread(receiver), sender)}) {
        if (ipc->place != 0) {
            require_user_space(world, ipc->place, bytes);
        }
    }
}

void move_string(World& world, const Event& event) {
    constexpr uint32_t longest_string = 1u << 22;
    const uint32_t bytes = event[2];
    require_transfer(world, event[0], event[1]);
    world.require(bytes <= longest_string, Rule::transfers_a_string_has_four_megabytes,
                  "it has {} bytes", bytes);
    if (bytes != 0) {
        require_user_space(world, event[3], bytes);
        require_user_space(world, event[4], bytes);
    }
}

void abort_transfer(World& world, const Event& event) {
    const uint32_t sender = event[0], receiver = event[1];
    world.require(carries(world, sender, receiver) && carries(world, receiver, sender),
                  Rule::transfers_join_two_who_meet, "{} carries nothing to {}",
                  thread_text(sender), thread_text(receiver));
    const auto error = static_cast<IpcError>(event[2] & MessageDope::ErrorCode::mask);
    give_up(world, receiver, error);
    give_up(world, sender, static_cast<IpcError>(static_cast<uint32_t>(error) ^ 0x10));
    for (const uint32_t carrier : {sender, receiver}) {
        world.arrived.erase({task_number(sender), task_number(receiver), carrier});
    }
}

}  // namespace kumquat::model
