"""An execution: a program with pipes instead of a terminal, a time-out, an output limit and an outcome."""
import binascii
import os
import time
from _collections import deque

from cove_agent import processes, wire
from cove_agent.spawn import spawn

SIGTERM, SIGKILL = 15, 9
SIGXFSZ = 25
MAX_KEPT = 8 << 20
TAIL = 4096
LINGER_SECONDS = 0.2


class Execution:
    """Output is kept until `exec.forget`, so that it can be sent again."""

    def __init__(self, handle, argv, cwd, env, stdin, timeout_ms, output_limit, limits):
        self.handle = handle
        self.output_limit = min(max(0, output_limit), MAX_KEPT)
        self.timeout = timeout_ms / 1000 if timeout_ms else None
        self.kept = deque()
        self.kept_bytes = 0
        self.unsent = deque()
        self.truncated = False
        self.outcome = None       # why we ended it, if we did
        self.status = self.usage = None
        self.ended_at = None
        self.result = None
        self.told = False
        self._errors = b""        # the last words on stderr
        self.hit = None           # the limit that ended it, as (name, what to tell), if that is known
        self._limits = limits
        self._kills, self._refusals = limits.memory_kills(), limits.pid_refusals()
        self.stdin = memoryview(binascii.a2b_base64(stdin)) if stdin else memoryview(b"")
        self.fds = {}             # our ends of the pipes: fd -> stream (0, 1, 2)
        self._start(argv, cwd, dict(env, COVE_EXECUTION=str(handle)))

    def _start(self, argv, cwd, env):
        theirs = []
        try:
            if self.stdin:
                theirs.append(self._pipe(0))
            else:
                theirs.append(os.open("/dev/null", os.O_RDONLY | os.O_CLOEXEC))
            theirs.append(self._pipe(1))
            theirs.append(self._pipe(2))
            self.started_at = time.monotonic()
            self.pid = spawn(argv, env, cwd, theirs, strict_cwd=True)
        except BaseException:
            for fd in self.fds:
                os.close(fd)
            raise
        finally:
            for fd in theirs:
                os.close(fd)

    def _pipe(self, stream):
        read, write = os.pipe()
        ours, theirs = (write, read) if stream == 0 else (read, write)
        os.set_blocking(ours, False)
        self.fds[ours] = stream
        return theirs

    def write_input(self, fd):
        """Feeds standard input; False when it is done with."""
        while self.stdin:
            try:
                self.stdin = self.stdin[os.write(fd, self.stdin[:wire.CHUNK]):]
            except BlockingIOError:
                return True
            except OSError:
                break
        return False

    def read(self, fd):
        """Takes what a pipe has; False at its end."""
        stream = self.fds[fd]
        try:
            data = os.read(fd, wire.CHUNK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if not data:
            return False
        room = self.output_limit - self.kept_bytes
        if len(data) > room:
            data = data[:room]
            self.truncated = True
            self.kill("OUTPUT_LIMIT", hit=("OUTPUT", "A program was ended: it printed more than %d bytes" % self.output_limit))
        if stream == 2:
            self._errors = (self._errors + data)[-TAIL:]
        if data:
            self.kept_bytes += len(data)
            piece = bytes((stream,)) + data
            self.kept.append(piece)
            self.unsent.append(piece)
        return True

    def time_out(self):
        self.kill("TIMEOUT", hit=("TIME", "A program was ended: it ran longer than %g s" % self.timeout))

    def kill(self, outcome, number=SIGKILL, hit=None):
        if self.outcome is None and self.status is None:
            self.outcome, self.hit = outcome, hit
        pids = processes.belonging(self.pid, "COVE_EXECUTION", self.handle)
        # the main process first: else it may tell the end of a child it waits for, and not its own
        processes.signal_all(sorted(pids, key=lambda pid: pid != self.pid), number)

    def ended(self, status, usage):
        self.status, self.usage, self.ended_at = status, usage, time.monotonic()

    def finish(self):
        """The main process is gone and its output is in: nothing of it may go on."""
        self.kill(None)
        code = signal = None
        if os.WIFSIGNALED(self.status):
            signal = os.WTERMSIG(self.status)
        else:
            code = os.WEXITSTATUS(self.status)
        self.result = {
            "event": "exec.exit", "handle": self.handle, "exitCode": code, "signal": signal,
            "outcome": self._outcome(code, signal), "durationMs": round((self.ended_at - self.started_at) * 1000),
            "cpuMs": round((self.usage.ru_utime + self.usage.ru_stime) * 1000),
            "maxMemoryBytes": self.usage.ru_maxrss * 1024, "truncated": self.truncated}

    def _outcome(self, code, signal):
        if self.outcome is not None:
            return self.outcome
        if code == 0:
            return "OK"
        if self._limits.memory_kills() > self._kills:
            return "MEMORY_LIMIT"
        if self._limits.pid_refusals() > self._refusals:
            return "PIDS_LIMIT"
        if self._wrote_too_much(signal):
            return "DISK_LIMIT"
        return "KILLED" if signal == SIGKILL else "ERROR"

    def _wrote_too_much(self, signal):
        """The kernel tells only the program; what it said last is how we know. A full disk is told by who looks at disks."""
        if signal == SIGXFSZ or b"File too large" in self._errors or b"File size limit exceeded" in self._errors:
            self.hit = ("FILE_SIZE", "A file reached the largest size it may have")
            return True
        return b"No space left on device" in self._errors

    def pump(self, channel):
        """Sends what is kept and unsent while the socket keeps up; True when all is sent."""
        head = self.handle.to_bytes(4, "big")
        while self.unsent:
            if channel.out_bytes > wire.RECEIVE:
                return False
            channel.send(wire.EXEC_OUTPUT, head + self.unsent[0][:1], memoryview(self.unsent[0])[1:])
            self.unsent.popleft()
        return True

    def rewind(self):
        self.unsent = deque(self.kept)
        self.told = False
