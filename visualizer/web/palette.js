// palette.js -- every action by its name: Ctrl-K or : opens a list, some letters of a name find it.
"use strict";

const palette = (() => {
    // The program names what keys do; the page adds what it does itself.
    const type = (character) => () => Module.ccall("kumquat_type", null, ["number"], [character.codePointAt(0)]);
    const dialog = document.getElementById("palette");
    const input = document.getElementById("palette-text");
    const list = document.getElementById("palette-list");
    let shown = [], chosen = 0;

    function all() {
        const keyed = window.kumquat.actions.map(([key, ...name]) => [name.join(""), key, type(key)]);
        const views = window.kumquat.views.map((name, i) => [`View: ${name}`, String(i + 1), () => window.kumquat.lookAt({view: i + 1})]);
        return [...keyed, ...views,
            ["First event", "Home", () => window.kumquat.step(-2147483647)],
            ["Last event", "End", () => window.kumquat.step(2147483647)],
            ["Words or picture", "t", words.toggle],
            ["Save the picture (PNG)", "", window.kumquat.savePicture],
            ["Save the picture (SVG)", "", () => window.kumquat.saveAs("svg")],
            ["Save for Perfetto and speedscope (Chrome trace)", "", () => window.kumquat.saveAs("chrome")],
            ["Save all events as a table (CSV)", "", () => window.kumquat.saveAs("csv")],
            ["Copy the address of what is shown", "", window.kumquat.copyLink],
            ["Forget all settings", "", window.kumquat.resetSettings]];
    }

    // All letters in their order, though not side by side.
    const fits = (name, wanted) => {
        let at = -1;
        return [...wanted.toLowerCase()].every((letter) => (at = name.toLowerCase().indexOf(letter, at + 1)) >= 0);
    };

    function draw() {
        shown = all().filter(([name]) => fits(name, input.value));
        chosen = Math.max(0, Math.min(chosen, shown.length - 1));
        list.replaceChildren(...shown.map(([name, key], i) => {
            const option = document.createElement("li");
            option.id = `command-${i}`;
            option.role = "option";
            option.ariaSelected = String(i === chosen);
            const label = document.createElement("span");
            label.textContent = name;
            const hint = document.createElement("kbd");
            hint.textContent = key;
            option.append(label, hint);
            return option;
        }));
        if (shown.length === 0) {
            input.removeAttribute("aria-activedescendant");
        } else {
            input.setAttribute("aria-activedescendant", `command-${chosen}`);
            list.children[chosen].scrollIntoView({block: "nearest"});
        }
    }

    function run(place) {
        const command = shown[place];
        dialog.close();
        if (command) { command[2](); }
    }

    input.addEventListener("input", () => {
        chosen = 0;
        draw();
    });
    list.addEventListener("click", (event) => {
        const option = event.target.closest("li");
        if (option) { run([...list.children].indexOf(option)); }
    });
    dialog.addEventListener("close", () => document.getElementById("canvas").focus());

    return {
        get isOpen() { return dialog.open; },
        open: () => {
            fonts.load();
            input.value = "";
            chosen = 0;
            dialog.showModal();
            draw();
            input.focus();
        },
        /// \return  whether the key was for the list
        press: (key) => {
            const steps = {ArrowDown: 1, ArrowUp: -1}[key];
            if (steps) {
                chosen = (chosen + steps + shown.length) % Math.max(1, shown.length);
                draw();
            } else if (key === "Enter") {
                run(chosen);
            }
            return Boolean(steps) || key === "Enter";
        },
    };
})();
