// story_words.cpp -- a scene in words.
#include "story.hpp"

#include "words.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

std::string pages_words(uint32_t pages) {
    return pages == 1 ? "a page" : with_thousands(pages) + " pages";
}

std::string after_words(const Model& model, int64_t from, int64_t to) {
    return fmt::format("after {} instructions",
                       with_thousands(model.event(to).time - model.event(from).time));
}

std::string content_of(const Model& model, int64_t message, uint32_t pages) {
    const Event& event = model.event(message);
    const Trace& trace = model.trace();
    if (pages > 0) {
        return pages_words(pages);
    }
    return fmt::format("{}, {}", as_word(trace.column(event, 2)),
                       as_word(trace.column(event, 3)));
}

bool met_waiting(const Model& model, int64_t message) {
    return (model.trace().column(model.event(message), 4) & trace_ipc_met_waiting) != 0;
}

std::string call_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    std::string text = fmt::format(
        "{} calls {}, which {}, with {}", name(trace, scene.from),
        name(trace, scene.to),
        met_waiting(model, scene.message) ? "waits for work" : "comes to it later",
        content_of(model, scene.message, scene.answer < 0 ? scene.pages : 0));
    if (scene.answer < 0) {
        return text + "; an answer is not in the trace.";
    }
    return text + fmt::format("; the answer, {}, comes {}.",
                              content_of(model, scene.answer, scene.pages),
                              after_words(model, scene.message, scene.answer));
}

std::string fault_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    const Event& event = model.event(scene.first);
    const uint32_t access = trace.column(event, 3);
    std::string text = fmt::format(
        "{} {} {}, {}", name(trace, scene.from),
        (access & 2) != 0 ? "writes to" : "reads", as_hex(trace.column(event, 1)),
        (access & 1) != 0 ? "which it may not" : "where nothing is mapped");
    if (scene.to >= trace.threads.size()) {
        return text + "; it has no pager to ask.";
    }
    text += fmt::format("; the kernel asks its pager {}", name(trace, scene.to));
    if (scene.answer < 0) {
        return text + ", which does not answer.";
    }
    return text + fmt::format(", which {} {}.",
                              scene.pages > 0 ? "gives " + pages_words(scene.pages)
                                              : std::string{"answers without a page"},
                              after_words(model, scene.first, scene.answer));
}

}  // namespace

std::string scene_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    std::string text;
    switch (scene.kind) {
    case Scene::Kind::event: {
        const EventWords words = words_of(model, scene.first, name);
        text = words.headline + ".";
        for (const std::string& detail : words.details) {
            text += " " + detail;
        }
        break;
    }
    case Scene::Kind::message:
        text = fmt::format(
            "{} sends {} to {}{}.", name(trace, scene.from),
            content_of(model, scene.message, scene.pages), name(trace, scene.to),
            met_waiting(model, scene.message) ? ", which waits for it"
                                              : ", after it stood in its send queue");
        break;
    case Scene::Kind::call:
        text = call_words(model, scene, name);
        break;
    case Scene::Kind::fault:
        text = fault_words(model, scene, name);
        break;
    case Scene::Kind::gifts:
        text = fmt::format(
            "The kernel gives {} to {}.", pages_words(scene.pages),
            task_label(trace, trace.column(model.event(scene.first), 0, no_index)));
        break;
    }
    if (scene.repeats > 0) {
        text += fmt::format(
            " The same {} more, until t {}.",
            scene.repeats == 1 ? "once" : with_thousands(scene.repeats) + " times",
            with_thousands(model.event(scene.last).time));
    }
    return text;
}

}  // namespace kumquat
