// harness.mjs -- a browser, a server and a page for the tests.
// The browser is the distribution's Chromium, or its Firefox, as it is on a machine without a
// graphics card; the server is the one of `make serve`. Both are ended when the tests end.
import {spawn} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {basename, join, resolve} from "node:path";
import {after, before, describe} from "node:test";

const build = resolve(process.env.BUILD ?? "build");
const require = createRequire(`${build}/node_modules/`);

export const pictures = `${build}/screenshots`;
export const tracePath = resolve(process.env.TRACE);
export const trace = JSON.parse(readFileSync(tracePath, "utf8"));
export const shown = `?trace=traces/${basename(tracePath)}`;
mkdirSync(pictures, {recursive: true});

// Nothing is waited for by the clock. So long may it take where other programs want the machine too.
const patience = 180_000;  // milliseconds

/// Start a browser. Gives null and a reason if there is none that can be driven.
async function start(name, paths, options) {
    const candidates = paths.filter((path) => path);
    const executablePath = candidates.find((path) => existsSync(path));
    if (!executablePath) {
        return [null, `there is no browser at ${candidates.join(" or ")}`];
    }
    try {
        return [await require("playwright-core")[name].launch({executablePath, timeout: patience, ...options}), ""];
    } catch (error) {
        return [null, `${executablePath} cannot be driven: ${error.message.split("\n")[0]}`];
    }
}

/// It paints by itself what pages draw. Only what uses WebGL, speedscope for one, gets an imitated
/// card; with CARD=imitated all goes through that.
export const startBrowser = () => start("chromium", [process.env.CHROMIUM, "/usr/bin/chromium"], {args: [
    "--enable-unsafe-swiftshader",
    ...(process.env.CARD === "imitated" ? ["--use-gl=angle", "--use-angle=swiftshader"] : []),
    ...(process.getuid() === 0 ? ["--no-sandbox"] : [])]});

/// By WebDriver BiDi.
export const startFirefox = () =>
    start("firefox", [process.env.FIREFOX, "/usr/bin/firefox-esr"], {channel: "moz-firefox"});

/// Serve the page and one trace. Gives the address of the page without a trace, and stop().
export async function startServer(file = tracePath) {
    const server = spawn("python3", ["visualizer/serve.py", "--no-browser", "--port", "0",
                                     "--page", `${build}/visualizer`, file]);
    const line = await new Promise((answer, refuse) => {
        server.stdout.once("data", (data) => answer(String(data)));
        server.once("exit", (status) => refuse(new Error(`the server ended: ${status}`)));
    });
    const address = line.match(/http:[^ ?]*/)[0];
    return {address, stop: () => server.kill()};
}

/// A page in a context of its own.
export async function newPage(browser, options = {}) {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(patience);
    return context.newPage();
}

/// A group of tests with a browser, a server and a folder of their own. Without a browser they
/// are skipped, with the reason.
/// \param tests  gets {browser, address (of the page), open (see openPage), place (for a file)}
/// \param startOne  starts the browser
export async function describePage(name, tests, startOne = startBrowser) {
    const [browser, reason] = await startOne();
    describe(name, {skip: browser ? false : reason}, () => {
        let server, folder;
        before(async () => {
            server = await startServer();
            folder = mkdtempSync(join(tmpdir(), "kumquat-"));
        });
        after(async () => {
            server?.stop();
            rmSync(folder, {recursive: true});
            await browser?.close();
        });
        tests({
            browser,
            get address() { return server.address; },
            open: (query = shown, options = {}) => openPage(browser, server.address, query, options),
            place: (file) => join(folder, file),
        });
    });
}

/// Open the page and wait until it shows a trace or a problem. Errors of the page, and every
/// request to another host, are collected in page.complaints.
export async function openPage(browser, address, query, options = {}) {
    const page = await newPage(browser, {
        viewport: {width: 1280, height: 800}, colorScheme: "dark", reducedMotion: "reduce", ...options});
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(error.message));
    page.on("console", (message) => {
        const isMissingTrace = message.text().includes("404");
        if (["error", "warning"].includes(message.type()) && !isMissingTrace &&
            !message.text().includes("GPU stall")) {
            page.complaints.push(message.text());
        }
    });
    page.on("request", (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith("data:")) {
            page.complaints.push(`asked another host: ${request.url()}`);
        }
    });
    await page.goto(address + query);
    await page.evaluate(() => window.kumquat.ready);
    if (query !== "") {
        await page.waitForFunction(() => !window.kumquat.state.loading &&
            (window.kumquat.state.events > 0 || window.kumquat.state.problem));
    }
    await settle(page);
    return page;
}

/// Wait until what was changed has been drawn.
export async function settle(page) {
    await page.evaluate(() => new Promise((done) => {
        let frames = 6;
        const next = () => (--frames === 0 ? done() : requestAnimationFrame(next));
        requestAnimationFrame(next);
    }));
}

export const state = (page) => page.evaluate(() => window.kumquat.state);

/// The pixels of the page as {width, height, colours, at(x, y)}; decoded by the browser.
export async function pixels(page) {
    const png = (await page.screenshot()).toString("base64");
    const helper = await page.context().browser().newPage();
    const result = await helper.evaluate(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        const words = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
        const counts = new Map();
        for (const word of words) {
            counts.set(word, (counts.get(word) ?? 0) + 1);
        }
        return {colours: counts.size, commonest: Math.max(...counts.values()) / words.length};
    }, png);
    await helper.close();
    return result;
}

/// How much two screenshots differ: the part of the pixels in which a colour is more than
/// `tolerance` of 255 away.
export async function difference(browser, one, other, tolerance = 40) {
    const helper = await browser.newPage();
    const result = await helper.evaluate(async ([pictures, limit]) => {
        const [a, b] = await Promise.all(pictures.map(async (data) => {
            const image = new Image();
            image.src = `data:image/png;base64,${data}`;
            await image.decode();
            const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
            context.drawImage(image, 0, 0);
            return context.getImageData(0, 0, image.width, image.height);
        }));
        if (a.width !== b.width || a.height !== b.height) { return 1; }
        let differing = 0;
        for (let i = 0; i < a.data.length; i += 4) {
            const far = [0, 1, 2].some((channel) => Math.abs(a.data[i + channel] - b.data[i + channel]) > limit);
            differing += far ? 1 : 0;
        }
        return differing / (a.width * a.height);
    }, [[one, other].map((png) => png.toString("base64")), tolerance]);
    await helper.close();
    return result;
}
