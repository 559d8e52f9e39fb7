// start.js -- what has to come from the server is asked for before anything else is done: the
// program is compiled, and a worker reads the trace, while the page still gets its canvas ready.
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
    return {address, url, isOurs: url?.origin === location.origin, ask};
})();

// The worker that reads files (reader/reader.js). Its messages wait here until they are asked for.
const reader = ((first) => {
    const worker = new Worker("reader.js", {name: first});
    let number = first === "" ? 0 : 1;  // of the file that is read
    let come = [];
    let last = null;
    let wake = () => {};
    const keep = (message) => {
        come.push(message);
        wake();
    };
    const read = (source) => {
        come = [];
        worker.postMessage({number: ++number, source});
        wake();
        return number;
    };
    worker.onmessage = ({data}) => { if (data.number === number) { keep(data); } };
    worker.onerror = () => keep({end: "fetch", reason: "the page's reader did not start"});
    return {
        // Read an address or a Blob, in place of whatever was read before. Gives its number.
        read,
        stop: () => { read(null); },
        // The next message about a file; the one before is done with. null: it is not read any more.
        next: async (file) => {
            if (last?.rows && file === number) { worker.postMessage({number, taken: last.rows}, [last.rows]); }
            last = null;
            while (file === number && come.length === 0) {
                await new Promise((resolve) => { wake = resolve; });
            }
            last = file === number ? come.shift() : null;
            return last;
        },
    };
})(coming.isOurs ? coming.url.href : "");

coming.program = coming.ask("kumquat.wasm");
coming.program.catch(() => {});  // told where it is awaited
