// notices.hpp -- what stands there when there is no trace, or when something is wrong with it.
#pragma once

#include "view.hpp"

namespace kumquat {

/// A strip above the timeline that tells what is wrong with the trace on the screen.
class ProblemStrip : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
    static float height(const Session& session, const Ui& ui, float width);
};

/// The whole window while there is no trace.
class EmptyScreen : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

/// Keys and gestures, over everything else.
class HelpSheet : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;
};

}  // namespace kumquat
