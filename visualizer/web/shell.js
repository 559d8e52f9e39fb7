// shell.js -- what the page does for the program: brings files and touch, and tells in words
// what the canvas shows. Text from traces only ever becomes textContent, never markup.
//
// For tests and other scripts on the page:
//   window.kumquat.ready                 a promise: the program runs
//   window.kumquat.state                 {events, selected, sentence, states, problem, verdict, …}
//   window.kumquat.step(n), .setDark(b)  as by key
//   window.kumquat.load(name, bytes)     show a trace; bytes is an ArrayBuffer; a promise
//   window.kumquat.cancel()              stop loading; what has come stays
//   window.kumquat.lookAt({event, view, thread, begin, end}), .link()   a place, and its address
// and the elements #event-count, #sentence, #states, #problem, #verdict with the same words.
// The address may name the place too: ?trace=…&event=12&view=3&thread=5.1&t=1000-2000
"use strict";

const element = (id) => document.getElementById(id);
const canvas = element("canvas");
const call = (name, types, values) => Module.ccall(name, null, types, values);

// One piece of memory in the program, through which files go to it.
const pieceBytes = 1 << 18;
let piece = 0;
let loading = 0;  // counts files: whoever reads an older one stops

function give(bytes) {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
        const part = bytes.subarray(at, at + pieceBytes);
        Module.HEAPU8.set(part, piece);
        if (Module.ccall("kumquat_add", "number", ["number", "number"], [piece, part.length]) === 0) {
            return false;
        }
    }
    return true;
}

// Reads a stream of bytes into the program, some milliseconds at a time, so that the page goes on.
async function loadStream(name, stream, size) {
    const mine = ++loading;
    piece ||= Module.ccall("kumquat_allocate", "number", ["number"], [pieceBytes]);
    call("kumquat_begin", ["string", "number"], [name, size]);
    element("loading").hidden = true;
    const reader = stream.getReader();
    const frame = () => new Promise((done) => setTimeout(done, 0));
    let since = performance.now();
    try {
        for (;;) {
            const {done, value} = await reader.read();
            if (mine !== loading) {
                reader.cancel();
                return;
            }
            if (done || !give(value)) { break; }
            if (performance.now() - since > 30) {
                await frame();
                since = performance.now();
            }
        }
    } catch (error) {
        call("kumquat_end", [], []);
        report(`${name} could not be read to its end: ${error.message}.`);
        return;
    }
    reader.cancel();
    call("kumquat_end", [], []);
}

// A file whose name or content says so is unpacked while it comes; then its length is not known.
async function loadBytes(name, stream, size) {
    if (/\.gz$/i.test(name)) {
        await loadStream(name, stream.pipeThrough(new DecompressionStream("gzip")), 0);
    } else {
        await loadStream(name, stream, size);
    }
}

let becomeReady;
window.kumquat = {
    ready: new Promise((resolve) => { becomeReady = resolve; }),
    state: {events: 0, selected: 0, sentence: "", states: "", problem: "", file: "", verdict: "",
            followed: "", view: 1, begin: 0, end: 1, loading: false, dark: true},
    step: (events) => call("kumquat_step", ["number"], [events]),
    setDark: (dark) => call("kumquat_set_dark", ["number"], [dark ? 1 : 0]),
    load: (name, buffer) => loadBytes(name, new Blob([buffer]).stream(), buffer.byteLength),
    cancel: () => call("kumquat_cancel", [], []),
    lookAt: ({event = -1, view = 0, thread = "", begin = 0, end = 0}) =>
        call("kumquat_look_at", ["number", "number", "string", "number", "number"],
             [event, view, thread, begin, end]),
    link: () => {
        const {selected, view, followed, begin, end} = window.kumquat.state;
        const query = new URLSearchParams(location.search);
        query.set("event", selected + 1);
        query.set("view", view);
        query.set("t", `${Math.round(begin)}-${Math.round(end)}`);
        query.delete("thread");
        if (followed !== "") { query.set("thread", followed); }
        return `${location.origin}${location.pathname}?${query}`;
    },
};

function report(problem) {
    element("loading").hidden = true;
    call("kumquat_report", ["string"], [problem]);
}

// Called by the program, and by tests.
window.kumquatPage = {
    loadStream,
    openFileDialog: () => element("file").click(),
    stopLoading: () => { ++loading; },
    saveFile: (name, text) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([text], {type: "text/csv"}));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
    showState: (state) => {
        window.kumquat.state = state;
        const count = state.events.toLocaleString("en-US");
        element("event-count").textContent = state.events === 0 ? "No trace is shown."
            : `${state.file}: ${count} events; event ${state.selected + 1} is selected.`;
        element("sentence").textContent = state.sentence;
        element("states").textContent = state.states;
        element("problem").textContent = state.problem;
        element("verdict").textContent = state.verdict;
        document.title = state.events === 0 ? "Kumquat: what the kernel did" : `${state.file} · Kumquat`;
    },
};

async function loadFile(file) {
    await loadBytes(file.name, file.stream(), file.size);
}

// What the page's own address names beside the trace.
function lookAtAddress() {
    const query = new URLSearchParams(location.search);
    const [begin, end] = (query.get("t") ?? "").split("-").map(Number);
    window.kumquat.lookAt({event: Number(query.get("event") ?? 0) - 1, view: Number(query.get("view") ?? 0),
                           thread: query.get("thread") ?? "", begin: begin || 0, end: end || 0});
}

// The file is asked for while the program itself is still coming.
async function loadAddress(address) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) {
        await window.kumquat.ready;
        report(`The address ${address} is on another host. This page reads only from its own; ` +
               "download the trace and drop it here.");
        return;
    }
    const name = decodeURIComponent(url.pathname.split("/").pop()) || "trace.json";
    try {
        const answer = await fetch(url);
        await window.kumquat.ready;
        if (!answer.ok) {
            report(`${name} could not be loaded: the server answered ${answer.status}. ` +
                   "Is the address right, and was the trace written?");
            return;
        }
        const size = Number(answer.headers.get("Content-Length") ?? 0);
        await loadBytes(name, answer.body, size);
        lookAtAddress();
    } catch (error) {
        await window.kumquat.ready;
        report(`${name} could not be loaded: ${error.message}. Does the server still run?`);
    }
}

// The program draws only when something happened.
const wake = () => { if (Module.calledRun) { call("kumquat_wake", [], []); } };
for (const type of ["mousemove", "mousedown", "mouseup", "wheel", "keydown", "keyup", "keypress",
                    "resize", "focus", "blur"]) {
    window.addEventListener(type, wake, {capture: true, passive: true});
}

// Touch: one finger is the mouse, two fingers zoom.
const fingers = new Map();
let spread = 0;
const asMouse = (type, event) => canvas.dispatchEvent(new MouseEvent(type, {
    clientX: event.clientX, clientY: event.clientY, screenX: event.screenX,
    screenY: event.screenY, button: 0, bubbles: true}));
const asGesture = () => {
    const [a, b] = [...fingers.values()];
    return {distance: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
            x: (a.clientX + b.clientX) / 2};
};
for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"]) {
    window.addEventListener(type, (event) => {
        if (event.target === canvas) {
            event.stopImmediatePropagation();
            event.preventDefault();
        }
    }, {capture: true, passive: false});
}
canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") { return; }
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) {
        asMouse("mousemove", event);
        requestAnimationFrame(() => asMouse("mousedown", event));
    } else if (fingers.size === 2) {
        asMouse("mouseup", event);
        spread = asGesture().distance;
    }
});
canvas.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) { return; }
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) {
        asMouse("mousemove", event);
    } else if (fingers.size === 2) {
        const gesture = asGesture();
        call("kumquat_pinch", ["number", "number"],
             [gesture.distance / spread, gesture.x * window.devicePixelRatio]);
        spread = gesture.distance;
    }
});
for (const type of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(type, (event) => {
        if (fingers.delete(event.pointerId) && fingers.size === 0) {
            requestAnimationFrame(() => requestAnimationFrame(() => asMouse("mouseup", event)));
        }
    });
}

window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) { loadFile(event.dataTransfer.files[0]); }
});
element("file").addEventListener("change", (event) => {
    if (event.target.files.length > 0) { loadFile(event.target.files[0]); }
    event.target.value = "";
});
element("open").addEventListener("click", () => element("file").click());
element("first").addEventListener("click", () => window.kumquat.step(-2147483647));
element("previous").addEventListener("click", () => window.kumquat.step(-1));
element("next").addEventListener("click", () => window.kumquat.step(1));
element("last").addEventListener("click", () => window.kumquat.step(2147483647));

function sayThatItCannotRun(reason) {
    element("loading").textContent = `This page cannot run here: ${reason}. ` +
        "It needs WebAssembly, which every current browser has.";
    element("problem").textContent = element("loading").textContent;
}

var Module = {
    canvas,
    printErr: (text) => console.warn(text),
    onAbort: (reason) => sayThatItCannotRun(String(reason)),
    onRuntimeInitialized: () => setTimeout(() => {
        const light = window.matchMedia("(prefers-color-scheme: light)").matches;
        window.kumquat.setDark(!light);
        if (addressOfTrace === null) { element("loading").hidden = true; }
        canvas.focus();
        becomeReady();
    }, 0),
};
const addressOfTrace = new URLSearchParams(location.search).get("trace");
if (addressOfTrace !== null) { loadAddress(addressOfTrace); }
