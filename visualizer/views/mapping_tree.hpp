// mapping_tree.hpp -- who sees a frame, and from whom each has it: sigma0 at the root.
#pragma once

#include "sheet.hpp"

namespace kumquat {

/// "write" or "read only".
const char* rights(bool is_writable);

/// The tree that a page belongs to, and who can take the page away.
/// \param motion  how far the page that the selected event made or took has moved, 0 to 1
void draw_mapping_tree(Sheet& sheet,
                       Session& session,
                       const PageDetails& page,
                       float motion);

}  // namespace kumquat
