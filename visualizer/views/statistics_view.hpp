// statistics_view.hpp -- the trace in numbers; a click leads to the events behind them.
#pragma once

#include "view.hpp"
#include "visualizer/model/statistics.hpp"

#include <optional>

namespace kumquat {

class StatisticsView : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    std::optional<Statistics> statistics_;  // of the model below
    uint64_t model_ = 0;
    int64_t events_ = 0;
};

}  // namespace kumquat
