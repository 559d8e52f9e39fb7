// shell.js -- what the page does for the program: brings files and touch, and tells in words
// what the canvas shows. Text from traces only ever becomes textContent, never markup.
//
// For tests and other scripts on the page:
//   window.kumquat.ready                 a promise: the program runs
//   window.kumquat.state                 {events, selected, sentence, states, problem, file, dark}
//   window.kumquat.step(n), .setDark(b)  as by key
//   window.kumquat.load(name, bytes)     show a trace; bytes is an ArrayBuffer
// and the elements #event-count, #sentence, #states, #problem with the same words.
"use strict";

const element = (id) => document.getElementById(id);
const canvas = element("canvas");
const call = (name, types, values) => Module.ccall(name, null, types, values);

let becomeReady;
window.kumquat = {
    ready: new Promise((resolve) => { becomeReady = resolve; }),
    state: {events: 0, selected: 0, sentence: "", states: "", problem: "", file: "", dark: true},
    step: (events) => call("kumquat_step", ["number"], [events]),
    setDark: (dark) => call("kumquat_set_dark", ["number"], [dark ? 1 : 0]),
    load: (name, buffer) => {
        const bytes = new Uint8Array(buffer);
        const place = Module.ccall("kumquat_allocate", "number", ["number"], [bytes.length + 1]);
        if (place === 0) {
            report(`${name} has ${bytes.length} bytes; the browser gives this page less memory.`);
            return;
        }
        Module.HEAPU8.set(bytes, place);
        call("kumquat_load", ["number", "number", "string"], [place, bytes.length, name]);
        element("loading").hidden = true;
    },
};

function report(problem) {
    element("loading").hidden = true;
    call("kumquat_report", ["string"], [problem]);
}

// Called by the program.
window.kumquatPage = {
    openFileDialog: () => element("file").click(),
    showState: (state) => {
        window.kumquat.state = state;
        const count = state.events.toLocaleString("en-US");
        element("event-count").textContent = state.events === 0 ? "No trace is shown."
            : `${state.file}: ${count} events; event ${state.selected + 1} is selected.`;
        element("sentence").textContent = state.sentence;
        element("states").textContent = state.states;
        element("problem").textContent = state.problem;
        document.title = state.events === 0 ? "Kumquat: what the kernel did" : `${state.file} · Kumquat`;
    },
};

async function loadFile(file) {
    window.kumquat.load(file.name, await file.arrayBuffer());
}

async function loadAddress(address) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) {
        report(`The address ${address} is on another host. This page reads only from its own; ` +
               "download the trace and drop it here.");
        return;
    }
    const name = decodeURIComponent(url.pathname.split("/").pop()) || "trace.json";
    try {
        const answer = await fetch(url);
        if (!answer.ok) {
            report(`${name} could not be loaded: the server answered ${answer.status}. ` +
                   "Is the address right, and was the trace written?");
            return;
        }
        window.kumquat.load(name, await answer.arrayBuffer());
    } catch (error) {
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
        "It needs WebAssembly and WebGL 2, which every current browser has.";
    element("problem").textContent = element("loading").textContent;
}

var Module = {
    canvas,
    printErr: (text) => console.warn(text),
    onAbort: (reason) => sayThatItCannotRun(String(reason)),
    onRuntimeInitialized: () => setTimeout(() => {
        const light = window.matchMedia("(prefers-color-scheme: light)").matches;
        window.kumquat.setDark(!light);
        const address = new URLSearchParams(location.search).get("trace");
        if (address !== null) {
            loadAddress(address);
        } else {
            element("loading").hidden = true;
        }
        canvas.focus();
        becomeReady();
    }, 0),
};
if (!document.createElement("canvas").getContext("webgl2")) { sayThatItCannotRun("it has no WebGL 2"); }
