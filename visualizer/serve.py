#!/usr/bin/env python3
"""serve.py -- serve the visualizer's page, and a trace or two, on loopback.

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
    """Files of the page, and the traces; nothing else."""

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
    traces = {}  # path in the address: file

    def translate_path(self, path):
        file = self.traces.get(urllib.parse.urlsplit(path).path)
        return file or super().translate_path(path)

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


def offer(file, folder):
    """Serve a trace below a folder of the page. \return its address, relative to the page's"""
    address = folder + urllib.parse.quote(os.path.basename(file))
    Handler.traces["/" + address] = os.path.abspath(file)
    return address


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trace", nargs="?", help="a trace file to show")
    parser.add_argument("--compare", help="a second trace to show beside it")
    parser.add_argument("--page", default="build/visualizer", help="folder of the page")
    parser.add_argument("--port", type=int, default=8017)
    parser.add_argument("--lesson", help="a lesson of the page about the trace")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.page, "kumquat.js")):
        sys.exit(f"{options.page} holds no page. Build it first: make page")
    for file in filter(None, (options.trace, options.compare)):
        if not os.path.exists(file):
            sys.exit(f"There is no trace {file}. Make one first: make demo SERVE=no")
    handler = functools.partial(Handler, directory=options.page)
    with open_server(options.port, handler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        if options.trace:
            address += f"?trace={offer(options.trace, 'traces/')}"
            if options.compare:
                address += f"&compare={offer(options.compare, 'traces/beside/')}"
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
