// svg_picture.cpp -- rectangles, paths and lines of text, in the order in which they were drawn.
#include "svg_picture.hpp"

#include "shapes.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace kumquat {

namespace {

struct Letter {
    const ImFont* font;
    const ImFontGlyph* glyph;
};

/// Which letter lies where in the atlas, by its upper left corner.
std::map<std::pair<float, float>, Letter> letters_of(const ImFontAtlas& atlas) {
    std::map<std::pair<float, float>, Letter> letters;
    for (const ImFont* font : atlas.Fonts) {
        for (const ImFontGlyph& glyph : font->Glyphs) {
            letters.insert({{glyph.U0, glyph.V0}, {font, &glyph}});
        }
    }
    return letters;
}

std::string colour_of(ImU32 colour) {
    const std::string plain =
        fmt::format(R"(fill="#{:02x}{:02x}{:02x}")", colour & 0xFF, colour >> 8 & 0xFF,
                    colour >> 16 & 0xFF);
    const ImU32 opacity = colour >> 24;
    return opacity == 0xFF
               ? plain
               : fmt::format(R"({} fill-opacity="{:.3f}")", plain, opacity / 255.0);
}

/// As UTF-8, and as XML wants it.
std::string utf8_of(uint32_t character) {
    const auto byte = [](uint32_t value) { return static_cast<char>(value); };
    const auto rest = [&](int shift) {
        return byte(0x80 | (character >> shift & 0x3F));
    };
    if (character == '<') {
        return "&lt;";
    }
    if (character == '&') {
        return "&amp;";
    }
    if (character < 0x80) {
        return {byte(character)};
    }
    if (character < 0x800) {
        return {byte(0xC0 | character >> 6), rest(0)};
    }
    return {byte(0xE0 | character >> 12), rest(6), rest(0)};
}

class Writer {
public:
    Writer() : letters_{letters_of(*ImGui::GetIO().Fonts)} {}

    std::string write(const ImDrawData& frame, ImU32 ground) {
        const ImVec2 size = frame.DisplaySize;
        for (int i = 0; i < frame.CmdListsCount; ++i) {
            for (const ImDrawCmd& command : frame.CmdLists[i]->CmdBuffer) {
                write_command(*frame.CmdLists[i], command);
            }
        }
        return fmt::format(
            R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">)"
            "\n<defs>{2}</defs>\n<rect width=\"100%\" height=\"100%\" "
            "{3}/>\n{4}</svg>\n",
            size.x, size.y, clips_, colour_of(ground), shapes_);
    }

private:
    void write_command(const ImDrawList& list, const ImDrawCmd& command) {
        const ImVec4& clip = command.ClipRect;
        if (command.ElemCount == 0 || clip.z <= clip.x || clip.w <= clip.y) {
            return;
        }
        shapes_ += fmt::format("<g clip-path=\"url(#c{})\">\n", clip_number(clip));
        for_each_shape(
            list, command,
            [this](const ImDrawVert& first, const ImDrawVert& last) {
                write_rectangle(first, last);
            },
            [this](const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
                write_triangle(a, b, c);
            });
        end_text();
        end_path();
        shapes_ += "</g>\n";
    }

    size_t clip_number(const ImVec4& clip) {
        const std::string shape =
            fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}"/>)", clip.x,
                        clip.y, clip.z - clip.x, clip.w - clip.y);
        const auto [place, is_new] =
            clip_numbers_.insert({shape, clip_numbers_.size()});
        if (is_new) {
            clips_ += fmt::format("<clipPath id=\"c{}\">{}</clipPath>\n", place->second,
                                  shape);
        }
        return place->second;
    }

    void write_rectangle(const ImDrawVert& a, const ImDrawVert& c) {
        end_path();
        const auto letter = letters_.find({a.uv.x, a.uv.y});
        if (a.uv.x != c.uv.x && letter != letters_.end()) {
            write_letter(letter->second, a);
            return;
        }
        end_text();
        if (a.col >> 24 != 0 && a.pos.x < c.pos.x && a.pos.y < c.pos.y) {
            shapes_ += fmt::format(
                "<rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\" {}/>\n",
                a.pos.x, a.pos.y, c.pos.x - a.pos.x, c.pos.y - a.pos.y,
                colour_of(a.col));
        }
    }

    static constexpr size_t weight_length = 3;  // "600 Inter": see letters.cpp

    /// Letters of one line are one text; where there is a gap, a space is meant.
    void write_letter(const Letter& letter, const ImDrawVert& corner) {
        const float x = corner.pos.x - letter.glyph->X0;
        const float baseline =
            corner.pos.y - letter.glyph->Y0 + std::round(letter.font->Ascent);
        const std::string begin = fmt::format(
            R"(<text y="{:g}" font-family="{}, sans-serif" font-size="{:g}" font-weight="{}" {} x=")",
            baseline, letter.font->ConfigData->Name + weight_length + 1,
            letter.font->FontSize,
            std::string_view{letter.font->ConfigData->Name, weight_length},
            colour_of(corner.col));
        if (begin != text_begin_ || x < text_end_ - 2) {
            end_text();
            text_begin_ = begin;
        } else if (x > text_end_ + 1) {
            text_places_ += fmt::format("{:g} ", text_end_);
            text_ += " ";
        }
        text_places_ += fmt::format("{:g} ", x);
        text_ += utf8_of(letter.glyph->Codepoint);
        text_end_ = x + letter.glyph->AdvanceX;
    }

    void end_text() {
        if (!text_.empty()) {
            text_places_.pop_back();
            shapes_ += text_begin_ + text_places_ + "\">" + text_ + "</text>\n";
        }
        text_.clear();
        text_places_.clear();
        text_begin_.clear();
    }

    void write_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
        end_text();
        if (a.col != path_colour_) {
            end_path();
        }
        path_colour_ = a.col;
        path_ += fmt::format("M{:g} {:g}L{:g} {:g}L{:g} {:g}Z", a.pos.x, a.pos.y,
                             b.pos.x, b.pos.y, c.pos.x, c.pos.y);
    }

    void end_path() {
        if (!path_.empty() && path_colour_ >> 24 != 0) {
            shapes_ +=
                fmt::format("<path {} d=\"{}\"/>\n", colour_of(path_colour_), path_);
        }
        path_.clear();
    }

    const std::map<std::pair<float, float>, Letter> letters_;
    std::map<std::string, size_t> clip_numbers_;
    std::string clips_, shapes_;
    std::string text_begin_, text_places_,
        text_;            // the line of text that is not over yet
    float text_end_ = 0;  // where its next letter would stand
    std::string path_;    // the same for triangles
    ImU32 path_colour_ = 0;
};

}  // namespace

std::string svg_picture(App& app) {
    ImGuiStyle& style = ImGui::GetStyle();
    const ImGuiStyle usual = style;
    style.AntiAliasedFill = false;  // whoever shows the file makes edges soft
    style.AntiAliasedLines = false;
    ImGui::NewFrame();
    app.draw();
    ImGui::Render();
    style = usual;
    return Writer{}.write(*ImGui::GetDrawData(),
                          ImGui::ColorConvertFloat4ToU32(app.background()));
}

}  // namespace kumquat
