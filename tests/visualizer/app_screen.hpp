// app_screen.hpp -- the whole window without a display, for tests: input goes in, words come out.
// Its one idea: the picture as SVG has its letters as text, with the area to which they are clipped.
#pragma once

#include "visualizer/shell/svg_picture.hpp"
#include "visualizer/views/app.hpp"

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace kumquat {

/// A line of words on the picture, in pixels.
struct ShownLine {
    std::string text;
    float x = 0, y = 0, size = 0;  // where it begins, its baseline, its font
    Rect clip;
    bool is_whole() const { return y - size * 0.7f >= clip.min.y && y <= clip.max.y; }
};

class AppScreen {
public:
    AppScreen(const std::string& trace, float width, float height) {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = {width, height};
        app.session.load(trace, "trace.json");
        while (app.work()) {
        }
        settle();
    }
    ~AppScreen() { ImGui::DestroyContext(); }
    AppScreen(const AppScreen&) = delete;
    AppScreen& operator=(const AppScreen&) = delete;

    /// As many frames as it takes until all has its place.
    void settle() {
        constexpr int frames = 4;
        for (int i = 0; i < frames; ++i) {
            draw();
        }
    }
    void point_at(float x, float y) {
        ImGui::GetIO().MousePos = {x, y};
        settle();
    }
    void click(float x, float y) {
        point_at(x, y);
        for (const bool is_down : {true, false}) {
            ImGui::GetIO().MouseDown[ImGuiMouseButton_Left] = is_down;
            draw();
        }
        settle();
    }
    void turn_wheel(float steps) {
        ImGui::GetIO().MouseWheel = steps;
        settle();
    }

    const std::vector<ShownLine>& lines() const { return lines_; }
    /// The first line with these words at or behind an x; nullptr: there is none.
    const ShownLine* find(const std::string& words, float from_x = 0) const {
        for (const ShownLine& line : lines_) {
            if (line.x >= from_x && line.text.find(words) != std::string::npos) {
                return &line;
            }
        }
        return nullptr;
    }

    App app;

private:
    void draw() {
        if (app.set_scale(1)) {
            ImGui::GetIO().Fonts->Build();
        }
        read(svg_picture(app));
    }

    /// What stands between two marks of a line.
    static std::string between(const std::string& line,
                               const std::string& before,
                               const std::string& after) {
        const size_t begin = line.find(before);
        if (begin == std::string::npos) {
            return {};
        }
        const size_t from = begin + before.size();
        return line.substr(from, line.find(after, from) - from);
    }
    static float number(const std::string& line, const std::string& name) {
        const std::string text = between(line, " " + name + "=\"", "\"");
        return text.empty() ? 0 : std::stof(text);
    }

    void read(const std::string& picture) {
        lines_.clear();
        std::map<std::string, Rect> clips;
        Rect clip{};
        std::istringstream rows{picture};
        for (std::string row; std::getline(rows, row);) {
            if (const std::string id = between(row, "<clipPath id=\"", "\"");
                !id.empty()) {
                const float x = number(row, "x"), y = number(row, "y");
                clips[id] = {{x, y},
                             {x + number(row, "width"), y + number(row, "height")}};
            } else if (row.starts_with("<g ")) {
                clip = clips[between(row, "url(#", ")")];
            } else if (row.starts_with("<text ")) {
                lines_.push_back({between(row, "\">", "</text>"), number(row, "x"),
                                  number(row, "y"), number(row, "font-size"), clip});
            }
        }
    }

    std::vector<ShownLine> lines_;
};

}  // namespace kumquat
