// surface.js -- how pictures get onto the canvas.
// Its one idea: the program paints in memory, and what changed is copied to a plain canvas. This
// begins at once, whereas a WebGL context takes as long to make as a small trace to load; and where
// the browser has no graphics card, and would only imitate one, a frame costs a tenth.
// ?paint=gl draws by WebGL: for a card with a very large screen, and to compare the two.
"use strict";

const surface = ((canvas) => {
    // At once as large as it will be: to make it larger afterwards takes long.
    canvas.width = Math.trunc(innerWidth * devicePixelRatio);
    canvas.height = Math.trunc(innerHeight * devicePixelRatio);
    const wantsCard = new URLSearchParams(location.search).get("paint") === "gl";
    if (wantsCard && canvas.getContext("webgl2", {alpha: false, antialias: false, depth: false, stencil: false,
                                                  preserveDrawingBuffer: true}) !== null) {
        return {hasGraphics: true};
    }
    const plain = canvas.getContext("2d", {alpha: false});
    let picture = null;  // not a copy: the program's own memory
    return {
        hasGraphics: false,
        show: (memory, address, width, height, ...part) => {
            if (picture?.data.buffer !== memory || picture.data.byteOffset !== address ||
                picture.width !== width || picture.height !== height) {
                picture = new ImageData(new Uint8ClampedArray(memory, address, width * height * 4), width, height);
            }
            plain.putImageData(picture, 0, 0, ...part);
        },
    };
})(document.getElementById("canvas"));
