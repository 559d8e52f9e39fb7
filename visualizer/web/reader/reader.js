// reader.js -- reads files in a worker, beside the page: fetches, unpacks and scans them.
// Its one idea: a second processor. While the page makes itself ready, the file is read already;
// the page gets numbers in place of text.
// From the page:
//   the worker's name  the address of the first file, which has number 1; "": there is none yet
//   {number, source}   read an address or a Blob, or nothing; what was read before is left off
//   {number, taken}    a message has been dealt with; its memory comes back
// To the page, each with the number of the file:
//   {size}             it begins; 0: nobody knows how long it is
//   {before, rows, eventBytes, columnBytes, behind, text}  decode/rows_ahead.hpp: text, the events and
//                      behind them their columns, text; and what text the rows were
//   {end, reason}      it is over; if not "": "status", "fetch" or "read" went wrong
"use strict";

const pieceBytes = 1 << 18;
const untakenMax = 64;       // messages: the page may be slower than the file
const rowsBytes = 640 << 10;  // room for the rows of most messages
const quiet = 50;            // milliseconds: so long a small message waits for more
let latest = 0;
let untaken = 0;
let spare = [];  // memory for rows that has come back
let goOn = () => {};

// The scanner: reader.cpp. Not by what the server says the file is: a plain one may not know.
let scanner = null;
const ready = fetch("reader.wasm").then((answer) => answer.arrayBuffer())
    .then((program) => WebAssembly.instantiate(program, {
        env: {emscripten_notify_memory_growth: () => {}},
        wasi_snapshot_preview1: {proc_exit: (status) => { throw new Error(`the scanner ended: ${status}`); }},
    }))
    .then(({instance}) => {
        scanner = instance.exports;
        scanner._initialize();
    });
ready.catch(() => {});  // told where it is awaited

const memory = (place, size) => new Uint8Array(scanner.memory.buffer, place, size);

// Lays bytes where the scanner can read them. Gives their place.
function lay(bytes) {
    const place = scanner.reader_room(bytes.length);
    memory(place, bytes.length).set(bytes);
    return place;
}

async function open(source) {
    if (source instanceof Blob) { return {stream: source.stream(), size: source.size}; }
    const answer = await fetch(source);
    if (!answer.ok) { throw {end: "status", reason: String(answer.status)}; }
    return {stream: answer.body, size: Number(answer.headers.get("Content-Length") ?? 0)};
}

// A piece is good until the next one is asked for: all come into the same memory, where the
// browser can do that. New memory for each takes as long to get as to scan.
function piecesOf(stream) {
    let room = new ArrayBuffer(pieceBytes);
    let bytes;
    try {
        bytes = stream.getReader({mode: "byob"});
    } catch {
        return stream.getReader();
    }
    const read = async () => {
        const part = await bytes.read(new Uint8Array(room));
        room = part.value?.buffer;
        return part;
    };
    return {read, cancel: () => bytes.cancel()};
}

// A packed file, which its first two bytes tell, is unpacked while it comes; then its length is
// not known.
async function unpack({stream, size}) {
    const bytes = piecesOf(stream);
    let next = await bytes.read();
    const isPacked = next.value?.[0] === 0x1F && next.value?.[1] === 0x8B;
    const read = async () => {
        const part = next ?? await bytes.read();
        next = null;
        return part;
    };
    if (!isPacked) { return {read, size, cancel: () => bytes.cancel()}; }
    const all = new ReadableStream({
        pull: async (controller) => {
            const {done, value} = await read();
            if (done) { controller.close(); } else { controller.enqueue(value.slice()); }
        },
        cancel: () => bytes.cancel(),
    });
    const unpacked = all.pipeThrough(new DecompressionStream("gzip")).getReader();
    return {read: () => unpacked.read(), size: 0, cancel: () => unpacked.cancel()};
}

// Tells the scanner what rows may name, from the text before them. What is no head of a trace is
// left to the page, which finds the words for what is wrong.
function readTables(size) {
    const head = new TextDecoder().decode(memory(scanner.reader_head(), size));
    try {
        const {tasks, threads, kinds} = JSON.parse(`${head}]}`);
        const nameOf = (column) => (/^\w+$/.test(column) ? column : "?");
        const lines = kinds.map(([, ...columns]) => `${columns.map((column) => `${nameOf(column)} `).join("")}\n`);
        const text = new TextEncoder().encode(lines.join(""));
        scanner.reader_set_tables(tasks.length, threads.length, lay(text), text.length);
    } catch {
        scanner.reader_finish();
    }
}

// Hand over what has come.
async function send(number) {
    const results = new Uint32Array(scanner.memory.buffer, scanner.reader_results(), 11);
    const [before, events, columns, behind] = [0, 2, 4, 6].map((i) => memory(results[i], results[i + 1]));
    const text = Array.from(results.subarray(8));
    const size = events.length + columns.length;
    if (before.length + behind.length + text[0] > 0) {
        const last = spare.pop();
        const rows = new Uint8Array(last?.byteLength >= size ? last : new ArrayBuffer(Math.max(size, rowsBytes)));
        rows.set(events);
        rows.set(columns, events.length);
        postMessage({number, before: before.slice(), rows: rows.buffer, eventBytes: events.length,
                     columnBytes: columns.length, behind: behind.slice(), text}, [rows.buffer]);
        ++untaken;
    }
    scanner.reader_clear();
    if (untaken > untakenMax) { await new Promise((resolve) => { goOn = resolve; }); }
}

async function scan(number, file) {
    postMessage({number, size: file.size});
    await ready;
    scanner.reader_begin();
    let sent = performance.now();
    for (;;) {
        const {done, value} = await file.read();
        if (number !== latest) { return file.cancel(); }
        if (done) { break; }
        for (let at = 0; at < value.length; at += pieceBytes) {
            const part = value.subarray(at, at + pieceBytes);
            scanner.reader_feed(lay(part), part.length);
            const headSize = scanner.reader_head_size();
            if (headSize > 0) { readTables(headSize); }
            for (let isFull = true; isFull;) {
                isFull = scanner.reader_go_on() !== 0;
                if (isFull || performance.now() - sent > quiet) {
                    await send(number);
                    if (number !== latest) { return file.cancel(); }
                    sent = performance.now();
                }
            }
        }
    }
    scanner.reader_finish();
    return send(number);
}

async function read(number, source) {
    latest = number;
    untaken = 0;
    goOn();
    if (!source) { return; }
    let end = "fetch";
    try {
        const opened = await open(source);
        end = "read";
        await scan(number, await unpack(opened));
        postMessage({number, end: ""});
    } catch (error) {
        postMessage({number, end: error.end ?? end, reason: error.reason ?? error.message});
    }
}

onmessage = ({data: {number, source, taken}}) => {
    if (!taken) {
        read(number, source);
    } else if (number === latest) {
        spare.push(taken);
        --untaken;
        goOn();
    }
};
if (self.name !== "") { read(1, self.name); }
