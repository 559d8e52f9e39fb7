// page_words.hpp -- tells the page in words what is on the screen.
// The page (shell.js) has them as real elements, for those who cannot see the canvas, and as
// window.kumquat.state, for links and tests.
#pragma once

#include "visualizer/model/session.hpp"

#include <cstdint>

namespace kumquat {

class PageWords {
public:
    /// Tell what has changed since the last time.
    void tell(const Session& session);

private:
    uint64_t told_revision_ = ~uint64_t{0};
    bool told_dark_ = false;
};

}  // namespace kumquat
