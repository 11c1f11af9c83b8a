"""The sandbox's proxy address: the agent listens, a process of its own carries the bytes and ends when it has nothing to do."""
import os
import sys
import time

import _socket

from cove_agent.loop import IN, complain
from cove_agent.spawn import spawn

BACKLOG = 64
AGAIN_SECONDS = 1.0   # a forwarder that ended sooner than this is not started again at once


class Forwarding:
    def __init__(self, loop, options):
        self.loop = loop
        self.socket = options.run_dir + "/packages.sock"
        self._pid = 0
        self._listener = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM | _socket.SOCK_NONBLOCK | _socket.SOCK_CLOEXEC)
        try:
            self._listener.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
            self._listener.bind(("127.0.0.1", options.egress_port))
            self._listener.listen(BACKLOG)
        except OSError:
            self._listener.close()
            raise
        self._url = "http://127.0.0.1:%d" % self._listener.getsockname()[1]
        self._listen()

    def variables(self):
        """What programs have to be told, in both spellings: some read only one."""
        found = {"NO_PROXY": "localhost,127.0.0.1", "HTTPS_PROXY": self._url, "HTTP_PROXY": self._url}
        found.update({name.lower(): value for name, value in found.items()})
        return found

    def child_ended(self, pid):
        """Whether it was the forwarder; if so, the agent listens again."""
        if not self._pid or pid != self._pid:
            return False
        self._pid = 0
        lived = time.monotonic() - self._started
        self.loop.after(0 if lived >= AGAIN_SECONDS else AGAIN_SECONDS, self._listen)
        return True

    def close(self):
        if self._listener is not None:
            self.loop.forget(self._listener.fileno())
            self._listener.close()
            self._listener = None

    def _listen(self):
        if self._listener is not None and not self._pid:
            self.loop.watch(self._listener.fileno(), IN, self._wanted)

    def _wanted(self, _):
        """Somebody waits to be let in: from here until the forwarder ends, it does that."""
        self.loop.forget(self._listener.fileno())
        self._started = time.monotonic()
        nothing = os.open("/dev/null", os.O_WRONLY | os.O_CLOEXEC)
        try:
            program = __file__.rpartition("/")[0] + "/egress.py"
            self._pid = spawn((sys.executable, "-I", "-S", "-X", "frozen_modules=on", program, self.socket),
                              {"LANG": "C.UTF-8"}, "/", (self._listener.fileno(), nothing, 2))
        except OSError as error:  # the sandbox may be at its limit of processes
            complain("forwarding", error)
            self.loop.after(AGAIN_SECONDS, self._listen)
        finally:
            os.close(nothing)
