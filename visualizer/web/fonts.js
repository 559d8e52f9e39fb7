// fonts.js -- the words and the list of actions have the picture's letters. The program has them in its
// memory already: nothing more is fetched, and nothing is done before somebody sees words.
"use strict";

const fonts = (() => {
    const families = ["Inter", "Inter", "JetBrains Mono"];
    const weights = ["400", "600", "400"];
    let isLoaded = false;
    return {
        /// Requires: the program runs; before that, nothing happens.
        load: () => {
            if (isLoaded || !Module.calledRun) { return; }
            isLoaded = true;
            families.forEach((family, i) => {
                const ask = (name) => Module.ccall(name, "number", ["number"], [i]);
                const begin = ask("kumquat_font"), size = ask("kumquat_font_size");
                const bytes = Module.HEAPU8.slice(begin, begin + size);
                document.fonts.add(new FontFace(family, bytes, {weight: weights[i]}));
            });
        },
    };
})();
