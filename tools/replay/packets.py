# packets.py -- packets of GDB's remote protocol, on a socket.
# Payloads stay as they came, escapes and all: what goes through is not looked into.
# Source: GDB, "Remote Protocol", "Overview".

import socket

INTERRUPT = b"\x03"  # comes alone, without a packet around it


class Wire:
    """One end of a conversation. Raises ConnectionError if the other end is gone."""

    def __init__(self, connection: socket.socket):
        self.connection, self.buffer = connection, b""

    def fileno(self) -> int:
        return self.connection.fileno()

    def send(self, payload: bytes) -> None:
        self.connection.sendall(b"$%s#%02x" % (payload, sum(payload) & 0xFF))

    def send_interrupt(self) -> None:
        self.connection.sendall(INTERRUPT)

    def has_packet(self) -> bool:
        """Whether receive() would not wait for the socket."""
        return self._cut() is not None

    def receive(self) -> bytes:
        """The next packet, or INTERRUPT. Waits for it."""
        while (found := self._cut()) is None:
            self._read()
        payload, self.buffer = found
        if payload != INTERRUPT:
            self.connection.sendall(b"+")
        return payload

    def is_interrupted(self) -> bool:
        """Whether an INTERRUPT has come; acknowledgements may have, too. Requires: there is something to read."""
        self._read()
        return self.has_packet() and self.receive() == INTERRUPT

    def _read(self) -> None:
        more = self.connection.recv(1 << 16)
        if not more:
            raise ConnectionError("the other end has gone")
        self.buffer += more

    def _cut(self) -> tuple[bytes, bytes] | None:
        """The first packet of the buffer, and what is behind it. Acknowledgements are passed over: a socket
        of this machine loses nothing."""
        rest = self.buffer.lstrip(b"+-")
        if rest.startswith(INTERRUPT):
            return INTERRUPT, rest[1:]
        end = rest.find(b"#")
        if end < 0 or len(rest) < end + 3:
            return None
        return rest[rest.find(b"$") + 1:end], rest[end + 3:]
