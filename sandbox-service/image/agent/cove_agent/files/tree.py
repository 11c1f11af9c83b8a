"""The tree as it is, kept by looking: each path that may have changed is queued, looked at, and compared."""
import os
import stat
import time
from _collections import deque

from cove_agent.files import inotify as notes
from cove_agent.files.paths import ABSENT, IGNORE_FILE, MAX_DEPTH, Ignored, join, names_in, parent_of, valid

try:
    from _sha2 import sha256          # 3.12+: does not load OpenSSL into every sandbox
except ImportError:
    from _sha256 import sha256

DEEP, HASH, PASS = 1, 2, 4
FILE, FOLDER, SYMLINK = "FILE", "FOLDER", "SYMLINK"
MAX_ITEMS = 50_000
RACY_NANOSECONDS = 50_000_000
MODIFY_SECONDS = 0.25             # between two looks at a file that is being written to
CREATED_SECONDS = 0.05            # for the content to follow a creation
READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class Item:
    """One entry. `sha256` is None for folders, links and files above the limit."""

    __slots__ = ("kind", "size", "sha256", "executable", "target", "stamp", "racy")

    def __init__(self, kind, size=0, sha256=None, executable=False, target=None, stamp=None, racy=False):
        self.kind, self.size, self.sha256, self.executable = kind, size, sha256, executable
        self.target, self.stamp, self.racy = target, stamp, racy

    @property
    def over_limit(self):
        return self.kind == FILE and self.sha256 is None

    def same(self, other):
        return (other is not None and self.kind == other.kind and self.sha256 == other.sha256
                and self.executable == other.executable and self.target == other.target
                and (not self.over_limit or self.size == other.size))


def same(one, other):
    return one is other or (one is not None and one.same(other))


def stamp_of(status):
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_mode & 0o100


class Tree:
    def __init__(self, root, file_limit, ignore):
        self.root = root
        self.notes = notes.Inotify()
        self.items = {}
        self.names = {"": set()}      # folder -> names in it
        self.touched = set()
        self.skipped = set()
        self.total_bytes = 0
        self.tagged = 0               # queued paths that belong to the full look under way
        self._queue, self._flags = deque(), {}
        self._slow, self._looked = {}, {}
        self._slow_due = None
        self.configure(file_limit, ignore)

    def configure(self, file_limit, ignore):
        self.file_limit, self._default_ignore = file_limit, ignore
        self._read_ignore_file()

    def _read_ignore_file(self):
        """The session's own list in place of the installation's, from now on; what it lets in again is looked at."""
        self._ignore_file_changed = False
        names = self._default_ignore
        try:
            item, content = self.read_file(self.root.fd, IGNORE_FILE, keep=True)
            if content is not None:
                names = names_in(content)
        except OSError:
            pass
        self.ignored = Ignored(names)

    # ---- what to look at

    def enqueue(self, path, flags=0):
        old = self._flags.get(path)
        if old is None:
            self._queue.append(path)
            old = 0
        if flags & PASS and not old & PASS:
            self.tagged += 1
        self._flags[path] = old | flags

    def later(self, path):
        """A file that is being written to: looked at, but not at every write."""
        if path not in self._flags and path not in self._slow:
            self._slowly(path, max(time.monotonic(), self._looked.get(path, 0) + MODIFY_SECONDS))

    def _slowly(self, path, due):
        self._slow[path] = due
        if self._slow_due is None or due < self._slow_due:
            self._slow_due = due

    def busy(self):
        return bool(self._queue)

    def next_slow(self):
        return self._slow_due

    def take_events(self):
        """Turns what inotify has into queued paths; True when there was anything."""
        events = self.notes.read()
        for folder, mask, name in events:
            if folder is None:
                self.enqueue("", DEEP)
                continue
            path = join(folder, name) if name else folder
            if not path:
                continue
            if mask & notes.ISDIR:
                if mask & notes.MOVED_FROM:
                    self._unwatch(path)
                self.enqueue(path, DEEP if mask & (notes.CREATE | notes.MOVED_TO) else 0)
            elif mask & ~(notes.MODIFY | notes.CREATE):
                if self._slow.pop(path, None) is not None and not self._slow:
                    self._slow_due = None
                self.enqueue(path)
            elif mask & notes.CREATE:
                if path not in self._slow:
                    self._slowly(path, time.monotonic() + CREATED_SECONDS)
            else:
                self.later(path)
        return bool(events)

    def work(self, deadline):
        """Looks at queued paths until the deadline."""
        now = time.monotonic()
        if self._slow_due is not None and self._slow_due <= now:
            for path in [path for path, due in self._slow.items() if due <= now + 0.02]:
                del self._slow[path]
                self.enqueue(path)
            self._slow_due = min(self._slow.values()) if self._slow else None
        while self._queue:
            path = self._queue.popleft()
            flags = self._flags.pop(path)
            try:
                self.look(path, flags)
            except OSError as error:
                if error.errno in ABSENT:
                    self.put(path, None)
                else:
                    self._skip(path)
            except ValueError:
                self._skip(path)
            if flags & PASS:
                self.tagged -= 1
            if self._ignore_file_changed:
                self._read_ignore_file()
                self.enqueue("", DEEP)
            if time.monotonic() >= deadline:
                break
        self.root.drop_kept()
        if len(self._looked) > 4096:
            self._looked.clear()

    # ---- looking

    def look(self, path, flags=0):
        """Brings the entry of one path up to date."""
        if not path:
            self._list("", flags)
            return
        if self.ignored(path):
            return
        if not valid(path):
            if self._exists(path):
                self._skip(path)
            else:
                self.skipped.discard(path)
            return
        folder, _, name = path.rpartition("/")
        parent = self.root.kept_folder(folder)
        status = os.stat(name, dir_fd=parent, follow_symlinks=False)
        mode, old = status.st_mode, self.items.get(path)
        if old is None and len(self.items) >= MAX_ITEMS:
            self._skip(path)
        elif stat.S_ISDIR(mode):
            fresh = old is None or old.kind != FOLDER or old.stamp != status.st_ino
            if fresh:
                self.put(path, Item(FOLDER, stamp=status.st_ino))
            if fresh or flags & DEEP:
                self._list(path, flags)
        elif stat.S_ISREG(mode):
            if (old is None or old.kind != FILE or old.racy or flags & HASH or old.stamp != stamp_of(status)
                    or (old.over_limit != (old.size > self.file_limit))):
                self._looked[path] = time.monotonic()
                self.put(path, self.read_file(parent, name)[0])
        elif stat.S_ISLNK(mode):
            target = os.readlink(name, dir_fd=parent)
            try:
                length = len(target.encode("utf-8"))
            except UnicodeEncodeError:
                length = MAX_ITEMS
            if length <= 1024:
                self.put(path, Item(SYMLINK, size=length, target=target))
            else:
                self._skip(path)
        else:
            self._skip(path)

    def read_file(self, parent, name, keep=False):
        """(Item, content or None) of a regular file; raises FileNotFoundError when it is something else by now."""
        fd = os.open(name, READ, dir_fd=parent)
        try:
            status = os.fstat(fd)
            if not stat.S_ISREG(status.st_mode):
                raise FileNotFoundError(2, "not a regular file")
            executable = bool(status.st_mode & 0o100)
            if status.st_size > self.file_limit:
                return Item(FILE, status.st_size, None, executable, stamp=stamp_of(status)), None
            now = time.time_ns()
            digest, size, parts = sha256(), 0, []
            while size <= self.file_limit:
                data = os.read(fd, 256 << 10)
                if not data:
                    break
                digest.update(data)
                size += len(data)
                if keep:
                    parts.append(data)
            if size > self.file_limit:
                status = os.fstat(fd)
                return Item(FILE, max(size, status.st_size), None, executable, stamp=stamp_of(status)), None
            item = Item(FILE, size, digest.hexdigest(), executable, stamp=stamp_of(status),
                        racy=now - status.st_mtime_ns < RACY_NANOSECONDS or size != status.st_size)
            return item, b"".join(parts) if keep else None
        finally:
            os.close(fd)

    def _list(self, path, flags):
        fd = self.root.kept_folder(path)
        self.notes.watch(fd, path)
        found = set(os.listdir(fd))
        if path.count("/") + 2 > MAX_DEPTH:
            for name in found:
                self._skip(join(path, name))
            return
        flags = (flags | DEEP) & (DEEP | HASH | PASS)
        for name in found:
            self.enqueue(join(path, name), flags)
        for name in self.names.get(path, set()) - found:
            self.enqueue(join(path, name), flags & PASS)

    def _exists(self, path):
        folder, _, name = path.rpartition("/")
        try:
            os.stat(name, dir_fd=self.root.kept_folder(folder), follow_symlinks=False)
            return True
        except (OSError, ValueError):
            return False

    # ---- keeping

    def put(self, path, item):
        """Sets what is at a path; with None, or another kind, everything below is gone too."""
        old = self.items.get(path)
        if path == IGNORE_FILE and not same(item, old):
            self._ignore_file_changed = True
            self.enqueue(path)
        if old is not None and old.kind == FOLDER and (item is None or item.kind != FOLDER):
            self._remove_below(path)
        self.skipped.discard(path)
        if old is not None:
            self.total_bytes -= old.size
        if item is None:
            if old is None:
                return
            del self.items[path]
            self.names.get(parent_of(path), set()).discard(path.rpartition("/")[2])
        else:
            self.total_bytes += item.size
            self.items[path] = item
            self.names.setdefault(parent_of(path), set()).add(path.rpartition("/")[2])
        self.touched.add(path)

    def _remove_below(self, path):
        self.notes.drop(path)
        for name in list(self.names.get(path, ())):
            below = join(path, name)
            self.put(below, None)
        self.names.pop(path, None)

    def _unwatch(self, path):
        """A folder was moved away: its watches would speak of the old place."""
        self.notes.drop(path)
        for name in self.names.get(path, ()):
            below = join(path, name)
            item = self.items.get(below)
            if item is not None and item.kind == FOLDER:
                self._unwatch(below)
        item = self.items.get(path)
        if item is not None:
            item.stamp = None  # so that whatever is there next is listed anew

    def _skip(self, path):
        self.put(path, None)
        if len(self.skipped) < MAX_ITEMS:
            self.skipped.add(path)
