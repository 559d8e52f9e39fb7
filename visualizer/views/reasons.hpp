// reasons.hpp -- the thread that is followed: why it waits, and who made it run.
#pragma once

#include "followed_chain.hpp"
#include "sheet.hpp"

namespace kumquat {

class Reasons {
public:
    void draw(Sheet& sheet, Session& session);

private:
    FollowedChain chain_;
};

}  // namespace kumquat
