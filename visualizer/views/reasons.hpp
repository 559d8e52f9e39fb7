// reasons.hpp -- the thread that is followed: why it waits, and who made it run.
#pragma once

#include "view.hpp"
#include "visualizer/model/causes.hpp"

namespace kumquat {

class Reasons : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

    /// The causal chain of the followed thread, from the selected event back.
    static std::vector<Cause> causes(const Session& session);
};

}  // namespace kumquat
