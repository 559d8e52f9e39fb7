// hostile_test.mjs -- files that no kernel wrote, and very many files: the page stays alive,
// says what is wrong, and takes no more memory each time. What it saves, others can read.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {basename, extname, join, resolve} from "node:path";
import {test} from "node:test";

import {describePage, difference, newPage, settle, state, trace, tracePath} from "./harness.mjs";

const build = resolve(process.env.BUILD ?? "build");
const whole = readFileSync(tracePath, "utf8");

/// Numbers that look random and are the same in every run.
function* numbers(seed) {
    for (let x = seed;;) {
        x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
        yield x >>> 8;
    }
}

/// The trace with rows that are well formed and make no sense.
function contradictory(seed) {
    const random = numbers(seed);
    const next = (below) => random.next().value % below;
    const events = trace.events.map((row) => [...row]);
    for (let i = 0; i < 60; ++i) {
        const at = next(events.length);
        const kind = next(trace.kinds.length);
        const columns = trace.kinds[kind].slice(1).map(() => next(4) === 0 ? next(1 << 24) : next(6));
        const threads = trace.threads.length, tasks = trace.tasks.length;
        const row = columns.map((value, place) => {
            const name = trace.kinds[kind][place + 1];
            const below = /thread|partner|next|owner|creator|pager/.test(name) ? threads
                : /task|chief/.test(name) ? tasks : 1 << 30;
            return Math.min(value, below - 1);
        });
        events.splice(at, 0, [events[at][0], kind, ...row]);
    }
    return JSON.stringify({...trace, events});
}

await describePage("the page and files from anywhere", (group) => {
    const {browser, open, place} = group;
    const load = (page, name, text) => page.evaluate(async ([file, content]) => {
        await window.kumquat.load(file, new TextEncoder().encode(content).buffer);
    }, [name, text]);

    test("a trace that is not there, or on another host, is explained", async () => {
        assert.match((await state(await open("?trace=traces/none.json"))).problem, /the server answered 404/);
        const other = await open("?trace=http://127.0.0.2:9/t.json");
        assert.match((await state(other)).problem, /is on another host/);
        assert.deepEqual(other.complaints, [], "it was asked nevertheless");
    });

    test("events that contradict each other are shown, in every view, and the page lives on", async () => {
        const page = await open("");
        for (let seed = 1; seed <= 12; ++seed) {
            await load(page, `odd-${seed}.json`, contradictory(seed));
            for (const view of await page.evaluate(() => window.kumquat.views.map((_, i) => i + 1))) {
                await page.evaluate((wanted) => window.kumquat.lookAt({view: wanted, event: 100 * wanted}), view);
                await settle(page);
            }
        }
        await page.waitForFunction(() => document.getElementById("verdict").textContent !== "");
        await load(page, "good.json", whole);
        await settle(page);
        assert.equal((await state(page)).events, trace.events.length);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("times that go back, or stand still, are shown and told", async () => {
        const page = await open("");
        const back = structuredClone(trace);
        back.events[40][0] = 0;
        await load(page, "back.json", JSON.stringify(back));
        await settle(page);
        assert.match(await page.locator("#problem").textContent(), /earlier than that of the event before/);
        const still = structuredClone(trace);
        for (const row of still.events) { row[0] = 7; }
        await load(page, "still.json", JSON.stringify(still));
        await settle(page);
        await page.keyboard.press("End");
        await settle(page);
        assert.equal((await state(page)).selected, trace.events.length - 1);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("five thousand threads are drawn", async () => {
        const page = await open("");
        const many = {...trace, threads: [...trace.threads]};
        for (let i = many.threads.length; i < 5000; ++i) {
            many.threads.push({...trace.threads.at(-1), id: `${(i >> 7) + 100}.${i & 127}`, name: `thread ${i}`});
        }
        await load(page, "many.json", JSON.stringify(many));
        await settle(page);
        assert.equal((await state(page)).events, trace.events.length);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("fifty files, one after the other, take no more memory than five", async () => {
        const page = await open("");
        const bytes = () => page.evaluate(() => Module.HEAPU8.length);
        let early = 0;
        for (let i = 1; i <= 50; ++i) {
            await load(page, `${i}.json`, whole);
            await page.evaluate(() => window.kumquat.lookAt({event: 500}));
            await settle(page);
            if (i === 5) { early = await bytes(); }
        }
        assert.equal(await bytes(), early);
        await page.context().close();
    });

    test("once loaded, the page needs no server", async () => {
        const page = await open();
        await page.context().setOffline(true);
        await load(page, "again.json", whole);
        await page.keyboard.press("End");
        await settle(page);
        assert.equal((await state(page)).selected, trace.events.length - 1);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("a trace that is still being written comes through a WebSocket", async () => {
        const page = await newPage(browser);
        await page.routeWebSocket(/\/trace-as-it-comes$/, (socket) => {
            for (let at = 0; at < whole.length; at += 10_000) { socket.send(whole.slice(at, at + 10_000)); }
            setTimeout(() => socket.close(), 300);
        });
        await page.goto(`${group.address}?live=trace-as-it-comes`);
        await page.waitForFunction((count) => window.kumquat.state.events === count && !window.kumquat.state.loading,
                                   trace.events.length);
        assert.equal((await state(page)).problem, "");
        await page.context().close();
    });

    const saved = async (page, action) => {
        const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate(action)]);
        const file = place(download.suggestedFilename());
        await download.saveAs(file);
        return file;
    };

    test("the picture is saved as PNG, the events as a table", async () => {
        const page = await open();
        const png = readFileSync(await saved(page, () => window.kumquat.savePicture()));
        assert.equal(png.subarray(1, 4).toString(), "PNG");
        assert.equal(png.readUInt32BE(16), 1280);
        assert.ok(png.length > 20_000, `${png.length} bytes`);
        const svg = readFileSync(await saved(page, () => window.kumquat.saveAs("svg")), "utf8");
        assert.match(svg, /<text [^>]*>Timeline<\/text>/);
        const drawn = await newPage(browser, {viewport: {width: 1280, height: 800}});
        await drawn.setContent(`<style>body { margin: 0; }</style>${svg}`);
        const differs = await difference(browser, await drawn.screenshot(), await page.screenshot());
        assert.ok(differs < 0.08, `${differs} of the pixels differ from those of the page`);
        await drawn.context().close();
        const rows = readFileSync(await saved(page, () => window.kumquat.saveAs("csv")), "utf8").trimEnd().split("\r\n");
        assert.equal(rows.length, trace.events.length + 1);
        await page.context().close();
    });

    test("speedscope reads what was saved for it, thread by thread", async () => {
        const page = await open();
        const file = await saved(page, () => window.kumquat.saveAs("chrome"));
        await page.context().close();
        const events = JSON.parse(readFileSync(file, "utf8")).traceEvents;
        assert.ok(events.some((event) => event.ph === "X" && event.name === "running"));
        const viewer = join(build, "node_modules/speedscope/dist/release");
        const types = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"};
        const other = createServer((request, answer) => {
            const name = basename(new URL(request.url, "http://host").pathname) || "index.html";
            const path = name === "saved.json" ? file : join(viewer, name);
            answer.writeHead(200, {"Content-Type": types[extname(path)] ?? "application/octet-stream"});
            answer.end(readFileSync(path));
        });
        await new Promise((done) => other.listen(0, "127.0.0.1", done));
        const address = `http://127.0.0.1:${other.address().port}/`;
        const reader = await newPage(browser);
        await reader.goto(`${address}#profileURL=${encodeURIComponent(`${address}saved.json`)}`);
        await reader.waitForFunction(() => / - speedscope$/.test(document.title));
        await reader.context().close();
        other.close();
    });
});
