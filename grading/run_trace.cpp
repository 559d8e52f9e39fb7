// run_trace.cpp -- from the ring in guest memory to a file.
#include "grading/run_trace.hpp"

#include "tools/trace/json.hpp"

#include <exception>

namespace kumquat::grading {

std::filesystem::path trace_file(const std::filesystem::path& tree,
                                 const std::string& test) {
    return tree / "build/grade/traces" / (test + ".json");
}

std::filesystem::path reference_trace_file(const std::filesystem::path& lab_folder,
                                           const std::string& test) {
    return lab_folder / "traces" / (test + ".reference.json");
}

bool write_trace(const machine::Outcome& outcome, const std::filesystem::path& file) {
    try {
        trace::RawTrace raw = trace::read_ring(outcome.memory.bytes());
        if (raw.records.empty()) {
            return false;
        }
        std::filesystem::create_directories(file.parent_path());
        trace::write_json_file(file, trace::build_trace(std::move(raw), {}));
        return true;
    } catch (const std::exception&) {  // no ring, or one that makes no sense
        return false;
    }
}

}  // namespace kumquat::grading
