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
        await page.waitForTimeout(500);
        const before = await frames();
        await page.waitForTimeout(500);
        assert.equal(await frames(), before, "frames are drawn although nothing happens");
        const asked = await page.evaluate(() => new Promise((done) => {
            const usual = window.requestAnimationFrame;
            let count = 0;
            window.requestAnimationFrame = (draw) => { ++count; return usual(draw); };
            setTimeout(() => { window.requestAnimationFrame = usual; done(count); }, 300);
        }));
        assert.equal(asked, 0, "the browser is asked for frames although nothing happens");
        await page.keyboard.press("]");
        await settle(page);
        assert.ok(await frames() > before);
    });
});
