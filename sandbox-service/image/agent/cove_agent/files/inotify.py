"""inotify(7) through ctypes: which folders are watched, and what happened in them."""
import os
import struct

from cove_agent.system import libc

CLOSE_WRITE, MODIFY, ATTRIB = 0x8, 0x2, 0x4
MOVED_FROM, MOVED_TO, CREATE, DELETE = 0x40, 0x80, 0x100, 0x200
OVERFLOW, IGNORED, ISDIR = 0x4000, 0x8000, 0x40000000
_MASK = CLOSE_WRITE | MODIFY | ATTRIB | MOVED_FROM | MOVED_TO | CREATE | DELETE | 0x01000000 | 0x04000000
_HEAD = struct.Struct("iIII")


class Inotify:
    """Folders by watch descriptor. `complete` is false when the kernel refused one: then only looking helps."""

    def __init__(self):
        self.fd = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.complete = self.fd >= 0
        self.paths = {}
        self._watches = {}

    def watch(self, folder_fd, path):
        wd = -1
        if self.fd >= 0:
            wd = libc.inotify_add_watch(self.fd, b"/proc/self/fd/%d" % folder_fd, _MASK)
        if wd < 0:
            self.complete = False
            return
        old = self.paths.get(wd)
        if old is not None and old != path:
            self._watches.pop(old, None)
        self.paths[wd] = path
        self._watches[path] = wd

    def drop(self, path):
        wd = self._watches.pop(path, None)
        if wd is not None and self.paths.get(wd) == path:
            del self.paths[wd]
            libc.inotify_rm_watch(self.fd, wd)

    def read(self):
        """[(folder, mask, name)]; an overflow has folder None."""
        try:
            data = os.read(self.fd, 64 << 10)
        except (BlockingIOError, OSError):
            return []
        events, at = [], 0
        while at < len(data):
            wd, mask, _, length = _HEAD.unpack_from(data, at)
            name = data[at + 16:at + 16 + length].rstrip(b"\0")
            at += 16 + length
            if mask & OVERFLOW:
                events.append((None, mask, ""))
            elif mask & IGNORED:
                path = self.paths.pop(wd, None)
                if path is not None and self._watches.get(path) == wd:
                    del self._watches[path]
            elif wd in self.paths:
                events.append((self.paths[wd], mask, os.fsdecode(name)))
        return events
