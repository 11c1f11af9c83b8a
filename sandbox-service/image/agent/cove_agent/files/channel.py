"""The files channel, on a thread of its own so that a file never stands in the way of a keystroke."""
import os
import resource
import select
import time

import _thread
from _collections import deque

from cove_agent import wire
from cove_agent.files.apply import Apply, _path
from cove_agent.files.paths import Root
from cove_agent.files.sync import Sync
from cove_agent.files.tree import DEEP, FILE, FOLDER, HASH, PASS, Tree
from cove_agent.loop import complain

QUIET_SECONDS, GATHER_SECONDS = 0.025, 0.09
SLICE_SECONDS = 0.01
REHASH_BYTES = 128 << 20
FLUSH_WAIT_SECONDS = 5
BUSY_BYTES = 4 << 20
RESCAN_SECONDS = 2
LIST_BYTES = 7 << 20


class FileChannel:
    def __init__(self, options, boot_id, wake_agent):
        self.options, self.boot_id, self._wake_agent = options, boot_id, wake_agent
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._configured = None
        self._limits = deque()
        self.channel = None
        self.tree = None
        self.configured = False
        self._changed_at = self._due = None
        self._passes, self._running = [], None    # full looks: wanted, and the one under way
        self._next_rescan = 0
        self._file_size_told = False

    # ---- called by the agent's thread

    def configure(self, session, file_limit, ignore):
        self._configured = (session, file_limit, ignore)
        os.eventfd_write(self._wake, 1)

    def start(self):
        _thread.start_new_thread(self.run, ())

    def total_bytes(self):
        return self.tree.total_bytes if self.tree is not None else 0

    def take_limits(self):
        while self._limits:
            yield self._limits.popleft()

    # ---- the thread

    def run(self):
        while True:
            try:
                self.root = Root(self.options.workspace)
                break
            except OSError as error:
                complain("workspace", error)
                time.sleep(1)
        self.tree = Tree(self.root, self._configured[1], self._configured[2])
        self.sync = Sync(self.tree)
        self.apply = Apply(self.root, self.tree, self.sync)
        self.tree.enqueue("", DEEP)
        self._redial = wire.Redial(time.monotonic)
        self._dial_at = 0
        self._poll = select.poll()
        self._poll.register(self._wake, select.POLLIN)
        if self.tree.notes.fd >= 0:
            self._poll.register(self.tree.notes.fd, select.POLLIN)
        while True:
            try:
                self._turn()
            except wire.Closed:
                self._lost()
            except Exception as error:  # whatever one file does, the others go on
                complain("files", error)
                time.sleep(0.05)

    def _turn(self):
        now = time.monotonic()
        if self.channel is None and now >= self._dial_at:
            self._dial()
        ready = dict(self._poll.poll(self._wait(now)))
        if self._wake in ready:
            os.eventfd_read(self._wake)
            self._take_configuration()
        if self.channel is not None:
            mask = ready.get(self.channel.fd, 0)
            if mask & select.POLLOUT:
                self.channel.flush()
            if mask & ~select.POLLOUT:
                for kind, body in self.channel.receive():
                    self._frame(kind, body)
        if self.tree.notes.fd in ready and self.tree.take_events():
            self._noticed()
        now = time.monotonic()
        if not self.tree.notes.complete and now >= self._next_rescan:
            self.tree.enqueue("", DEEP)
            self._noticed()
        if self._running is not None or self._due is None or now >= self._due or not self._configured[0]:
            started = now
            self.tree.work(now + SLICE_SECONDS)
            if not self.tree.busy() and not self.tree.notes.complete and self._next_rescan <= now:
                self._next_rescan = time.monotonic() + max(RESCAN_SECONDS, 10 * (time.monotonic() - started))
        self._report()
        self._mind_output()

    def _wait(self, now):
        if self._running is not None and self.tree.busy():
            return 0
        if (self.channel is not None and self.configured and (self.tree.touched or self.sync.unsent()) and not self.tree.busy()
                and self.channel.out_bytes <= BUSY_BYTES):
            return 0
        times = []
        if self.tree.busy():
            times.append(self._due or 0)
        if self.channel is None:
            times.append(self._dial_at)
        slow = self.tree.next_slow()
        if slow is not None:
            times.append(slow)
        if self.channel is not None and self.sync.waiting:
            times.append(min(self.sync.waiting.values()))
        if self._running is not None:
            times.append(now + 0.02)
        if not self.tree.notes.complete:
            times.append(self._next_rescan)
        return max(0, min(times) - now) * 1000 + 0.5 if times else None

    def _noticed(self):
        """Gathers: changes are looked at when nothing new came for 25 ms, or 90 ms after the first."""
        now = time.monotonic()
        if self._changed_at is None:
            self._changed_at = now
        self._due = min(self._changed_at + GATHER_SECONDS, now + QUIET_SECONDS)

    def _take_configuration(self):
        session, file_limit, ignore = self._configured
        if session and not self.configured:
            self.configured = True
            self.tree.configure(file_limit, ignore)
            self.tree.enqueue("", DEEP)

    def _dial(self):
        sock = wire.dial(self.options.socket)
        if sock is None:
            self._dial_at = time.monotonic() + self._redial.delay()
            return
        self.channel = wire.Channel(sock)
        self._poll.register(self.channel.fd, select.POLLIN)
        self.channel.send_json(wire.EVENT, {
            "event": "hello", "protocol": 1, "channel": "files", "bootId": self.boot_id, "uid": os.getuid(),
            "configured": self.configured, "terminals": [], "executions": []})
        self.sync.reconnected()

    def _lost(self):
        if self.channel is not None:
            self._poll.unregister(self.channel.fd)
            self.channel.close()
            self.channel = None
        self._passes.clear()
        self._running = None
        self._redial.lost()
        self._dial_at = time.monotonic() + 0.05

    def _mind_output(self):
        """Asks for room when something waits, and takes no more requests while too much does."""
        if self.channel is not None:
            out = self.channel.out_bytes
            self._poll.modify(self.channel.fd, (select.POLLOUT if self.channel.out else 0)
                              | (select.POLLIN if out < 2 * wire.MAX_FRAME else 0))

    # ---- telling

    def _report(self):
        busy = self.tree.busy()
        if not busy:
            self._changed_at = self._due = None
        if self.channel is None or not self.configured:
            return
        if (busy and len(self.tree.touched) < 500) or self.channel.out_bytes > BUSY_BYTES:
            return
        impatient = self._running is not None and time.monotonic() > self._running["until"]
        while (paths := self.sync.changes(impatient)) or self.sync.unsent():
            if not paths:
                continue
            self._look_for_file_size_limit(paths)
            self.channel.send_json(wire.EVENT, self.sync.tell(paths))
            if self.channel.out_bytes > BUSY_BYTES:
                return
        self._passes_end()

    def _look_for_file_size_limit(self, paths):
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
        for path in paths:
            item = self.tree.items.get(path)
            if item is not None and item.kind == FILE and 0 < limit <= item.size:
                self._limits.append(("FILE_SIZE", "%s reached the largest size a file may have (%d bytes)" % (path, limit)))
                self._wake_agent()

    # ---- full looks: files.flush and files.list

    def _want_pass(self, number, operation):
        self._passes.append((number, operation))
        self._begin_pass()

    def _begin_pass(self):
        if self._running is None and self._passes:
            wanted, self._passes = self._passes, []
            self.tree.take_events()
            self.tree.skipped.clear()
            rehash = HASH if self.tree.total_bytes <= REHASH_BYTES else 0
            self._running = {"wanted": wanted, "until": time.monotonic() + FLUSH_WAIT_SECONDS}
            self.tree.enqueue("", DEEP | PASS | rehash)

    def _passes_end(self):
        if self._running is None or self.tree.tagged or self.tree.touched or not self.sync.settled():
            return
        wanted, self._running = self._running["wanted"], None
        for number, operation in wanted:
            if operation == "files.flush":
                self._answer(number, {"batch": self.sync.batch, "skipped": len(self.tree.skipped)})
            else:
                self._answer(number, self._listing())
        self._begin_pass()

    def _listing(self):
        items, size, truncated = [], 0, False
        for path in sorted(self.tree.items):
            item = self.tree.items[path]
            size += 160 + 2 * len(path.encode()) + 2 * len((item.target or "").encode())
            if size > LIST_BYTES:
                truncated = True
                break
            items.append({"path": path, "itemType": item.kind, "size": item.size, "sha256": item.sha256,
                          "executable": item.executable, "target": item.target, "overLimit": item.over_limit})
        return {"items": items, "truncated": truncated, "skipped": len(self.tree.skipped)}

    # ---- requests

    def _frame(self, kind, body):
        if kind == wire.PUT_FILE:
            number, length = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            if len(body) < 8 + length:
                raise wire.Closed("PUT_FILE is cut")
            header = wire.decode(body[8:8 + length])
            self._do(number, lambda: {"sha256": self.apply.put(header, body[8 + length:])})
        elif kind == wire.REQUEST:
            message = wire.decode(body)
            number, operation = message.get("id"), message.get("op")
            if operation in ("files.flush", "files.list"):
                self._want_pass(number, operation)
            elif operation == "files.read":
                self._do(number, lambda: self._read(number, message))
            elif operation == "files.synced":
                self._do(number, lambda: self.sync.confirmed(message["batch"], message["results"]))
            elif operation == "files.apply":
                self._do(number, lambda: {"results": [self._change(change) for change in message["changes"]]})
            elif operation == "ping":
                self._answer(number, {})
            else:
                self._refuse(number, "unknown-operation", str(operation))
        else:
            raise wire.Closed("frame of type %d" % kind)

    def _do(self, number, action):
        try:
            result = action()
            if result is not False:
                self._answer(number, result)
        except wire.RequestError as error:
            self._refuse(number, error.code, error.detail)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._refuse(number, "bad-request", "%s: %s" % (type(error).__name__, error))
        except OSError as error:
            self._refuse(number, "failed", str(error))
        finally:
            self.root.drop_kept()

    def _change(self, change):
        path = change.get("path")
        try:
            self.apply.change(change)
            return {"path": path, "ok": True, "code": None}
        except wire.RequestError as error:
            return {"path": path, "ok": False, "code": error.code}

    def _read(self, number, message):
        """Sends the content asked for, if it is still that."""
        path, wanted = _path(message), message.get("sha256")
        folder, _, name = path.rpartition("/")
        try:
            with self.root.folder(folder) as parent:
                item, content = self.tree.read_file(parent, name, keep=True)
        except OSError:
            known = self.tree.items.get(path)
            self.sync.told.pop(path, None)
            self.tree.touched.add(path)
            self.tree.enqueue(path)
            raise wire.RequestError("not-a-file" if known is not None and known.kind == FOLDER else "gone") from None
        if content is None or (wanted is not None and item.sha256 != wanted):
            self.tree.put(path, item)
            self.sync.soon(path)
            raise wire.RequestError("too-large" if content is None else "changed")
        self.channel.send(wire.FILE, number.to_bytes(4, "big"), content)
        return False

    def _answer(self, number, result):
        self.channel.send(wire.RESPONSE, wire.encode(dict({"id": number, "ok": True}, **(result or {}))))

    def _refuse(self, number, code, detail):
        self.channel.send(wire.RESPONSE, wire.encode({"id": number, "ok": False, "code": code, "detail": detail}))
