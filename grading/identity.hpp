// identity.hpp -- what tells a submission from all others: its files, by name, as one digest.
// The numbers of a test are drawn from it (nonce.hpp).
#pragma once

#include <map>
#include <string>

namespace kumquat::grading {

/// A digest: bytes. \param files  name in the tree: content
std::string identity_of(const std::map<std::string, std::string>& files);

}  // namespace kumquat::grading
