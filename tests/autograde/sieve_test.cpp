// sieve_test.cpp -- what is taken from a submission, and what is refused.
#include "grading/autograde/sieve.hpp"

#include <gtest/gtest.h>

namespace kumquat::autograde {
namespace {

const std::set<std::string> wanted{"kernel/a.cpp", "kernel/b.hpp"};

void offer(Sieve& sieve, const std::string& name, EntryKind kind = EntryKind::file) {
    sieve.offer(name, kind, [&](uint64_t) { return "content of " + name; });
}

TEST(sieve, takes_only_what_the_lab_owns_from_wherever_the_tree_begins) {
    for (const std::string top : {"", "./", "lab5/", "work/my lab/"}) {
        Sieve sieve{wanted};
        offer(sieve, top + "kernel", EntryKind::folder);
        offer(sieve, top + "kernel/a.cpp");
        offer(sieve, top + "kernel/other.cpp");
        offer(sieve, top + "Makefile");
        const Admitted admitted = sieve.result();
        ASSERT_EQ(admitted.files.size(), 1u);
        EXPECT_EQ(admitted.files.at("kernel/a.cpp"),
                  "content of " + top + "kernel/a.cpp");
        EXPECT_EQ(admitted.missing, std::vector<std::string>{"kernel/b.hpp"});
    }
}

TEST(sieve, prefers_the_tree_nearest_to_the_top) {
    Sieve sieve{wanted};
    offer(sieve, "old/copy/kernel/a.cpp");
    offer(sieve, "kernel/a.cpp");
    EXPECT_EQ(sieve.result().files.at("kernel/a.cpp"), "content of kernel/a.cpp");
}

TEST(sieve, does_not_look_into_what_was_built) {
    Sieve sieve{wanted};
    offer(sieve, "kernel/a.cpp");
    offer(sieve, "build/isolated/kernel/a.cpp");
    offer(sieve, "build/node_modules/link", EntryKind::symbolic_link);
    offer(sieve, "__MACOSX/kernel/a.cpp");
    EXPECT_EQ(sieve.result().files.at("kernel/a.cpp"), "content of kernel/a.cpp");
}

TEST(sieve, refuses_names_and_kinds_that_no_tree_has) {
    const std::pair<const char*, EntryKind> entries[] = {
        {"/etc/x", EntryKind::file},       {"a/../../x", EntryKind::file},
        {"C:x", EntryKind::file},          {"a\\b", EntryKind::file},
        {"a\nb", EntryKind::file},         {"\xFF\xFE", EntryKind::file},
        {"x", EntryKind::symbolic_link},   {"x", EntryKind::hard_link},
        {"x", EntryKind::other},           {"KERNEL/A.cpp", EntryKind::file},
        {"kernel/a.cpp", EntryKind::file}, {"./kernel//a.cpp", EntryKind::file}};
    for (const auto& [name, kind] : entries) {
        Sieve sieve{wanted};
        offer(sieve, "kernel/a.cpp");
        EXPECT_THROW(offer(sieve, name, kind), Rejection) << name;
    }
}

TEST(sieve, refuses_a_file_that_is_too_long_and_a_second_tree) {
    Sieve sieve{wanted};
    EXPECT_THROW(sieve.offer("kernel/a.cpp", EntryKind::file,
                             [](uint64_t limit) { return std::string(limit, 'x'); }),
                 Rejection);
    Sieve two{wanted};
    offer(two, "one/kernel/a.cpp");
    offer(two, "two/kernel/b.hpp");
    EXPECT_THROW(two.result(), Rejection);
    EXPECT_THROW(Sieve{wanted}.result(), Rejection);
}

}  // namespace
}  // namespace kumquat::autograde
