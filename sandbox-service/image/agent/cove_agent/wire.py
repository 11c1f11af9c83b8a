"""Frames over the Unix socket to sandbox-service: `u32 length, u8 type, body`, never blocking."""
import os

import _socket
from _collections import deque

from cove_agent import lean_json

REQUEST, RESPONSE, EVENT = 0x01, 0x02, 0x03
OUTPUT, INPUT, ACK, INPUT_ACK = 0x10, 0x11, 0x12, 0x13
PUT_FILE, FILE = 0x21, 0x22
EXEC_OUTPUT = 0x30

MAX_FRAME = 8 << 20
CHUNK = 64 << 10
RECEIVE = 256 << 10


class Closed(Exception):
    """The connection is over: the other side closed it, or sent what is no frame."""


class RequestError(Exception):
    """A request that cannot be done; `code` is part of the protocol."""

    def __init__(self, code, detail=""):
        super().__init__(detail or code)
        self.code, self.detail = code, detail or code


def dial(path):
    """A connected non-blocking socket, or None when nobody listens (yet)."""
    sock = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM | _socket.SOCK_NONBLOCK | _socket.SOCK_CLOEXEC)
    try:
        sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_SNDBUF, 1 << 17)  # what waits here stands before a keystroke
        sock.connect(path)
        return sock
    except OSError:
        sock.close()
        return None


class Channel:
    """One connection. Used by one thread only."""

    def __init__(self, sock):
        self.sock = sock
        self.fd = sock.fileno()
        self.out = deque()
        self.out_bytes = 0
        self._rest = bytearray()

    def close(self):
        self.sock.close()

    def receive(self):
        """The frames that have arrived, as a list of (type, body); bodies are bytes."""
        try:
            data = self.sock.recv(RECEIVE)
        except BlockingIOError:
            return ()
        except OSError as error:
            raise Closed(str(error)) from None
        if not data:
            raise Closed("end of stream")
        rest = self._rest
        if rest:
            rest += data
            if len(rest) < 4 + int.from_bytes(rest[:4], "big") <= 4 + MAX_FRAME:
                return ()
            data = bytes(rest)
            rest.clear()
        frames, at, size = [], 0, len(data)
        while size - at >= 4:
            length = int.from_bytes(data[at:at + 4], "big")
            if not 1 <= length <= MAX_FRAME:
                raise Closed("frame of %d bytes" % length)
            end = at + 4 + length
            if end > size:
                break
            frames.append((data[at + 4], data[at + 5:end]))
            at = end
        if at < size:
            rest += data[at:]
        return frames

    def send(self, kind, *parts):
        """Sends one frame now as far as the socket takes it; the rest waits in `out`."""
        length = 1
        for part in parts:
            length += len(part)
        head = length.to_bytes(4, "big") + bytes((kind,))
        if self.out:
            frame = b"".join((head,) + parts)
            self.out.append(frame)
            self.out_bytes += len(frame)
            return
        try:
            sent = self.sock.sendmsg((head,) + parts)
        except BlockingIOError:
            sent = 0
        except OSError as error:
            raise Closed(str(error)) from None
        if sent < length + 4:
            self.out.append(memoryview(b"".join((head,) + parts))[sent:])
            self.out_bytes += length + 4 - sent

    def send_json(self, kind, message):
        self.send(kind, encode(message))

    def flush(self):
        """Writes what waits; True when nothing is left."""
        out = self.out
        while out:
            try:
                sent = self.sock.send(out[0])
            except BlockingIOError:
                return False
            except OSError as error:
                raise Closed(str(error)) from None
            self.out_bytes -= sent
            if sent < len(out[0]):
                out[0] = memoryview(out[0])[sent:]
            else:
                out.popleft()
        return True


def encode(message):
    return lean_json.dumps(message).encode("utf-8", "replace")


def decode(body):
    """A request's JSON object, or Closed: a peer that sends anything else is not ours."""
    try:
        message = lean_json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Closed("request: %s" % error) from None
    if not isinstance(message, dict):
        raise Closed("request is no object")
    return message


def u32(value):
    if not isinstance(value, int) or not 0 <= value < 1 << 32:
        raise ValueError("no u32: %r" % (value,))
    return value


class Redial:
    """When to try the socket again: every 100 ms for the first 5 s, then every 500 ms."""

    def __init__(self, clock):
        self._clock = clock
        self.lost()

    def lost(self):
        self._since = self._clock()

    def delay(self):
        return 0.1 if self._clock() - self._since < 5 else 0.5


def random_id():
    return os.urandom(16).hex()
