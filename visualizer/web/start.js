// start.js -- what has to come from the server is asked for before anything else is done: the
// program is compiled, and the trace begins to come, while the page still gets its canvas ready.
"use strict";

const coming = (() => {
    const ask = async (address) => {
        const answer = await fetch(address);
        // A plain file server may not know what kind of file this is; then it is fetched first.
        return answer.headers.get("Content-Type") === "application/wasm"
            ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
    };
    const address = new URLSearchParams(location.search).get("trace");
    const url = address !== null && URL.canParse(address, location.href) ? new URL(address, location.href) : null;
    const isOurs = url?.origin === location.origin;
    const coming = {program: ask("kumquat.wasm"), address, url, isOurs, trace: isOurs ? fetch(url) : null};
    for (const answer of [coming.program, coming.trace]) { answer?.catch(() => {}); }  // told where they are awaited
    return coming;
})();
