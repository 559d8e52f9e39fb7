// findings.hpp -- what a teacher would point at: waits that cannot end, a thread that is held up by
// one of lower priority, a message that nobody took, a page with more rights than were asked for.
// Its one idea: the kernel did nothing wrong here, the programs did; so no rule is broken, and
// each is a pattern that one looks for in the events, once, from the first to the last. What happens
// several times is found several times.
// Each pattern is a Finder with a file of its own (find_*.cpp).
#pragma once

#include "model.hpp"
#include "text.hpp"

#include <memory>
#include <string>
#include <vector>

namespace kumquat {

struct Finding {
    enum class Kind : uint8_t {
        circle,     // threads that wait for each other
        stuck,      // a server that waits for a client to take its answer
        inversion,  // a thread waits for one that a thread between them holds up
        lost,       // a message that was not taken, and its receiver waits
        wide_page,  // a page may be written, though it was asked for to be read
    };

    Kind kind;
    int64_t event;                  // where it begins: the one to look at
    int64_t until;                  // how long it is so
    std::vector<uint32_t> threads;  // first who suffers; then as the kind has it;
                                    // wide_page: who asked, and who lent it, if known
    std::vector<uint32_t>
        behind{};  // circle, stuck: who waits for one of those in vain
    std::vector<uint32_t>
        tasks{};           // wide_page: who may write, who lent it, who may only read
    uint32_t address = 0;  // wide_page: where it is in the space of the first
    int64_t client_message = -1;  // stuck: the ipc_transfer that is answered
    // The same happens again: this is one of so many, and the longest of them begins there.
    uint32_t number = 1, times = 1;
    int64_t longest = -1;
};

/// Looks for one pattern.
class Finder {
public:
    explicit Finder(const Model& model) : model_{model}, trace_{model.trace()} {}
    Finder(const Finder&) = delete;
    Finder& operator=(const Finder&) = delete;
    virtual ~Finder() = default;

    /// Requires: events come in order.
    virtual void note(int64_t event, TraceKind kind) = 0;
    /// There are no further events.
    virtual void end() {}
    /// What has been found; the caller sorts it.
    std::vector<Finding> found;

protected:
    uint32_t column(int64_t event, int position) const {
        return trace_.column(model_.event(event), position, no_index);
    }
    ThreadRecord last_record(uint32_t thread) const {
        return model_.history(thread).latest();
    }
    int64_t last_event() const { return model_.event_count() - 1; }
    /// Who waits at the end for one of these, or for one that waits for one of these.
    std::vector<uint32_t> behind_at_end(const std::vector<uint32_t>& threads) const;

    const Model& model_;
    const Trace& trace_;
};

std::unique_ptr<Finder> find_circles(const Model& model);
std::unique_ptr<Finder> find_stuck_servers(const Model& model);
std::unique_ptr<Finder> find_inversions(const Model& model);
std::unique_ptr<Finder> find_lost_messages(const Model& model);
std::unique_ptr<Finder> find_wide_pages(const Model& model);

class Findings {
public:
    /// \param model  has all its events
    explicit Findings(const Model& model);

    /// Look at some further events. \return  whether there is more to look at
    bool go_on(int64_t events);
    bool is_over() const { return is_over_; }
    /// In the order of their events; empty until all has been looked at.
    const std::vector<Finding>& list() const { return list_; }

private:
    void count_repetitions();

    const Model& model_;
    std::vector<std::unique_ptr<Finder>> finders_;
    std::vector<Finding> list_;
    int64_t next_ = 0;
    bool is_over_ = false;
};

/// "Deadlock", "Priority inversion", ...
const char* finding_name(Finding::Kind kind);
/// What is so, since when, and why, in sentences.
std::string finding_words(const Model& model,
                          const Finding& finding,
                          ThreadNamer name = thread_label);
/// Both: "Deadlock. 4.4 disk waits ..."
std::string finding_told(const Model& model,
                         const Finding& finding,
                         ThreadNamer name = thread_label);

}  // namespace kumquat
