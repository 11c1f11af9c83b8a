"""A terminal: a PTY, the last 4 MiB it has written, and who looks at it.

Bytes go from the PTY straight into the ring and from the ring straight into the socket. What a viewer cannot take yet
stays in the ring; the PTY is not read while that would overwrite bytes a viewer has not acknowledged.
"""
import mmap
import os
from _collections import deque
from errno import EIO

from cove_agent import modes, wire

RING = 4 << 20
TURN = 64 << 10
MAX_PENDING_INPUT = 16 << 20
HOLD_SECONDS = 10
TITLE_LIMIT = 1024


class Subscription:
    __slots__ = ("number", "terminal", "sent", "acked", "window", "head")

    def __init__(self, number, terminal, offset, window):
        self.number, self.terminal, self.window = number, terminal, window
        self.sent = self.acked = offset
        self.head = number.to_bytes(4, "big")


class Terminal:
    def __init__(self, handle, identity, name, pid, fd, cols, rows):
        self.handle, self.id, self.name, self.pid, self.fd = handle, identity, name, pid, fd
        self.cols, self.rows, self.title = cols, rows, ""
        self.end = 0
        self.ring = self.view = None
        self.subscriptions = []
        self.hold = None          # (offset, until): a viewer that was just cut off and will be back
        self.reading = True
        self.exited = self.announced = False
        self.exit_code = self.signal = None
        self.pending = deque()    # input the PTY has not taken
        self.pending_bytes = 0
        self.input_received = self.input_taken = self.input_told = 0
        self.tell_input = False
        self._title_from = None
        self.new_title = None
        self.title_due = False
        self.handler = None
        self._modes = modes.Modes()   # as of the offset below; never more than a turn behind the ring's begin
        self._modes_at = 0

    # ---- output

    def oldest(self):
        return max(0, self.end - RING)

    def room(self, now):
        """How much may be read from the PTY without losing what a viewer still needs."""
        floor = self.end
        for subscription in self.subscriptions:
            if subscription.acked < floor:
                floor = subscription.acked
        if self.hold is not None:
            if self.hold[1] <= now:
                self.hold = None
            elif self.hold[0] < floor:
                floor = self.hold[0]
        return RING - (self.end - floor)

    def read(self, room):
        """Reads what the PTY has, up to a turn; returns (bytes read, still open)."""
        if self.ring is None:
            self.ring = mmap.mmap(-1, RING)  # takes memory only as far as it is written
            self.view = memoryview(self.ring)
        limit = min(TURN, room)
        if self.end + limit - RING > self._modes_at:
            self._follow_modes(self.end + limit - RING)
        total = 0
        fd, view = self.fd, self.view
        while total < limit:
            at = self.end % RING
            try:
                count = os.readv(fd, (view[at:min(RING, at + limit - total)],))
            except BlockingIOError:
                break
            except OSError as error:
                if error.errno == EIO:
                    return total, False
                raise
            if not count:
                return total, False
            if self._title_from is not None or self.ring.find(b"\x1b", at, at + count) >= 0:
                self.end += count
                self._look_for_title(at, count)
            else:
                self.end += count
            total += count
            if count < 1024:
                break
        return total, True

    def pieces(self, start, count):
        """The ring's memory of [start, start + count), in one or two parts."""
        at = start % RING
        if at + count <= RING:
            return (self.view[at:at + count],)
        return self.view[at:], self.view[:count - (RING - at)]

    def pump(self, subscription, channel):
        """Sends one frame if the viewer's window allows; True when there may be more."""
        count = self.end - subscription.sent
        free = subscription.window - (subscription.sent - subscription.acked)
        if free < count:
            count = free
        if count <= 0:
            return False
        if count > wire.CHUNK:
            count = wire.CHUNK
        start = subscription.sent
        subscription.sent = start + count
        channel.send(wire.OUTPUT, subscription.head + start.to_bytes(8, "big"), *self.pieces(start, count))
        return True

    def replay_from(self, wanted):
        """Where a viewer that has seen up to `wanted` goes on."""
        oldest = self.oldest()
        if wanted is not None and wanted >= oldest:
            return min(wanted, self.end)
        if oldest == 0:
            return 0
        return self._line_start(oldest)

    def _follow_modes(self, until):
        """Before bytes are overwritten, what they switched on is kept."""
        until = min(until, self.end)
        while self._modes_at < until:
            step = min(until - self._modes_at, TURN)
            ahead = min(step + modes.LONGEST, self.end - self._modes_at)
            self._modes.feed(b"".join(self.pieces(self._modes_at, ahead)), step)
            self._modes_at += step

    def modes_at(self, offset):
        """What is on at an offset of the ring; a few later changes may be in it, which a replay does again."""
        self._follow_modes(offset)
        return self._modes.copy()

    def modes_now(self):
        now = self._modes.copy()
        if self.end > self._modes_at:
            now.feed(b"".join(self.pieces(self._modes_at, self.end - self._modes_at)), self.end - self._modes_at)
        return now

    def tail(self, size):
        """The last text of the shell, from a line's start; without the screen of a program that still shows one."""
        if self.ring is None or self.end == 0:
            return b""
        start = 0 if self.end <= size else self._line_start(self.end - size)
        text = b"".join(self.pieces(start, self.end - start))
        if self.modes_now().alternate():
            text = text[:max(0, *(text.rfind(b"\x1b[?%dh" % mode) for mode in modes.ALTERNATE))]
        return text

    def _line_start(self, offset):
        span = min(TURN, self.end - offset)
        data = b"".join(self.pieces(offset, span))
        newline = data.find(b"\n")
        if 0 <= newline < span - 1:
            return offset + newline + 1
        skip = 0
        while skip < min(4, span) and data[skip] & 0xC0 == 0x80:
            skip += 1
        return offset + skip

    def _look_for_title(self, at, count):
        """Finds OSC 0 and 2 in what was just read, also when a sequence is cut across reads."""
        start = self._title_from
        if start is None:
            start = self.end - count + self.ring.find(b"\x1b", at, at + count) - at
        if self.end - start > 2 * TURN:
            start = self.end - count
        data = b"".join(self.pieces(start, self.end - start))
        self._title_from = None
        position = data.find(b"\x1b")
        while position >= 0:
            if len(data) - position < 2:
                self._title_from = start + position
                return
            if data[position + 1:position + 2] == b"]":
                bell, string = data.find(b"\x07", position), data.find(b"\x1b\\", position + 2)
                ends = [place for place in (bell, string) if place >= 0]
                if not ends:
                    if len(data) - position < TITLE_LIMIT:
                        self._title_from = start + position
                    return
                body = data[position + 2:min(ends)]
                if len(body) <= TITLE_LIMIT and body[:2] in (b"0;", b"2;"):
                    text = body[2:].decode("utf-8", "replace")
                    self.new_title = "".join(c for c in text if c >= " " and not "\x7f" <= c <= "\x9f")[:256]
                position = data.find(b"\x1b", min(ends) + 1)
            else:
                position = data.find(b"\x1b", position + 1)

    # ---- input

    def write(self, data):
        """Gives input to the PTY; what it does not take waits here, so that no other terminal waits."""
        self.input_received += len(data)
        if self.exited:
            self.input_taken = self.input_received
            return
        if self.pending:
            self.pending.append(data)
            self.pending_bytes += len(data)
            return
        try:
            count = os.write(self.fd, data)
        except BlockingIOError:
            count = 0
        except OSError:
            count = len(data)
        self.input_taken += count
        if count < len(data):
            self.pending.append(memoryview(data)[count:])
            self.pending_bytes += len(data) - count

    def write_pending(self):
        """Goes on with waiting input; True when none is left."""
        pending = self.pending
        while pending:
            data = pending[0]
            try:
                count = os.write(self.fd, data)
            except BlockingIOError:
                return False
            except OSError:
                count = len(data)
            self.input_taken += count
            self.pending_bytes -= count
            if count < len(data):
                pending[0] = memoryview(data)[count:]
                return False
            pending.popleft()
        return True

    def drop_input(self):
        self.pending.clear()
        self.pending_bytes = 0
        self.input_taken = self.input_received

    def summary(self):
        return {"handle": self.handle, "id": self.id, "name": self.name, "pid": self.pid, "cols": self.cols,
                "rows": self.rows, "offset": self.end, "exited": self.exited, "exitCode": self.exit_code,
                "title": self.title}
