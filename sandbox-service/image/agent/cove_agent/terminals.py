"""All terminals of the sandbox on the loop: opening, reading, flow control, closing."""
import binascii
import fcntl
import os
import struct
import termios
import time

from cove_agent import processes, wire
from cove_agent.loop import GONE, IN, OUT
from cove_agent.spawn import spawn
from cove_agent.terminal import HOLD_SECONDS, MAX_PENDING_INPUT, TURN, Subscription, Terminal

MAX_ALIVE = 8
MAX_KEPT = 16
SHELL = ("/bin/bash", "-l")
SIGHUP, SIGKILL, SIGCONT, SIGWINCH = 1, 9, 18, 28
IUTF8 = 0o40000


class Terminals:
    def __init__(self, loop, service, environment, workspace):
        self.loop, self.service = loop, service
        self.environment, self.workspace = environment, workspace
        self.by_handle = {}
        self._closed_input = self._closed_output = 0   # of terminals that are forgotten
        self.subscriptions = {}
        self._stalled = set()
        self._retrying = False

    # ---- requests

    def open(self, handle, identity, name, cols, rows, argv=None, cwd=None, env=None):
        for terminal in self.by_handle.values():
            if terminal.id == identity:
                return {"handle": terminal.handle, "pid": terminal.pid}
        if handle in self.by_handle:
            raise wire.RequestError("handle-in-use")
        if sum(not t.exited for t in self.by_handle.values()) >= MAX_ALIVE:
            raise wire.RequestError("too-many-terminals", "At most %d terminals are open at once" % MAX_ALIVE)
        self._forget_oldest_exited()
        cols, rows = _size(cols, rows)
        master, slave = os.openpty()
        try:
            _set_size(slave, cols, rows)
            attributes = termios.tcgetattr(slave)
            attributes[0] |= IUTF8
            termios.tcsetattr(slave, termios.TCSANOW, attributes)
            os.set_blocking(master, False)
            environment = dict(self.environment(), COVE_TERMINAL=str(identity))
            environment.update(env or {})
            pid = spawn(argv or SHELL, environment, cwd or self.workspace, slave, terminal=True)
        except BaseException:
            os.close(master)
            raise
        finally:
            os.close(slave)
        terminal = Terminal(handle, identity, name, pid, master, cols, rows)
        self.by_handle[handle] = terminal
        self._watch(terminal)
        return {"handle": handle, "pid": pid}

    def attach(self, handle, subscription, start, window, input_ack=False):
        terminal = self.get(handle)
        if subscription in self.subscriptions:
            raise wire.RequestError("subscription-in-use")
        offset = terminal.replay_from(start)
        entry = Subscription(subscription, terminal, offset, max(1024, window))
        terminal.subscriptions.append(entry)
        terminal.hold = None
        terminal.tell_input = terminal.tell_input or bool(input_ack)
        self.subscriptions[subscription] = entry
        self.loop.after(0, lambda: self.pump_all())
        resumes = bool(start) and offset == start
        if not resumes and terminal.ring is not None and terminal.modes_now().alternate():
            self.loop.after(0.1, lambda: self._repaint(terminal))
        before = terminal.modes_at(offset).sequence() if offset and not resumes else ""
        return {"offset": terminal.end, "modes": before, "replayFrom": offset, "cols": terminal.cols, "rows": terminal.rows,
                "title": terminal.title, "exited": terminal.exited, "exitCode": terminal.exit_code,
                "inputOffset": terminal.input_received}

    def detach(self, subscription):
        entry = self.subscriptions.pop(subscription, None)
        if entry is not None:
            entry.terminal.subscriptions.remove(entry)
            self._hold(entry)
            self._resume(entry.terminal)
            self.announce(entry.terminal)

    def detach_all(self):
        """The connection is gone; its viewers will be back, so what they have not seen is held for a while."""
        for subscription in list(self.subscriptions):
            self.detach(subscription)
        for terminal in self.by_handle.values():
            terminal.tell_input = False

    def resize(self, handle, cols, rows):
        terminal = self.get(handle)
        cols, rows = _size(cols, rows)
        if not terminal.exited:
            _set_size(terminal.fd, cols, rows)
        terminal.cols, terminal.rows = cols, rows

    def _repaint(self, terminal):
        """A full-screen program draws everything again when it hears of a size, even of the one it has."""
        try:
            if not terminal.exited:
                os.killpg(os.tcgetpgrp(terminal.fd), SIGWINCH)
        except OSError:
            pass

    def tail(self, handle, size):
        terminal = self.get(handle)
        return {"tail": binascii.b2a_base64(terminal.tail(max(0, min(256 << 10, int(size)))), newline=False).decode()}

    def rename(self, handle, name):
        self.get(handle).name = str(name)

    def close(self, handle, done):
        """Ends everything of a terminal; `done` is called when nothing is left."""
        terminal = self.get(handle)
        started = time.monotonic()

        def step():
            left = processes.belonging(terminal.pid, "COVE_TERMINAL", terminal.id)
            elapsed = time.monotonic() - started
            if not left or elapsed > 8:
                self._remove(terminal)
                done(len(left))
            elif elapsed >= 1:
                processes.signal_all(left, SIGKILL)
                self.loop.after(0.02, step)
            else:
                self.loop.after(min(0.05, max(0.01, 1 - elapsed)), step)

        processes.signal_all(processes.belonging(terminal.pid, "COVE_TERMINAL", terminal.id), SIGHUP, SIGCONT)
        self.loop.after(0.01, step)

    def get(self, handle):
        try:
            return self.by_handle[handle]
        except (KeyError, TypeError):
            raise wire.RequestError("no-such-terminal") from None

    # ---- the hot path

    def input(self, handle, data):
        terminal = self.by_handle.get(handle)
        if terminal is None:
            return
        terminal.write(data)
        if terminal.pending:
            self._watch(terminal)
            self._retry_later()
        # not of each keystroke: it would wake the service just when the shell is to answer
        if terminal.tell_input and terminal.input_taken - terminal.input_told >= TURN:
            self._tell_input(terminal)

    def acknowledged(self, subscription, offset):
        entry = self.subscriptions.get(subscription)
        if entry is None or not entry.acked < offset <= entry.sent:
            return
        entry.acked = offset
        terminal = entry.terminal
        channel = self.service.channel
        while not channel.out and terminal.pump(entry, channel):
            pass
        if not terminal.reading:
            self._resume(terminal)
        if terminal.exited:
            self.announce(terminal)

    def _ready(self, terminal, mask):
        if mask & OUT and terminal.pending:
            self._write_pending(terminal)
        if not mask & (IN | GONE) or terminal.fd < 0:
            return
        room = terminal.room(time.monotonic()) if terminal.end >= TURN or terminal.subscriptions else TURN
        if room <= 0:
            terminal.reading = False
            self._stalled.add(terminal)
            self._watch(terminal)
            self._retry_later()
            return
        count, still_open = terminal.read(room)
        if count:
            self._spread(terminal)
        if terminal.new_title is not None:
            self._new_title(terminal)
        if not still_open:
            self._hung_up(terminal)

    def _spread(self, terminal):
        channel = self.service.channel
        if channel is None:
            return
        for entry in terminal.subscriptions:
            while not channel.out and terminal.pump(entry, channel):
                pass
        if channel.out:
            self.service.wants_write()

    def pump_all(self):
        """The socket takes bytes again: one frame for each viewer in turn until it is full."""
        channel = self.service.channel
        more = True
        while more and channel is not None and not channel.out:
            more = False
            for entry in list(self.subscriptions.values()):
                if channel.out:
                    break
                more = entry.terminal.pump(entry, channel) or more
        # who was served goes to the end, so that a flood is never always first
        if self.subscriptions:
            first = next(iter(self.subscriptions))
            self.subscriptions[first] = self.subscriptions.pop(first)
        if channel is not None and channel.out:
            self.service.wants_write()
        for terminal in list(self.by_handle.values()):
            if terminal.exited and not terminal.announced:
                self.announce(terminal)

    def input_is_full(self):
        return any(t.pending_bytes > MAX_PENDING_INPUT for t in self.by_handle.values())

    # ---- the end of a terminal

    def child_ended(self, pid, status):
        for terminal in self.by_handle.values():
            if terminal.pid == pid and not terminal.exited:
                if os.WIFSIGNALED(status):
                    terminal.signal = os.WTERMSIG(status)
                else:
                    terminal.exit_code = os.WEXITSTATUS(status)
                while terminal.fd >= 0:  # what it wrote last, as far as the viewers leave room
                    room = terminal.room(time.monotonic())
                    count, still_open = terminal.read(room) if room > 0 else (0, True)
                    if not still_open:
                        self._hung_up(terminal)
                    if count == 0:
                        break
                terminal.exited = True
                terminal.drop_input()
                if terminal.tell_input:  # whoever holds a paste back has nothing to wait for
                    self._tell_input(terminal)
                self._spread(terminal)
                self.loop.after(2, lambda: self.announce(terminal, True))
                self.announce(terminal)
                return True
        return False

    def announce(self, terminal, late=False):
        """Tells the exit once the viewers have been sent everything (or after two seconds all the same)."""
        if not terminal.exited or terminal.announced or self.service.channel is None:
            return
        if not late and any(entry.sent < terminal.end for entry in terminal.subscriptions):
            return
        terminal.announced = True
        self.service.event({"event": "terminal.exit", "handle": terminal.handle, "exitCode": terminal.exit_code,
                            "signal": terminal.signal, "offset": terminal.end})

    def _hung_up(self, terminal):
        if terminal.fd >= 0:
            self.loop.forget(terminal.fd)
            self._stalled.discard(terminal)
            os.close(terminal.fd)
            terminal.fd = -1
            terminal.drop_input()

    def _remove(self, terminal):
        self._hung_up(terminal)
        for entry in list(terminal.subscriptions):
            self.subscriptions.pop(entry.number, None)
        terminal.subscriptions.clear()
        if self.by_handle.pop(terminal.handle, None):
            self._closed_input += terminal.input_received
            self._closed_output += terminal.end

    def _forget_oldest_exited(self):
        exited = [t for t in self.by_handle.values() if t.exited]
        for terminal in exited[:max(0, len(exited) - MAX_KEPT + 1)]:
            self._remove(terminal)

    # ---- helpers

    def _watch(self, terminal):
        if terminal.fd >= 0:
            mask = (IN if terminal.reading else 0) | (OUT if terminal.pending else 0)
            if terminal.handler is None:
                terminal.handler = lambda ready: self._ready(terminal, ready)
            self.loop.watch(terminal.fd, mask, terminal.handler)

    def _hold(self, entry):
        terminal = entry.terminal
        offset = entry.acked
        if terminal.hold is not None:
            offset = min(offset, terminal.hold[0])
        terminal.hold = (offset, time.monotonic() + HOLD_SECONDS)

    def _resume(self, terminal):
        if not terminal.reading and terminal.room(time.monotonic()) >= TURN // 4:
            terminal.reading = True
            self._stalled.discard(terminal)
            self._watch(terminal)

    def _write_pending(self, terminal):
        if terminal.write_pending():
            self._watch(terminal)
        if terminal.tell_input:
            self._tell_input(terminal)
        self.service.input_drained()

    def _tell_input(self, terminal):
        taken = terminal.input_taken
        if taken - terminal.input_told >= TURN or (not terminal.pending and taken > terminal.input_told):
            terminal.input_told = taken
            if self.service.channel is not None:
                self.service.send(wire.INPUT_ACK, terminal.handle.to_bytes(4, "big") + taken.to_bytes(8, "big"))

    def _retry_later(self):
        """A safety net for stalled PTYs: holds run out, and a kernel may miss to say that input fits again."""
        if not self._retrying:
            self._retrying = True
            self.loop.after(0.1, self._retry)

    def _retry(self):
        self._retrying = False
        for terminal in list(self.by_handle.values()):
            if terminal.pending and terminal.fd >= 0:
                self._write_pending(terminal)
            if not terminal.reading:
                self._resume(terminal)
        if self._stalled or any(t.pending for t in self.by_handle.values()):
            self._retry_later()

    def _new_title(self, terminal):
        if terminal.new_title != terminal.title:
            if not terminal.title_due:
                terminal.title_due = True
                self.loop.after(0.1, lambda: self._tell_title(terminal))

    def _tell_title(self, terminal):
        terminal.title_due = False
        if terminal.new_title is not None and terminal.new_title != terminal.title:
            terminal.title = terminal.new_title
            self.service.event({"event": "terminal.title", "handle": terminal.handle, "title": terminal.title})

    def traffic(self):
        """What all terminals have been given and have printed so far: a change means that somebody is at work."""
        terminals = self.by_handle.values()
        return {"inputBytes": sum(t.input_received for t in terminals) + self._closed_input,
                "outputBytes": sum(t.end for t in terminals) + self._closed_output}

    def foreground(self):
        """What runs in front of each shell, or null for the shell itself."""
        names = {}
        for terminal in self.by_handle.values():
            if terminal.fd < 0 or terminal.exited:
                continue
            try:
                group = os.tcgetpgrp(terminal.fd)
            except OSError:  # gVisor tells it only to who is inside: whatever runs beside the shell is taken for it
                group = max((pid for pid, (_, session, state) in processes.table().items()
                             if session == terminal.pid and state != b"Z"), default=terminal.pid)
            names[str(terminal.handle)] = None if group in (0, terminal.pid) else processes.name_of(group)
        return names


def _size(cols, rows):
    return max(2, min(1000, int(cols))), max(1, min(1000, int(rows)))


def _set_size(fd, cols, rows):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
