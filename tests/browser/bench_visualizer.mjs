// bench_visualizer.mjs -- how fast the page is, beside speedscope in the same browser and run.
// Both come from the same server on loopback, each time into a fresh browser context; the clock
// starts with the navigation and stops two frames after the viewer says that it shows the file.
// The browser's window has been open for a while then: its own frame is a page too, and takes 0.2 s
// of two processors to begin.
//   node bench_visualizer.mjs FOLDER BENCH_MODEL OUT
import {execFileSync} from "node:child_process";
import {createReadStream, existsSync, readFileSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import {extname, resolve} from "node:path";
import {gzipSync} from "node:zlib";

import {startBrowser} from "./harness.mjs";

const [folder, benchModel, out] = process.argv.slice(2);
const build = resolve(process.env.BUILD ?? "build");
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;

const roots = {"/page/": `${build}/visualizer/`, "/traces/": `${folder}/`, "/parse/": `${folder}/`,
               "/speedscope/": `${build}/node_modules/speedscope/dist/release/`};
const types = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
               ".wasm": "application/wasm", ".svg": "image/svg+xml", ".woff2": "font/woff2"};
const server = createServer((request, answer) => {
    const path = new URL(request.url, "http://host").pathname;
    const root = Object.keys(roots).find((name) => path.startsWith(name));
    const file = root && roots[root] + (path.slice(root.length) || "index.html");
    if (!file || path.includes("..") || !existsSync(file)) {
        answer.writeHead(404).end();
        return;
    }
    answer.writeHead(200, {"Content-Type": types[extname(file)] ?? "application/octet-stream",
                           "Content-Length": statSync(file).size});
    createReadStream(file, {highWaterMark: 1 << 18}).pipe(answer);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}`;

const [browser, reason] = await startBrowser();
if (!browser) {
    console.error(`There is nothing to measure with: ${reason}.`);
    process.exit(1);
}

const results = [];
function note(name, unit, value, target = null) {
    results.push({name, unit, value, ...(target === null ? {} : {target})});
    const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 3;
    console.log(`  ${name.padEnd(46)}${value.toFixed(digits).padStart(12)} ${unit}${target ? `   (${target})` : ""}`);
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const untilQuiet = 1500;  // milliseconds

const ours = {
    path: (file) => `/page/?trace=/traces/${file}`,
    isShown: () => window.kumquat?.state?.events > 0 && !window.kumquat.state.loading,
};
const theirs = {
    path: (file) => `/speedscope/#profileURL=${encodeURIComponent(`${address}/traces/${file}`)}`,
    isShown: () => / - speedscope$/.test(document.title) && document.querySelector("canvas") !== null,
};

/// \return  the page, and the seconds until the picture was complete
async function load(viewer, file, wait = 120_000) {
    const context = await browser.newContext({viewport: {width: 1280, height: 800}});
    const page = await context.newPage();
    await page.waitForTimeout(untilQuiet);
    await page.addInitScript(`{
        const isShown = ${viewer.isShown};
        const look = () => {
            if (isShown()) {
                requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAfter = performance.now(); }));
            } else {
                requestAnimationFrame(look);
            }
        };
        requestAnimationFrame(look);
    }`);
    await page.goto(address + viewer.path(file));
    await page.waitForFunction(() => window.shownAfter !== undefined, null, {timeout: wait});
    return [page, await page.evaluate(() => window.shownAfter / 1000)];
}

async function timeOf(viewer, file) {
    const [page, seconds] = await load(viewer, file);
    await page.context().close();
    return seconds;
}

async function race(size, rounds) {
    const times = {ours: [], theirs: []};
    for (let i = 0; i < rounds; ++i) {
        times.ours.push(await timeOf(ours, `${size}.json`));
        times.theirs.push(await timeOf(theirs, `calls-${size}.json`));
    }
    const target = {10000: 1.3, 100000: 2, 1000000: 8}[size];
    note(`load.${size}.seconds`, "s", median(times.ours));
    note(`load.${size}.speedscope.seconds`, "s", median(times.theirs));
    note(`load.${size}.ratio_to_speedscope`, "times", median(times.theirs) / median(times.ours), `at least ${target}`);
}

const memory = (page) => page.evaluate(() => Module.HEAPU8.length);

/// Frames a second while the timeline is dragged to and fro.
function framesWhilePanning(page, seconds) {
    return page.evaluate((wanted) => new Promise((done) => {
        const canvas = document.querySelector("canvas");
        const send = (type, x) => canvas.dispatchEvent(new MouseEvent(type, {
            clientX: x, clientY: 420, screenX: x, screenY: 420, button: 0, bubbles: true}));
        send("mousemove", 420);
        const times = [];
        let drawn = Module.ccall("kumquat_frames", "number", [], []);
        const step = (now) => {
            if (times.length === 2) { send("mousedown", 420); }
            send("mousemove", 420 + 90 * Math.sin(times.length / 12));
            times.push(now);
            if (now - times[0] < wanted * 1000) {
                requestAnimationFrame(step);
            } else {
                send("mouseup", 420);
                drawn = Module.ccall("kumquat_frames", "number", [], []) - drawn;
                done(drawn / ((now - times[0]) / 1000));
            }
        };
        requestAnimationFrame(step);
    }), seconds);
}

async function zoomIn(page, times) {
    await page.mouse.move(420, 420);
    for (let i = 0; i < times; ++i) {
        await page.mouse.wheel(0, -200);
        await page.waitForTimeout(30);
    }
    await page.waitForTimeout(200);
}

async function panAndSeek() {
    const [page] = await load(ours, "1000000.json");
    note("load.1000000.peak_bytes", "bytes", await memory(page), "at most 200,000,000");
    const out = await framesWhilePanning(page, 4);
    await zoomIn(page, 8);
    const half = await framesWhilePanning(page, 4);
    await zoomIn(page, 20);
    const near = await framesWhilePanning(page, 4);
    note("pan.1000000.zoomed_out.frames_per_second", "frames/s", out);
    note("pan.1000000.half_way.frames_per_second", "frames/s", half);
    note("pan.1000000.zoomed_in.frames_per_second", "frames/s", near);
    note("pan.1000000.frames_per_second", "frames/s", Math.min(out, half, near), "at least 45");
    // The state, all words and the page's elements; the picture follows with the next frame.
    const times = await page.evaluate(() => {
        const taken = [];
        let x = 1;
        for (let i = 0; i < 1000; ++i) {
            x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
            const start = performance.now();
            window.kumquat.lookAt({event: x % 1_000_000});
            taken.push(performance.now() - start);
        }
        return taken.sort((a, b) => a - b);
    });
    note("seek.1000000.median.milliseconds", "ms", times[500]);
    note("seek.1000000.milliseconds", "ms", times[990], "at most 16");
    await page.context().close();
}

/// A large file: how long, how much memory, and the longest time in which the page did not answer.
async function large(file, name) {
    const context = await browser.newContext({viewport: {width: 1280, height: 800}});
    const page = await context.newPage();
    await page.addInitScript(() => {
        let before = performance.now();
        window.longest = 0;
        setInterval(() => {
            const now = performance.now();
            window.longest = Math.max(window.longest, now - before);
            before = now;
        }, 10);
    });
    await page.goto(address + ours.path(file));
    try {
        await page.waitForFunction(() => window.kumquat.state.events > 0 && !window.kumquat.state.loading, null,
                                   {timeout: 180_000});
        const {events, problem} = await page.evaluate(() => window.kumquat.state);
        note(`load.${name}.seconds`, "s", await page.evaluate(() => performance.now() / 1000));
        note(`load.${name}.events_shown`, "events", events);
        note(`load.${name}.peak_bytes`, "bytes", await memory(page));
        note(`load.${name}.longest_pause.milliseconds`, "ms", await page.evaluate(() => window.longest));
        note(`pan.${name}.frames_per_second`, "frames/s", await framesWhilePanning(page, 3));
        if (problem) { console.log(`    ${problem}`); }
    } finally {
        await context.close();
    }
}

async function parse() {
    const page = await browser.newPage();
    await page.goto(`${address}/parse/parse_speed.html`);
    const speeds = await page.evaluate(async (url) => {
        await new Promise((done) => {
            const look = () => (Module.calledRun ? done() : setTimeout(look, 20));
            look();
        });
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        const size = 1 << 18;
        const piece = Module._allocate_piece(size);
        const result = [];
        for (let round = 0; round < 5; ++round) {
            const start = performance.now();
            Module._begin_reading(bytes.length);
            for (let at = 0; at < bytes.length; at += size) {
                const part = bytes.subarray(at, at + size);
                Module.HEAPU8.set(part, piece);
                Module._read_piece(piece, part.length);
            }
            if (Module._end_reading() < 1_000_000) { throw new Error("the file was not read"); }
            result.push(bytes.length / 1e3 / (performance.now() - start));
        }
        return result;
    }, `${address}/traces/1000000.json`);
    note("parse.megabytes_per_second", "MB/s", Math.max(...speeds), "at least 100");
    await page.close();
}

const steps = {
    download: () => {
        const files = readdirSync(`${build}/visualizer`).filter((file) => /\.(html|js|wasm|css|svg)$/.test(file));
        const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(`${build}/visualizer/${file}`),
                                                                 {level: 9}).length, 0);
        note("download.bytes", "bytes", bytes, "at most 700,000");
    },
    native: () => {
        const text = execFileSync(benchModel, [`${folder}/1000000.json`], {encoding: "utf8"});
        note("native.load.1000000.seconds", "s", Number(text.match(/^ +load +([0-9.]+) s/m)[1]), "at most 1");
    },
    parse,
    small: () => race(10_000, 7),
    middle: () => race(100_000, 5),
    big: () => race(1_000_000, 5),
    pan: panAndSeek,
    one: async () => {
        const times = [];
        for (let i = 0; i < 3; ++i) { times.push(await timeOf(ours, "1000000-on-one-thread.json")); }
        note("load.1000000.one_thread.seconds", "s", median(times), "at most as with twenty");
    },
    threads: () => large("1000000-on-5000-threads.json", "1000000.5000_threads"),
    huge: () => large("10000000.json", "10000000"),
};
try {
    for (const [name, step] of Object.entries(steps)) {
        if (only.test(name)) { await step(); }
    }
} finally {
    await browser.close();
    server.close();
}
writeFileSync(out, `${JSON.stringify({format: "kumquat-visualizer-bench", version: 1, results}, null, 1)}\n`);
console.log(`written: ${out}`);
