// microscope_view.hpp -- one operation, instruction by instruction: what each one changes and what
// it touches.
#pragma once

#include "view.hpp"

namespace kumquat {

class Sheet;

class MicroscopeView : public View {
public:
    void draw(Session& session, const Ui& ui, const Rect& area) override;

private:
    void draw_steps(Sheet& sheet, const Microscope& microscope);
    void draw_details(Sheet& sheet, const Microscope& microscope) const;
    void draw_touches(Sheet& sheet, const Microscope& microscope) const;

    size_t step_ = 0;
    const Microscope* shown_ = nullptr;
};

}  // namespace kumquat
