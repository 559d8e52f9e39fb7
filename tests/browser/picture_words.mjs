// picture_words.mjs -- what stands on the picture, as words with their places.
// Its one idea: the picture as SVG has its letters as text, so a test can read a tooltip, and see where
// a word stands and whether it is cut off.

/// All lines of text on the picture: {text, xs (of each letter), y (of the baseline), size, clip: {left,
/// top, right, bottom}}, in pixels of the page.
export async function wordsOf(page) {
    return page.evaluate(() => {
        const {saveFile} = window.kumquatPage;
        return new Promise((done) => {
            window.kumquatPage.saveFile = (name, text) => {
                window.kumquatPage.saveFile = saveFile;
                done(text);
            };
            window.kumquat.saveAs("svg");
        }).then((text) => {
            const picture = new DOMParser().parseFromString(text, "image/svg+xml");
            const number = (element, name) => Number(element.getAttribute(name));
            const clips = new Map([...picture.querySelectorAll("clipPath")].map(({id, firstChild: area}) => {
                const left = number(area, "x"), top = number(area, "y");
                return [`url(#${id})`, {left, top, right: left + number(area, "width"),
                                        bottom: top + number(area, "height")}];
            }));
            return [...picture.querySelectorAll("text")].map((line) => ({
                text: line.textContent,
                xs: line.getAttribute("x").split(" ").map(Number),
                y: number(line, "y"),
                size: number(line, "font-size"),
                clip: clips.get(line.parentNode.getAttribute("clip-path")),
            }));
        });
    });
}

/// The first place of some words: {x, end, y, isWhole: nothing of it is cut off}; null: they are nowhere.
export async function placeOf(page, words, isMeant = () => true) {
    for (const {text, xs, y, size, clip} of await wordsOf(page)) {
        const at = text.indexOf(words);
        const end = xs[at + words.length] ?? xs.at(-1) + size * 0.5;
        if (at >= 0 && isMeant({text, x: xs[at], y})) {
            return {x: xs[at], end, y, isWhole: xs[at] >= clip.left && end <= clip.right + 1 &&
                    y - size * 0.7 >= clip.top && y <= clip.bottom};
        }
    }
    return null;
}

/// Whether some words stand anywhere on the picture.
export const isTold = async (page, words) =>
    (await wordsOf(page)).map(({text}) => text).join(" ").includes(words);
