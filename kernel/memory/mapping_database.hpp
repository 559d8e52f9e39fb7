// mapping_database.hpp -- the trees of all frames: who has which page from whom.
// Physical memory, RAM and devices alike, is 1,024 blocks of 4 MB; each has a root, sigma0's
// mapping, whether or not sigma0's page tables show it. So the whole of 4 GB costs 32 KB, and
// the list heads for the 4 KB frames of a block come when the first of them is mapped.
// Source: Liedtke, "On micro-Kernel Construction", SOSP 1995, "Address Spaces".
#pragma once

#include "kernel/memory/mapping_node.hpp"

namespace kumquat {

/// sigma0's mapping of the 4 MB of physical memory around `frame`.
MappingNode& root_of(PhysAddr frame);

/// Frames that a new child of `parent` needs: 1 for its first piece, else 0.
uint32_t frames_for_child(const MappingNode& parent, bool is_large);

/// A new node below `parent`: among its children, or in the list of its piece.
/// Requires: node_and_frames_available(), with as many frames as frames_for_child() says.
MappingNode&
add_child(MappingNode& parent, PageName name, PhysAddr frame, bool is_large);

/// All of a list become children of another node, which has none yet.
void move_children(NodePointer& list, MappingNode& parent);

/// A node has got another name: its page now belongs to another space.
void rename_node(MappingNode& node, PageName name);

/// Take a node without children out of its tree and free it.
void remove_node(MappingNode& node);

/// Changes whenever any tree or any right in it changes. Who comes back to a tree after a pause
/// and finds the same number knows that it is as it was.
uint32_t database_version();
void note_database_change();

}  // namespace kumquat
