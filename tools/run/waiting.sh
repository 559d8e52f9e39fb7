# waiting.sh -- a machine that waits for GDB at a socket: one for each tree at a time. Read by the
# scripts that start machines.

# Take the socket for this machine, and say what it boots: tools/run/gdb reads that. The caller removes
# $1, $1.files and $1.lock when the machine has ended.
# Usage: wait_at SOCKET FILE...      FILE: the kernel, then its modules
# Exits with 126 if there is such a machine already.
wait_at() {
    mkdir -p "$(dirname "$1")"
    exec 9>"$1.lock"
    if ! flock -n 9; then
        echo 'A machine of this tree waits for GDB already: connect to it with make gdb, or end it with' >&2
        echo 'Ctrl-C in its terminal. For a second one beside it: BUILD=build/second, here and there.' >&2
        exit 126
    fi
    printf '%s\n' "${@:2}" >"$1.files"
}
