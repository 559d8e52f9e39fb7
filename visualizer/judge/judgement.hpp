// judgement.hpp -- does a trace keep the specification, and if not: where, and which rule?
// Its one idea: the visualizer has no opinion of its own about what a kernel may do. It asks the
// executable specification, and shows the first event that it does not allow.
// (That an event does not fit the events before it is another question: see oddities.hpp.)
#pragma once

#include "visualizer/decode/trace.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace kumquat {

struct Judgement {
    enum class Decision {
        conforms,     // every event is allowed
        breaks,       // this one is not
        undecidable,  // events are missing from here on
        lost,         // the trace contradicts itself, so nothing can be said
    };
    Decision decision = Decision::conforms;
    int64_t event = -1;    // in the trace; -1 if it conforms
    std::string rule;      // "rendezvous.no_transfer_without_receiver"
    std::string promise;   // of handouts/reference/l4-v2.md: "ipc.send.4"
    std::string sentence;  // what is true of every run of a correct kernel
    std::string why;       // what is not so here: half a sentence
};

/// Judges a trace some events at a time: each costs some microseconds.
class Judge {
public:
    explicit Judge(std::shared_ptr<const Trace> trace);
    ~Judge();

    /// Look at so many further events. \return  whether there is more to look at
    bool go_on(size_t events);
    /// Requires: there is nothing more to look at.
    Judgement judgement() const;

private:
    struct Case;
    std::shared_ptr<const Trace> trace_;
    std::unique_ptr<Case> case_;
    bool is_lost_ = false;
};

/// Judge a whole trace.
Judgement judge(const Trace& trace);

}  // namespace kumquat
