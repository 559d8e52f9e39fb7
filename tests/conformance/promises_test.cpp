// promises_test.cpp -- the scanners of promises, claims and consoles see what is there.
#include "tests/conformance/guest_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kumquat::conformance {

namespace {

using Lines = std::vector<std::string>;

}  // namespace

TEST(promises, stand_at_the_begin_of_items_and_rows) {
    const std::string text = "text [not.1]\n- **[a.1]** one ([b.7])\n"
                             "| **[b.2]** | 0x10 | two |\n  - **[c.3]** inner\n";
    EXPECT_EQ(promises_in(text), (Lines{"a.1", "b.2"}));
}

TEST(promises, no_name_stands_for_two_promises) {
    Lines names = promises_in(text_of("handouts/reference/l4-v2.md"));
    EXPECT_GE(names.size(), 250u);
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end())
        << *std::adjacent_find(names.begin(), names.end());
}

TEST(claims, are_read_from_calls_with_two_literals) {
    const std::vector<Claim> claims =
        claims_in("claim(\"a.1 b.2\", \"it is \"\n   \"so\", 1, x);\n"
                  "claim_that(\"c.3\", \"and so\", y); claim(name, \"not\", 1, 2);",
                  "file.cpp");
    ASSERT_EQ(claims.size(), 2u);
    EXPECT_EQ(claims[0].promises, (Lines{"a.1", "b.2"}));
    EXPECT_EQ(claims[0].sentence, "it is so");
    EXPECT_EQ(claims[1].promises, Lines{"c.3"});
}

TEST(judging, counts_what_was_stated_and_holds) {
    const Verdict verdict =
        judge("claim [a.1] one holds\r\nclaim [a.2] two holds\r\n", {"one", "two"});
    EXPECT_EQ(verdict.held, 2u);
    EXPECT_EQ(verdict.broken, Lines{});
}

TEST(judging, silence_is_a_failure) {
    const Verdict verdict = judge("claim [a.1] one holds\n", {"one", "two"});
    EXPECT_EQ(verdict.broken, Lines{"never stated: two"});
}

TEST(judging, a_claim_in_a_loop_holds_only_if_it_always_does) {
    const std::string wrong = "claim [a.1] one broken: expected 00000001, got 00000000";
    const Verdict verdict = judge(wrong + "\nclaim [a.1] one holds\n", {"one"});
    EXPECT_EQ(verdict.held, 0u);
    EXPECT_EQ(verdict.broken, Lines{wrong});
}

TEST(judging, printed_text_is_compared_by_the_reader) {
    const Verdict verdict = judge("printed [int3.7] hex: 12AB = 12AB\n"
                                  "printed [int3.8] decimal: 12 = 13\n",
                                  {"hex", "decimal"});
    EXPECT_EQ(verdict.held, 1u);
    EXPECT_EQ(verdict.broken, Lines{"printed [int3.8] decimal: 12 = 13"});
}

TEST(judging, a_stopped_kernel_breaks_the_run) {
    const Verdict verdict =
        judge("claim [a.1] one holds\nKumquat stopped: something\n", {"one"});
    EXPECT_EQ(verdict.broken, Lines{"Kumquat stopped: something"});
}

}  // namespace kumquat::conformance
