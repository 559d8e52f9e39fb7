// reader.cpp -- what the worker that reads files runs: RowsAhead, and where it keeps its results.
// reader.js brings the bytes and sends the results to the page.
#include "kernel/abi/assert.hpp"
#include "visualizer/decode/rows_ahead.hpp"

#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace kumquat {

/// The headers that the kernel shares with us check their callers. No trace gets here.
void assertion_failed(const char*, const char*, int) { std::abort(); }

namespace {

std::unique_ptr<RowsAhead> rows;

uint32_t address(const void* place) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(place));
}

}  // namespace

}  // namespace kumquat

extern "C" {

/// A file begins.
EMSCRIPTEN_KEEPALIVE void reader_begin() {
    kumquat::rows = std::make_unique<kumquat::RowsAhead>();
}

/// Where bytes are laid for the next call.
EMSCRIPTEN_KEEPALIVE char* reader_room(int bytes) {
    static std::vector<char> room;
    room.resize(std::max(room.size(), static_cast<size_t>(bytes)));
    return room.data();
}

EMSCRIPTEN_KEEPALIVE void reader_feed(const char* piece, int size) {
    kumquat::rows->feed({piece, static_cast<size_t>(size)});
}

/// \return  how long the head is, if its tables are wanted; else 0
EMSCRIPTEN_KEEPALIVE int reader_head_size() {
    return kumquat::rows->wants_tables()
               ? static_cast<int>(kumquat::rows->head().size())
               : 0;
}
EMSCRIPTEN_KEEPALIVE const char* reader_head() { return kumquat::rows->head().data(); }

/// \param columns  a line for each kind: the names of its columns, with a space behind each
EMSCRIPTEN_KEEPALIVE void
reader_set_tables(unsigned tasks, unsigned threads, const char* columns, int size) {
    kumquat::Trace tables;
    tables.tasks.resize(tasks);
    tables.threads.resize(threads);
    std::string name;
    for (const char* at = columns; at != columns + size; ++at) {
        if (tables.kinds.empty() || (at != columns && at[-1] == '\n')) {
            tables.kinds.emplace_back();
        }
        if (*at == ' ') {
            tables.kinds.back().columns.push_back(name);
            tables.kinds.back().meanings.push_back(kumquat::meaning_of_column(name));
            name.clear();
        } else if (*at != '\n') {
            name += *at;
        }
    }
    kumquat::rows->set_tables(tables);
}

/// \return  1: take what has come, and call again
EMSCRIPTEN_KEEPALIVE int reader_go_on() { return kumquat::rows->go_on() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void reader_finish() { kumquat::rows->finish(); }

/// What has come: text before the rows, events, columns, text behind them, each as address and
/// bytes; then the bytes, lines and columns of text that the rows were.
EMSCRIPTEN_KEEPALIVE const uint32_t* reader_results() {
    static uint32_t results[11];
    const kumquat::RowsAhead& rows = *kumquat::rows;
    size_t next = 0;
    const auto note = [&next](const void* place, size_t bytes) {
        results[next++] = kumquat::address(place);
        results[next++] = static_cast<uint32_t>(bytes);
    };
    note(rows.before().data(), rows.before().size());
    note(rows.events().data(), rows.events().size_bytes());
    note(rows.columns().data(), rows.columns().size_bytes());
    note(rows.behind().data(), rows.behind().size());
    results[next++] = static_cast<uint32_t>(rows.rows_text().bytes);
    results[next++] = static_cast<uint32_t>(rows.rows_text().lines);
    results[next++] = static_cast<uint32_t>(rows.rows_text().columns);
    return results;
}

EMSCRIPTEN_KEEPALIVE void reader_clear() { kumquat::rows->clear(); }
}
