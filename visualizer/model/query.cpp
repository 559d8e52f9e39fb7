// query.cpp -- from text to terms.
#include "query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace kumquat {

namespace {

char small(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string in_small_letters(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), small);
    return result;
}

/// "12", "0x1F", "-1", "1,000,000".
bool read_number(std::string text, int64_t& number) {
    std::erase(text, ',');
    const bool is_negative = !text.empty() && text[0] == '-';
    std::string_view digits = text;
    digits.remove_prefix(is_negative ? 1 : 0);
    int base = 10;
    if (digits.substr(0, 2) == "0x") {
        digits.remove_prefix(2);
        base = 16;
    }
    const char* const end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number, base);
    number = is_negative ? -number : number;
    return !digits.empty() && error == std::errc{} && rest == end;
}

struct RelationSign {
    std::string_view sign;
    Term::Relation relation;
};
/// Longer signs before those that begin them.
constexpr RelationSign relation_signs[] = {
    {"!=", Term::Relation::unequal},  {"<=", Term::Relation::at_most},
    {">=", Term::Relation::at_least}, {"=", Term::Relation::equal},
    {"<", Term::Relation::less},      {">", Term::Relation::greater},
};

Term::Field field_of(std::string_view name) {
    struct Name {
        std::string_view name;
        Term::Field field;
    };
    static constexpr Name names[] = {
        {"kind", Term::Field::kind}, {"thread", Term::Field::thread},
        {"from", Term::Field::from}, {"to", Term::Field::to},
        {"task", Term::Field::task}, {"t", Term::Field::time},
        {"time", Term::Field::time}, {"event", Term::Field::event},
    };
    for (const Name& known : names) {
        if (known.name == name) {
            return known.field;
        }
    }
    return Term::Field::column;
}

/// The next word; what stands in quotation marks is one word, or the end of one.
std::string take_word(std::string_view& text) {
    std::string word;
    bool is_quoted = false;
    while (!text.empty() && (is_quoted || text[0] != ' ')) {
        if (text[0] == '"') {
            is_quoted = !is_quoted;
        } else {
            word += text[0];
        }
        text.remove_prefix(1);
    }
    return word;
}

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
}

/// \param is_quoted  it begins with a quotation mark: a text, whatever stands in it
Term term_of(std::string word, bool is_quoted, std::string& problem) {
    Term term;
    if (!is_quoted && word.size() > 1 && word[0] == '-') {
        term.is_negated = true;
        word.erase(0, 1);
    }
    size_t at = is_quoted ? std::string::npos : word.find_first_of("=<>!");
    if (at != std::string::npos && !is_name(word.substr(0, at))) {
        at = std::string::npos;
    }
    if (at == std::string::npos) {
        term.value = in_small_letters(word);
        return term;
    }
    const std::string_view rest = std::string_view{word}.substr(at);
    const auto* const sign = std::find_if(
        std::begin(relation_signs), std::end(relation_signs),
        [&](const RelationSign& known) { return rest.starts_with(known.sign); });
    if (sign == std::end(relation_signs)) {
        problem = fmt::format("\"{}\": write = != < <= > or >= between a column and "
                              "its value.",
                              word);
        return term;
    }
    term.name = in_small_letters(word.substr(0, at));
    term.field = field_of(term.name);
    term.relation = sign->relation;
    term.value = in_small_letters(rest.substr(sign->sign.size()));
    term.is_number = read_number(term.value, term.number);
    if (term.value.empty()) {
        problem = fmt::format("\"{}\" needs a value, as in {}{}7.", word, term.name,
                              sign->sign);
        return term;
    }
    const bool has_order = term.relation != Term::Relation::equal &&
                           term.relation != Term::Relation::unequal;
    const bool is_counted = term.field == Term::Field::time ||
                            term.field == Term::Field::event ||
                            term.field == Term::Field::column;
    if (has_order && !is_counted) {
        problem = fmt::format("{} has no order: use = or != with it.", term.name);
    } else if ((has_order || term.field == Term::Field::time ||
                term.field == Term::Field::event) &&
               !term.is_number) {
        problem = fmt::format("\"{}\" is compared with {}, which is not a number.",
                              term.name, term.value);
    }
    return term;
}

}  // namespace

bool fits(std::string_view pattern, std::string_view text) {
    size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

Query parse_query(std::string_view text) {
    constexpr size_t length_max = 400;
    Query query;
    if (text.size() > length_max) {
        query.problem = fmt::format("This is longer than {} characters.", length_max);
        return query;
    }
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (text.empty()) {
            return query;
        }
        const bool is_quoted = text[0] == '"';
        const std::string word = take_word(text);
        if (word.empty()) {
            continue;
        }
        query.terms.push_back(term_of(word, is_quoted, query.problem));
        if (!query.problem.empty()) {
            return query;
        }
    }
}

}  // namespace kumquat
