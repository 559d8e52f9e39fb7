// story_words.cpp -- a scene in words.
#include "story.hpp"

#include "message_fate.hpp"
#include "words.hpp"

#include <fmt/format.h>

namespace kumquat {

namespace {

/// "a page (read only)", "3 pages (2 of them writable)"
std::string pages_words(const Scene& scene) {
    return fmt::format(
        "{} ({})", scene.pages == 1 ? "a page" : with_thousands(scene.pages) + " pages",
        scene.writable_pages == 0 ? rights_name(false)
        : scene.writable_pages == scene.pages
            ? rights_name(true)
            : with_thousands(scene.writable_pages) + " of them " + rights_name(true));
}

std::string content_of(const Model& model, int64_t message) {
    const Event& event = model.event(message);
    const Trace& trace = model.trace();
    return fmt::format("{}, {}", as_word(trace.column(event, 2)),
                       as_word(trace.column(event, 3)));
}

bool met_waiting(const Model& model, int64_t message) {
    return (model.trace().column(model.event(message), 4) & trace_ipc_met_waiting) != 0;
}

/// What the receiver does when the message is sent.
std::string receiver_words(const Model& model, const Scene& scene, ThreadNamer name) {
    if (scene.to >= model.trace().threads.size()) {
        return {};
    }
    const ThreadRecord record = model.state_after(scene.to, scene.first - 1);
    const std::string words = state_words(model.trace(), record, name);
    return record.is_waiting() ? ", which " + words : ", which is " + words;
}

/// A message that was not taken: why, or until when it waits.
std::string vain_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    const bool is_call = scene.kind == Scene::Kind::call;
    return fmt::format(fmt::runtime(is_call ? "{0} calls {1}{2}, with {3}: {4}."
                                            : "{0} sends {3} to {1}{2}: {4}."),
                       name(trace, scene.from), name(trace, scene.to),
                       receiver_words(model, scene, name),
                       content_of(model, scene.first),
                       message_fate_words(model, scene.first));
}

std::string call_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    const bool is_at_once = met_waiting(model, scene.message);
    std::string text = fmt::format(
        "{} calls {}, which {}, with {}", name(trace, scene.from),
        name(trace, scene.to),
        is_at_once ? "waits for work"
                   : fmt::format("comes to it {} later",
                                 time_between(model, scene.first, scene.message)),
        scene.answer < 0 && scene.pages > 0 ? pages_words(scene)
                                            : content_of(model, scene.message));
    if (scene.answer < 0) {
        return text + "; " + answer_fate_words(model, scene.message) + ".";
    }
    text += fmt::format("; the answer, {}, comes after {}",
                        scene.pages > 0 ? pages_words(scene)
                                        : content_of(model, scene.answer),
                        time_between(model, scene.first, scene.answer));
    return is_at_once ? text + "."
                      : fmt::format("{}, {} of them since it was taken.", text,
                                    with_thousands(model.event(scene.answer).time -
                                                   model.event(scene.message).time));
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
        return text + (scene.message < 0 ? ", which does not take the question."
                                         : ", which does not answer.");
    }
    return text + fmt::format(", which {} after {}.",
                              scene.pages > 0 ? "gives " + pages_words(scene)
                                              : std::string{"answers without a page"},
                              time_between(model, scene.first, scene.answer));
}

std::string message_words(const Model& model, const Scene& scene, ThreadNamer name) {
    const Trace& trace = model.trace();
    return fmt::format(
        "{} sends {} to {}{}.", name(trace, scene.from),
        scene.pages > 0 ? pages_words(scene) : content_of(model, scene.message),
        name(trace, scene.to),
        met_waiting(model, scene.message)
            ? ", which waits for it"
            : fmt::format(", which comes to it {} later",
                          time_between(model, scene.first, scene.message)));
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
        text = scene.message < 0 ? vain_words(model, scene, name)
                                 : message_words(model, scene, name);
        break;
    case Scene::Kind::call:
        text = scene.message < 0 ? vain_words(model, scene, name)
                                 : call_words(model, scene, name);
        break;
    case Scene::Kind::fault:
        text = fault_words(model, scene, name);
        break;
    case Scene::Kind::gifts:
        text = fmt::format(
            "The kernel gives {} to {}.", pages_words(scene),
            task_label(trace, trace.column(model.event(scene.first), 0, no_index)));
        break;
    case Scene::Kind::finding:
        text = finding_told(model, *scene.finding, name);
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
