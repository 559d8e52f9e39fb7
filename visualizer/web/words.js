// words.js -- the trace in words, beside the canvas: for screen readers, and for whoever likes to
// read. The page shows the words in place of the picture after the link at its top, or with t.
// Its one idea: the same program tells sentences and paints pictures, so both are always in step.
"use strict";

const words = ((canvas) => {
    const element = (id) => document.getElementById(id);
    const storyLength = 40;
    let told = "";  // which sentences stand there

    /// Once the first picture is there: to lay out the words takes as long as to load a small trace.
    let appear = () => {
        appear = () => {};
        requestAnimationFrame(() => requestAnimationFrame(() => { document.querySelector("main").hidden = false; }));
    };

    /// The sentences around the selected event, each a button that selects its event.
    function tellStory(state) {
        const first = Math.max(0, Math.min(state.selected - (storyLength >> 1), state.events - storyLength));
        const count = Math.min(storyLength, state.events);
        const wanted = `${state.file} ${state.events} ${first} ${count}`;
        if (!state.loading) { appear(); }
        const list = element("story");
        if (wanted !== told) {
            told = wanted;
            list.start = first + 1;
            const sentences = count === 0 ? []
                : Module.ccall("kumquat_sentences", "string", ["number", "number"], [first, count]).split("\n");
            list.replaceChildren(...sentences.slice(0, count).map((sentence, i) => {
                const item = document.createElement("li");
                const button = document.createElement("button");
                button.type = "button";
                button.textContent = sentence;
                button.dataset.event = String(first + i);
                item.append(button);
                return item;
            }));
        }
        for (const button of list.querySelectorAll("button")) {
            if (Number(button.dataset.event) === state.selected) {
                button.setAttribute("aria-current", "true");
            } else {
                button.removeAttribute("aria-current");
            }
        }
    }

    element("story").addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) { window.kumquat.lookAt({event: Number(button.dataset.event)}); }
    });

    function show(wanted) {
        if (wanted) { fonts.load(); }
        document.body.classList.toggle("as-words", wanted);
        element("as-picture").hidden = !wanted;
        element("as-words").hidden = wanted;
        canvas.hidden = wanted;
        settings.set("words", wanted);
        if (!wanted) { canvas.focus(); }
    }
    element("as-words").addEventListener("click", () => {
        show(true);
        element("next").focus();
    });
    element("as-picture").addEventListener("click", () => show(false));
    if (settings.get("words", false)) { show(true); }

    return {tellStory, show, toggle: () => show(!document.body.classList.contains("as-words"))};
})(document.getElementById("canvas"));
