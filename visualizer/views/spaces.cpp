// spaces.cpp -- blocks of 4 MB as grids of pages; below them the mapping tree of one page.
#include "spaces.hpp"

#include "mapping_tree.hpp"
#include "sheet.hpp"
#include "visualizer/model/page_loss.hpp"
#include "visualizer/model/text.hpp"
#include "widgets.hpp"

#include "kernel/abi/fpage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kumquat {

namespace {

constexpr uint32_t page_bytes = 1u << small_order;
constexpr uint32_t pages_per_block = entries_per_table;
constexpr size_t blocks_shown_max = 48, ranges_shown_max = 200;

std::string size_words(uint64_t bytes) {
    return bytes >= 1u << 20 && bytes % (1u << 20) == 0
               ? fmt::format("{} MB", bytes >> 20)
               : fmt::format("{} KB", bytes >> 10);
}

void choose_task(Sheet& sheet, Session& session) {
    const Trace& trace = session.model().trace();
    const Ui& ui = sheet.ui();
    for (uint32_t task = 0; task < trace.tasks.size(); ++task) {
        if (!session.now().task(task).is_active || trace.tasks[task].id == 0) {
            continue;
        }
        const std::string title = task_label(trace, task);
        const Rect place = sheet.box(text_width(ui.fonts.body, title) + ui.px(20));
        const bool is_shown = task == session.task();
        if (is_shown || sheet.is_hovered(place)) {
            ImGui::GetWindowDrawList()->AddRectFilled(
                place.min, place.max,
                is_shown ? ui.palette.accent_soft : ui.palette.raised, ui.px(5));
        }
        draw_text(ui.fonts.body,
                  {place.min.x + ui.px(10),
                   place.min.y + (place.height() - ui.fonts.body->FontSize) / 2},
                  is_shown ? ui.palette.text : ui.palette.text_dim, title);
        if (sheet.click(place)) {
            session.look_at_page(task, 0);
        }
    }
    sheet.end_line(10);
}

/// The part of a block of 4 MB that has pages, as a grid: a cell is a page. Solid: it can be written;
/// half as high: it can only be read. Few pages get large cells, not a long empty row.
class Block {
public:
    /// \param first, last  pages of it that must be seen, from 0
    Block(Sheet& sheet, uint32_t base, uint32_t first, uint32_t last) : base_{base} {
        const Ui& ui = sheet.ui();
        constexpr uint32_t fewest = 32;
        uint32_t count = fewest;
        while (first / count != last / count) {
            count *= 2;
        }
        first_ = first / count * count;
        count_ = count;
        columns_ = std::min(count, ui.is_phone ? (count > 256 ? 64u : 32u)
                                               : (count > 256 ? 128u : 64u));
        const float largest = ui.px(columns_ > 64 ? 6 : columns_ > 32 ? 12 : 18);
        cell_ =
            std::max(2.0f, std::floor(std::min(
                               sheet.width() / static_cast<float>(columns_), largest)));
        const auto rows = static_cast<float>(count_ / columns_);
        sheet.end_line(2);
        sheet.label(fmt::format("{} to {}", as_hex(address_of(first_)),
                                as_hex(address_of(first_ + count_) - 1)),
                    ui.px(240));
        sheet.end_line(0);
        place_ = sheet.box(cell_ * static_cast<float>(columns_), cell_ * rows);
        sheet.end_line(10);
        ImGui::GetWindowDrawList()->AddRectFilled(place_.min, place_.max,
                                                  ui.palette.raised);
    }

    /// Pages `first` to before `last`, all in one row of the grid.
    void draw_run(uint32_t first, uint32_t last, bool is_writable, ImU32 colour) const {
        const Rect area = area_of(first, last);
        const float lowered = is_writable ? 0 : std::floor(cell_ / 2);
        ImGui::GetWindowDrawList()->AddRectFilled({area.min.x, area.min.y + lowered},
                                                  {area.max.x - 1, area.max.y - 1},
                                                  colour);
    }

    Rect area_of(uint32_t first, uint32_t last) const {
        const uint32_t at = first - first_;
        const auto row = static_cast<float>(at / columns_);
        const auto begin = static_cast<float>(at % columns_);
        const float x = place_.min.x + begin * cell_, y = place_.min.y + row * cell_;
        return {{x, y}, {x + static_cast<float>(last - first) * cell_, y + cell_}};
    }

    uint32_t columns() const { return columns_; }

    /// The address under the pointer. Requires: the block is hovered or clicked.
    uint32_t address_at(ImVec2 point) const {
        const auto row = static_cast<uint32_t>(
            std::clamp((point.y - place_.min.y) / cell_, 0.0f,
                       static_cast<float>(count_ / columns_ - 1)));
        const auto column = static_cast<uint32_t>(std::clamp(
            (point.x - place_.min.x) / cell_, 0.0f, static_cast<float>(columns_ - 1)));
        return address_of(first_ + row * columns_ + column);
    }
    const Rect& place() const { return place_; }

private:
    uint32_t address_of(uint32_t page) const { return base_ + page * page_bytes; }

    uint32_t base_, first_ = 0, count_ = 0, columns_ = 0;
    float cell_;
    Rect place_;
};

/// What the selected event took from a block of the space that is shown.
std::optional<PageLoss> loss_in_block(const Session& session, uint32_t base) {
    const std::optional<PageLoss> loss = loss_of(session.model(), session.selected());
    const bool is_here = loss && loss->task == session.task() &&
                         loss->address >> large_order == base >> large_order;
    return is_here ? loss : std::nullopt;
}

/// The page that the selected event took away, or left to be read only: a frame where it was. At
/// first its colour is still there, and sinks.
/// \param motion  how far it has sunk, 0 to 1
void draw_lost_page(const Session& session,
                    const Ui& ui,
                    const Block& block,
                    uint32_t base,
                    float motion) {
    const std::optional<PageLoss> loss = loss_in_block(session, base);
    if (!loss) {
        return;
    }
    const uint32_t at = (loss->address - base) / page_bytes;
    const Rect cell = block.area_of(at, at + 1);
    ImDrawList* const draw = ImGui::GetWindowDrawList();
    const float way = loss->is_left ? cell.height() / 2 : cell.height();
    draw->AddRectFilled({cell.min.x, cell.min.y + way * motion},
                        {cell.max.x - 1, cell.max.y - 1},
                        faded(ui.palette.problem, 1 - motion));
    draw->AddRect({cell.min.x - ui.px(1), cell.min.y - ui.px(1)},
                  {cell.max.x, cell.max.y}, ui.palette.problem, 0, 0, ui.px(2));
}

/// The page that the selected event made: a frame closes in on it.
void draw_new_page(const Ui& ui,
                   const Block& block,
                   const PageDetails& page,
                   uint32_t base,
                   float motion) {
    const uint32_t at = (page.address - base) / page_bytes;
    block.draw_run(at, at + 1, page.is_writable, ui.palette.accent);
    const float away = ui.px(16) * (1 - motion);
    if (away >= 1) {
        const Rect cell = block.area_of(at, at + 1);
        ImGui::GetWindowDrawList()->AddRect({cell.min.x - away, cell.min.y - away},
                                            {cell.max.x + away, cell.max.y + away},
                                            faded(ui.palette.accent, motion), 0, 0,
                                            ui.px(2));
    }
}

/// Draw the pages of one block.
/// \param pages   in it, ascending
/// \param motion  of what the selected event changes, 0 to 1
void draw_block(Sheet& sheet,
                Session& session,
                uint32_t base,
                std::span<const PageDetails> pages,
                float motion) {
    const Ui& ui = sheet.ui();
    const auto page_in_block = [base](uint32_t address) {
        return (address - base) / page_bytes;
    };
    uint32_t first = pages.front().is_large ? 0 : page_in_block(pages.front().address);
    uint32_t last = pages.back().is_large ? pages_per_block - 1
                                          : page_in_block(pages.back().address);
    if (session.address() >> large_order == base >> large_order) {
        first = std::min(first, page_in_block(session.address()));
        last = std::max(last, page_in_block(session.address()));
    }
    if (const std::optional<PageLoss> loss = loss_in_block(session, base)) {
        first = std::min(first, page_in_block(loss->address));
        last = std::max(last, page_in_block(loss->address));
    }
    const Block block{sheet, base, first, last};
    if (!sheet.is_visible(block.place())) {
        return;
    }
    for (size_t i = 0; i < pages.size();) {
        if (pages[i].is_large) {
            for (uint32_t at = 0; at < pages_per_block; at += block.columns()) {
                block.draw_run(at, at + block.columns(), pages[i].is_writable,
                               ui.palette.text_dim);
            }
            break;
        }
        const uint32_t begin = page_in_block(pages[i].address);
        uint32_t end = begin + 1;
        size_t next = i + 1;
        while (next < pages.size() && end % block.columns() != 0 &&
               pages[next].address == base + end * page_bytes &&
               pages[next].is_writable == pages[i].is_writable) {
            ++end;
            ++next;
        }
        block.draw_run(begin, end, pages[i].is_writable, ui.palette.text_dim);
        i = next;
    }
    draw_lost_page(session, ui, block, base, motion);
    for (const PageDetails& page : pages) {
        if (page.event == session.selected()) {
            draw_new_page(ui, block, page, base, motion);
        }
    }
    if (session.address() >> large_order == base >> large_order) {
        const uint32_t at = (session.address() - base) / page_bytes;
        const Rect cell = block.area_of(at, at + 1);
        ImGui::GetWindowDrawList()->AddRect(
            {cell.min.x - ui.px(2), cell.min.y - ui.px(2)},
            {cell.max.x + ui.px(1), cell.max.y + ui.px(1)}, ui.palette.accent, 0, 0,
            ui.px(2));
    }
    if (sheet.is_hovered(block.place()) && !ui.is_phone) {
        const uint32_t address = block.address_at(ImGui::GetIO().MousePos);
        const auto page = session.now().page_at(session.task(), address);
        const uint32_t at = (address - base) / page_bytes;
        show_tooltip(ui, block.area_of(at, at + 1), as_hex(address),
                     page ? fmt::format("frame {}, {}", as_hex(page->frame),
                                        rights(page->is_writable))
                          : "nothing is mapped here");
    }
    if (sheet.click(block.place())) {
        session.look_at_page(session.task(), block.address_at(ImGui::GetIO().MousePos));
    }
}

void draw_ranges(Sheet& sheet, Session& session) {
    const Ui& ui = sheet.ui();
    const Trace& trace = session.model().trace();
    sheet.heading("Ranges");
    const std::vector<PageRange> ranges = session.now().space(session.task());
    for (size_t i = 0; i < std::min(ranges.size(), ranges_shown_max); ++i) {
        const PageRange& range = ranges[i];
        const Rect row{{sheet.left(), sheet.y()},
                       {sheet.left() + sheet.width(), sheet.y() + ui.px(24)}};
        const bool is_selected =
            session.address() >= range.begin && session.address() < range.end;
        if (is_selected || sheet.is_hovered(row)) {
            ImGui::GetWindowDrawList()->AddRectFilled(
                row.min, row.max,
                is_selected ? ui.palette.accent_soft : ui.palette.raised, ui.px(4));
        }
        const ImFont* const mono = ui.fonts.mono;
        draw_text(mono, {row.min.x + ui.px(6), row.min.y + ui.px(4)}, ui.palette.text,
                  as_hex(range.begin));
        const float x = row.min.x + ui.px(14) + text_width(mono, "0x00000000");
        const std::string origin = range.source < trace.tasks.size()
                                       ? task_label(trace, range.source)
                                       : "the root (sigma0)";
        const std::string frames =  // no room on a phone; the mapping tree has it
            ui.is_phone ? std::string{} : ", frames from " + as_hex(range.frame);
        draw_text(ui.fonts.body, {x, row.min.y + ui.px(4)}, ui.palette.text_dim,
                  fmt::format("{}, {}{}, from {}", size_words(range.end - range.begin),
                              rights(range.is_writable), frames, origin),
                  row.max.x - x);
        if (sheet.click(row)) {
            session.look_at_page(session.task(), range.begin);
        }
        sheet.skip(ui.px(24));
    }
    if (ranges.size() > ranges_shown_max) {
        sheet.paragraph(
            fmt::format("and {} more ranges", ranges.size() - ranges_shown_max));
    }
    sheet.skip(ui.px(8));
}

/// What may be done with the page that an event gives; empty: it gives none.
const char* rights_given(const Trace& trace, const Event& event) {
    const auto known = trace.kind_of(event).known;
    return known == TraceKind::map || known == TraceKind::grant
               ? rights(Fpage{trace.column(event, 2)}.is_writable())
               : "";
}

}  // namespace

const std::vector<int64_t>& Spaces::history_of(const Session& session, uint32_t frame) {
    const Model& model = session.model();
    if (history_.model == session.model_number() && history_.frame == frame &&
        history_.events_seen == model.event_count()) {
        return history_.events;
    }
    history_ = {session.model_number(), model.event_count(), frame, {}};
    const Trace& trace = model.trace();
    for (int64_t i = 0; i < model.event_count(); ++i) {
        const auto known = trace.kind_of(model.event(i)).known;
        if (known == TraceKind::map || known == TraceKind::grant ||
            known == TraceKind::unmap || known == TraceKind::page_split) {
            const Fpage page{trace.column(model.event(i), 2)};
            const uint64_t size = page.order() < 32 ? uint64_t{1} << page.order() : 0;
            if (frame >= page.base() && frame - page.base() < size) {
                history_.events.push_back(i);
            }
        }
    }
    return history_.events;
}

void Spaces::draw(Session& session, const Ui& ui, const Rect& area) {
    Sheet sheet{ui, area, "spaces"};
    const Trace& trace = session.model().trace();
    sheet.heading("Address spaces");
    choose_task(sheet, session);
    if (session.task() >= trace.tasks.size()) {
        sheet.paragraph("Choose a task to see its pages.");
        return;
    }
    const float motion =
        motion_.progress(session, static_cast<uint64_t>(session.selected()));
    const std::vector<PageDetails> pages = session.now().pages(session.task());
    size_t blocks = 0;
    for (size_t i = 0; i < pages.size() && blocks < blocks_shown_max; ++blocks) {
        const uint32_t base = pages[i].address >> large_order << large_order;
        size_t end = i;
        while (end < pages.size() &&
               pages[end].address >> large_order == base >> large_order) {
            ++end;
        }
        draw_block(sheet, session, base, {pages.data() + i, end - i}, motion);
        i = end;
    }
    if (pages.empty()) {
        sheet.paragraph(task_label(trace, session.task()) +
                        " has no page at this moment.");
        return;
    }
    sheet.paragraph(
        "A cell is a page of 4 KB: a high one can be written, a low one only "
        "read. Orange is new, or selected; a red frame is what this event took "
        "away.");
    draw_ranges(sheet, session);
    const auto page = session.now().page_at(session.task(), session.address());
    if (!page) {
        return;
    }
    draw_mapping_tree(sheet, session, *page, motion);
    const uint32_t offset = (session.address() - page->address) & ~(page_bytes - 1);
    const auto& events = history_of(session, page->frame + offset);
    sheet.heading(
        fmt::format("All events of the frame {}", as_hex(page->frame + offset)));
    constexpr size_t events_shown_max = 100;
    for (size_t i = 0; i < std::min(events.size(), events_shown_max); ++i) {
        const float y = sheet.y() + ui.px(4);
        sheet.event(session, events[i]);
        if (!ui.is_phone) {
            const std::string given =
                rights_given(trace, session.model().event(events[i]));
            const float x =
                std::min(ui.px(560), sheet.width() - text_width(ui.fonts.body, given));
            draw_text(ui.fonts.body, {sheet.left() + x, y}, ui.palette.text_dim, given);
        }
    }
    if (events.size() > events_shown_max) {
        sheet.paragraph(fmt::format("and {} more", events.size() - events_shown_max));
    }
}

}  // namespace kumquat
