// shell.js -- what the page does for the program: brings files and touch, and tells in words
// what the canvas shows. Text from traces only ever becomes textContent, never markup.
//
// For tests and other scripts on the page:
//   window.kumquat.ready                 a promise: the program runs
//   window.kumquat.state                 {events, selected, sentence, states, problem, verdict, …}
//   window.kumquat.step(n), .setDark(b)  as by key
//   window.kumquat.load(name, bytes)     show a trace; bytes is an ArrayBuffer; a promise
//   window.kumquat.loaded                a promise: the file that was chosen or dropped last
//   window.kumquat.cancel()              stop loading; what has come stays
//   window.kumquat.compare(name, bytes)  a second trace beside it; a promise
//   window.kumquat.beside(what, name, text)  a "lesson" about it, or a recording for the "microscope"
//   window.kumquat.lesson                {step, steps, title, words}; steps is 0 without one
//   window.kumquat.lessonStep(n)         go to a step, from 1; 0 ends the lesson
//   window.kumquat.search(text)          as in the search field
//   window.kumquat.views                 the names of the views, in their order
//   window.kumquat.actions               what keys do: the character, and at once its name
//   window.kumquat.savePicture(), .saveAs("chrome", "csv" or "svg"), .copyLink(), .resetSettings()
//   window.kumquat.lookAt({event, view, thread, begin, end}), .link()   a place, and its address
// and the elements #event-count, #sentence, #states, #problem, #verdict with the same words.
// The address may name the place too: ?trace=…&event=12&view=3&thread=5.1&t=1000-2000&marks=3,12
// &embed shows the view alone, for a frame within another page.
// ?live=… reads the messages of a WebSocket of the same host. Files beside the trace: &lesson=…&compare=…&microscope=…
"use strict";

const element = (id) => document.getElementById(id);
const canvas = element("canvas");
const call = (name, types, values) => Module.ccall(name, null, types, values);

let loading = 0;  // counts files: whoever reads an older one stops

// Copies bytes to where the program can read them. Gives their address.
function lay(bytes) {
    const place = Module.ccall("kumquat_room", "number", ["number"], [bytes.length]);
    Module.HEAPU8.set(bytes, place);
    return place;
}

// Text of a file for the program. Gives whether the rest is worth fetching.
function give(bytes) {
    const pieceBytes = 1 << 18;
    for (let at = 0; at < bytes.length; at += pieceBytes) {
        const part = bytes.subarray(at, at + pieceBytes);
        if (Module.ccall("kumquat_add", "number", ["number", "number"], [lay(part), part.length]) === 0) {
            return false;
        }
    }
    return true;
}

// The same with what the reader sent.
function givePart({before, rows, eventBytes, columnBytes, behind, text}) {
    if (!give(before)) { return false; }
    const place = lay(new Uint8Array(rows, 0, eventBytes + columnBytes));
    call("kumquat_add_rows", Array(7).fill("number"),
         [place, eventBytes / 16, place + eventBytes, columnBytes / 4, ...text]);
    return give(behind);
}

// Lets the page do what else is due. A timer would sleep longer than that takes.
const breath = (() => {
    const {port1, port2} = new MessageChannel();
    const waiting = [];
    port1.onmessage = () => waiting.shift()();
    return () => new Promise((done) => {
        waiting.push(done);
        port2.postMessage(null);
    });
})();

function beginFile(name, size) {
    call("kumquat_begin", ["string", "number"], [name, size]);
    element("loading").hidden = true;
}

const breathless = 30;  // milliseconds at most, so that the page goes on

// Reads a stream of bytes into the program: one that no worker can read.
async function loadStream(name, stream, size) {
    const mine = ++loading;
    reader.stop();
    beginFile(name, size);
    const bytes = stream.getReader();
    let since = performance.now();
    try {
        for (;;) {
            const {done, value} = await bytes.read();
            if (mine !== loading) {
                bytes.cancel();
                return;
            }
            if (done || !give(value)) { break; }
            if (performance.now() - since > breathless) {
                await breath();
                since = performance.now();
            }
        }
    } catch (error) {
        call("kumquat_end", [], []);
        report(`${name} could not be read to its end: ${error.message}.`);
        return;
    }
    bytes.cancel();
    call("kumquat_end", [], []);
}

const whyNotLoaded = {
    status: (reason) => `could not be loaded: the server answered ${reason}. ` +
        "Is the address right, and was the trace written?",
    fetch: (reason) => `could not be loaded: ${reason}. Does the server still run?`,
    read: (reason) => `could not be read to its end: ${reason}.`,
};

// Takes a file from the worker that reads it. Gives whether there was one.
async function loadFrom(name, file) {
    ++loading;
    await window.kumquat.ready;
    let since = performance.now();
    for (;;) {
        const part = await reader.next(file);
        if (part === null) { return false; }
        if (part.size !== undefined) {
            beginFile(name, part.size);
        } else if (part.end !== undefined) {
            call("kumquat_end", [], []);
            if (part.end !== "") { report(`${name} ${whyNotLoaded[part.end](part.reason)}`); }
            return part.end === "" || part.end === "read";
        } else if (!givePart(part)) {
            reader.stop();
            call("kumquat_end", [], []);
            return true;
        }
        if (performance.now() - since > breathless) {
            await breath();
            since = performance.now();
        }
    }
}
const loadBlob = (name, blob) => loadFrom(name, reader.read(blob));

// What the reader asks the system for.
const prefersAny = (...questions) => questions.some((question) => window.matchMedia(question).matches);
const highContrast = ["(prefers-contrast: more)", "(forced-colors: active)"];
const wantsDark = () => settings.get("dark", !prefersAny("(prefers-color-scheme: light)"));
document.body.classList.toggle("light", !wantsDark());

let becomeReady;
let isSettled = false;  // the settings have been taken from where they are kept
window.kumquat = {
    ready: new Promise((resolve) => { becomeReady = resolve; }),
    state: {events: 0, selected: 0, sentence: "", states: "", problem: "", file: "", verdict: "",
            followed: "", view: 1, begin: 0, end: 1, marks: "", loading: false, dark: true},
    step: (events) => call("kumquat_step", ["number"], [events]),
    setDark: (dark) => call("kumquat_set_look", ["number", "number", "number"],
                            [dark, prefersAny("(prefers-reduced-motion: reduce)"), prefersAny(...highContrast)]),
    load: (name, buffer) => loadBlob(name, new Blob([buffer])),
    loaded: Promise.resolve(),
    cancel: () => call("kumquat_cancel", [], []),
    compare: (name, buffer) => {
        call("kumquat_expect_other", [], []);
        return window.kumquat.load(name, buffer);
    },
    beside: (what, name, text) => call("kumquat_beside", ["string", "string", "string"], [what, text, name]),
    lesson: {step: 0, steps: 0, title: "", words: ""},
    lessonStep: (step) => call("kumquat_lesson_step", ["number"], [step]),
    search: (text) => call("kumquat_search", ["string"], [text]),
    lookAt: ({event = -1, view = 0, thread = "", begin = 0, end = 0}) =>
        call("kumquat_look_at", ["number", "number", "string", "number", "number"],
             [event, view, thread, begin, end]),
    link: () => {
        const {selected, view, followed, begin, end, marks} = window.kumquat.state;
        const query = new URLSearchParams(location.search);
        query.set("event", selected + 1);
        query.set("view", view);
        query.set("t", `${Math.round(begin)}-${Math.round(end)}`);
        query.delete("thread");
        if (followed !== "") { query.set("thread", followed); }
        query.delete("marks");
        if (marks !== "") { query.set("marks", marks); }
        return `${location.origin}${location.pathname}?${query}`;
    },
    views: [],
    actions: [],
    copyLink: () => navigator.clipboard?.writeText(window.kumquat.link())
        .then(() => report("The address of what is shown was copied."), () => report(window.kumquat.link())),
    savePicture: () => canvas.toBlob(
        (picture) => save(`${window.kumquat.state.file || "kumquat"}.png`, picture), "image/png"),
    saveAs: (form) => call("kumquat_export", ["string"], [form]),
    resetSettings: () => {
        settings.reset();
        location.reload();
    },
};

function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function report(problem) {
    element("loading").hidden = true;
    call("kumquat_report", ["string"], [problem]);
}

// Called by the program, and by tests.
window.kumquatPage = {
    loadStream,
    openFileDialog: () => element("file").click(),
    stopLoading: () => {
        ++loading;
        reader.stop();
    },
    saveFile: (name, text) => save(name, new Blob([text], {type: "text/plain"})),
    showLesson: (lesson) => {
        window.kumquat.lesson = lesson;
        element("lesson").textContent = lesson.steps === 0 ? ""
            : `Lesson, step ${lesson.step} of ${lesson.steps}: ${lesson.title}. ${lesson.words}`;
    },
    showState: (state) => {
        const isOther = isSettled && window.kumquat.state.dark !== state.dark && state.dark !== wantsDark();
        window.kumquat.state = state;
        const count = String(state.events).replace(/\B(?=(\d{3})+$)/g, ",");  // toLocaleString is slow at first
        element("event-count").textContent = state.events === 0 ? "No trace is shown."
            : `${state.file}: ${count} events; event ${state.selected + 1} is selected.`;
        element("sentence").textContent = state.sentence;
        element("states").textContent = state.states;
        element("problem").textContent = state.problem;
        element("verdict").textContent = state.verdict;
        element("view").value = String(state.view);
        document.body.classList.toggle("light", !state.dark);
        if (isOther) { settings.set("dark", state.dark); }
        words.tellStory(state);
        keepBackButton(state);
        document.title = state.events === 0 ? "Kumquat: what the kernel did" : `${state.file} · Kumquat`;
    },
};

// Small files beside a trace say what they are at their beginning.
async function loadFile(file) {
    const beginning = await file.slice(0, 200).text();
    const what = /"kumquat-(lesson|microscope)"/.exec(beginning);
    if (what && file.size < 2e6) {
        window.kumquat.beside(what[1], file.name, await file.text());
    } else {
        await loadBlob(file.name, file);
    }
}

// What the page's address names beside the trace, on its own host only.
async function loadBeside() {
    const query = new URLSearchParams(location.search);
    for (const what of ["compare", "lesson", "microscope"]) {
        const address = query.get(what);
        if (address === null) { continue; }
        const url = new URL(address, location.href);
        const name = decodeURIComponent(url.pathname.split("/").pop());
        if (url.origin !== location.origin) {
            report(`${name} is on another host. This page reads only from its own.`);
            continue;
        }
        const answer = await fetch(url);
        if (!answer.ok) {
            report(`${name} could not be loaded: the server answered ${answer.status}.`);
        } else if (what === "compare") {
            await window.kumquat.compare(name, await answer.arrayBuffer());
        } else {
            window.kumquat.beside(what, name, await answer.text());
        }
    }
}

// What the page's own address names beside the trace.
function lookAtAddress() {
    const query = new URLSearchParams(location.search);
    const [begin, end] = (query.get("t") ?? "").split("-").map(Number);
    if (query.has("marks")) { call("kumquat_set_marks", ["string"], [query.get("marks")]); }
    if (!["t", "event", "view", "thread"].some((name) => query.has(name))) { return; }
    window.kumquat.lookAt({event: Number(query.get("event") ?? 0) - 1, view: Number(query.get("view") ?? 0),
                           thread: query.get("thread") ?? "", begin: begin || 0, end: end || 0});
}

// The file that the page's address names is being read already: start.js. It is the first one.
async function loadAddress({address, url, isOurs}) {
    if (!isOurs) {
        await window.kumquat.ready;
        report(`The address ${address} is on another host. This page reads only from its own; ` +
               "download the trace and drop it here.");
        return;
    }
    const name = decodeURIComponent(url.pathname.split("/").pop()) || "trace.json";
    if (await loadFrom(name, 1)) {
        await loadBeside();
        lookAtAddress();
    }
}

// The program takes all keys, except what belongs to the page: Tab, text fields, the list of actions.
window.addEventListener("keydown", (event) => {
    if (palette.isOpen) {
        event.stopImmediatePropagation();
        if (palette.press(event.key)) { event.preventDefault(); }
        return;
    }
    const isList = (event.key === ":" && !isTyping()) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    const isText = event.target.matches?.("input, select, textarea");
    if (isList || event.key === "Tab" || isText) { event.stopImmediatePropagation(); }
    if (isList && !isText) {
        event.preventDefault();
        palette.open();
    } else if (event.key === "t" && !isText && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping()) {
        words.toggle();
    }
}, {capture: true});
for (const type of ["keyup", "keypress"]) {
    window.addEventListener(type, (event) => {
        if (palette.isOpen || event.target.matches?.("input, select, textarea")) { event.stopImmediatePropagation(); }
    }, {capture: true});
}
const isTyping = () => Module.calledRun && Module.ccall("kumquat_is_typing", "number", [], []) !== 0;

// The program draws only when something happened; at once if the user did it.
const wake = (isByUser) => { if (Module.calledRun) { call("kumquat_wake", ["number"], [isByUser]); } };
for (const type of ["mousemove", "mousedown", "mouseup", "keydown", "keyup", "keypress", "resize"]) {
    window.addEventListener(type, () => wake(true), {capture: true, passive: true});
}
for (const type of ["focus", "blur"]) {
    window.addEventListener(type, () => wake(false), {capture: true, passive: true});
}

window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) { window.kumquat.loaded = loadFile(event.dataTransfer.files[0]); }
});
element("file").addEventListener("change", (event) => {
    if (event.target.files.length > 0) { window.kumquat.loaded = loadFile(event.target.files[0]); }
    event.target.value = "";
});
element("open").addEventListener("click", () => element("file").click());
element("first").addEventListener("click", () => window.kumquat.step(-2147483647));
element("previous").addEventListener("click", () => window.kumquat.step(-1));
element("next").addEventListener("click", () => window.kumquat.step(1));
element("last").addEventListener("click", () => window.kumquat.step(2147483647));
element("back").addEventListener("click", () => call("kumquat_type", ["number"], [44]));
element("forward").addEventListener("click", () => call("kumquat_type", ["number"], [46]));
element("commands").addEventListener("click", () => palette.open());
element("view").addEventListener("change", (event) => window.kumquat.lookAt({view: Number(event.target.value)}));

// The browser's back button, and a phone's, leads to the place that was visited before.
let hasEntry = false;
function keepBackButton(state) {
    if (state.canGoBack && !hasEntry) {
        hasEntry = true;
        history.pushState(null, "");
    }
}
window.addEventListener("popstate", () => {
    hasEntry = false;
    if (window.kumquat.state.canGoBack) { call("kumquat_type", ["number"], [44]); }
});

function sayThatItCannotRun(reason) {
    element("loading").textContent = `This page cannot run here: ${reason}. ` +
        "It needs WebAssembly, which every current browser has.";
    element("problem").textContent = element("loading").textContent;
}

var Module = {
    canvas,
    instantiateWasm: (imports, done) => {
        coming.program.then(async (program) => done(await WebAssembly.instantiate(program, imports), program))
            .catch((error) => sayThatItCannotRun(error.message));
        return {};
    },
    printErr: (text) => console.warn(text),
    onAbort: (reason) => sayThatItCannotRun(String(reason)),
    onRuntimeInitialized: () => setTimeout(() => {
        window.kumquat.setDark(wantsDark());
        const lines = (name) => Module.ccall(name, "string", [], []).split("\n");
        window.kumquat.views = lines("kumquat_view_names");
        window.kumquat.actions = lines("kumquat_action_names");
        element("view").replaceChildren(...window.kumquat.views.map((name, i) => new Option(name, String(i + 1))));
        if (coming.address === null) { element("loading").hidden = true; }
        isSettled = true;
        if (!canvas.hidden) { canvas.focus(); }
        for (const question of ["(prefers-color-scheme: light)", "(prefers-reduced-motion: reduce)", ...highContrast]) {
            window.matchMedia(question).addEventListener("change", () => window.kumquat.setDark(wantsDark()));
        }
        if (document.body.classList.contains("as-words")) { fonts.load(); }
        becomeReady();
    }, 0),
};
if (coming.address !== null) {
    loadAddress(coming);
} else {
    window.kumquat.ready.then(loadBeside);
}
