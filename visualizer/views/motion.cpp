// motion.cpp -- time since a change; further frames are asked for until it is over.
#include "motion.hpp"

#include <imgui.h>

#include <utility>

namespace kumquat {

float Motion::progress(Session& session, uint64_t key) {
    const bool is_first = !std::exchange(has_begun_, true);
    if (std::exchange(key_, key) != key) {
        began_ = is_first ? -1 : ImGui::GetTime();
    }
    const double since = ImGui::GetTime() - began_;
    if (began_ < 0 || session.is_motion_reduced || since >= seconds) {
        return 1;
    }
    session.is_moving = true;
    const double left = 1 - since / seconds;
    return static_cast<float>(1 - left * left);  // fast at first, then slower
}

}  // namespace kumquat
