// matcher.cpp -- a query against the kinds, threads and tasks of one trace.
#include "query.hpp"

#include "text.hpp"
#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace kumquat {

namespace {

std::string in_small_letters(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool compare(int64_t number, Term::Relation relation, int64_t wanted) {
    switch (relation) {
    case Term::Relation::equal:
        return number == wanted;
    case Term::Relation::unequal:
        return number != wanted;
    case Term::Relation::less:
        return number < wanted;
    case Term::Relation::at_most:
        return number <= wanted;
    case Term::Relation::greater:
        return number > wanted;
    case Term::Relation::at_least:
        return number >= wanted;
    }
    return false;
}

/// In which column a kind names the one who acts, and the one who is acted upon.
int32_t column_of(const FileKind& kind, Term::Field field) {
    const bool is_from = field == Term::Field::from;
    // Of these the second thread acts on the first.
    const bool is_turned =
        kind.known == TraceKind::ipc_wake || kind.known == TraceKind::thread_create ||
        kind.known == TraceKind::thread_change ||
        kind.known == TraceKind::thread_delete ||
        kind.known == TraceKind::thread_priority || kind.known == TraceKind::ipc_cancel;
    int32_t first = -1, second = -1;
    for (size_t i = 0; i < kind.meanings.size(); ++i) {
        if (kind.meanings[i] == ColumnMeaning::thread) {
            (first < 0 ? first : second) = static_cast<int32_t>(i);
            if (second >= 0) {
                break;
            }
        }
    }
    return is_from == is_turned ? second : first;
}

int32_t column_named(const FileKind& kind, const std::string& name) {
    for (size_t i = 0; i < kind.columns.size(); ++i) {
        if (in_small_letters(kind.columns[i]) == name) {
            return static_cast<int32_t>(i);
        }
    }
    return -1;
}

}  // namespace

Matcher::Matcher(const Model& model, Query query, const std::vector<Finding>* findings)
    : model_{model}, findings_{findings}, query_{std::move(query)} {
    for (const Term& term : query_.terms) {
        work_out(term);
    }
}

void Matcher::work_out(const Term& term) {
    const Trace& trace = model_.trace();
    std::vector<Place> places(trace.kinds.size());
    std::vector<bool> rows;
    bool is_any = term.field == Term::Field::text || term.field == Term::Field::time ||
                  term.field == Term::Field::event ||
                  term.field == Term::Field::thread || term.field == Term::Field::task;
    const bool wants_row_of_task = term.field == Term::Field::task;
    for (size_t i = 0; i < trace.kinds.size(); ++i) {
        const FileKind& kind = trace.kinds[i];
        places[i].is_kind = fits(term.value, in_small_letters(kind.name));
        if (term.field == Term::Field::from || term.field == Term::Field::to) {
            places[i].column = column_of(kind, term.field);
        } else if (term.field == Term::Field::column) {
            places[i].column = column_named(kind, term.name);
        }
        is_any = is_any || places[i].column >= 0 ||
                 (term.field == Term::Field::kind && places[i].is_kind);
    }
    bool is_row = term.value == "nobody" || term.value == "-1";
    if (wants_row_of_task) {
        for (const FileTask& task : trace.tasks) {
            rows.push_back(fits(term.value, std::to_string(task.id)) ||
                           fits(term.value, in_small_letters(task.name)));
            is_row = is_row || rows.back();
        }
    } else {
        for (const FileThread& thread : trace.threads) {
            rows.push_back(fits(term.value, in_small_letters(thread.id)) ||
                           fits(term.value, in_small_letters(thread.name)));
            is_row = is_row || rows.back();
        }
    }
    const bool needs_row = wants_row_of_task || term.field == Term::Field::thread ||
                           term.field == Term::Field::from ||
                           term.field == Term::Field::to;
    if (problem_.empty() && !is_any) {
        problem_ = term.field == Term::Field::kind
                       ? fmt::format("This trace has no kind \"{}\".", term.value)
                       : fmt::format("This trace has no column \"{}\".", term.name);
    } else if (problem_.empty() && needs_row && !is_row) {
        problem_ = fmt::format("This trace has no {} \"{}\".",
                               wants_row_of_task ? "task" : "thread", term.value);
    }
    places_.push_back(std::move(places));
    rows_.push_back(std::move(rows));
}

bool Matcher::row_holds(const std::vector<bool>& rows,
                        const Term& term,
                        uint32_t row) const {
    const bool is_nobody = row >= rows.size();
    const bool is_meant =
        is_nobody ? term.value == "nobody" || term.value == "-1" : rows[row];
    return is_meant == (term.relation == Term::Relation::equal);
}

bool Matcher::text_holds(const Term& term, int64_t event) const {
    const FileKind& kind = model_.trace().kind_of(model_.event(event));
    if (in_small_letters(kind.name).find(term.value) != std::string::npos) {
        return true;
    }
    const EventWords words = words_of(model_, event);
    std::string text = words.headline;
    for (const std::string& detail : words.details) {
        text += " " + detail;
    }
    if (const char* const odd = model_.oddities().at(event)) {
        text += std::string{" "} + odd;
    }
    if (findings_ != nullptr) {
        const auto begins_before = [](const Finding& finding, int64_t at) {
            return finding.event < at;
        };
        auto found = std::lower_bound(findings_->begin(), findings_->end(), event,
                                      begins_before);
        for (; found != findings_->end() && found->event == event; ++found) {
            text += " " + finding_told(model_, *found);
        }
    }
    return in_small_letters(text).find(term.value) != std::string::npos;
}

bool Matcher::holds(size_t index, int64_t event) const {
    const Term& term = query_.terms[index];
    const Trace& trace = model_.trace();
    const Event& at = model_.event(event);
    const FileKind& kind = trace.kind_of(at);
    const Place place = places_[index][at.kind];
    const auto columns = trace.columns_of(at);
    switch (term.field) {
    case Term::Field::text:
        return text_holds(term, event);
    case Term::Field::kind:
        return place.is_kind == (term.relation == Term::Relation::equal);
    case Term::Field::time:
        return compare(at.time, term.relation, term.number);
    case Term::Field::event:
        return compare(event + 1, term.relation, term.number);
    case Term::Field::thread:
    case Term::Field::task: {
        bool is_named = false;
        for (size_t i = 0; i < columns.size(); ++i) {
            uint32_t row = columns[i];
            if (kind.meanings[i] == ColumnMeaning::number || row == no_index) {
                continue;
            }
            const bool is_thread = kind.meanings[i] == ColumnMeaning::thread;
            if (term.field == Term::Field::task && is_thread) {
                row = row < trace.threads.size() ? trace.threads[row].task : no_index;
            } else if (term.field == Term::Field::thread && !is_thread) {
                continue;
            }
            is_named = is_named || (row < rows_[index].size() && rows_[index][row]);
        }
        return is_named == (term.relation == Term::Relation::equal);
    }
    case Term::Field::from:
    case Term::Field::to:
        return place.column >= 0 &&
               row_holds(rows_[index], term,
                         columns[static_cast<size_t>(place.column)]);
    case Term::Field::column:
        break;
    }
    if (place.column < 0) {
        return false;
    }
    const auto column = static_cast<size_t>(place.column);
    if (kind.meanings[column] == ColumnMeaning::thread) {
        return row_holds(rows_[index], term, columns[column]);
    }
    int64_t number = columns[column];
    if (kind.meanings[column] == ColumnMeaning::task) {
        number = columns[column] < trace.tasks.size()
                     ? int64_t{trace.tasks[columns[column]].id}
                     : -1;
    } else if (term.number < 0) {
        number = static_cast<int32_t>(columns[column]);
    }
    return term.is_number && compare(number, term.relation, term.number);
}

bool Matcher::matches(int64_t event) const {
    for (size_t i = 0; i < query_.terms.size(); ++i) {
        if (holds(i, event) == query_.terms[i].is_negated) {
            return false;
        }
    }
    return !query_.terms.empty();
}

}  // namespace kumquat
