// rendezvous.hpp -- two threads and one message, step by step.
// The two lines down the page are the two threads, with their states as on the timeline; a step
// stands on the line of the thread that makes it.
#pragma once

#include "rendezvous_scene.hpp"
#include "view.hpp"
#include "visualizer/model/exchange.hpp"

#include <optional>

namespace kumquat {

class Sheet;

class Rendezvous : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    void find(const Session& session);
    void draw_steps(Sheet& sheet, Session& session) const;

    RendezvousScene scene_;
    std::optional<Exchange> exchange_;  // of the event below
    uint64_t model_ = 0;
    int64_t events_ = 0, event_ = -1;
};

}  // namespace kumquat
