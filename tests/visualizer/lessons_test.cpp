// lessons_test.cpp -- a script that leads through a trace.
#include "synthetic_trace.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kumquat {
namespace {

std::string lesson_with(const std::string& step) {
    return R"({"format":"kumquat-lesson","version":1,"title":"T","steps":[)" + step +
           "]}";
}

TEST(lessons, lead_to_the_events_that_they_name) {
    Session session;
    session.load(synthetic_trace(1000), "t.json");
    session.begin_lesson(
        lesson_with(
            R"({"say":"one","find":"kind=ipc_send","occurrence":2,)"
            R"("view":"queues","follow":"6.0"},)"
            R"({"say":"two","find":"kind=ipc_send","occurrence":-1},)"
            R"({"say":"three","find":"kind=ipc_send","until":"kind=ipc_transfer",)"
            R"("view":"timeline","around":500})"),
        "l.json");
    ASSERT_NE(session.lesson(), nullptr) << session.problem();
    session.search_for("kind=ipc_send");
    while (session.go_on_searching()) {
    }
    const auto found = session.search()->found();
    EXPECT_EQ(session.selected(), found[1]);
    EXPECT_EQ(session.tab(), Tab::queues);
    EXPECT_EQ(session.model().trace().threads[session.followed()].id, "6.0");
    session.go_to_step(1);
    EXPECT_EQ(session.selected(), found.back());
    EXPECT_EQ(session.followed(), no_index);
    session.go_to_step(2);
    ASSERT_NE(session.measured(), nullptr);
    EXPECT_EQ(session.measured()->from, found[0]);
    EXPECT_GT(session.measured()->to, session.measured()->from);
    EXPECT_EQ(session.lesson_words(), "three");
}

TEST(lessons, say_what_the_trace_lacks) {
    Session session;
    session.load(synthetic_trace(100), "t.json");
    session.begin_lesson(lesson_with(R"({"say":"x","find":"kind=ipc_send w0=123456"})"),
                         "l.json");
    EXPECT_NE(session.lesson_words().find("no such event"), std::string::npos);
    session.load(synthetic_trace(100), "u.json");
    EXPECT_EQ(session.lesson(), nullptr) << "another trace, another lesson";
}

TEST(lessons, that_cannot_be_read_are_explained) {
    const auto problem = [](const std::string& text) {
        return read_lesson(text, "l.json").problem;
    };
    EXPECT_NE(problem("{").find("not a JSON object"), std::string::npos);
    EXPECT_NE(problem("{}").find("format"), std::string::npos);
    EXPECT_NE(problem(R"({"format":"kumquat-lesson","version":2})").find("version"),
              std::string::npos);
    EXPECT_NE(problem(lesson_with("")).find("1 to"), std::string::npos);
    EXPECT_NE(problem(lesson_with("7")).find("step 1 is not an object"),
              std::string::npos);
    EXPECT_NE(problem(lesson_with(R"({"find":"x"})")).find("says nothing"),
              std::string::npos);
    EXPECT_NE(problem(lesson_with(R"({"say":"x"},{"say":"y","find":"w0="})"))
                  .find("step 2 has a \"find\" that cannot be read"),
              std::string::npos);
    EXPECT_NE(problem(lesson_with(R"({"say":"x","colour":1})")).find("\"colour\""),
              std::string::npos);
    EXPECT_EQ(problem(lesson_with(R"({"say":"x"})")), "");
}

}  // namespace
}  // namespace kumquat
