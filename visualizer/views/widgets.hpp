// widgets.hpp -- text that fits its place, and buttons with drawn icons.
// Icons are drawn, not taken from a font: they are sharp at every pixel ratio.
#pragma once

#include "ui.hpp"

#include <string>
#include <string_view>

namespace kumquat {

enum class Icon {
    first,
    previous,
    next,
    last,
    plus,
    minus,
    fit,
    sun,
    moon,
    help,
    close,
    back,
    forward,
    list,
    folder,
    search,
    filter
};

/// Width of a text in device pixels.
float text_width(const ImFont* font, std::string_view text);

/// Draw a text; what does not fit into `width` is replaced by "…".
void draw_text(const ImFont* font,
               ImVec2 position,
               ImU32 colour,
               std::string_view text,
               float width = 1e9f);

/// Draw a text over several lines, which end between words: never within a number such as
/// 8,018,981 or 4.2. \return  the y below the last line
float draw_paragraph(const ImFont* font,
                     ImVec2 position,
                     ImU32 colour,
                     std::string_view text,
                     float width);

float paragraph_height(const ImFont* font, std::string_view text, float width);

void draw_icon(Icon icon, ImVec2 centre, float size, ImU32 colour);

/// A square button with an icon. \return  whether it was clicked in this frame
bool icon_button(
    const Ui& ui, const char* id, Icon icon, const Rect& area, const char* tooltip);

/// The cross in the upper right corner of a strip. \return  as above
bool close_button(const Ui& ui, const char* id, const Rect& strip, const char* tooltip);

/// A button with a word. \return  whether it was clicked in this frame
bool text_button(const Ui& ui,
                 const char* id,
                 std::string_view text,
                 const Rect& area,
                 const char* tooltip,
                 bool is_accented = false);

/// A tooltip with a bold first line. It stands below what it is about, or above where there is no
/// room, and where that is wide, not beyond its ends: what lies beside it may say the same at length.
void show_tooltip(const Ui& ui,
                  const Rect& about,
                  const std::string& title,
                  const std::string& text);

}  // namespace kumquat
