// headline.hpp -- an event as one line of a list.
// Its one idea: all lines of a list name threads in the same way. Names stand there only if there is
// room for them in long sentences too; else numbers stand alone, in each line.
#pragma once

#include "ui.hpp"
#include "visualizer/model/model.hpp"
#include "visualizer/model/text.hpp"

namespace kumquat {

/// How the lines of a list name threads. \param room  as wide as a line may be
ThreadNamer namer_for(const Ui& ui, float room);

/// \param at    upper left corner
/// \param room  as wide as the line may be; what does not fit is cut off
/// \return      whether all of it can be read, with the names
bool draw_headline(const Ui& ui,
                   const Model& model,
                   int64_t event,
                   ImVec2 at,
                   ImU32 colour,
                   float room);

}  // namespace kumquat
