// bench_traces.mjs -- the files that are loaded in the race: our traces, and for the other
// viewer Chrome traces with equally many events on equally many threads.
//   node bench_traces.mjs FOLDER WRITER       WRITER: the program that writes synthetic traces
import {spawnSync} from "node:child_process";
import {closeSync, existsSync, mkdirSync, openSync, statSync, writeSync} from "node:fs";

const [folder, writer] = process.argv.slice(2);
const sizes = [10_000, 100_000, 1_000_000];
const threads = 20;
const ownThreads = 6;  // of the writer: idle, sigma0, root, pager, server, ticker

/// Write a file in pieces. \param rows  an iterable of strings, set between commas
function write(name, head, rows, tail) {
    const file = openSync(`${folder}/${name}`, "w");
    let piece = head;
    let isFirst = true;
    for (const row of rows) {
        piece += isFirst ? row : `,\n${row}`;
        isFirst = false;
        if (piece.length > 1 << 20) {
            writeSync(file, piece);
            piece = "";
        }
    }
    writeSync(file, piece + tail);
    closeSync(file);
}

/// Numbers that look random and are the same in every run.
function* numbers() {
    for (let x = 12345;;) {
        x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
        yield x >>> 8;
    }
}

/// Calls that begin and end, at most four deep, on all threads in turn.
function* chromeEvents(events, threadCount) {
    const random = numbers();
    const next = () => random.next().value;
    const open = Array.from({length: threadCount}, () => []);
    let isOpen = 0;
    for (let time = 0, left = events; left > 0; --left) {
        time += 1 + next() % 4;
        let thread = next() % threadCount;
        if (isOpen >= left) {  // the rest only ends what has begun
            thread = open.findIndex((calls) => calls.length > 0);
        }
        const calls = open[thread];
        const ends = isOpen >= left || calls.length === 4 || (calls.length > 0 && next() % 2 === 0);
        const name = ends ? calls.pop() : `call ${next() % 12}`;
        if (!ends) { calls.push(name); }
        isOpen += ends ? -1 : 1;
        yield `{"ph":"${ends ? "E" : "B"}","name":"${name}","pid":1,"tid":${thread + 1},"ts":${time}}`;
    }
}

const writeChrome = (events, threadCount, name) =>
    write(name, '{"traceEvents":[\n', chromeEvents(events, threadCount), "\n]}\n");

function synthetic(events, clients) {
    const {stdout, status} = spawnSync(writer, [events, clients], {maxBuffer: 1 << 30});
    if (status !== 0) { throw new Error(`${writer} ended with ${status}`); }
    return stdout;
}

/// A thread that waits for nobody with a timeout, again and again.
function* oneThread(events, kind) {
    const thread = 2;
    const cycle = [
        ["timeout_insert", (t) => [thread, Math.floor(t / 1000) + 1]], ["ipc_receive", () => [thread, -1, 1, 1]],
        ["ipc_block", () => [thread, -1, 1, 1]], ["timeout_fire", (t) => [thread, Math.floor(t / 1000)]],
        ["ipc_timeout", () => [thread, 1]], ["ipc_result", () => [thread, 32]],
        ["user_mark", () => [thread, 1801675120, 0, 0, 0]]];
    for (let i = 0, time = 10_000_000; i < events; ++i) {
        time += i % 7 === 3 ? 1000 : 40;
        const [name, columns] = cycle[i % 7];
        yield `[${[time, kind(name), ...columns(time)].join(",")}]`;
    }
}

mkdirSync(folder, {recursive: true});
const finished = `${folder}/finished`;
const isNew = (file) => existsSync(file) && statSync(file).mtimeMs > statSync(writer).mtimeMs &&
    statSync(file).mtimeMs > statSync(process.argv[1]).mtimeMs;
if (!isNew(finished)) {
    for (const size of sizes) {
        const file = openSync(`${folder}/${size}.json`, "w");
        writeSync(file, synthetic(size, threads - ownThreads));
        closeSync(file);
        writeChrome(size, threads, `calls-${size}.json`);
    }
    const small = String(synthetic(10_000, 2));
    const head = small.slice(0, small.indexOf('"events":[') + '"events":['.length);
    const {kinds} = JSON.parse(small);
    const kind = (name) => kinds.findIndex((row) => row[0] === name);
    write("1000000-on-one-thread.json", head, oneThread(1_000_000, kind), "]}\n");
    // Ten times the largest, and 5,000 threads: half a gigabyte, so it is written in pieces.
    for (const [name, events, clients] of [["10000000", 10_000_000, threads - ownThreads],
                                           ["1000000-on-5000-threads", 1_000_000, 5000 - ownThreads]]) {
        const file = openSync(`${folder}/${name}.json`, "w");
        const {status} = spawnSync(writer, [events, clients], {stdio: ["ignore", file, "inherit"]});
        closeSync(file);
        if (status !== 0) { throw new Error(`${writer} ended with ${status}`); }
    }
    closeSync(openSync(finished, "w"));
}
