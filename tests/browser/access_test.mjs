// access_test.mjs -- the page for people who do not see the picture, or have no mouse: axe finds
// nothing, the whole trace can be read, every action has a name and is found by the keyboard.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {test} from "node:test";

import {describePage, pictures, settle, shown, state, trace} from "./harness.mjs";

const axe = readFileSync(resolve(process.env.BUILD ?? "build", "node_modules/axe-core/axe.min.js"), "utf8");

/// What axe objects to, a line each.
async function violations(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run()).violations);
    return found.map(({id, help, nodes}) => `${id}: ${help} ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

await describePage("the page for everybody", ({browser, open}) => {
    for (const colorScheme of ["dark", "light"]) {
        test(`axe finds nothing, neither with the picture nor with words, ${colorScheme}`, async () => {
            const page = await open(shown, {colorScheme});
            assert.deepEqual(await violations(page), []);
            await page.keyboard.press("t");
            await settle(page);
            assert.equal(await page.locator("canvas").isVisible(), false);
            assert.deepEqual(await violations(page), []);
            await page.screenshot({path: `${pictures}/page-words-${colorScheme}.png`});
            await page.keyboard.press("Control+k");
            assert.deepEqual(await violations(page), []);
            await page.screenshot({path: `${pictures}/page-actions-${colorScheme}.png`});
            await page.context().close();
        });
    }

    test("the browser tells listeners the words while the picture is shown", async () => {
        const page = await open();
        const session = await page.context().newCDPSession(page);
        const {nodes} = await session.send("Accessibility.getFullAXTree");
        const told = nodes.filter(({ignored}) => !ignored).map(({role, name}) => `${role.value} ${name?.value}`);
        for (const wanted of ["button Next event", "combobox View", "heading The story around it",
                              `button ${(await state(page)).sentence}`]) {
            assert.ok(told.includes(wanted), `${wanted} is not among ${told.length} nodes`);
        }
        const {nodes: [sentence]} = await session.send("Accessibility.queryAXTree", {
            objectId: (await session.send("Runtime.evaluate", {expression: "document.getElementById('sentence')"}))
                .result.objectId});
        assert.equal(sentence.properties.find(({name}) => name === "live").value.value, "polite");
        await page.context().close();
    });

    for (const [wish, options] of [["more contrast", {contrast: "more"}], ["colours of its own", {forcedColors: "active"}]]) {
        test(`whoever asks the system for ${wish} gets a picture of high contrast`, async () => {
            const ground = async (page) => page.evaluate(() =>
                [...document.getElementById("canvas").getContext("2d").getImageData(20, 700, 1, 1).data].slice(0, 3));
            const usual = await open();
            assert.notDeepEqual(await ground(usual), [0, 0, 0]);
            await usual.context().close();
            const page = await open(shown, options);
            assert.deepEqual(await ground(page), [0, 0, 0]);
            assert.deepEqual(await violations(page), []);
            await page.screenshot({path: `${pictures}/page-${Object.keys(options)[0]}.png`});
            await page.context().close();
        });
    }

    test("every sentence of the trace can be read without the picture", async () => {
        const page = await open();
        await page.locator("#as-words").focus();
        await page.keyboard.press("Enter");
        const sentences = new Map();
        for (let last = -1; last < trace.events.length - 1;) {
            const part = await page.locator("#story button").evaluateAll((buttons) =>
                buttons.map((button) => [Number(button.dataset.event), button.textContent]));
            for (const [event, sentence] of part) { sentences.set(event, sentence); }
            const next = part.at(-1)[0];
            assert.ok(next > last, "the story does not go on");
            last = next;
            await page.locator("#story button").last().click();
            await settle(page);
            assert.equal((await state(page)).selected, last);
        }
        assert.equal(sentences.size, trace.events.length);
        assert.ok([...sentences.values()].every((sentence) => sentence.length > 3));
        await page.context().close();
    });

    test("the Tab key leads to every control, and what has the focus is seen", async () => {
        const page = await open();
        const reached = new Set();
        for (let i = 0; i < 14; ++i) {
            await page.keyboard.press("Tab");
            const [id, width] = await page.evaluate(() => [document.activeElement.id,
                document.activeElement.getBoundingClientRect().width]);
            reached.add(id);
            assert.ok(id === "canvas" || width > 20, `${id} has the focus and is ${width} wide`);
        }
        for (const id of ["as-words", "open", "view", "commands", "first", "previous", "next", "last", "back", "forward"]) {
            assert.ok(reached.has(id), `Tab does not reach ${id}`);
        }
        await page.context().close();
    });

    test("an action is found by some letters of its name, and typing them does nothing else", async () => {
        const page = await open();
        await page.keyboard.press("Control+k");
        await page.keyboard.type("lastev");
        assert.equal((await state(page)).selected, 0);
        await page.keyboard.press("Enter");
        await settle(page);
        assert.equal((await state(page)).selected, trace.events.length - 1);
        assert.equal(await page.locator("#palette").isVisible(), false);
        await page.keyboard.press(":");
        const names = await page.locator("#palette-list li span").allTextContents();
        assert.ok(names.length > 25, `${names.length} actions`);
        await page.keyboard.press("Escape");
        assert.equal(await page.locator("#palette").isVisible(), false);
        await page.context().close();
    });

    test("settings are remembered, and can be forgotten", async () => {
        const page = await open();
        assert.equal((await state(page)).dark, true);
        await page.keyboard.press("d");
        await settle(page);
        await page.reload();
        await page.evaluate(() => window.kumquat.ready);
        await page.waitForFunction(() => window.kumquat.state.events > 0);
        assert.equal((await state(page)).dark, false);
        await Promise.all([page.waitForEvent("load"), page.evaluate(() => window.kumquat.resetSettings())]);
        await page.evaluate(() => window.kumquat.ready);
        await page.waitForFunction(() => window.kumquat.state.events > 0);
        assert.equal((await state(page)).dark, true);
        await page.context().close();
    });

    test("the browser's back button leads to the place before", async () => {
        const page = await open();
        await page.keyboard.press("End");
        await settle(page);
        await page.goBack();
        await settle(page);
        assert.equal((await state(page)).selected, 0);
        assert.match(page.url(), /trace=/);
        await page.context().close();
    });
});
