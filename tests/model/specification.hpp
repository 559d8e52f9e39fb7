// specification.hpp -- an abstract L4 that reads the trace of a real one.
// Its one idea: the world is what the events so far have made of it; an event that the
// specification does not allow in that world breaks a rule, and the first such event is told.
#pragma once

#include "tests/model/rules.hpp"
#include "tests/model/run.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace kumquat::model {

enum class Decision {
    conforms,     // every event is allowed
    breaks,       // this one is not
    undecidable,  // events are missing from here on
};

struct Verdict {
    Decision decision = Decision::conforms;
    std::size_t event = 0;  // index; for `conforms`: how many there were
    Rule rule = Rule::trace_begins_with_boot;  // if one is broken
    std::string why;                           // half a sentence
};

/// \param excused  rules that may be broken: such as only compare an event with what it should be, so
///                 that the world behind it is the same
Verdict check(const Run& run, std::vector<Rule> excused = {});

struct World;

/// The same, some events at a time: for whoever has other things to do meanwhile.
class Check {
public:
    /// \param run      must stay as long as the check
    /// \param excused  as above
    explicit Check(const Run& run, std::vector<Rule> excused = {});
    ~Check();

    /// Look at so many further events. \return  whether there is more to look at
    bool go_on(std::size_t events);
    /// Requires: there is nothing more to look at.
    const Verdict& verdict() const { return verdict_; }

private:
    const Run& run_;
    std::unique_ptr<World> world_;
    Verdict verdict_;
};

/// The verdict in words: "conforms: 2,314 events", or the event, the rule and its promise.
std::string text_of(const Run& run, const Verdict& verdict);

}  // namespace kumquat::model
