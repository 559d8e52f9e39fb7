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

# Join a serial port of the machine, which is to be found at the terminal $2.port, and the socket; GDB
# finds the socket when the machine speaks. The caller ends process $port, and removes $2.port.
# Usage: join_port FOLDER_OF_SCRIPTS SOCKET
join_port() {
    "$1/serial_socket" "$2.port" "$2" &
    # shellcheck disable=SC2034 # the caller reads it
    port=$!
    until [ -e "$2.port" ]; do
        kill -0 "$port" 2>/dev/null || exit 126
        sleep 0.1
    done
}
