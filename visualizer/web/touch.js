// touch.js -- one finger is the mouse, two fingers zoom; the wheel, which every browser measures in
// units of its own.
"use strict";

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

// A step of a wheel is about 100 pixels, or three lines, or a page; a touchpad sends parts of one.
window.addEventListener("wheel", (event) => {
    if (event.target !== canvas || !Module.calledRun) { return; }
    event.stopImmediatePropagation();  // Emscripten takes pixels for steps
    event.preventDefault();
    const step = [100, 3, 1][event.deltaMode];
    call("kumquat_wheel", ["number", "number"], [event.deltaX / step, event.deltaY / step]);
}, {capture: true, passive: false});
