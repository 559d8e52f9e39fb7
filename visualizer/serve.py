#!/usr/bin/env python3
"""serve.py -- serve the visualizer's page, and one trace, on loopback.

The page lies below /, the trace at /traces/NAME. Prints the address, opens a browser if there
is a display, and serves until Ctrl-C. If the port is taken, a free one is used.
"""
import argparse
import functools
import http.server
import os
import shutil
import socketserver
import subprocess
import sys
import urllib.parse


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the page, and the trace; nothing else."""

    extensions_map = {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".txt": "text/plain; charset=utf-8",
        "": "application/octet-stream",
    }
    trace_path = None

    def translate_path(self, path):
        parts = urllib.parse.urlsplit(path).path
        if self.trace_path and parts == "/traces/" + urllib.parse.quote(
            os.path.basename(self.trace_path)
        ):
            return self.trace_path
        return super().translate_path(path)

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def open_server(port, handler):
    """The server at the port, or at any free one if it is taken."""
    try:
        return Server(("127.0.0.1", port), handler)
    except OSError:
        return Server(("127.0.0.1", 0), handler)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trace", nargs="?", help="a trace file to show")
    parser.add_argument("--page", default="build/visualizer", help="folder of the page")
    parser.add_argument("--port", type=int, default=8017)
    parser.add_argument("--lesson", help="a lesson of the page about the trace")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.page, "kumquat.js")):
        sys.exit(f"{options.page} holds no page. Build it first: make page")
    if options.trace and not os.path.exists(options.trace):
        sys.exit(f"There is no trace {options.trace}. Make one first: make demo SERVE=no")
    Handler.trace_path = os.path.abspath(options.trace) if options.trace else None
    handler = functools.partial(Handler, directory=options.page)
    with open_server(options.port, handler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        if options.trace:
            name = urllib.parse.quote(os.path.basename(options.trace))
            address += f"?trace=traces/{name}"
            if options.lesson:
                address += f"&lesson=lessons/{urllib.parse.quote(options.lesson)}"
        print(f"Open {address}   Ctrl-C stops the server.", flush=True)
        has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if has_display and not options.no_browser and shutil.which("xdg-open"):
            subprocess.Popen(
                ["xdg-open", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
