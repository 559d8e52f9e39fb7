// rendezvous_scene.hpp -- the two threads of a message as two boxes with their registers, after the
// selected step: who runs, who waits, what has gone over, who stands in the send queue.
#pragma once

#include "motion.hpp"
#include "sheet.hpp"
#include "visualizer/model/exchange.hpp"

namespace kumquat {

class RendezvousScene {
public:
    void draw(Sheet& sheet, Session& session, const Exchange& exchange);

private:
    struct Side;
    void draw_side(const Ui& ui, const Model& model, const Side& side) const;
    void draw_way(Sheet& sheet,
                  const Session& session,
                  const Exchange& exchange,
                  const Rect& way) const;

    Motion motion_;
};

}  // namespace kumquat
