// sheet.hpp -- a scrolled area that is filled from top to bottom: what most views are made of.
// Its one idea: boxes stand one after the other and go to the next line by themselves, so the
// same view fits a wide window and a phone.
#pragma once

#include "view.hpp"

#include <string>
#include <string_view>

namespace kumquat {

class Sheet {
public:
    Sheet(const Ui& ui, const Rect& area, const char* id);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    void heading(std::string_view text);
    void paragraph(std::string_view text, bool is_dim = true);
    /// A label before boxes that follow it on the same line.
    void label(std::string_view text, float width, bool is_strong = false);
    void end_line(float gap = 6);

    /// The place of the next box of this size. \param height  0: that of a row
    Rect box(float width, float height = 0);
    /// An area that can be clicked. \return  whether it was, in this frame
    bool click(const Rect& area);
    bool is_hovered(const Rect& area) const;

    /// A thread as a box: its state, its number and its name. A click follows it.
    /// \param is_new  it has come here by the selected event
    /// \return        where it stands
    Rect thread(Session& session,
                uint32_t thread,
                bool is_new = false,
                std::string_view note = {});
    /// A sentence that leads to an event.
    void event(Session& session, int64_t event);
    /// A button with a word.
    bool button(std::string_view text);

    const Ui& ui() const { return ui_; }
    float left() const { return left_; }
    float width() const { return right_ - left_; }
    float y() const { return y_; }
    void skip(float height) { y_ += height; }
    /// How high all of it is that has been written so far.
    float whole_height() const;
    float row_height() const { return ui_.px(26); }
    bool is_visible(const Rect& area) const {
        return area.max.y >= area_.min.y && area.min.y <= area_.max.y;
    }

private:
    const Ui& ui_;
    Rect area_;
    float left_, right_, x_, y_, line_height_ = 0;
    int next_id_ = 0;
};

}  // namespace kumquat
