// reports_test.mjs -- reports of a grading in a browser: nothing in them runs, all of them can be read.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {after, before, describe, test} from "node:test";
import {pathToFileURL} from "node:url";

import {newPage, pictures, startBrowser} from "./harness.mjs";

const axe = readFileSync(resolve(process.env.BUILD ?? "build", "node_modules/axe-core/axe.min.js"), "utf8");
const looks = {
    light: {colorScheme: "light", viewport: {width: 1100, height: 800}},
    dark: {colorScheme: "dark", viewport: {width: 1100, height: 800}},
    phone: {colorScheme: "light", viewport: {width: 390, height: 844}},
};
const files = {class: "class.html", student: "lab05/bob.html", build: "lab05/carol.html", alike: "alike/lab05-1.html"};

const [browser, reason] = await startBrowser();
describe("reports of a grading", {skip: browser ? false : reason}, () => {
    let folder;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "kumquat-"));
        execFileSync("python3", ["-B", "tests/autograde/sample_run.py", folder]);
    });
    after(async () => {
        rmSync(folder, {recursive: true});
        await browser?.close();
    });

    for (const [name, options] of Object.entries(looks)) {
        test(`a hostile kernel's words are words, axe finds nothing, and nothing is too wide: ${name}`, async () => {
            for (const [which, file] of Object.entries(files)) {
                const page = await newPage(browser, options);
                const complaints = [];
                page.on("console", (message) => complaints.push(message.text()));
                page.on("dialog", (dialog) => { complaints.push("a script ran"); return dialog.dismiss(); });
                page.on("request", (request) => { if (!request.isNavigationRequest()) { complaints.push(request.url()); } });
                await page.goto(pathToFileURL(join(folder, "reports", file)).href);
                await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
                const [width, styled] = await page.evaluate(() => [document.documentElement.scrollWidth,
                    getComputedStyle(document.body).maxWidth !== "none"]);
                assert.ok(width <= options.viewport.width, `${which} is ${width} wide`);
                assert.ok(styled, `${which}: the policy refuses the page's own style`);
                await page.screenshot({path: `${pictures}/report-${which}-${name}.png`, fullPage: true});
                await page.evaluate(axe);
                const found = await page.evaluate(async () => (await window.axe.run()).violations);
                assert.deepEqual(found.map(({id, nodes}) => `${which} ${id}: ${nodes[0].html}`), []);
                assert.deepEqual(complaints, [], which);
                await page.context().close();
            }
        });
    }

    test("the policy stops a script that has got into a page", async () => {
        const page = await newPage(browser);
        const html = readFileSync(join(folder, "reports", files.student), "utf8");
        await page.setContent(html.replace("<main>", "<main><script>window.ran = true;</script><p style='color:red'>"));
        assert.equal(await page.evaluate(() => window.ran), undefined);
        await page.context().close();
    });
});
