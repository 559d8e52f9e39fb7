// unmapping.cpp -- the walk through the trees below a range of pages.
// The range is taken portion by portion: a small page, or the part of one 4 MB mapping that
// lies in the range. Below a portion's node, `top`, the walk goes from child to child; at each
// node first through the lists of pieces, then through the children of the same size, and only
// then to the node itself. Where it stands is a node and a position there:
//
//     first .. last        the list of that piece is next
//     last + 1             the children are next
//     self_position + n    the node itself is next; if it is split, piece n of it
#include "kernel/memory/unmapping.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/mapping_database.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

/// In units of some 50 instructions.
constexpr uint32_t cost_of_step = 40, cost_of_skip = 5, cost_of_look = 2;
constexpr uint32_t cost_of_change = 3, cost_of_separation = 14;
constexpr uint32_t lists_per_visit = 16;
constexpr uint32_t self_position = 2 * pieces_per_large_page;
constexpr uint32_t last_piece_of_all = pieces_per_large_page - 1;

bool is_read_only(const MappingNode& node) {
    const PageEntry* const entry = node.is_split() ? nullptr : entry_of(node);
    return entry != nullptr && !entry->is_writable();
}

/// \param slot  no entry: there is no page, and so no right
void make_read_only(MappingNode& node, PageName page, PageSlot slot) {
    if (slot.entry != nullptr && slot.entry->is_writable()) {
        trace_unmap(page, *slot.entry, true);
        set_writable(node, page, *slot.entry, false);
    }
}

}  // namespace

/// What is at `next_`. Pieces `first` to `last` of 4 MB mappings lie in the range.
struct UnmapOperation::Portion {
    MappingNode* top = nullptr;  // null: nothing is there
    uint32_t pages = 1;
    uint32_t first = 0, last = last_piece_of_all;

    bool is_whole() const { return first == 0 && last == last_piece_of_all; }
};

UnmapOperation::UnmapOperation(TaskNumber task, Fpage fpage, UnmapMask mask)
    : task_{task}, mask_{mask}, has_failed_{false}, next_{fpage.base()},
      end_{USER_SPACE_END}, place_{}, heir_{nullptr}, version_{database_version} {
    const uint32_t last = next_ | fpage.offset_mask();
    if (last < USER_SPACE_END) {
        end_ = last + 1;
    }
}

UnmapOperation::Portion UnmapOperation::portion_here() const {
    const VirtAddr address{next_};
    const SourcePage page = page_of(task_, address);
    if (!page.is_present()) {
        return {nullptr, page.empty_pages()};
    }
    if (!page.node().is_large()) {
        return {&page.node()};
    }
    const uint32_t first =
        page.entry().frame().raw() / page_size % pieces_per_large_page;
    uint32_t pages = 1;
    if (page.is_large() || page.node().is_root()) {
        const uint32_t rest = (end_ - next_) / page_size;
        pages =
            pages_to_next_block(address) < rest ? pages_to_next_block(address) : rest;
    }
    return {&page.node(), pages, first, first + pages - 1};
}

bool UnmapOperation::step() {
    KASSERT(task_of(task_).is_active());
    if (version_ != database_version) {
        place_ = {};
        heir_ = nullptr;
    }
    for (uint32_t cost = 0; cost < cost_of_step && next_ < end_ && !has_failed_;) {
        const Portion portion = portion_here();
        if (portion.top == nullptr || (!mask_.own_too && portion.top->is_leaf())) {
            go_to_next(portion);
            cost += cost_of_skip;
            continue;
        }
        if (place_.node == nullptr) {
            place_ = {portion.top, portion.first};
        }
        do {
            cost += visit(portion, cost);
        } while (place_.node != nullptr && cost < cost_of_step && !has_failed_);
    }
    version_ = database_version;
    return next_ < end_ && !has_failed_;
}

void UnmapOperation::go_to_next(const Portion& portion) {
    next_ += portion.pages * page_size;
    place_ = {};
}

/// One move of the walk. \param spent  in this step \return  what it cost
uint32_t UnmapOperation::visit(const Portion& portion, uint32_t spent) {
    MappingNode& node = *place_.node;
    if (place_.position < self_position) {
        look_below(portion);
        return cost_of_look;
    }
    if (must_split(node, portion)) {
        if (spent == 0) {
            split_mapping(node);  // a step of its own
        }
        return cost_of_step;
    }
    const uint32_t cost =
        mask_.change == Change::separation ? cost_of_separation : cost_of_change;
    if (&node == portion.top) {
        // LAB 6 BEGIN own page: back at the page that the caller named
        const bool is_done = !mask_.own_too || (node.is_root() ? treat_sigma0(portion)
                                                               : treat(node, portion));
        if (is_done) {
            go_to_next(portion);
        }
        return cost;
        // LAB 6 END
    }
    MappingNode& parent = *node.parent;
    const bool was_piece = parent.is_large() && !node.is_large();
    const NodePointer list =
        was_piece ? parent.pieces->lists[node.piece()] : parent.children;
    const Place behind = was_piece ? Place{&parent, node.piece() + 1}
                                   : Place{&parent, self_position + portion.first};
    // LAB 6 BEGIN go on: this node, then the next of its list, or up again
    MappingNode* const next = NodeList::after(list, node);
    if (treat(node, portion)) {
        place_ = behind;
        if (next != nullptr) {
            enter(*next, portion);
        }
    }
    return cost;
    // LAB 6 END
}

/// Whether a part of a whole 4 MB mapping is about to be treated otherwise than the rest.
bool UnmapOperation::must_split(const MappingNode& node, const Portion& portion) const {
    const bool is_own = &node == portion.top;
    return node.is_large() && !node.is_root() && !node.is_split() &&
           !portion.is_whole() && (!is_own || mask_.own_too) &&
           (mask_.change != Change::read_only || !is_read_only(node));
}

/// Go down to the next child of the node, or on to the node itself.
void UnmapOperation::look_below(const Portion& portion) {
    MappingNode& node = *place_.node;
    const bool looks_at_pieces = mask_.change != Change::separation;  // they are small
    if (looks_at_pieces && node.pieces != nullptr && place_.position <= portion.last) {
        for (uint32_t i = 0; i < lists_per_visit && place_.position <= portion.last;
             ++i) {
            MappingNode* const first_child = node.pieces->lists[place_.position++];
            if (first_child != nullptr) {
                enter(*first_child, portion);
                return;
            }
        }
        return;
    }
    // LAB 6 BEGIN go down: the children come before the node itself
    place_.position = self_position + portion.first;
    if (node.children != nullptr) {
        enter(*node.children, portion);
    }
    // LAB 6 END
}

/// Go to a child that is next in its list. Behind a page that can only be read, and below it, there
/// is nothing that could be written.
void UnmapOperation::enter(MappingNode& child, const Portion& portion) {
    if (mask_.change != Change::read_only || !is_read_only(child)) {
        place_ = {&child,
                  child.is_leaf() ? self_position + portion.first : portion.first};
    }
}

/// The node itself, or the piece of it that is next; nothing is derived of that any more.
/// \return  true: the node is done
bool UnmapOperation::treat(MappingNode& node, const Portion& portion) {
    const bool is_piece = node.is_split();
    if (node.is_large() && !is_piece && !portion.is_whole()) {
        return true;  // it can only be read, and that is all that is wanted
    }
    const uint32_t piece = place_.position - self_position;
    const PageName page = is_piece ? name_of_piece(node, piece) : node.name;
    const PageSlot found = find_slot(space_of(page.task()), page.page());
    const bool is_there = found.has_page() && *found.note == &node;
    const PageSlot slot = is_there ? found : PageSlot{};
    const bool goes_away =
        mask_.change == Change::removal && is_there && node.table_or_count == 1;
    ++place_.position;
    if (mask_.change == Change::separation) {
        if (is_there && is_piece && !separate(node, piece)) {
            --place_.position;
            return false;
        }
    } else if (is_there || !is_piece) {
        // LAB 6 BEGIN take: the right to write, or the page
        if (mask_.change == Change::removal) {
            remove_page(node, page, slot);
        } else {
            make_read_only(node, page, slot);
        }
        // LAB 6 END
    }
    return !is_piece || piece == portion.last || goes_away;
}

/// \return  true: it is done, or cannot be done
bool UnmapOperation::separate(MappingNode& node, uint32_t piece) {
    const Separation separation = separate_piece(node, piece, heir_);
    has_failed_ = separation == Separation::no_memory;
    return separation != Separation::more;
}

/// sigma0's own pages. \return  true: they are done
bool UnmapOperation::treat_sigma0(const Portion& portion) {
    const uint32_t piece = place_.position++ - self_position;
    const VirtAddr page{next_ + (piece - portion.first) * page_size};
    const PageEntry* const entry = find_slot(space_of(task_), page).entry;
    const bool is_all = entry == nullptr || entry->is_large();  // of the 4 MB
    if (mask_.change == Change::removal) {
        unmap_from_sigma0(page);
    }
    return piece == portion.last || is_all;
}

}  // namespace kumquat
