// query.hpp -- what somebody looks for: words, and small expressions over the columns.
//     client                        the word stands in the sentence of the event, in its kind, or in
//                                   what is found there
//     "takes the message"           these words in this order
//     kind=ipc_send from=4.* w0>10  all three hold
//     -kind=timer                   it does not hold
// Its one idea: a query is a list of terms that all hold; each term is one comparison. Against
// one trace the comparisons are worked out once, so a million events take a moment.
// Source: the columns of kernel/abi/trace_kinds.hpp.
#pragma once

#include "findings.hpp"
#include "model.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kumquat {

struct Term {
    enum class Field : uint8_t {
        text,
        kind,
        thread,
        from,
        to,
        task,
        time,
        event,
        column
    };
    enum class Relation : uint8_t { equal, unequal, less, at_most, greater, at_least };

    Field field = Field::text;
    Relation relation = Relation::equal;
    bool is_negated = false;
    std::string name;   // of the column
    std::string value;  // as written, in small letters
    int64_t number = 0;
    bool is_number = false;
};

struct Query {
    std::vector<Term> terms;
    std::string problem;  // a sentence; empty: the query can be used
};

/// Read a query. Never fails: what cannot be read is explained in `problem`.
Query parse_query(std::string_view text);

/// Whether a pattern with * for any characters fits a text. Both in small letters.
bool fits(std::string_view pattern, std::string_view text);

/// A query worked out against the tables of one trace.
class Matcher {
public:
    /// Requires: the query has no problem; model and findings outlive the matcher.
    /// \param findings  that are told with their events, in their order; nullptr: none
    Matcher(const Model& model, Query query, const std::vector<Finding>* findings);

    bool matches(int64_t event) const;
    /// Why nothing can ever match: a kind, column or thread that this trace does not have.
    const std::string& problem() const { return problem_; }

private:
    /// What a term means for one kind of event.
    struct Place {
        int32_t column = -1;  // -1: this kind has none
        bool is_kind = false;
    };

    void work_out(const Term& term);
    bool holds(size_t term, int64_t event) const;
    bool text_holds(const Term& term, int64_t event) const;
    bool row_holds(const std::vector<bool>& rows, const Term& term, uint32_t row) const;

    const Model& model_;
    const std::vector<Finding>* findings_;
    Query query_;
    std::string problem_;
    std::vector<std::vector<Place>> places_;  // by term, by kind of the file
    std::vector<std::vector<bool>> rows_;  // by term: threads or tasks that are meant
};

}  // namespace kumquat
