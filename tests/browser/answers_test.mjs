// answers_test.mjs -- what the picture answers: to a click on a bar or a sign, to keys typed faster than
// it is drawn, to the wish to be shown what is worth a look; and that nothing is cut off on small screens.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";

import {describePage, settle, shown, state, trace} from "./harness.mjs";
import {isTold, placeOf, wordsOf} from "./picture_words.mjs";

const deadlock = readFileSync("tests/visualizer/pictures/deadlock.json");
const phone = {viewport: {width: 390, height: 844}};

/// Two threads of one task: 4.1 waits for ever, 4.0 says something twice; the clock ticks.
function twoThreads() {
    const kind = (name) => trace.kinds.findIndex(([known]) => known === name);
    const text = (words) => [0, 4, 8, 12].map((at) => Buffer.from(words.padEnd(16, "\0")).readUInt32LE(at));
    const ticks = Array.from({length: 9}, (_, i) => [100_000 * (i + 1), kind("timer"), 0, 100 * (i + 1)]);
    const events = [
        [0, kind("task_create"), 1, -1, -1, 255],
        [10, kind("thread_create"), 1, -1, 16, 0, 0],
        [20, kind("thread_create"), 2, 1, 40, 0, 0],
        [30, kind("context_switch"), 0, 2, 0, 2],
        [5_000, kind("ipc_receive"), 2, -1, 1, 3],
        [5_020, kind("ipc_block"), 2, -1, 1, 0xFFFFFFFF],
        [5_040, kind("context_switch"), 2, 1, 0, 1],
        [450_000, kind("user_mark"), 1, ...text("half way")],
        ...ticks,
        [1_000_000, kind("user_mark"), 1, ...text("the end")],
    ].sort(([a], [b]) => a - b);
    const row = (id, task, name, priority) => ({id, task, name, priority, from: 0, to: null});
    return {...trace, events,
            tasks: [{id: 0, chief: 0, name: "kernel", from: 0, to: null}, {id: 4, chief: 0, name: "root", from: 0, to: null}],
            threads: [row("0.0", 0, "idle", 0), row("4.0", 1, "talker", 16), row("4.1", 1, "waiter", 40)]};
}

await describePage("the picture answers", ({open}) => {
    const openTrace = async (name, content, options = {}, query = "") => {
        const page = await open(query, options);
        await page.evaluate(([file, text]) => window.kumquat.load(file, new TextEncoder().encode(text).buffer),
                            [name, String(content)]);
        await settle(page);
        return page;
    };
    const press = async (page, ...keys) => {
        for (const key of keys) {
            await page.keyboard.press(key);
            await settle(page);
        }
    };
    const click = async (page, x, y) => {
        await page.mouse.move(x, y);
        await settle(page);
        await page.mouse.down();
        await settle(page);
        await page.mouse.up();
        await settle(page);
    };
    const inMargin = ({x}) => x < 150;
    /// Where the lane of a thread of twoThreads() is, and the time on it.
    const laneOf = async (page, name) => {
        const {y} = await placeOf(page, name, inMargin);
        const {begin, end} = await state(page);
        const left = (await placeOf(page, "priority")).end + 10;
        const right = page.viewportSize().width - 400;
        return {y: y - 4, right, x: (time) => left + (time - begin) / (end - begin) * (right - left)};
    };

    test("a click on a long bar selects where it begins, on the lane that was clicked", async () => {
        const trace = twoThreads();
        const page = await openTrace("two.json", JSON.stringify(trace));
        const lane = await laneOf(page, "waiter");
        await click(page, lane.x(650_000), lane.y);
        assert.equal((await state(page)).selected, trace.events.findIndex(([time]) => time === 5_020));
        assert.equal((await state(page)).followed, "");
        await press(page, "w");
        assert.equal((await state(page)).followed, "4.1");
        const other = await laneOf(page, "talker");
        await click(page, other.x(650_000), other.y);
        assert.equal((await state(page)).selected, trace.events.findIndex(([time]) => time === 5_040));
        assert.equal((await state(page)).followed, "4.0", "the question goes with the click");
        assert.ok(await isTold(page, "Followed: 4.0 talker"));
        await page.context().close();
    });

    test("a flag tells the program's words, and a click on it selects its event, the last one's too", async () => {
        const trace = twoThreads();
        const page = await openTrace("two.json", JSON.stringify(trace));
        const lane = await laneOf(page, "talker");
        for (const [time, words] of [[450_000, "half way"], [1_000_000, "the end"]]) {
            const [x, y] = [Math.min(lane.x(time), lane.right - 7), lane.y - 8];
            await page.mouse.move(x, y);
            await settle(page);
            assert.ok(await isTold(page, words), `no tooltip says "${words}"`);
            await click(page, x, y);
            assert.equal((await state(page)).selected, trace.events.findIndex(([at]) => at === time));
            await press(page, "Home");
        }
        await page.mouse.move(lane.x(700_000), lane.y);
        await settle(page);
        const {y} = await placeOf(page, "instructions (");
        assert.ok(Math.abs(y - lane.y) > 13, "the tooltip lies over the lane that it is about");
        const widest = Math.max(...(await wordsOf(page)).filter((line) => line.text.includes("instructions ("))
            .flatMap(({xs}) => xs));
        assert.ok(widest < lane.right, "the tooltip lies over the panel");
        await page.context().close();
    });

    test("each lane tells its priority", async () => {
        const page = await openTrace("two.json", JSON.stringify(twoThreads()));
        await press(page, "End");
        const {y} = await placeOf(page, "waiter", inMargin);
        const beside = (await wordsOf(page)).filter((line) => Math.abs(line.y - y) < 3).map(({text}) => text).join(" ");
        assert.match(beside, /\b40\b/);
        await page.context().close();
    });

    test("what is typed after / is text, however long the next frame takes", async () => {
        const page = await open(`${shown}&event=200&view=3`);
        await press(page, "]", "]");
        const before = await state(page);
        await page.evaluate((keys) => {  // all before a frame is drawn
            const names = {"\x1b": "Escape"};
            for (const character of keys) {
                const code = character === "\x1b" ? 27 : character.toUpperCase().charCodeAt(0);
                const send = (type, extra) => document.getElementById("canvas").dispatchEvent(new KeyboardEvent(type, {
                    key: names[character] ?? character, bubbles: true, cancelable: true, keyCode: code, which: code, ...extra}));
                send("keydown");
                if (character !== "\x1b") {
                    send("keypress", {charCode: character.charCodeAt(0), keyCode: character.charCodeAt(0)});
                }
                send("keyup");
            }
        }, "\x1b/lost]td2");
        await settle(page);
        await settle(page);
        const after = await state(page);
        assert.equal(after.dark, before.dark);
        assert.equal(await page.locator("canvas").isVisible(), true, "t has turned the picture into words");
        assert.ok(await isTold(page, "lost]td2"), "the letters did not reach the field");
        await press(page, "Escape", "]");
        assert.equal((await state(page)).selected, after.selected + 1, "after Escape keys are shortcuts again");
        await page.context().close();
    });

    test("show me: as near as the matter needs; back is where one was", async () => {
        const page = await openTrace("deadlock.json", deadlock);
        await page.waitForFunction(() => window.kumquat.state.verdict.includes("Deadlock"));
        const whole = await state(page);
        await press(page, "!");
        const near = await state(page);
        const time = JSON.parse(deadlock).events[near.selected][0];
        assert.ok(near.end - near.begin < (whole.end - whole.begin) / 5, `${near.begin} to ${near.end}`);
        assert.ok(near.begin < time && time < near.end);
        await press(page, ",");
        const {begin, end} = await state(page);
        assert.deepEqual([begin, end], [whole.begin, whole.end]);
        await page.context().close();
    });

    test("an event that is out of sight has an arrow to it; who set it going does not depend on what is seen", async () => {
        const page = await openTrace("deadlock.json", deadlock, {viewport: {width: 1280, height: 1000}});
        await page.waitForFunction(() => window.kumquat.state.verdict.includes("Deadlock"));
        await press(page, "!");
        const panel = async () => (await wordsOf(page)).filter(({xs}) => xs[0] > 880).map(({text}) => text).join("\n");
        const told = await panel();
        assert.match(told, /Who set it going/);
        const {selected, begin, end} = await state(page);
        const arrow = `event ${selected + 1} →`;
        assert.equal(await placeOf(page, arrow), null);
        await page.evaluate(([from, to]) => window.kumquat.lookAt({begin: from, end: to}), [begin - (end - begin), begin]);
        await page.mouse.move(500, 30);
        await settle(page);
        assert.equal(await panel(), told);
        const {x, y} = await placeOf(page, arrow);
        await click(page, x + 10, y - 4);
        const again = await state(page);
        const time = JSON.parse(deadlock).events[selected][0];
        assert.ok(again.begin < time && time < again.end, "the arrow leads nowhere");
        assert.equal(await placeOf(page, arrow), null);
        await page.context().close();
    });

    test("a phone: the tabs stay where they are, and say that there are more", async () => {
        const page = await openTrace("deadlock.json", deadlock, phone);
        await page.waitForFunction(() => window.kumquat.state.verdict.includes("Deadlock"));
        const before = await placeOf(page, "Story");
        await press(page, "!");
        assert.deepEqual(await placeOf(page, "Story"), before);
        const visible = async (name) => (await placeOf(page, name))?.isWhole ?? false;
        assert.equal(await visible("Microscope"), false);
        for (let i = 0; i < 3 && !await visible("Microscope"); ++i) { await click(page, 377, before.y - 4); }
        assert.equal(await visible("Microscope"), true, "the sign at the end of the row does not lead on");
        await page.context().close();
    });

    test("a phone: whole numbers, whole sentences, times in the story, signs in the key, gestures in the help", async () => {
        const page = await open(shown, phone);
        for (let i = 0; i < 6; ++i) {
            await press(page, "+");
            const cut = (await wordsOf(page)).filter(({text, xs, clip}) => /^[0-9,]+$/.test(text) && xs[0] < clip.left);
            assert.deepEqual(cut, [], "a number of the axis is cut off");
        }
        assert.ok(await isTold(page, "page fault"), "the key has no signs");
        await press(page, "/");
        for (const words of ["a word of the event's sentence, or of its kind", "* stands for anything: kind=ipc_*",
                             "by number or name", "w0, w1, address, result, flags, ...", "- in front: must not"]) {
            assert.ok(await isTold(page, words), `"${words}" is cut off`);
        }
        await press(page, "Escape", "2");
        const times = (await wordsOf(page)).filter(({text}) => /^t [0-9,]+$/.test(text));
        assert.ok(times.length > 3, "the story has no times");
        await press(page, "?");
        assert.ok(await isTold(page, "two fingers"));
        await page.context().close();
    });

    test("a small window: every view has its tab, and the event's states are whole", async () => {
        const page = await openTrace("deadlock.json", deadlock, {viewport: {width: 1000, height: 650}});
        await page.waitForFunction(() => window.kumquat.state.verdict.includes("Deadlock"));
        await press(page, "!", "9");
        assert.ok((await placeOf(page, "Microscope")).isWhole);
        await press(page, "1");
        const below = await placeOf(page, "Followed:");
        const states = (await wordsOf(page)).filter(({text, xs}) => xs[0] > 640 && /^(waits|ready|running|sleeps)/.test(text));
        assert.ok(states.length >= 2);
        for (const {text, y, size} of states.filter((line) => line.y < below.y + 10)) {
            assert.ok(y + size * 0.3 < below.y - 14, `${text} is cut off`);
        }
        assert.ok((await placeOf(page, "Follow no longer")).isWhole);
        await page.context().close();
    });

    test("the words have the picture's letters", async () => {
        const page = await open();
        await press(page, "t");
        await page.evaluate(() => document.fonts.ready);
        const loaded = await page.evaluate(() => [...document.fonts].map(({family, status}) => `${family} ${status}`));
        assert.deepEqual([...new Set(loaded)], ["Inter loaded", "JetBrains Mono loaded"]);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });
});
