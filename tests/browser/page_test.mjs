// page_test.mjs -- the page in a real browser: a trace is shown, stepped through, zoomed; what
// is broken is explained. Screenshots are kept in build/screenshots/.
import assert from "node:assert/strict";
import {readFileSync, writeFileSync} from "node:fs";
import {basename} from "node:path";
import {gzipSync} from "node:zlib";
import {test} from "node:test";

import {describePage, difference, pictures, pixels, settle, shown, state, trace, tracePath} from "./harness.mjs";

const count = trace.events.length;
const countInWords = count.toLocaleString("en-US");

await describePage("the page", ({browser, open, place}) => {
    const drop = async (page, name, text) => {
        writeFileSync(place(name), text);
        await page.locator("#file").setInputFiles(place(name));
        await page.evaluate(() => window.kumquat.loaded);
        await settle(page);
    };

    test("shows the trace of the address, with as many events as the file has", async () => {
        const page = await open();
        assert.equal((await state(page)).events, count);
        assert.match(await page.locator("#event-count").textContent(), new RegExp(`${countInWords} events`));
        assert.equal((await state(page)).problem, "");
        assert.match(await page.title(), new RegExp(basename(tracePath)));
        assert.deepEqual(page.complaints, []);
    });

    test("draws something: many colours, and none nearly everywhere", async () => {
        const seen = await pixels(await open());
        assert.ok(seen.colours > 100, `${seen.colours} colours`);
        assert.ok(seen.commonest < 0.8, `one colour covers ${seen.commonest}`);
    });

    test("] and [ go forward and back, and the panel follows", async () => {
        const page = await open();
        const sentences = [(await state(page)).sentence];
        const seen = [await page.screenshot()];
        for (let i = 1; i <= 3; ++i) {
            await page.keyboard.press("]");
            await settle(page);
            assert.equal((await state(page)).selected, i);
            sentences.push(await page.locator("#sentence").textContent());
            seen.push(await page.screenshot());
            assert.notEqual(sentences[i], sentences[i - 1]);
            assert.ok(!seen[i].equals(seen[i - 1]), "the picture did not change");
        }
        for (let i = 2; i >= 0; --i) {
            await page.keyboard.press("[");
            await settle(page);
            assert.equal(await page.locator("#sentence").textContent(), sentences[i]);
        }
        assert.ok((await page.screenshot()).equals(seen[0]), "back at the first event, the picture is another");
    });

    test("arrows, End and Home move the selection too", async () => {
        const page = await open();
        const expected = [["ArrowRight", 1], ["ArrowLeft", 0], ["End", count - 1], ["Home", 0]];
        for (const [key, selected] of expected) {
            await page.keyboard.press(key);
            await settle(page);
            assert.equal((await state(page)).selected, selected, key);
        }
    });

    test("a click on a lane selects an event; the wheel zooms and f fits again", async () => {
        const page = await open();
        await page.mouse.move(700, 400);
        await settle(page);
        await page.mouse.down();
        await settle(page);
        await page.mouse.up();
        await settle(page);
        assert.notEqual((await state(page)).selected, 0);
        await page.mouse.move(700, 10);
        await settle(page);
        const fitted = await page.screenshot();
        await page.mouse.move(500, 300);
        const width = async () => (await state(page)).end - (await state(page)).begin;
        const whole = await width();
        await page.mouse.wheel(0, -100);
        await settle(page);
        const step = whole / await width();
        assert.ok(step > 1.1 && step < 1.5, `one step up magnifies ${step} times`);
        for (let i = 0; i < 4; ++i) {
            await page.mouse.wheel(0, -100);
            await settle(page);
        }
        assert.ok(Math.abs(whole / await width() / step ** 5 - 1) < 0.01, "each step magnifies as much");
        await page.mouse.wheel(0, 200);
        await settle(page);
        assert.ok(Math.abs(whole / await width() / step ** 3 - 1) < 0.01, "down is the way back");
        await page.mouse.move(700, 10);
        await settle(page);
        assert.ok(!(await page.screenshot()).equals(fitted), "the wheel changed nothing");
        await page.keyboard.press("f");
        await settle(page);
        assert.ok((await page.screenshot()).equals(fitted), "f did not fit");
    });

    test("the buttons for listeners work without the canvas", async () => {
        const page = await open();
        await page.locator("#next").dispatchEvent("click");
        await settle(page);
        assert.equal((await state(page)).selected, 1);
        await page.locator("#last").dispatchEvent("click");
        await settle(page);
        assert.equal((await state(page)).selected, count - 1);
        assert.notEqual(await page.locator("#states").textContent(), null);
    });

    test("a broken file gives a message that says where and why, and keeps what it can", async () => {
        const page = await open();
        const whole = readFileSync(tracePath, "utf8");
        await drop(page, "cut.json", whole.slice(0, Math.floor(whole.length * 0.9)));
        const cut = await state(page);
        assert.match(cut.problem, /^cut\.json is cut off: it ends in line [0-9]+/);
        assert.ok(cut.events > 0 && cut.events < count);
        await page.screenshot({path: `${pictures}/page-broken.png`});
        const broken = structuredClone(trace);
        broken.events[17][1] = 4100;
        await drop(page, "kind.json", JSON.stringify(broken, null, 1));
        assert.match((await state(page)).problem, /^Line [0-9]+ of kind\.json.*kind 4100 is not in this file's list/);
        assert.match(await page.locator("#problem").textContent(), /The first 17 events are shown/);
        assert.equal((await state(page)).events, 17);
    });

    test("what is no trace is refused by name", async () => {
        const page = await open("");
        await page.screenshot({path: `${pictures}/page-empty.png`});
        for (const [name, text, says] of [["a.json", "", /is empty/], ["b.json", "{}", /not a Kumquat trace/],
                                          ["c.json", "\u0000\u0001", /not JSON/],
                                          ["d.json", "{\"format\":\"kumquat-trace\",\"version\":9}", /version 9/]]) {
            await drop(page, name, text);
            assert.match((await state(page)).problem, says);
            assert.equal((await state(page)).events, 0);
        }
        await page.screenshot({path: `${pictures}/page-refused.png`});
        assert.deepEqual(page.complaints, []);
    });

    test("names from a trace never become markup", async () => {
        const page = await open("");
        const hostile = structuredClone(trace);
        for (const row of [...hostile.threads, ...hostile.tasks]) {
            row.name = "<img src=x onerror=document.title='owned'>";
        }
        await drop(page, "<b>hostile.json", JSON.stringify(hostile));
        await page.keyboard.press("End");
        await settle(page);
        assert.equal((await state(page)).events, count);
        assert.equal(await page.locator("img, b").count(), 0);
        assert.doesNotMatch(await page.title(), /^owned/);
    });

    test("a packed file is unpacked while it comes, whatever its name", async () => {
        const page = await open("");
        await drop(page, "trace.json", gzipSync(readFileSync(tracePath)));
        assert.equal((await state(page)).events, count);
        assert.equal((await state(page)).problem, "");
    });

    test("a large file is shown before it is whole, and can be stopped", async () => {
        const page = await open("");
        const head = JSON.stringify({...trace, events: []}).slice(0, -2);
        const seen = await page.evaluate(async ([start, row]) => {
            const pieces = [start, ...Array(40).fill(`${Array(5000).fill(row).join(",")},`)];
            let events = 0;
            const stream = new ReadableStream({
                async pull(controller) {
                    await new Promise((done) => setTimeout(done, 20));
                    controller.enqueue(new TextEncoder().encode(pieces.shift()));
                    events ||= window.kumquat.state.events;
                    if (events > 0) {
                        window.kumquat.cancel();
                        controller.close();
                    }
                },
            });
            await window.kumquatPage.loadStream("long.json", stream, 1e7);
            return events;
        }, [head, JSON.stringify(trace.events[0])]);
        await settle(page);
        assert.ok(seen > 0, "nothing was shown while it came");
        assert.match((await state(page)).problem, /Loading long.json was stopped/);
        assert.deepEqual(page.complaints, []);
    });

    test("what the worker reads can be stopped, too, and another file takes its place", async () => {
        const page = await open("");
        const head = JSON.stringify({...trace, events: []}).slice(0, -2);
        const wasLoading = await page.evaluate(async ([start, rows]) => {
            const long = await new Blob([start, ...Array(50).fill(rows)]).arrayBuffer();
            const coming = window.kumquat.load("long.json", long);
            while (window.kumquat.state.events === 0) {  // who moves the mouse need not wait for a frame
                Module.ccall("kumquat_wake", null, ["number"], [1]);
                await new Promise(requestAnimationFrame);
            }
            const {loading} = window.kumquat.state;
            window.kumquat.cancel();
            return coming.then(() => loading);
        }, [head, `${Array(100_000).fill(JSON.stringify(trace.events[0])).join(",\n")},`]);
        assert.equal(wasLoading, true, "five million events were read at once");
        await settle(page);
        assert.match((await state(page)).problem, /Loading long.json was stopped/);
        await drop(page, "whole.json", JSON.stringify(trace));
        const {events, problem} = await state(page);
        assert.deepEqual([events, problem, page.complaints], [trace.events.length, "", []]);
    });

    test("the specification judges the trace", async () => {
        const page = await open();
        await page.waitForFunction(() => window.kumquat.state.verdict !== "");
        assert.match((await state(page)).verdict, /allows every event/);
        const spoilt = structuredClone(trace);
        const first = spoilt.events.findIndex((event) => spoilt.kinds[event[1]][0] === "ipc_transfer");
        spoilt.events.splice(first, 0, spoilt.events[first]);  // a message that nobody sent
        await drop(page, "spoilt.json", JSON.stringify(spoilt));
        await page.waitForFunction(() => window.kumquat.state.verdict !== "");
        assert.match((await state(page)).verdict, new RegExp(`^Event ${first + 2} breaks the rule`));
        await page.screenshot({path: `${pictures}/page-verdict.png`});
    });

    test("the keys 1 to 9 open the views, each with a picture of its own; , and . go back and forward", async () => {
        const page = await open();
        const seen = new Set();
        for (let view = 1; view <= 9; ++view) {
            await page.keyboard.press(String(view));
            await settle(page);
            assert.equal((await state(page)).view, view);
            seen.add((await page.screenshot()).toString("base64"));
        }
        assert.equal(seen.size, 9);
        await page.keyboard.press(",");
        await settle(page);
        assert.equal((await state(page)).view, 8);
        await page.keyboard.press(".");
        await settle(page);
        assert.equal((await state(page)).view, 9);
    });

    test("an address names a place, and the page gives the address of what it shows", async () => {
        const thread = trace.threads.findIndex((row) => row.name === "server");
        const id = trace.threads[thread].id;
        const page = await open(`${shown}&event=200&view=3&thread=${id}&t=1000-900000`);
        const there = await state(page);
        assert.deepEqual([there.selected, there.view, there.followed], [199, 3, id]);
        assert.ok(there.begin <= 1000 && there.end >= 900000 && there.end < 2000000, `${there.begin} to ${there.end}`);
        const link = await page.evaluate(() => window.kumquat.link());
        const again = await state(await open(link.slice(link.indexOf("?"))));
        assert.deepEqual({...again, dark: 0}, {...there, dark: 0});
    });

    test("an address may name marks, and what is shown keeps them in its own", async () => {
        const page = await open(`${shown}&event=20&marks=40,12,nonsense,12,999999999`);
        assert.equal((await state(page)).marks, "12,40");
        await page.keyboard.press("m");
        await settle(page);
        assert.equal((await state(page)).marks, "12,20,40");
        assert.match(await page.evaluate(() => window.kumquat.link()), /marks=12%2C20%2C40/);
        await page.keyboard.press("M");
        await settle(page);
        assert.doesNotMatch(await page.evaluate(() => window.kumquat.link()), /marks/);
    });

    test("within another page, the view has all the room", async () => {
        const size = {viewport: {width: 600, height: 300}};
        const alone = await open(`${shown}&embed&view=1`, size);
        const whole = await open(`${shown}&view=1`, size);
        const differs = await difference(browser, await alone.screenshot(), await whole.screenshot());
        assert.ok(differs > 0.05, `${differs} of the pixels differ`);
        await alone.screenshot({path: `${pictures}/page-embedded.png`});
        await alone.keyboard.press("]");
        await settle(alone);
        assert.equal((await state(alone)).selected, 1);
        assert.deepEqual(alone.complaints, []);
    });

    test("/ opens the search; what is found can be gone through, and keys typed there do nothing else", async () => {
        const page = await open();
        await page.keyboard.press("/");
        await settle(page);
        await page.keyboard.type("kind=page_fault");
        await settle(page);
        assert.equal((await state(page)).view, 1);
        assert.equal((await state(page)).selected, 0, "typing moved the selection");
        const faults = trace.events.flatMap((event, i) => trace.kinds[event[1]][0] === "page_fault" ? [i] : []);
        await page.keyboard.down("Enter");
        await page.evaluate(async () => {  // for longer than a key takes to repeat
            const end = performance.now() + 500;
            const wake = () => Module.ccall("kumquat_wake", null, ["number"], [1]);
            while (await new Promise(requestAnimationFrame) < end) { wake(); }
        });
        await page.keyboard.up("Enter");
        await settle(page);
        assert.equal((await state(page)).selected, faults[0], "one press of Enter is one step");
        await page.screenshot({path: `${pictures}/page-search.png`});
        for (const [key, found] of [["Enter", 1], ["Shift+Enter", 0]]) {
            await page.keyboard.press(key);
            await settle(page);
            assert.equal((await state(page)).selected, faults[found]);
        }
        await page.keyboard.press("Escape");
        await settle(page);
        await page.keyboard.press("]");
        await settle(page);
        assert.equal((await state(page)).selected, faults[0] + 1);
    });

    test("a lesson leads through the trace of the demo, and every step finds its event", async () => {
        const page = await open(`${shown}&lesson=lessons/demo.json`);
        const {steps} = await page.evaluate(() => window.kumquat.lesson);
        assert.ok(steps >= 8 && steps <= 12, `${steps} steps`);
        const seen = new Set();
        for (let step = 1; step <= steps; ++step) {
            await page.evaluate((to) => window.kumquat.lessonStep(to), step);
            await settle(page);
            const lesson = await page.evaluate(() => window.kumquat.lesson);
            assert.equal(lesson.step, step);
            assert.doesNotMatch(lesson.words, /no such event/);
            assert.match(await page.locator("#lesson").textContent(), new RegExp(`step ${step} of ${steps}`));
            seen.add(`${(await state(page)).selected} ${(await state(page)).view}`);
            await page.screenshot({path: `${pictures}/page-lesson-${step}.png`});
        }
        assert.equal(seen.size, steps, "each step shows something else");
    });

    test("two traces are compared: the second is the first with one word changed", async () => {
        const page = await open();
        const changed = structuredClone(trace);
        const at = changed.events.findIndex((event, i) => i > 500 && changed.kinds[event[1]][0] === "ipc_transfer");
        changed.events[at][4] = 4711;
        await page.evaluate((text) => window.kumquat.compare("changed.json", new TextEncoder().encode(text).buffer),
                            JSON.stringify(changed));
        await settle(page);
        assert.equal((await state(page)).view, 8);
        assert.equal((await state(page)).problem, "");
        await page.screenshot({path: `${pictures}/page-compare.png`});
    });

    test("a recording is put under the microscope; what is none is refused", async () => {
        const page = await open(`${shown}&microscope=examples/microscope.json`);
        assert.equal((await state(page)).view, 9);
        assert.equal((await state(page)).problem, "");
        await page.screenshot({path: `${pictures}/page-microscope.png`});
        await drop(page, "broken.json", '{"format": "kumquat-microscope", "version": 1, "instructions": []}');
        assert.match((await state(page)).problem, /no list of instructions/);
    });

    test("one finger drags, two fingers zoom", async () => {
        const page = await open(shown, {viewport: {width: 390, height: 844}, hasTouch: true});
        const before = await page.screenshot();
        await page.evaluate(async () => {
            const frame = () => new Promise(requestAnimationFrame);
            const send = (type, id, x) => document.getElementById("canvas").dispatchEvent(
                new PointerEvent(type, {pointerType: "touch", pointerId: id, clientX: x, clientY: 500, bubbles: true}));
            send("pointerdown", 1, 200);
            send("pointerdown", 2, 240);
            for (let step = 1; step <= 6; ++step) {
                send("pointermove", 1, 200 - 10 * step);
                send("pointermove", 2, 240 + 10 * step);
                await frame();
            }
            send("pointerup", 1, 140);
            send("pointerup", 2, 300);
        });
        await settle(page);
        assert.ok(!(await page.screenshot()).equals(before), "two fingers changed nothing");
    });

    for (const [size, width, height, ratio] of [["wide", 1280, 800, 1], ["phone", 390, 844, 2]]) {
        for (const colorScheme of ["dark", "light"]) {
            test(`keeps a picture: ${size}, ${colorScheme}`, async () => {
                const page = await open(shown, {viewport: {width, height}, deviceScaleFactor: ratio, colorScheme});
                assert.equal((await state(page)).dark, colorScheme === "dark");
                const middle = trace.events.findIndex((event, i) => i > count / 2 &&
                    trace.kinds[event[1]][0] === "ipc_transfer");
                await page.evaluate((event) => window.kumquat.step(event), middle);
                await settle(page);
                await page.screenshot({path: `${pictures}/page-${size}-${colorScheme}.png`});
                for (let i = 0; i < 9; ++i) {
                    await page.keyboard.press("+");
                    await settle(page);
                }
                await page.screenshot({path: `${pictures}/page-${size}-${colorScheme}-near.png`});
                for (const [key, name] of [["2", "story"], ["3", "rendezvous"], ["4", "queues"], ["5", "spaces"],
                                           ["6", "tasks"], ["7", "statistics"]]) {
                    await page.evaluate((id) => window.kumquat.lookAt({thread: id}), trace.threads[4].id);
                    await page.keyboard.press(key);
                    await settle(page);
                    await page.screenshot({path: `${pictures}/page-${size}-${colorScheme}-${name}.png`});
                }
                const canvas = await page.evaluate(() => document.getElementById("canvas").width);
                assert.equal(canvas, width * ratio, "the canvas has the display's pixels");
            });
        }
    }
});
