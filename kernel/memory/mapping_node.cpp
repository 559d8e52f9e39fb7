// mapping_node.cpp -- nodes cut from frames of the kernel pool.
// A frame of nodes begins with a head of the size of a node. Frames that have nodes to give are
// in a list; a frame whose nodes are all free goes back to the pool.
#include "kernel/memory/mapping_node.hpp"

#include "kernel/memory/frames.hpp"

namespace kumquat {

namespace {

constexpr uint32_t nodes_per_frame = page_size / sizeof(MappingNode) - 1;

struct NodeFrame {
    NodePointer first_free;  // through `next`
    uint32_t used;
    uint32_t cut;  // so many nodes have ever been cut from this frame
    Pointer32<NodeFrame> next;
    Pointer32<Pointer32<NodeFrame>> back;
    uint32_t unused[3];

    bool is_full() const { return used == nodes_per_frame; }
    MappingNode* nodes() { return reinterpret_cast<MappingNode*>(this + 1); }
};
static_assert(sizeof(NodeFrame) == sizeof(MappingNode));

Pointer32<NodeFrame> not_full;

void enlist(NodeFrame& frame) {
    frame.next = not_full;
    frame.back = &not_full;
    if (not_full != nullptr) {
        not_full->back = &frame.next;
    }
    not_full = &frame;
}

void delist(NodeFrame& frame) {
    *frame.back = frame.next;
    if (frame.next != nullptr) {
        frame.next->back = frame.back;
    }
}

NodeFrame& frame_of(MappingNode& node) {
    return *reinterpret_cast<NodeFrame*>(reinterpret_cast<uintptr_t>(&node) &
                                         ~uintptr_t{page_size - 1});
}

void add_frame() {
    NodeFrame& frame = *direct<NodeFrame>(take_frame());
    frame = NodeFrame{};
    enlist(frame);
}

}  // namespace

bool node_and_frames_available(uint32_t count_of_frames) {
    return frames_available(count_of_frames + (not_full == nullptr ? 1 : 0));
}

MappingNode& take_node(PageName page, PhysAddr physical, bool is_large) {
    if (not_full == nullptr) {
        add_frame();
    }
    NodeFrame& frame = *not_full;
    MappingNode* node = frame.first_free;
    if (node != nullptr) {
        frame.first_free = node->next;
    } else {
        node = &frame.nodes()[frame.cut++];
    }
    if (++frame.used == nodes_per_frame) {
        delist(frame);
    }
    *node = MappingNode{page, physical, is_large};
    return *node;
}

void free_node(MappingNode& node) {
    NodeFrame& frame = frame_of(node);
    if (frame.is_full()) {
        enlist(frame);
    }
    node.next = frame.first_free;
    frame.first_free = &node;
    if (--frame.used == 0) {
        delist(frame);
        free_frame(physical_in_window(&frame));
    }
}

}  // namespace kumquat
