// queues.hpp -- who stands where, in order: ready queues, timeout queue, send queues.
// What the selected event changed is framed.
#pragma once

#include "view.hpp"

namespace kumquat {

class Queues : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
