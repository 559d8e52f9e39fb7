// headline.cpp -- with names or without.
#include "headline.hpp"

#include "visualizer/model/words.hpp"
#include "widgets.hpp"

namespace kumquat {

ThreadNamer namer_for(const Ui& ui, float room) {
    constexpr float room_for_names = 440;  // units: of two threads, in a sentence
    return room >= ui.px(room_for_names) ? ThreadNamer{thread_label} : thread_id;
}

bool draw_headline(const Ui& ui,
                   const Model& model,
                   int64_t event,
                   ImVec2 at,
                   ImU32 colour,
                   float room) {
    const ThreadNamer name = namer_for(ui, room);
    const std::string words = words_of(model, event, name).headline;
    draw_text(ui.fonts.body, at, colour, words, room);
    return name != thread_id && text_width(ui.fonts.body, words) <= room;
}

}  // namespace kumquat
