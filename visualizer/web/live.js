// live.js -- a trace that is still being written: ?live=… names a WebSocket of the same host.
"use strict";

// A trace that is still being written: the messages of a WebSocket, one after the other.
async function loadLive(address) {
    const socket = new WebSocket(new URL(address, location.href.replace(/^http/, "ws")));
    socket.binaryType = "arraybuffer";
    const encoder = new TextEncoder();
    const stream = new ReadableStream({
        start(controller) {
            socket.onmessage = ({data}) =>
                controller.enqueue(typeof data === "string" ? encoder.encode(data) : new Uint8Array(data));
            socket.onerror = () => controller.error(new Error("the connection broke"));
            socket.onclose = () => { try { controller.close(); } catch { /* it broke before */ } };
        },
        cancel: () => socket.close(),
    });
    await window.kumquat.ready;
    await loadStream("live", stream, 0);
}

const addressOfStream = new URLSearchParams(location.search).get("live");
if (addressOfStream !== null) { loadLive(addressOfStream); }
