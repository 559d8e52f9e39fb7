// surface.js -- how pictures get onto the canvas.
// With a graphics card the program draws by WebGL. Where the browser would only imitate one, the
// program paints in memory, which is faster, and WebGL just copies what changed; without WebGL a
// plain canvas does. ?paint=gl, software or plain tries one of the three.
"use strict";

const surface = ((canvas) => {
    // At once as large as it will be: to make it larger afterwards takes long.
    canvas.width = Math.trunc(innerWidth * devicePixelRatio);
    canvas.height = Math.trunc(innerHeight * devicePixelRatio);
    const wanted = new URLSearchParams(location.search).get("paint");
    const gl = wanted === "plain" ? null : canvas.getContext("webgl2", {
        alpha: false, antialias: false, depth: false, stencil: false, preserveDrawingBuffer: true});
    if (gl === null) {
        const plain = canvas.getContext("2d", {alpha: false});
        return {
            hasGraphics: false,
            show: (pixels, width, height, ...part) =>
                plain.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0, ...part),
        };
    }
    const name = gl.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER;
    const isImitated = /swiftshader|llvmpipe|softpipe|software|basic render/i.test(gl.getParameter(name));
    if (wanted === "gl" || (!isImitated && wanted !== "software")) {
        return {hasGraphics: true};
    }

    const program = gl.createProgram();
    const add = (kind, text) => {
        const shader = gl.createShader(kind);
        gl.shaderSource(shader, `#version 300 es\n${text}`);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
    };
    // One triangle that is larger than the canvas; the texture's rows begin at the top.
    add(gl.VERTEX_SHADER, "void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }");
    add(gl.FRAGMENT_SHADER, `precision mediump float;
        uniform sampler2D picture;
        uniform int height;
        out vec4 colour;
        void main() {
            ivec2 place = ivec2(gl_FragCoord.xy);
            colour = texelFetch(picture, ivec2(place.x, height - 1 - place.y), 0);
        }`);
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.enable(gl.SCISSOR_TEST);
    let size = "";
    const resize = (width, height) => {
        gl.deleteTexture(gl.getParameter(gl.TEXTURE_BINDING_2D));
        gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
        gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
        gl.viewport(0, 0, width, height);
        gl.pixelStorei(gl.UNPACK_ROW_LENGTH, width);
        gl.uniform1i(gl.getUniformLocation(program, "height"), height);
        size = `${width} ${height}`;
    };
    return {
        hasGraphics: false,
        show: (pixels, width, height, left, top, partWidth, partHeight) => {
            if (size !== `${width} ${height}`) { resize(width, height); }
            gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, left);
            gl.pixelStorei(gl.UNPACK_SKIP_ROWS, top);
            gl.texSubImage2D(gl.TEXTURE_2D, 0, left, top, partWidth, partHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
            gl.scissor(left, height - top - partHeight, partWidth, partHeight);
            gl.drawArrays(gl.TRIANGLES, 0, 3);
        },
    };
})(document.getElementById("canvas"));
