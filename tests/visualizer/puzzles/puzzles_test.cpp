// puzzles_test.cpp -- the traces of programs that went wrong, recorded on this kernel: what is found
// names the cause, and nothing is found where nothing is wrong.
// Arguments: none; the folder with the traces is in KUMQUAT_TRACES.
#include "visualizer/decode/decode.hpp"
#include "visualizer/model/exchange.hpp"
#include "visualizer/model/findings.hpp"
#include "visualizer/model/session.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace kumquat {
namespace {

std::string text_of(const std::string& path) {
    const char* const folder = std::getenv("KUMQUAT_TRACES");
    std::ifstream file{std::string{folder == nullptr ? "build" : folder} + "/" + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A recorded trace, looked through.
struct Puzzle {
    explicit Puzzle(const std::string& path, size_t times_found = 1)
        : times{times_found}, model{decode_trace(text_of(path), path).trace},
          findings{model} {
        while (findings.go_on(100)) {
        }
    }
    const Finding& only() const {
        EXPECT_EQ(findings.list().size(), times);
        static const Finding none{Finding::Kind::circle, 0, 0, {}};
        return findings.list().empty() ? none : findings.list()[0];
    }
    std::string thread(size_t place) const {
        return place < only().threads.size()
                   ? model.trace().threads[only().threads[place]].name
                   : "";
    }
    std::string words() const { return finding_words(model, only()); }
    /// The sentences of the story, one to a line, each behind its time.
    std::string story() const {
        Story told{model};
        told.tell(findings.list());
        std::string text;
        for (const Scene& scene : told.scenes()) {
            text += std::to_string(model.event(scene.first).time) + " " +
                    scene_words(model, scene) + "\n";
        }
        return text;
    }

    size_t times;
    Model model;
    Findings findings;
};

void expect_words(const Puzzle& puzzle, std::initializer_list<const char*> parts) {
    for (const char* part : parts) {
        EXPECT_NE(puzzle.words().find(part), std::string::npos) << puzzle.words();
    }
}

void expect_told(const Puzzle& puzzle, std::initializer_list<const char*> parts) {
    for (const char* part : parts) {
        EXPECT_NE(puzzle.story().find(part), std::string::npos) << part << "\n"
                                                                << puzzle.story();
    }
}

TEST(puzzles, the_deadlock_names_the_circle) {
    const Puzzle puzzle{"puzzles/deadlock.json"};
    EXPECT_EQ(puzzle.only().kind, Finding::Kind::circle);
    EXPECT_EQ(puzzle.thread(0), "disk") << "it closed the circle";
    EXPECT_EQ(puzzle.thread(1), "files");
    EXPECT_EQ(puzzle.thread(2), "memory");
    expect_words(puzzle,
                 {"disk waits to send to 4.2 files", "files waits for 4.3 memory",
                  "memory waits for 4.4 disk", "4.1 editor waits behind them"});
    expect_told(puzzle,
                {"4.4 disk calls 4.2 files, which waits for 4.3 memory, with 5, 0: "
                 "nobody takes it before the trace ends",
                 "Deadlock. 4.4 disk waits to send to 4.2 files"});
}

TEST(puzzles, the_inversion_names_who_has_the_processor) {
    const Puzzle puzzle{"puzzles/inversion.json", 2};
    EXPECT_EQ(puzzle.only().kind, Finding::Kind::inversion);
    EXPECT_EQ(puzzle.thread(0), "control");
    EXPECT_EQ(puzzle.thread(1), "bus");
    EXPECT_EQ(puzzle.thread(2), "radio");
    expect_words(puzzle,
                 {"priority 40", "priority 10", "priority 20", "number 1 of 2"});
    expect_told(puzzle, {"4.1 control calls 4.4 bus, which comes to it 8,144,108 "
                         "instructions later",
                         "number 2 of 2"});
}

TEST(puzzles, the_lost_wakeup_names_the_message) {
    const Puzzle puzzle{"puzzles/lost-wakeup.json"};
    EXPECT_EQ(puzzle.only().kind, Finding::Kind::lost);
    EXPECT_EQ(puzzle.thread(0), "consumer");
    EXPECT_EQ(puzzle.thread(1), "producer");
    EXPECT_EQ(
        puzzle.model.trace().kind_of(puzzle.model.event(puzzle.only().event)).name,
        "ipc_send");
    expect_words(puzzle, {"was lost", "timeout is zero", "nothing has come"});
    expect_told(puzzle,
                {"4.1 producer sends 0, 0 to 4.2 consumer, which sleeps: the send "
                 "timeout is zero, so the message is lost",
                 "Lost message. The message of 4.1 producer"});
}

TEST(puzzles, the_wide_page_names_who_may_write_it) {
    const Puzzle puzzle{"puzzles/wide-page.json"};
    EXPECT_EQ(puzzle.only().kind, Finding::Kind::wide_page);
    EXPECT_EQ(puzzle.thread(0), "printer");
    EXPECT_EQ(puzzle.only().address, 0x800000u);
    EXPECT_EQ(puzzle.thread(1), "bank");
    expect_words(puzzle, {"7.0 printer asked to read", "and 4.0 bank lent it writable",
                          "For task 5 auditor the same page is read only"});
    expect_told(puzzle, {"which gives a page (writable)",
                         "More rights than asked for. 7.0 printer"});
    const auto exchange = exchange_at(puzzle.model, puzzle.only().event);
    ASSERT_TRUE(exchange.has_value());
    EXPECT_EQ(puzzle.model.trace().threads[exchange->sender].name, "bank")
        << "the answer with the rights, not the question";
}

TEST(puzzles, the_stuck_server_names_the_client_that_does_not_receive) {
    const Puzzle puzzle{"puzzles/stuck-server.json"};
    EXPECT_EQ(puzzle.only().kind, Finding::Kind::stuck);
    EXPECT_EQ(puzzle.thread(0), "clerk");
    EXPECT_EQ(puzzle.thread(1), "hasty");
    expect_words(puzzle, {"4.4 hasty only sent its message", "and did not call",
                          "4.4 hasty sleeps", "anna and 4.3 bert wait behind it"});
    expect_told(puzzle,
                {"4.1 clerk sends 8, 0 to 4.4 hasty", "4.2 anna calls 4.1 clerk",
                 "4.3 bert calls 4.1 clerk", "Server held up by its client."});
}

TEST(puzzles, nothing_is_found_in_the_demo) {
    const Puzzle demo{"demo/trace.json"};
    ASSERT_GT(demo.model.event_count(), 1000);
    for (const Finding& finding : demo.findings.list()) {
        ADD_FAILURE() << finding_words(demo.model, finding);
    }
}

/// One key leads from the beginning to the cause, with the reasons beside it.
TEST(puzzles, one_key_leads_to_the_cause) {
    for (const char* name : {"deadlock", "inversion", "lost-wakeup", "stuck-server"}) {
        Session session;
        session.load(text_of(std::string{"puzzles/"} + name + ".json"), name);
        while (session.go_on_finding()) {
        }
        ASSERT_NE(session.finding(), nullptr) << name;
        session.go_to_next_finding();
        EXPECT_EQ(session.selected(), session.findings()[0].event) << name;
        EXPECT_EQ(session.followed(), session.findings()[0].threads[0]) << name;
    }
}

}  // namespace
}  // namespace kumquat
