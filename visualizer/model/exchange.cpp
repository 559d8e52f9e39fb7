// exchange.cpp -- from an event to its message, and from there to both sides.
#include "exchange.hpp"

#include <algorithm>

namespace kumquat {

namespace {

constexpr int64_t reach = 20'000;  // events that are looked at in one direction
constexpr size_t steps_max = 80;

std::optional<TraceKind> kind_at(const Model& model, int64_t event) {
    return model.trace().kind_of(model.event(event)).known;
}

uint32_t column(const Model& model, int64_t event, int position) {
    return model.trace().column(model.event(event), position, no_index);
}

/// Which side of an ipc an event tells of.
enum class Side { none, sender, receiver, both };

Side side_of(const Model& model, int64_t event) {
    const auto kind = kind_at(model, event);
    const bool is_block = kind == TraceKind::ipc_block;
    const bool sends =
        is_block && column(model, event, 2) == static_cast<uint32_t>(IpcPhase::send);
    if (kind == TraceKind::ipc_transfer || kind == TraceKind::transfer_start ||
        kind == TraceKind::transfer_words || kind == TraceKind::transfer_string ||
        kind == TraceKind::transfer_abort) {
        return Side::both;
    }
    if (kind == TraceKind::ipc_send || kind == TraceKind::ipc_redirect || sends) {
        return Side::sender;
    }
    return kind == TraceKind::ipc_receive || is_block ? Side::receiver : Side::none;
}

/// The next message of a thread on this side, unless its ipc ends before.
int64_t next_transfer(const Model& model, int64_t event, uint32_t thread, Side side) {
    const int64_t last = std::min(model.event_count(), event + reach);
    for (int64_t i = event; i < last; ++i) {
        const auto kind = kind_at(model, i);
        const bool is_its =
            side == Side::sender
                ? column(model, i, 0) == thread
                : column(model, i, side == Side::both ? 0 : 1) == thread;
        if (kind == TraceKind::ipc_transfer && is_its) {
            return i;
        }
        const bool is_over =
            (kind == TraceKind::ipc_result || kind == TraceKind::ipc_timeout) &&
            column(model, i, 0) == thread;
        if (is_over) {
            return -1;
        }
    }
    return -1;
}

/// The latest event of a kind that tells of a thread, not after `event`.
int64_t latest(const Model& model, TraceKind kind, uint32_t thread, int64_t event) {
    for (int64_t i = event; i >= std::max<int64_t>(0, event - reach); --i) {
        if (kind_at(model, i) == kind && column(model, i, 0) == thread) {
            return i;
        }
    }
    return -1;
}

int64_t latest_message(const Model& model, int64_t event) {
    const size_t place = model.first_message_from(event + 1);
    if (model.messages().empty()) {
        return -1;
    }
    return model.messages()[place == 0 ? 0 : place - 1].event;
}

uint32_t task_of(const Model& model, uint32_t thread) {
    const std::vector<FileThread>& threads = model.trace().threads;
    return thread < threads.size() ? threads[thread].task : no_index;
}

/// For an event that is of neither side.
int64_t message_near(const Model& model, int64_t event) {
    const auto kind = kind_at(model, event);
    const int64_t message = kind == TraceKind::map || kind == TraceKind::grant
                                ? message_with_page(model, event)
                                : -1;
    return message < 0 ? latest_message(model, event) : message;
}

bool is_step(const Model& model, const Exchange& exchange, int64_t event) {
    const auto kind = kind_at(model, event);
    const uint32_t first = column(model, event, 0), second = column(model, event, 1);
    const bool is_ones = first == exchange.sender || first == exchange.receiver;
    switch (kind.value_or(TraceKind::boot)) {
    case TraceKind::ipc_send:
        return event == exchange.send;
    case TraceKind::ipc_receive:
        return event == exchange.receive ||
               (first == exchange.sender && event > exchange.transfer);
    case TraceKind::ipc_transfer:
        return event == exchange.transfer;
    case TraceKind::ipc_block:
    case TraceKind::ipc_redirect:
    case TraceKind::ipc_deceit:
    case TraceKind::ipc_wake:
    case TraceKind::ipc_result:
    case TraceKind::ipc_timeout:
    case TraceKind::ipc_cancel:
    case TraceKind::page_fault:
    case TraceKind::timeout_insert:
    case TraceKind::timeout_fire:
    case TraceKind::transfer_start:
    case TraceKind::transfer_fault:
    case TraceKind::transfer_words:
    case TraceKind::transfer_string:
    case TraceKind::transfer_abort:
        return is_ones;
    case TraceKind::context_switch:
        return is_ones || second == exchange.sender || second == exchange.receiver;
    default:
        return false;
    }
}

/// From the beginning of the earlier side to the end of the receiver's ipc, or, without a
/// message, of the sender's.
void find_steps(const Model& model, Exchange& exchange) {
    const int64_t met = exchange.transfer;
    const uint32_t waits_for_end = met < 0 ? exchange.sender : exchange.receiver;
    int64_t first = std::max(exchange.send, exchange.receive);
    if (exchange.send >= 0 && exchange.receive >= 0) {
        first = std::min(exchange.send, exchange.receive);
    }
    first = first < 0 ? std::max<int64_t>(0, met) : first;
    const int64_t later = std::max({exchange.send, exchange.receive, met});
    for (int64_t i = first; i < model.event_count(); ++i) {
        if (exchange.steps.size() >= steps_max || i > later + reach) {
            return;
        }
        // Between the two beginnings only the first few steps matter: one side waits.
        constexpr int64_t near = 40;
        if (i == first + near && later - near > i) {
            i = later - near;
        }
        const bool begins_anew = i > later &&
                                 kind_at(model, i) == TraceKind::ipc_send &&
                                 (column(model, i, 0) == exchange.sender ||
                                  column(model, i, 0) == exchange.receiver);
        if (begins_anew) {
            return;
        }
        if (is_step(model, exchange, i)) {
            exchange.steps.push_back(i);
        }
        const bool is_end = i >= later && kind_at(model, i) == TraceKind::ipc_result &&
                            column(model, i, 0) == waits_for_end;
        if (is_end) {
            return;
        }
    }
}

}  // namespace

/// Pages are mapped while their message is copied; other threads may run between.
int64_t message_with_page(const Model& model, int64_t event) {
    const uint32_t task = column(model, event, 0), source = column(model, event, 3);
    const int64_t last = std::min(model.event_count(), event + reach);
    for (int64_t i = event + 1; i < last; ++i) {
        if (kind_at(model, i) == TraceKind::ipc_transfer &&
            (column(model, i, 4) & trace_ipc_mapped) != 0 &&
            task_of(model, column(model, i, 0)) == source &&
            task_of(model, column(model, i, 1)) == task) {
            return i;
        }
    }
    return -1;
}

std::optional<Exchange> exchange_at(const Model& model, int64_t event) {
    Exchange exchange;
    const Side side = side_of(model, event);
    const uint32_t thread = column(model, event, 0);
    if (kind_at(model, event) == TraceKind::ipc_transfer) {
        exchange.transfer = event;
    } else if (side != Side::none) {
        exchange.transfer = next_transfer(model, event, thread, side);
    } else {
        exchange.transfer = message_near(model, event);
    }
    if (exchange.transfer >= 0) {
        exchange.sender = column(model, exchange.transfer, 0);
        exchange.receiver = column(model, exchange.transfer, 1);
    } else if (side == Side::sender || side == Side::both) {
        exchange.sender = thread;
        exchange.receiver = column(model, event, 1);
    } else if (side == Side::receiver) {
        exchange.sender = column(model, event, 1);
        exchange.receiver = thread;
    } else {
        return std::nullopt;
    }
    const int64_t met = exchange.transfer < 0 ? event : exchange.transfer;
    if (exchange.sender < model.trace().threads.size()) {
        Instant instant{model};
        instant.seek(met);
        exchange.send = instant.thread(exchange.sender).send_event;
    }
    if (exchange.receiver < model.trace().threads.size()) {
        exchange.receive =
            latest(model, TraceKind::ipc_receive, exchange.receiver, met);
    }
    if (exchange.transfer < 0 && side == Side::receiver) {
        exchange.send = -1;  // nobody's message has come
    }
    find_steps(model, exchange);
    return exchange;
}

}  // namespace kumquat
