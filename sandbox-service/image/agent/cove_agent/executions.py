"""All executions of the sandbox on the loop: starting, feeding, ending, telling."""
import os

from cove_agent import wire
from cove_agent.execution import LINGER_SECONDS, SIGTERM, Execution
from cove_agent.loop import IN, OUT

MAX_EXECUTIONS = 64


class Executions:
    def __init__(self, loop, service):
        self.loop, self.service = loop, service
        self.by_handle = {}

    def running(self):
        return sum(execution.status is None for execution in self.by_handle.values())

    def child_ended(self, pid, status, usage):
        for execution in self.by_handle.values():
            if execution.pid == pid and execution.status is None:
                execution.ended(status, usage)
                self.service.limits.look()
                self.loop.after(LINGER_SECONDS, lambda: self._finish(execution, True))
                self._finish(execution)
                return

    def tell_again(self):
        """A new connection: the ends that were not forgotten are told, and what was not sent yet."""
        for execution in self.by_handle.values():
            execution.told = False
        self.pump()

    def start(self, m):
        handle = wire.u32(m["handle"])
        if handle in self.by_handle:
            raise wire.RequestError("handle-in-use")
        done = [e for e in self.by_handle.values() if e.result is not None]
        if len(self.by_handle) - len(done) >= MAX_EXECUTIONS:
            raise wire.RequestError("too-many-executions")
        for old in done[:max(0, len(self.by_handle) - MAX_EXECUTIONS + 1)]:
            del self.by_handle[old.handle]
        environment = self.service.environment()
        environment.pop("TERM"), environment.pop("COLORTERM")
        environment.update(m.get("env") or {})
        execution = Execution(handle, m["argv"], m.get("cwd") or self.service.options.workspace, environment,
                              m.get("stdin"), m.get("timeoutMs"), int(m.get("outputLimit") or 1 << 20),
                              self.service.limits.cgroup)
        self.by_handle[handle] = execution
        for fd, stream in execution.fds.items():
            self.loop.watch(fd, OUT if stream == 0 else IN, lambda _, e=execution, f=fd: self._ready(e, f))
        if execution.timeout:
            self.loop.after(execution.timeout, lambda: self._time_out(execution))
        return {"pid": execution.pid}

    def _time_out(self, execution):
        if execution.status is None:
            execution.time_out()

    def _ready(self, execution, fd):
        open_still = execution.write_input(fd) if execution.fds[fd] == 0 else execution.read(fd)
        if not open_still:
            self._close(execution, fd)
        self.pump()
        self._finish(execution)

    def _close(self, execution, fd):
        self.loop.forget(fd)
        del execution.fds[fd]
        os.close(fd)

    def _finish(self, execution, at_once=False):
        if execution.status is None or execution.result is not None:
            return
        if at_once or not any(execution.fds.values()):
            for fd, stream in list(execution.fds.items()):
                if stream:
                    execution.read(fd)
                self._close(execution, fd)
            execution.finish()
            if execution.hit:
                self.service.limits.tell(*execution.hit)
            self.pump()

    def pump(self):
        for execution in list(self.by_handle.values()):
            if self.service.channel is None:
                return
            if execution.unsent or not execution.told:
                if execution.pump(self.service.channel) and execution.result is not None and not execution.told:
                    execution.told = True
                    self.service.event(execution.result)
        self.service.wants_write()

    def cancel(self, m):
        execution = self._get(m)
        if execution.status is None:
            execution.kill("KILLED", SIGTERM)
            self.loop.after(1, lambda: execution.status is None and execution.kill("KILLED"))

    def forget(self, m):
        execution = self.by_handle.get(m["handle"])
        if execution is not None and execution.result is None:
            raise wire.RequestError("running")
        self.by_handle.pop(m["handle"], None)

    def replay(self, m):
        self._get(m).rewind()

    def _get(self, m):
        execution = self.by_handle.get(m["handle"])
        if execution is None:
            raise wire.RequestError("no-such-execution")
        return execution

