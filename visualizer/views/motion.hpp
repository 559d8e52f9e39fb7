// motion.hpp -- a short movement that leads the eye to what has changed.
// It takes 150 ms, and none where the user wants nothing to move. What is seen for the first time is
// there already: only changes move.
#pragma once

#include "visualizer/model/session.hpp"

#include <cstdint>

namespace kumquat {

class Motion {
public:
    /// How far the movement has come, 0 to 1, since the key became this one.
    float progress(Session& session, uint64_t key);

private:
    static constexpr double seconds = 0.15;
    bool has_begun_ = false;
    uint64_t key_ = 0;
    double began_ = -1;
};

}  // namespace kumquat
