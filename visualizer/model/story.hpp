// story.hpp -- the trace as a story: what threads did with each other, a sentence for each scene.
// Its one idea: a scene is what belongs together: a call and its answer, a page fault and the
// mapping that ends it, many calls of the same kind in a row. What the kernel only does to bring
// them about (queues, switches, the clock) is left out; the list of events has it. A message stands
// where it was sent, whatever became of it; what a teacher would point at stands where it begins.
#pragma once

#include "findings.hpp"
#include "model.hpp"
#include "text.hpp"

#include <string>
#include <vector>

namespace kumquat {

struct Scene {
    enum class Kind : uint8_t {
        event,    // told in the words of its event
        message,  // one way
        call,     // and its answer, if one came
        fault,    // a page fault, and the answer of the pager
        gifts,    // pages from the kernel
        finding,  // what is worth a look begins here
    };

    int64_t first = 0, last = 0;  // events
    Kind kind = Kind::event;
    uint32_t from = no_index, to = no_index;  // threads
    int64_t message = -1, answer = -1;  // events; -1: it was not taken, or did not come
    uint32_t pages = 0, writable_pages = 0;  // that came with it
    uint32_t repeats = 0;              // further scenes of the same kind that followed
    const Finding* finding = nullptr;  // that is told
};

class Story {
public:
    explicit Story(const Model& model);

    /// Go on with the events that the model has got since.
    void catch_up();
    /// Tell these, too, each where it begins. Requires: no further events come; the findings are in
    /// the order of their events, and outlive the story.
    void tell(const std::vector<Finding>& findings);

    const std::vector<Scene>& scenes() const { return scenes_; }
    /// The scene that an event belongs to: the last one that had begun. Requires: there are some.
    size_t scene_at(int64_t event) const;

private:
    struct Pages {
        uint32_t all = 0, writable = 0;
    };

    void note(int64_t event);
    void note_fault(int64_t event);
    void note_send(int64_t event);
    void note_transfer(int64_t event);
    void note_timeout(int64_t event);
    void note_result(int64_t event);
    void note_map(int64_t event);
    bool note_answer(int64_t event, uint32_t from, uint32_t to, Pages pages);
    void add(Scene scene);
    void merge_last();
    uint32_t column(int64_t event, int position) const {
        return model_.trace().column(model_.event(event), position, no_index);
    }
    bool is_thread(uint32_t row) const { return row < open_calls_.size(); }

    const Model& model_;
    std::vector<Scene> scenes_;
    std::vector<size_t> open_sends_;  // by thread: the scene of its message, + 1,
    std::vector<size_t>
        open_calls_;  // and the one in which it waits for an answer, + 1
    Pages pages_;     // mapped by the message that is under way
    int64_t next_ = 0;
};

/// The scene in one or two sentences.
std::string
scene_words(const Model& model, const Scene& scene, ThreadNamer name = thread_label);

}  // namespace kumquat
