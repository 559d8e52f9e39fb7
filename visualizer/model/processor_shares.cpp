// processor_shares.cpp -- the time that each thread ran, column by column.
#include "processor_shares.hpp"

#include <algorithm>

namespace kumquat {

namespace {

class Columns {
public:
    Columns(const Model& model, int count)
        : model_{model}, begin_{model.begin_time()},
          length_{std::max<int64_t>(1, model.end_time() - model.begin_time())},
          count_{count} {}

    /// Add the time that a thread ran to the columns in which it ran.
    void add(uint32_t thread, int64_t* columns) const {
        // To look at each change is quicker than to search for columns, if there are few.
        constexpr size_t changes_of_a_search = 16;
        const size_t changes = model_.history(thread).changes().size();
        if (changes < changes_of_a_search * static_cast<size_t>(count_)) {
            walk(thread, columns);
        } else {
            search(thread, columns);
        }
    }

    double width() const {
        return static_cast<double>(length_) / static_cast<double>(count_);
    }

private:
    int64_t time_of(int column) const {
        return begin_ + static_cast<int64_t>(width() * static_cast<double>(column));
    }
    int column_at(int64_t time) const {
        const auto column =
            static_cast<int>(static_cast<double>(time - begin_) / width());
        return std::clamp(column, 0, count_ - 1);
    }

    void walk(uint32_t thread, int64_t* columns) const {
        const auto& changes = model_.history(thread).changes();
        for (size_t i = 0; i < changes.size(); ++i) {
            if (changes[i].value.state != LaneState::running) {
                continue;
            }
            const int64_t from = model_.event(changes[i].event).time;
            const int64_t to = i + 1 < changes.size()
                                   ? model_.event(changes[i + 1].event).time
                                   : model_.end_time();
            const int last = column_at(to);
            for (int column = column_at(from); column <= last; ++column) {
                const int64_t end = column == last ? to : time_of(column + 1);
                columns[column] +=
                    std::max<int64_t>(0, end - std::max(from, time_of(column)));
            }
        }
    }

    void search(uint32_t thread, int64_t* columns) const {
        constexpr auto running = static_cast<size_t>(LaneState::running);
        int64_t before = 0;
        for (int column = 0; column < count_; ++column) {
            const int64_t after =
                model_.times_until(thread, time_of(column + 1))[running];
            columns[column] += after - before;
            before = after;
        }
    }

    const Model& model_;
    int64_t begin_, length_;
    int count_;
};

/// Neighbours of one level become one part.
void add_parts(std::vector<SharePart>& parts,
               int band,
               const std::vector<int64_t>& times,
               double width) {
    SharePart part{band, 0, 0, 0};
    for (int column = 0; column < static_cast<int>(times.size()); ++column) {
        const auto time = static_cast<double>(times[static_cast<size_t>(column)]);
        const int level =
            time <= 0 ? 0
                      : std::clamp(static_cast<int>(time / width * share_levels), 1,
                                   share_levels);
        if (level != part.level) {
            if (part.level > 0) {
                parts.push_back(part);
            }
            part = {band, column, column, level};
        }
        part.end = column + 1;
    }
    if (part.level > 0) {
        parts.push_back(part);
    }
}

}  // namespace

std::vector<SharePart> processor_shares(const Model& model, int bands, int columns) {
    std::vector<SharePart> parts;
    const Columns sums{model, columns};
    const auto& lanes = model.lanes();
    const auto count = static_cast<size_t>(bands);
    size_t lane = 0;
    for (size_t band = 0; band < count; ++band) {
        std::vector<int64_t> times(static_cast<size_t>(columns));
        for (; lane * count < (band + 1) * lanes.size(); ++lane) {
            if (model.history(lanes[lane].thread).changes().size() >= 2) {
                sums.add(lanes[lane].thread, times.data());
            }
        }
        add_parts(parts, static_cast<int>(band), times, sums.width());
    }
    return parts;
}

}  // namespace kumquat
