// story.hpp -- the trace as a story: what threads did with each other, a sentence for each scene.
// Its one idea: a scene is what belongs together: a call and its answer, a page fault and the
// mapping that ends it, many calls of the same kind in a row. What the kernel only does to bring
// them about (queues, switches, the clock) is left out; the list of events has it.
#pragma once

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
    };

    int64_t first = 0, last = 0;  // events
    Kind kind = Kind::event;
    uint32_t from = no_index, to = no_index;  // threads
    int64_t message = -1, answer = -1;        // events
    uint32_t pages = 0;                       // that came with it
    uint32_t repeats = 0;  // further scenes of the same kind that followed
};

class Story {
public:
    explicit Story(const Model& model);

    /// Go on with the events that the model has got since.
    void catch_up();

    const std::vector<Scene>& scenes() const { return scenes_; }
    /// The scene that an event belongs to: the last one that had begun. Requires: there are some.
    size_t scene_at(int64_t event) const;

private:
    void note(int64_t event);
    void note_transfer(int64_t event);
    void note_map(int64_t event);
    void add(Scene scene);
    void merge_last();

    const Model& model_;
    std::vector<Scene> scenes_;
    std::vector<size_t> open_calls_;  // by thread: the scene in which it waits, + 1
    uint32_t pages_ = 0;              // mapped by the message that is under way
    int64_t next_ = 0;
};

/// The scene in one or two sentences.
std::string
scene_words(const Model& model, const Scene& scene, ThreadNamer name = thread_label);

}  // namespace kumquat
