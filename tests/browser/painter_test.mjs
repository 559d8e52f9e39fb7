// painter_test.mjs -- the page paints by itself: as a graphics card would, and only what changes.
import assert from "node:assert/strict";
import {test} from "node:test";

import {describePage, difference, settle, shown} from "./harness.mjs";

await describePage("the page's painter", ({browser, open}) => {
    test("our own painter gives the same picture as a graphics card", async () => {
        const look = async (paint) => {
            const page = await open(shown + paint);
            await page.keyboard.press("End");
            await settle(page);
            const seen = await page.screenshot();
            assert.deepEqual(page.complaints, []);
            await page.context().close();
            return seen;
        };
        const differs = await difference(browser, await look("&paint=gl"), await look(""));
        assert.ok(differs < 0.004, `${differs} of the pixels differ`);
    });

    test("what changes is painted, and what does not costs no frame", async () => {
        const page = await open();
        const frames = () => page.evaluate(() => Module.ccall("kumquat_frames", "number", [], []));
        // First the specification says what it thinks of the trace; who asks for frames is counted.
        await page.waitForFunction(() => window.kumquat.state.verdict !== "");
        const asked = await page.evaluate(async () => {
            const usual = window.requestAnimationFrame;
            let count = 0;
            window.requestAnimationFrame = (draw) => { ++count; return usual(draw); };
            const askedWithin = async (own) => {
                count = 0;
                for (let i = 0; i < own; ++i) { await new Promise(usual); }
                return count;
            };
            while (await askedWithin(5) > 0) { /* what was begun is drawn to its end */ }
            const asked = await askedWithin(60);
            window.requestAnimationFrame = usual;
            return asked;
        });
        assert.equal(asked, 0, "the browser is asked for frames although nothing happens");
        const before = await frames();
        await page.keyboard.press("]");
        await settle(page);
        assert.ok(await frames() > before);
    });
});
