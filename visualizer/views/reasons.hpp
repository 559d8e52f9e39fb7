// reasons.hpp -- the thread that is followed: why it waits, and who made it run.
#pragma once

#include "followed_chain.hpp"
#include "view.hpp"

namespace kumquat {

class Reasons : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    FollowedChain chain_;
};

}  // namespace kumquat
