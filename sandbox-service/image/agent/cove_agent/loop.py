"""A single-threaded epoll loop with timers. Handlers are called with the event mask."""
import heapq
import os
import select
import sys
import time

from cove_agent.wire import Closed

IN, OUT = select.EPOLLIN, select.EPOLLOUT
GONE = select.EPOLLHUP | select.EPOLLERR


class Loop:
    def __init__(self):
        self._epoll = select.epoll()
        self._handlers = {}
        self._masks = {}
        self._timers = []
        self._count = 0
        self.running = True
        self.lost = None  # called when a handler finds the connection closed

    def watch(self, fd, mask, handler):
        """Adds or changes a descriptor; a mask of 0 removes it, since epoll would report its end for ever."""
        if self._masks.get(fd) == mask and self._handlers.get(fd) == handler:
            return
        if not mask:
            self.forget(fd)
            return
        if fd in self._masks:
            self._epoll.modify(fd, mask)
        else:
            self._epoll.register(fd, mask)
        self._masks[fd] = mask
        self._handlers[fd] = handler

    def forget(self, fd):
        if self._masks.pop(fd, None) is not None:
            self._handlers.pop(fd, None)
            try:
                self._epoll.unregister(fd)
            except OSError:
                pass

    def wakeup(self, action):
        """A function any thread may call to have `action` run here."""
        fd = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

        def woken(_):
            os.eventfd_read(fd)
            action()

        self.watch(fd, IN, woken)
        return lambda: os.eventfd_write(fd, 1)

    def after(self, seconds, action):
        self._count += 1
        heapq.heappush(self._timers, (time.monotonic() + seconds, self._count, action))

    def run(self):
        poll, handlers, timers = self._epoll.poll, self._handlers, self._timers
        while self.running:
            wait = -1 if not timers else max(0.0, timers[0][0] - time.monotonic())
            for fd, mask in poll(wait):
                handler = handlers.get(fd)
                if handler is not None:
                    try:
                        handler(mask)
                    except Exception as error:  # the first process of a container does not end for one handler
                        self._failed(error)
            while timers and timers[0][0] <= time.monotonic():
                action = heapq.heappop(timers)[2]
                try:
                    action()
                except Exception as error:
                    self._failed(error)

    def _failed(self, error):
        if isinstance(error, Closed) and self.lost is not None:
            self.lost(str(error))
        else:
            complain("loop", error)


def complain(where, error):
    sys.stderr.write("cove-agent: %s: %s: %s\n" % (where, type(error).__name__, error))
    if DEBUG:
        sys.excepthook(type(error), error, error.__traceback__)


DEBUG = False
