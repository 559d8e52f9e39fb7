// bench_model.cpp -- how fast a trace is read, modelled and searched, without any view.
// FILE... : one line for each figure, in processor time, which other programs do not disturb much.
#include "visualizer/decode/trace_stream.hpp"
#include "visualizer/model/instant.hpp"

#include <fmt/format.h>

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>

namespace kumquat {
namespace {

double seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print(const char* name, double value, const char* unit) {
    fmt::print("  {:<34}{:>10.3f} {}\n", name, value, unit);
}

/// \param jump  from one event to another that comes next
template <typename Jump>
void time_seeks(const Model& model, const char* name, int count, Jump jump) {
    Instant instant{model};
    std::vector<double> times;
    int64_t event = 0;
    for (int i = 0; i < count; ++i) {
        event = std::clamp<int64_t>(jump(event), 0, model.event_count() - 1);
        const double start = seconds();
        instant.seek(event);
        times.push_back((seconds() - start) * 1e3);
    }
    std::sort(times.begin(), times.end());
    print(fmt::format("{}, median", name).c_str(), times[times.size() / 2], "ms");
    print(fmt::format("{}, p99", name).c_str(), times[times.size() * 99 / 100], "ms");
    print(fmt::format("{}, worst", name).c_str(), times.back(), "ms");
}

void bench(const std::string& text) {
    constexpr size_t piece_bytes = 1u << 16;  // as a browser delivers them
    const double before = peak_megabytes(), start = seconds();
    const auto trace = std::make_shared<Trace>();
    TraceStream stream{"trace", *trace};
    stream.expect(text.size());
    for (size_t at = 0; at < text.size(); at += piece_bytes) {
        stream.feed(std::string_view{text}.substr(at, piece_bytes));
    }
    stream.finish();
    const double parsed = seconds();
    const Model model{std::shared_ptr<const Trace>{trace}};
    const double modelled = seconds();
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    fmt::print("{} events, {} threads, {:.1f} MB{}\n", model.event_count(),
               trace->threads.size(), megabytes,
               stream.problem().empty() ? "" : ": " + stream.problem());
    print("parse", parsed - start, "s");
    print("parse", megabytes / (parsed - start), "MB/s");
    print("model", modelled - parsed, "s");
    print("load", modelled - start, "s");
    print("memory of trace and model, peak", peak_megabytes() - before, "MB");
    print("of that, the journal", static_cast<double>(model.journal_bytes()) / 1e6,
          "MB");
    print("odd events", static_cast<double>(model.oddities().list().size()), "");
    std::mt19937_64 random{11};
    const auto anywhere = [&](int64_t) {
        return static_cast<int64_t>(random() %
                                    static_cast<uint64_t>(model.event_count()));
    };
    time_seeks(model, "seek anywhere", 2000, anywhere);
    time_seeks(model, "step forward", 10000, [](int64_t at) { return at + 1; });
    int64_t from = model.event_count();
    time_seeks(model, "step back", 10000, [&from](int64_t) { return --from; });
}

}  // namespace
}  // namespace kumquat

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        std::ifstream file{argv[i], std::ios::binary};
        kumquat::bench(std::string{std::istreambuf_iterator<char>{file}, {}});
    }
}
