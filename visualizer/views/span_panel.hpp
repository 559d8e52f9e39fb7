// span_panel.hpp -- what lies between the marks: how long, how much, and because of whom.
#pragma once

#include "sheet.hpp"

namespace kumquat {

class SpanPanel {
public:
    void draw(Sheet& sheet, Session& session) const;
};

}  // namespace kumquat
