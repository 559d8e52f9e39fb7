// tasks.hpp -- the tree of tasks below their chiefs, each with its threads; who may send to whom.
#pragma once

#include "view.hpp"

namespace kumquat {

class Tasks : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
