// mapping_node.cpp -- nodes cut from frames of the kernel pool.
// A frame of nodes begins with a head of the size of a node. Frames that have nodes to give are
// in a list; a frame whose nodes are all free goes back to the pool.
#include "kernel/memory/mapping_node.hpp"

#include "kernel/memory/frames.hpp"

namespace kumquat {

namespace {

constexpr uint32_t nodes_per_frame = page_size / sizeof(MappingNode) - 1;

struct NodeFrame {
    NodePointer first_free;  // through `children`
    uint32_t used;
    uint32_t cut;  // so many nodes have ever been cut from this frame
    ListLink<NodeFrame, Pointer32<NodeFrame>> link;
    uint32_t unused[3];

    bool is_full() const { return used == nodes_per_frame; }
    MappingNode* nodes() { return reinterpret_cast<MappingNode*>(this + 1); }
};
static_assert(sizeof(NodeFrame) == sizeof(MappingNode));

using FrameList = List<NodeFrame, &NodeFrame::link, Pointer32<NodeFrame>>;
Pointer32<NodeFrame> not_full;

NodeFrame& frame_of(MappingNode& node) {
    return *reinterpret_cast<NodeFrame*>(reinterpret_cast<uintptr_t>(&node) &
                                         ~uintptr_t{page_size - 1});
}

}  // namespace

bool node_and_frames_available(uint32_t count_of_frames) {
    return frames_available(count_of_frames + (not_full == nullptr ? 1 : 0));
}

MappingNode& take_node() {
    if (not_full == nullptr) {
        NodeFrame& fresh = *in_pool<NodeFrame>(take_frame());
        fresh = NodeFrame{};
        FrameList::push_front(not_full, fresh);
    }
    NodeFrame& frame = *not_full;
    MappingNode* node = frame.first_free;
    if (node != nullptr) {
        frame.first_free = node->children;
    } else {
        node = &frame.nodes()[frame.cut++];
    }
    if (++frame.used == nodes_per_frame) {
        FrameList::remove(not_full, frame);
    }
    return *node;
}

void free_node(MappingNode& node) {
    NodeFrame& frame = frame_of(node);
    if (frame.is_full()) {
        FrameList::push_front(not_full, frame);
    }
    node.children = frame.first_free;
    frame.first_free = &node;
    if (--frame.used == 0) {
        FrameList::remove(not_full, frame);
        free_frame(physical_in_window(&frame));
    }
}

}  // namespace kumquat
