// firefox_test.mjs -- the page in the distribution's Firefox: what differs between browsers is how the
// program is compiled, the canvas, keys and the mouse, packed files, and what listeners get.
import assert from "node:assert/strict";
import {writeFileSync} from "node:fs";
import {test} from "node:test";

import {describePage, pictures, settle, shown, startFirefox, state, trace} from "./harness.mjs";

await describePage("the page in Firefox", ({open}) => {
    test("shows the trace of the address, and complains of nothing", async () => {
        const page = await open();
        assert.equal((await state(page)).events, trace.events.length);
        assert.equal((await state(page)).problem, "");
        assert.deepEqual(page.complaints, []);
        const colours = await page.evaluate(() => {
            const {width, height} = document.getElementById("canvas");
            const pixels = document.getElementById("canvas").getContext("2d").getImageData(0, 0, width, height);
            return new Set(new Uint32Array(pixels.data.buffer)).size;
        });
        assert.ok(colours > 100, `${colours} colours`);
        await page.context().close();
    });

    test("every key opens its view, and the selection follows the arrows and the mouse", async () => {
        const page = await open();
        const seen = new Set();
        for (let view = 1; view <= 7; ++view) {
            await page.keyboard.press(String(view));
            await settle(page);
            assert.equal((await state(page)).view, view);
            // Not page.screenshot(): it brings a style of its own, which the page's policy refuses.
            const picture = await page.evaluate(() => document.getElementById("canvas").toDataURL());
            writeFileSync(`${pictures}/firefox-${view}.png`, Buffer.from(picture.split(",")[1], "base64"));
            seen.add(picture);
        }
        assert.equal(seen.size, 7);
        await page.keyboard.press("1");
        for (const [key, selected] of [["ArrowRight", 1], ["]", 2], ["End", trace.events.length - 1], ["Home", 0]]) {
            await page.keyboard.press(key);
            await settle(page);
            assert.equal((await state(page)).selected, selected, key);
        }
        await page.mouse.move(700, 400);
        await settle(page);
        await page.mouse.down();
        await settle(page);
        await page.mouse.up();
        await settle(page);
        await page.waitForFunction(() => window.kumquat.state.selected !== 0);
        const {begin, end} = await state(page);
        await page.mouse.wheel(0, -100);
        await settle(page);
        const near = await state(page);
        const step = (end - begin) / (near.end - near.begin);
        assert.ok(step > 1.1 && step < 1.5, `one step of the wheel magnifies ${step} times`);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("the words tell the same as the picture, and all actions are found by name", async () => {
        const page = await open();
        await page.keyboard.press("t");
        await settle(page);
        assert.equal(await page.locator("canvas").isVisible(), false);
        assert.ok(await page.locator("#story button").count() > 10);
        await page.keyboard.press("Control+k");
        await page.keyboard.type("statistics");
        await page.keyboard.press("Enter");
        await settle(page);
        assert.equal((await state(page)).view, 7);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
    });

    test("a packed file is unpacked while it comes", async () => {
        const page = await open("");
        const events = await page.evaluate(async (text) => {
            const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
            await window.kumquat.load("packed", await new Response(packed).arrayBuffer());
            return new Promise((done) => {
                const look = () => (window.kumquat.state.events > 0 && !window.kumquat.state.loading
                    ? done(window.kumquat.state.events) : requestAnimationFrame(look));
                look();
            });
        }, JSON.stringify(trace));
        assert.equal(events, trace.events.length);
        await page.context().close();
    });
}, startFirefox);
