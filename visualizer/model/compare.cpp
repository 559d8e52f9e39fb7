// compare.cpp -- meanings, and where they part and meet.
#include "compare.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace kumquat {

namespace {

constexpr uint64_t seed = 0xCBF29CE484222325u, prime = 0x100000001B3u;  // FNV-1a

void mix(uint64_t& hash, uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
        hash = (hash ^ (value & 0xFF)) * prime;
        value >>= 8;
    }
}

void mix(uint64_t& hash, std::string_view text) {
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    }
    mix(hash, text.size());
}

/// Columns that tell of the clock, or of the kernel's own memory.
bool is_accidental(std::string_view column) {
    static constexpr std::array<std::string_view, 10> names = {
        "clock_us", "deadline_us", "remaining_us", "nanoseconds", "records",
        "frames",   "nodes",       "main_high",    "version",     "count"};
    return std::find(names.begin(), names.end(), column) != names.end();
}

/// Whether an event counts, at a level.
bool counts(const FileKind& kind, CompareLevel level) {
    if (!kind.known) {
        return true;
    }
    switch (*kind.known) {
    case TraceKind::timer:
    case TraceKind::timeslice:
    case TraceKind::drain:
    case TraceKind::lost:
    case TraceKind::kernel_memory:
    case TraceKind::interrupt:
        return false;
    case TraceKind::context_switch:
    case TraceKind::ready_insert:
    case TraceKind::ready_remove:
    case TraceKind::timeout_insert:
    case TraceKind::timeout_remove:
    case TraceKind::timeout_fire:
    case TraceKind::ipc_block:
    case TraceKind::ipc_wake:
    case TraceKind::transfer_start:
    case TraceKind::page_split:
        return level == CompareLevel::kernel;
    default:
        return true;
    }
}

/// Three meanings in a row: where these are alike on both sides, the two have met again.
constexpr size_t anchor = 3;

uint64_t anchor_at(const std::vector<uint64_t>& meanings, size_t place) {
    uint64_t hash = seed;
    for (size_t i = 0; i < anchor; ++i) {
        mix(hash, place + i < meanings.size() ? meanings[place + i] : 0);
    }
    return hash;
}

/// The nearest places behind (i, j) from which the two go on alike; their ends, if none.
std::pair<size_t, size_t> meeting_after(const std::vector<uint64_t>& a,
                                        const std::vector<uint64_t>& b,
                                        size_t i,
                                        size_t j) {
    const size_t longest = std::max(a.size() - i, b.size() - j);
    for (size_t reach = 64;; reach *= 4) {
        std::unordered_map<uint64_t, size_t> first_in_b;
        const size_t b_end = std::min(b.size(), j + reach);
        for (size_t k = b_end; k-- > j;) {
            first_in_b[anchor_at(b, k)] = k;
        }
        size_t best = SIZE_MAX, best_a = 0, best_b = 0;
        for (size_t k = i; k < std::min(a.size(), i + reach); ++k) {
            if (k - i >= best) {
                break;
            }
            const auto found = first_in_b.find(anchor_at(a, k));
            if (found != first_in_b.end() && (k - i) + (found->second - j) < best) {
                best = (k - i) + (found->second - j);
                best_a = k;
                best_b = found->second;
            }
        }
        if (best != SIZE_MAX) {
            return {best_a, best_b};
        }
        if (reach >= longest) {
            return {a.size(), b.size()};
        }
    }
}

std::vector<uint32_t> counted_events(const Model& model, CompareLevel level) {
    std::vector<uint32_t> events;
    for (int64_t i = 0; i < model.event_count(); ++i) {
        if (counts(model.trace().kind_of(model.event(i)), level)) {
            events.push_back(static_cast<uint32_t>(i));
        }
    }
    return events;
}

std::vector<uint64_t> meanings_of(const Model& model,
                                  const std::vector<uint32_t>& events) {
    std::vector<uint64_t> meanings;
    meanings.reserve(events.size());
    for (const uint32_t event : events) {
        meanings.push_back(meaning_of(model, event));
    }
    return meanings;
}

}  // namespace

uint64_t meaning_of(const Model& model, int64_t event) {
    const Trace& trace = model.trace();
    const Event& at = model.event(event);
    const FileKind& kind = trace.kind_of(at);
    const auto columns = trace.columns_of(at);
    uint64_t hash = seed;
    mix(hash, kind.name);
    for (size_t i = 0; i < columns.size(); ++i) {
        if (is_accidental(kind.columns[i])) {
            continue;
        }
        if (kind.meanings[i] == ColumnMeaning::thread) {
            mix(hash, columns[i] < trace.threads.size() ? trace.threads[columns[i]].id
                                                        : std::string_view{"nobody"});
        } else if (kind.meanings[i] == ColumnMeaning::task) {
            mix(hash, columns[i] < trace.tasks.size() ? trace.tasks[columns[i]].id
                                                      : ~uint64_t{0});
        } else {
            mix(hash, columns[i]);
        }
    }
    return hash;
}

std::vector<Difference> differences_between(const std::vector<uint64_t>& a,
                                            const std::vector<uint64_t>& b,
                                            size_t differences_max) {
    std::vector<Difference> differences;
    size_t i = 0, j = 0;
    while (differences.size() < differences_max) {
        while (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        }
        if (i == a.size() && j == b.size()) {
            return differences;
        }
        const auto [next_i, next_j] = meeting_after(a, b, i, j);
        differences.push_back({i, next_i, j, next_j});
        i = next_i;
        j = next_j;
    }
    return differences;
}

Comparison::Comparison(const Model& a, const Model& b, CompareLevel level)
    : level_{level}, a_{counted_events(a, level)}, b_{counted_events(b, level)} {
    constexpr size_t differences_max = 500;
    differences_ =
        differences_between(meanings_of(a, a_), meanings_of(b, b_), differences_max);
    is_cut_short_ = differences_.size() == differences_max;
}

int64_t Comparison::partner_in_b(int64_t event_of_a) const {
    const auto found = std::lower_bound(a_.begin(), a_.end(), event_of_a);
    if (found == a_.end() || *found != event_of_a) {
        return -1;
    }
    const auto place = static_cast<size_t>(found - a_.begin());
    size_t shift_a = 0, shift_b = 0;  // where the two run on alike before this place
    for (const Difference& difference : differences_) {
        if (place < difference.a_begin) {
            break;
        }
        if (place < difference.a_end) {
            return -1;
        }
        shift_a = difference.a_end;
        shift_b = difference.b_end;
    }
    const size_t partner = shift_b + (place - shift_a);
    return partner < b_.size() ? int64_t{b_[partner]} : -1;
}

}  // namespace kumquat
