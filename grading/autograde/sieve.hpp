// sieve.hpp -- which parts of a submission are taken: the files that the lab owns, and nothing else.
// A submission is a whole tree, or a part of one, at any depth of its archive. Each entry is offered
// once, in any order. A name or a kind of file that an honest archive of a tree does not hold is no
// nuisance to be cleaned up, but a reason to reject the whole.
// Invariant: what is taken is bounded in number and size, and its names are those that were asked for.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace kumquat::autograde {

/// Why a submission cannot be graded; the text is for the student.
class Rejection : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What was taken.
struct Admitted {
    std::map<std::string, std::string> files;  // path in the tree: content
    std::vector<std::string> missing;          // files of the lab that were not there
};

constexpr uint64_t longest_file_bytes = 1 << 20;  // the largest of ours has 20 KB
constexpr unsigned most_entries = 20'000;

enum class EntryKind { file, folder, symbolic_link, hard_link, other };

class Sieve {
public:
    explicit Sieve(std::set<std::string> wanted) : wanted_{std::move(wanted)} {}

    /// Look at one entry. \param read  gives its content, at most so many bytes
    /// \throws Rejection
    void offer(const std::string& name,
               EntryKind kind,
               const std::function<std::string(uint64_t limit)>& read);

    /// After the last one. \throws Rejection if none of the wanted files was there
    Admitted result() const;

private:
    std::set<std::string> wanted_;
    unsigned entries_ = 0;
    std::map<std::string, std::string> lower_case_;  // name in small letters: name
    /// Folder in the archive: what it holds of the wanted files.
    std::map<std::string, std::map<std::string, std::string>> candidates_;
};

}  // namespace kumquat::autograde
