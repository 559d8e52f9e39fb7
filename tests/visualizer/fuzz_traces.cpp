// fuzz_traces.cpp -- mutated trace files against decode and model, under sanitizers.
// FILES [SEED]: so many files, each from its own seed; the first that fails can be made again
// with FILES = 1 and the seed that is printed. Whatever comes, nothing may crash or hang, a
// message stands where the file is not whole, the state at an event is the same from both
// sides, what is worth a look is found and told, and the specification comes to a verdict. The
// file that took longest is told, so that what only is slow is found too.
#include "read_ahead.hpp"
#include "synthetic_trace.hpp"
#include "visualizer/judge/judgement.hpp"
#include "visualizer/model/findings.hpp"
#include "visualizer/model/instant.hpp"
#include "visualizer/model/session.hpp"
#include "visualizer/model/words.hpp"

#include <fmt/format.h>

#include <sanitizer/common_interface_defs.h>

#include <time.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace kumquat {
namespace {

using Random = std::mt19937_64;

uint64_t seed_now = 0;
uint64_t judged_lost = 0;  // files of which the specification could say nothing

/// What the sanitizers call before they end the program, and fail() too.
void tell_seed() { fmt::print(stderr, "the seed of this file is {}\n", seed_now); }

/// Of the processor, which other programs do not disturb much.
double seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string number(Random& random) {
    static const std::vector<std::string> numbers = {"0",
                                                     "-1",
                                                     "1",
                                                     "-0",
                                                     "00",
                                                     "1.5",
                                                     "1e9",
                                                     "4294967295",
                                                     "4294967296",
                                                     "2147483648",
                                                     "4194304",
                                                     "9223372036854775807",
                                                     "18446744073709551615",
                                                     "99999999999999999999",
                                                     "null",
                                                     "\"x\"",
                                                     "[]",
                                                     "{}"};
    return random() % 2 == 0 ? numbers[random() % numbers.size()]
                             : std::to_string(random() >> (random() % 64));
}

/// A row of any kind, whose columns may or may not fit.
std::string row(Random& random) {
    const uint32_t kind = static_cast<uint32_t>(random() % trace_kind_count);
    std::string text = fmt::format(",\n[{},{}", random() % 100'000, kind);
    for (const char* column : trace_kind_table[kind].columns) {
        if (column != nullptr) {
            const bool is_page = std::string_view{column} == "frame";
            const uint64_t value =
                is_page ? (random() % 8) << 22 | (random() % 2 == 0 ? 22 : 12) << 2 |
                              random() % 4
                        : random() % (random() % 4 == 0 ? 1u << 24 : 8);
            text +=
                "," + (random() % 200 == 0 ? number(random) : std::to_string(value));
        }
    }
    return text + "]";
}

void mutate(std::string& text, Random& random) {
    const size_t place = random() % (text.size() + 1);
    const size_t length = random() % 20;
    switch (random() % 8) {
    case 0:
        text.resize(place);
        break;
    case 1:
        text.erase(place, length);
        break;
    case 2:
        text.insert(place, text.substr(random() % (text.size() + 1), length));
        break;
    case 3:
        if (place < text.size()) {
            text[place] = static_cast<char>(random());
        }
        break;
    case 4:
        text.insert(place, number(random));
        break;
    case 5:
        text.insert(place, 1, "[]{},:\"\\ -0\n"[random() % 12]);
        break;
    default: {  // most: rows that are well formed and make no sense
        const size_t line = text.find("]\n", place);
        for (size_t i = random() % 30; i-- > 0 && line != std::string::npos;) {
            text.insert(line + 1, row(random));
        }
        const size_t next = text.find("],\n", place);
        if (next != std::string::npos) {
            text.insert(next + 1, row(random));
        }
        break;
    }
    }
}

[[noreturn]] void fail(const char* what) {
    fmt::print(stderr, "{}\n", what);
    tell_seed();
    std::abort();
}

void ask_everything(const Instant& instant, const Trace& trace) {
    size_t seen = instant.timeout_queue().size();
    for (const uint32_t level : instant.ready_levels_in_use()) {
        seen += instant.ready_queue(level).size();
    }
    for (uint32_t thread = 0; thread < trace.threads.size(); ++thread) {
        seen += instant.send_queue(thread).size();
        seen += instant.thread(thread).exists ? 1 : 0;
    }
    for (uint32_t task = 0; task < trace.tasks.size(); ++task) {
        for (const PageRange& range : instant.space(task)) {
            if (range.end <= range.begin) {
                fail("an empty range");
            }
            seen += instant.page_at(task, range.begin).has_value() ? 1 : 0;
        }
        seen += instant.clan_of(task).size();
    }
    for (uint32_t block = 0; block < 16; ++block) {
        for (const PageDetails& page : instant.pages_below_root(block << 22)) {
            seen += instant.pages_below(page.page).size();
        }
    }
    if (seen > 1'000'000) {
        fail("more than there can be");
    }
}

void check(const Session& session, Random& random) {
    const Model& model = session.model();
    const int64_t count = model.event_count();
    if (count != static_cast<int64_t>(model.trace().events.size())) {
        fail("events that the model does not know");
    }
    Instant here{model}, there{model};
    for (int i = 0; i < 4; ++i) {
        const int64_t event =
            static_cast<int64_t>(random() % static_cast<uint64_t>(count));
        here.seek(event);
        there.seek(count - 1);
        there.seek(event);
        if (here.moment().cells != there.moment().cells) {
            fail("the state depends on where one comes from");
        }
        ask_everything(here, model.trace());
        if (sentence_of(model, event).empty()) {
            fail("an event without words");
        }
    }
}

/// The story, the search, spans, and the trace compared with itself.
void check_questions(const Session& session, Random& random) {
    const Model& model = session.model();
    const auto count = static_cast<uint64_t>(model.event_count());
    for (const Scene& scene : session.story().scenes()) {
        if (scene_words(model, scene).empty()) {
            fail("a scene without words");
        }
    }
    for (const char* query : {"kind=ipc_* from=6.*", "task=8 w0>1", "takes -t<100"}) {
        Search search{model, query};
        while (search.go_on(50)) {
        }
    }
    auto from = static_cast<int64_t>(random() % count);
    auto to = static_cast<int64_t>(random() % count);
    if (from > to) {
        std::swap(from, to);
    }
    int64_t time = 0;
    const MeasuredSpan span = measure(model, from, to);
    for (const PathShare& share : span.shares) {
        time += share.time;
    }
    if (!span.path.empty() && time != span.time) {
        fail("the critical path has gaps");
    }
    if (!Comparison{model, model, CompareLevel::kernel}.differences().empty()) {
        fail("a trace differs from itself");
    }
}

/// Whatever is worth a look has its place in the trace, and words.
void find_all(const Model& model) {
    Findings findings{model};
    while (findings.go_on(16)) {
    }
    for (const Finding& finding : findings.list()) {
        if (finding.event < 0 || finding.until < finding.event ||
            finding.until >= model.event_count()) {
            fail("a finding that is nowhere");
        }
        if (finding_words(model, finding).empty()) {
            fail("a finding without words");
        }
    }
    Story story{model};
    story.tell(findings.list());
    int64_t before = 0;
    for (const Scene& scene : story.scenes()) {
        if (scene.first < before) {
            fail("the story goes back in time");
        }
        if (scene_words(model, scene).empty()) {
            fail("a scene without words");
        }
        before = scene.first;
    }
}

/// A verdict names an event of the file, unless all is well or nothing can be said.
void judge_all(const Session& session) {
    Judge judge{session.model().shared_trace()};
    while (judge.go_on(16)) {
    }
    const Judgement judgement = judge.judgement();
    const bool names_event =
        judgement.event >= 0 && judgement.event < session.model().event_count();
    if (judgement.decision == Judgement::Decision::breaks &&
        (!names_event || judgement.rule.empty() || judgement.why.empty())) {
        fail("a broken rule without an event or a reason");
    }
    judged_lost += judgement.decision == Judgement::Decision::lost ? 1 : 0;
}

void run_one(const std::string& good, uint64_t seed) {
    Random random{seed};
    std::string text = good;
    for (size_t i = 1 + random() % 4; i-- > 0;) {
        mutate(text, random);
    }
    Session session;
    session.begin_file("fuzz.json", random() % 2 == 0 ? text.size() : 0);
    const size_t longest = 1 + random() % (text.size() + 1);
    const auto next_length = [&] { return 1 + random() % longest; };
    if (random() % 2 == 0) {
        for (size_t at = 0; at < text.size();) {
            const size_t length = next_length();
            session.add_to_file(std::string_view{text}.substr(at, length));
            at += length;
        }
    } else {
        read_ahead(text, next_length, [&](const RowsAhead& ahead) {
            session.add_to_file(ahead.before());
            session.add_rows_to_file(ahead.events(), ahead.columns(),
                                     ahead.rows_text());
            session.add_to_file(ahead.behind());
        });
    }
    session.end_file();
    if (session.has_events()) {
        check(session, random);
        check_questions(session, random);
        find_all(session.model());
        judge_all(session);
    } else if (session.problem().empty()) {
        fail("nothing is shown, and nothing is said");
    }
}

}  // namespace
}  // namespace kumquat

int main(int argc, char** argv) {
    const uint64_t files = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    const std::string good[] = {kumquat::synthetic_trace(20),
                                kumquat::synthetic_trace(80, 3)};
    __sanitizer_set_death_callback(kumquat::tell_seed);
    double slowest = 0;
    uint64_t slowest_seed = 0;
    for (uint64_t i = seed; i < seed + files; ++i) {
        const double start = kumquat::seconds();
        kumquat::seed_now = i;
        kumquat::run_one(good[i % 2], i);
        if (const double taken = kumquat::seconds() - start; taken > slowest) {
            slowest = taken;
            slowest_seed = i;
        }
    }
    fmt::print(
        "{} mutated files, none did harm; the slowest, seed {}, took {:.2f} s; the "
        "specification was lost in {}\n",
        files, slowest_seed, slowest, kumquat::judged_lost);
}
