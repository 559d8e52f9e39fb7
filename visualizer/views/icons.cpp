// icons.cpp -- each icon in a square around a centre, in lines and triangles.
#include "widgets.hpp"

#include <cmath>

namespace kumquat {

namespace {

struct Pen {
    ImDrawList* draw;
    ImVec2 centre;
    float unit;  // a sixteenth of the icon
    ImU32 colour;

    ImVec2 at(float x, float y) const {
        return {centre.x + x * unit, centre.y + y * unit};
    }
    void line(float x0, float y0, float x1, float y1) const {
        draw->AddLine(at(x0, y0), at(x1, y1), colour, 1.6f * unit);
    }
    /// A step along the events; a full triangle would promise that something plays.
    void angle(float tip, float ends) const {
        draw->PathLineTo(at(ends, -6));
        draw->PathLineTo(at(tip, 0));
        draw->PathLineTo(at(ends, 6));
        draw->PathStroke(colour, 0, 1.8f * unit);
    }
};

void draw_sun(const Pen& pen) {
    pen.draw->AddCircleFilled(pen.centre, 3.4f * pen.unit, pen.colour, 24);
    for (int ray = 0; ray < 8; ++ray) {
        const float angle = static_cast<float>(ray) * 0.7853982f;
        const float x = std::cos(angle), y = std::sin(angle);
        pen.line(5.2f * x, 5.2f * y, 7.4f * x, 7.4f * y);
    }
}

/// A crescent: the stripe between an outer and an inner arc that meet at both tips.
void draw_moon(const Pen& pen) {
    constexpr int steps = 24;
    constexpr float degree = 0.01745329f;
    const auto outer = [&](int i) {
        const float angle = (15.0f + 240.0f * static_cast<float>(i) / steps) * degree;
        return pen.at(7 * std::cos(angle), 7 * std::sin(angle));
    };
    const auto inner = [&](int i) {
        const float angle = (45.0f + 180.0f * static_cast<float>(i) / steps) * degree;
        return pen.at(2.47f + 6.06f * std::cos(angle),
                      -2.47f + 6.06f * std::sin(angle));
    };
    for (int i = 0; i < steps; ++i) {
        pen.draw->AddQuadFilled(outer(i), outer(i + 1), inner(i + 1), inner(i),
                                pen.colour);
    }
}

}  // namespace

void draw_icon(Icon icon, ImVec2 centre, float size, ImU32 colour) {
    const Pen pen{ImGui::GetWindowDrawList(), centre, size / 16, colour};
    switch (icon) {
    case Icon::first:
        pen.line(-5.5f, -6, -5.5f, 6);
        pen.angle(-2, 4);
        break;
    case Icon::previous:
        pen.angle(-3.5f, 2.5f);
        break;
    case Icon::next:
        pen.angle(3.5f, -2.5f);
        break;
    case Icon::last:
        pen.angle(2, -4);
        pen.line(5.5f, -6, 5.5f, 6);
        break;
    case Icon::plus:
        pen.line(-6, 0, 6, 0);
        pen.line(0, -6, 0, 6);
        break;
    case Icon::minus:
        pen.line(-6, 0, 6, 0);
        break;
    case Icon::fit:
        pen.line(-7.2f, -5, -7.2f, 5);
        pen.line(7.2f, -5, 7.2f, 5);
        pen.line(-4.5f, 0, 4.5f, 0);
        pen.line(-5, 0, -2, -3);
        pen.line(-5, 0, -2, 3);
        pen.line(5, 0, 2, -3);
        pen.line(5, 0, 2, 3);
        break;
    case Icon::sun:
        draw_sun(pen);
        break;
    case Icon::moon:
        draw_moon(pen);
        break;
    case Icon::help: {
        const ImFont* const font = ImGui::GetFont();
        const float width = text_width(font, "?");
        pen.draw->AddText(font, font->FontSize,
                          {centre.x - width / 2, centre.y - font->FontSize / 2}, colour,
                          "?");
        break;
    }
    case Icon::close:
        pen.line(-5, -5, 5, 5);
        pen.line(-5, 5, 5, -5);
        break;
    case Icon::back:
        pen.line(-6, 0, 6, 0);
        pen.line(-6, 0, -1.5f, -4.5f);
        pen.line(-6, 0, -1.5f, 4.5f);
        break;
    case Icon::forward:
        pen.line(-6, 0, 6, 0);
        pen.line(6, 0, 1.5f, -4.5f);
        pen.line(6, 0, 1.5f, 4.5f);
        break;
    case Icon::list:
        pen.line(-6, -4.5f, 6, -4.5f);
        pen.line(-6, 0, 6, 0);
        pen.line(-6, 4.5f, 6, 4.5f);
        break;
    case Icon::search:
        pen.draw->AddCircle(pen.at(-1.5f, -1.5f), 4.6f * pen.unit, colour, 20,
                            1.6f * pen.unit);
        pen.line(2, 2, 6.5f, 6.5f);
        break;
    case Icon::filter:
        pen.line(-6.5f, -5, 6.5f, -5);
        pen.line(-6.5f, -5, -1.5f, 0.5f);
        pen.line(6.5f, -5, 1.5f, 0.5f);
        pen.line(-1.5f, 0.5f, -1.5f, 6);
        pen.line(1.5f, 0.5f, 1.5f, 4);
        pen.line(-1.5f, 6, 1.5f, 4);
        break;
    case Icon::folder:
        pen.line(-7, -5, -2, -5);
        pen.line(-2, -5, 0, -3);
        pen.line(0, -3, 7, -3);
        pen.line(7, -3, 7, 5.5f);
        pen.line(7, 5.5f, -7, 5.5f);
        pen.line(-7, 5.5f, -7, -5);
        break;
    }
}

}  // namespace kumquat
