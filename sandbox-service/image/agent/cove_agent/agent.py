"""The agent itself: the terminal channel on the main thread, children, limits, and the way it ends."""
import _signal
import gc
import os
import sys
import time

from cove_agent import loop as loops
from cove_agent import processes, spawn, system, wire
from cove_agent.cgroup import Cgroup
from cove_agent.executions import Executions
from cove_agent.limits import Limits
from cove_agent.terminals import Terminals

IN, OUT = loops.IN, loops.OUT
DEFAULT_FILE_LIMIT = 5 << 20
DEFAULT_IGNORE = (".venv", "__pycache__", "node_modules", ".git/objects", ".ipynb_checkpoints", ".pytest_cache",
                  ".mypy_cache", ".ruff_cache")


class Options:
    """What the command line may change; the defaults are the image's."""

    run_dir, workspace, home = "/run/cove", "/workspace", "/home/coder"
    egress_port = 3128

    def __init__(self, arguments):
        words = iter(arguments)
        for word in words:
            name = word.removeprefix("--").replace("-", "_")
            if name == "debug":
                loops.DEBUG = True
            elif name in ("run_dir", "workspace", "home"):
                setattr(self, name, next(words))
            elif name == "egress_port":
                self.egress_port = int(next(words))
            else:
                raise SystemExit("cove-agent: unknown option " + word)
        self.socket = self.run_dir + "/agent.sock"


class Agent:
    def __init__(self, options):
        self.options = options
        self.boot_id = wire.random_id()
        self.loop = loops.Loop()
        self.loop.lost = self._lost
        self.channel = None
        self.redial = wire.Redial(time.monotonic)
        self.session = None
        self.extra_env = {}
        self.file_limit, self.ignore = DEFAULT_FILE_LIMIT, DEFAULT_IGNORE
        self.terminals = Terminals(self.loop, self, self.environment, options.workspace)
        self.executions = Executions(self.loop, self)
        self.guard = None         # of limits that the kernel does not keep
        self.limits = Limits(self, self._kernel())
        self.files = None
        self.forwarding = None
        self._input_stopped = False
        self._ending = False

    def environment(self):
        environment = {
            "PATH": "/workspace/.venv/bin:/usr/local/bin:/usr/bin:/bin", "HOME": self.options.home, "USER": "coder",
            "LOGNAME": "coder", "SHELL": "/bin/bash", "TERM": "xterm-256color", "COLORTERM": "truecolor",
            "LANG": "C.UTF-8", "PYTHONUSERBASE": "/workspace/.venv", "PIP_BREAK_SYSTEM_PACKAGES": "1",
            "PIP_NO_CACHE_DIR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "MPLBACKEND": "module://cove_plots",
            "MPLCONFIGDIR": "/tmp/.matplotlib"}
        if self.forwarding is not None:
            environment.update(self.forwarding.variables())
        environment.update(self.extra_env)
        return environment

    def _kernel(self):
        """Who counts what the sandbox uses."""
        if os.getpid() != 1 or not system.is_gvisor():
            return Cgroup()
        from cove_agent import gvisor
        spawn.restrict = gvisor.filter_for_programs()
        self.guard = gvisor.Guard()
        return self.guard

    # ---- life

    def run(self):
        system.protect()
        sys.setswitchinterval(0.0005)      # a keystroke does not wait 5 ms for the files thread
        gc.set_threshold(50_000, 20, 100)  # nor for the collector to walk a large tree
        signals = (_signal.SIGCHLD, _signal.SIGTERM, _signal.SIGINT)
        _signal.pthread_sigmask(_signal.SIG_BLOCK, signals)
        fd = system.signal_fd(signals)
        self.loop.watch(fd, IN, lambda _: self._signals(fd))
        self._start_files()
        self._dial()
        self.loop.run()

    def _start_files(self):
        from cove_agent.files.channel import FileChannel
        self.files = FileChannel(self.options, self.boot_id, self.loop.wakeup(self._from_files))
        self.files.configure(self.session, self.file_limit, self.ignore)
        self.files.start()

    def _from_files(self):
        for limit, detail in self.files.take_limits():
            self.event({"event": "limit", "limit": limit, "detail": detail})

    def _signals(self, fd):
        for number, sender in system.read_signals(fd):
            if number == _signal.SIGCHLD:
                self._reap()
            elif sender == 0 or os.getpid() != 1:
                self.end()  # the engine asks; a signal from inside, where the user is, does not end the sandbox

    def _reap(self):
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if self.forwarding is not None and self.forwarding.child_ended(pid):
                continue
            if not self.terminals.child_ended(pid, status):
                self.executions.child_ended(pid, status, usage)

    def end(self):
        """HUP and TERM for everybody, a second to obey, KILL for the rest."""
        if self._ending:
            return
        self._ending = True
        if self.forwarding is not None:
            self.forwarding.close()
        deadline = time.monotonic() + 1
        processes.signal_all(processes.everything(), _signal.SIGHUP, _signal.SIGCONT, _signal.SIGTERM)

        def step():
            left = processes.everything()
            if left and time.monotonic() < deadline + 2:
                if time.monotonic() > deadline:
                    processes.signal_all(left, _signal.SIGKILL)
                self.loop.after(0.02, step)
            else:
                self.loop.running = False

        self.loop.after(0.01, step)

    # ---- the connection

    def _dial(self):
        sock = wire.dial(self.options.socket)
        if sock is None:
            self.loop.after(self.redial.delay(), self._dial)
            return
        self.channel = wire.Channel(sock)
        self._input_stopped = False
        self.loop.watch(self.channel.fd, IN, self._ready)
        self.event({
            "event": "hello", "protocol": 1, "channel": "terminal", "bootId": self.boot_id, "uid": os.getuid(),
            "configured": self.session is not None,
            "terminals": [t.summary() for t in self.terminals.by_handle.values()],
            "executions": list(self.executions.by_handle)})
        for terminal in self.terminals.by_handle.values():
            if terminal.exited and not terminal.announced:
                self.terminals.announce(terminal, True)
        self.executions.tell_again()

    def _lost(self, reason):
        if self.channel is None:
            return
        if loops.DEBUG:
            sys.stderr.write("cove-agent: connection lost: %s\n" % reason)
        self.loop.forget(self.channel.fd)
        self.channel.close()
        self.channel = None
        self.terminals.detach_all()
        self.redial.lost()
        self.loop.after(0 if reason == "end of stream" else 0.1, self._dial)

    def _ready(self, mask):
        if mask & OUT and self.channel.flush():
            self.terminals.pump_all()
            self.executions.pump()
            self.wants_write()
        if mask & ~OUT and self.channel is not None:
            self._receive()

    def _receive(self):
        terminals = self.terminals
        for kind, body in self.channel.receive():
            if kind == wire.INPUT:
                terminals.input(int.from_bytes(body[:4], "big"), body[4:])
            elif kind == wire.ACK:
                terminals.acknowledged(int.from_bytes(body[:4], "big"), int.from_bytes(body[4:12], "big"))
            elif kind == wire.REQUEST:
                self._request(wire.decode(body))
            else:
                raise wire.Closed("frame of type %d" % kind)
            if self.channel is None:
                return
        self.wants_write()

    def wants_write(self):
        if self.channel is None:
            return
        if not self._input_stopped and self.terminals.input_is_full():
            self._input_stopped = True
        mask = (0 if self._input_stopped else IN) | (OUT if self.channel.out else 0)
        self.loop.watch(self.channel.fd, mask, self._ready)

    def input_drained(self):
        if self._input_stopped and not self.terminals.input_is_full():
            self._input_stopped = False
            self.wants_write()

    def send(self, kind, *parts):
        if self.channel is not None:
            try:
                self.channel.send(kind, *parts)
            except wire.Closed as closed:
                self._lost(str(closed))
            else:
                if self.channel.out:
                    self.wants_write()

    def event(self, message):
        self.send(wire.EVENT, wire.encode(message))

    def _answer(self, number, result):
        self.send(wire.RESPONSE, wire.encode(dict({"id": number, "ok": True}, **(result or {}))))

    # ---- requests

    def _request(self, message):
        number, operation = message.get("id"), message.get("op")
        handler = self._OPERATIONS.get(operation)
        try:
            if handler is None:
                raise wire.RequestError("unknown-operation", str(operation))
            handler(self, number, message)
        except wire.RequestError as error:
            self._refuse(number, error.code, error.detail)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._refuse(number, "bad-request", "%s: %s" % (type(error).__name__, error))
        except OSError as error:
            self._refuse(number, "failed", str(error))

    def _refuse(self, number, code, detail):
        self.send(wire.RESPONSE, wire.encode({"id": number, "ok": False, "code": code, "detail": detail}))

    def _configure(self, number, message):
        session = str(message["sessionId"])
        if self.session is None:
            self.extra_env = {str(k): str(v) for k, v in (message.get("env") or {}).items()}
            self.file_limit = int(message.get("fileLimit") or DEFAULT_FILE_LIMIT)
            if message.get("ignore") is not None:
                self.ignore = tuple(str(name) for name in message["ignore"])
            if message.get("egress") is True:
                self._forward()
            self.session = session
            self.files.configure(session, self.file_limit, self.ignore)
            self.limits.start()
            if self.guard is not None:
                self.guard.limit(message.get("memoryLimit"), message.get("pidsLimit"))
                self._watch_limits()
        elif self.session != session:
            raise wire.RequestError("configured-already", "This sandbox belongs to another session")
        self._answer(number, {})

    def _watch_limits(self):
        self.loop.after(self.guard.LOOK_SECONDS, self._watch_limits)
        self._reap()  # of many ends at once, gVisor may tell too few
        self.guard.enforce(time.monotonic(), [t.pid for t in self.terminals.by_handle.values() if not t.exited])

    def _forward(self):
        from cove_agent.forwarding import Forwarding  # only where it is wanted: what is imported stays resident
        try:
            self.forwarding = Forwarding(self.loop, self.options)
        except OSError as error:
            loops.complain("forwarding", error)

    def _open(self, number, m):
        self._answer(number, self.terminals.open(
            wire.u32(m["handle"]), str(m["terminalId"]), str(m.get("name") or ""), m.get("cols") or 80, m.get("rows") or 24,
            m.get("argv"), m.get("cwd"), m.get("env")))

    def _attach(self, number, m):
        self._answer(number, self.terminals.attach(
            m["handle"], wire.u32(m["subscription"]), m.get("from"), int(m["window"]), m.get("inputAck")))

    def _detach(self, number, m):
        self.terminals.detach(m["subscription"])
        self._answer(number, {})

    def _resize(self, number, m):
        self.terminals.resize(m["handle"], m["cols"], m["rows"])
        self._answer(number, {})

    def _tail(self, number, m):
        self._answer(number, self.terminals.tail(m["handle"], m["bytes"]))

    def _rename(self, number, m):
        self.terminals.rename(m["handle"], m["name"])
        self._answer(number, {})

    def _close(self, number, m):
        self.terminals.close(m["handle"], lambda left: self._answer(number, {"left": left}))

    def _ping(self, number, _):
        self._answer(number, {})

    def _shutdown(self, number, _):
        self._answer(number, {})
        self.end()

    def _exec_start(self, number, m):
        self._answer(number, self.executions.start(m))

    def _exec_cancel(self, number, m):
        self.executions.cancel(m)
        self._answer(number, {})

    def _exec_forget(self, number, m):
        self.executions.forget(m)
        self._answer(number, {})

    def _exec_replay(self, number, m):
        self.executions.replay(m)
        self._answer(number, {})
        self.executions.pump()

    _OPERATIONS = {
        "configure": _configure, "terminal.open": _open, "terminal.attach": _attach, "terminal.detach": _detach,
        "terminal.resize": _resize, "terminal.rename": _rename, "terminal.tail": _tail, "terminal.close": _close,
        "exec.start": _exec_start, "exec.cancel": _exec_cancel, "exec.forget": _exec_forget, "exec.replay": _exec_replay,
        "ping": _ping, "shutdown": _shutdown}


def main(arguments):
    agent = Agent(Options(arguments))
    agent.run()
    sys.stdout.flush()
    os._exit(0)
