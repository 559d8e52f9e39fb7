// settings.js -- what the reader prefers, remembered by the browser; nothing else is kept.
// Where the browser keeps nothing (a private window, a page from a file), settings last as long as
// the page.
"use strict";

const settings = (() => {
    const key = "kumquat";
    let values = {};
    try {
        values = JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
    } catch {
        // Somebody else's text lies there, or nothing may be kept: then we begin anew.
    }
    const keep = () => {
        try {
            localStorage.setItem(key, JSON.stringify(values));
        } catch {
            // It lasts as long as the page.
        }
    };
    return {
        get: (name, otherwise) => (typeof values[name] === typeof otherwise ? values[name] : otherwise),
        set: (name, value) => {
            values[name] = value;
            keep();
        },
        reset: () => {
            values = {};
            keep();
        },
    };
})();
