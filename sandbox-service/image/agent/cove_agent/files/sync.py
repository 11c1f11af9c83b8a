"""What both sides agree on, what was told and is not confirmed yet, and so what is to be told."""
import time

from cove_agent.files.tree import FILE, FOLDER, Item, same

BATCH = 500
CONFIRM_SECONDS = 10
IN_MOTION_SECONDS = 0.2


class Told:
    """A change that was sent. While it is unconfirmed, a newer one of the same path waits, so that its base is right."""

    __slots__ = ("item", "batch", "at", "pending")

    def __init__(self, item, batch, at):
        self.item, self.batch, self.at, self.pending = item, batch, at, True


class Sync:
    def __init__(self, tree):
        self.tree = tree
        self.base = {}
        self.told = {}
        self.batches = {}
        self.batch = 0
        self.forced = set()
        self._sorted = []          # paths to tell, last first, left over from the batch before
        self.waiting = {}          # path -> when to tell it at the latest

    def agree(self, path, item):
        """Both sides have this now."""
        if item is None:
            self.base.pop(path, None)
        else:
            self.base[path] = item
        self.told.pop(path, None)
        self.waiting.pop(path, None)
        self.forced.discard(path)

    def reconnected(self):
        """The other side may have missed anything: whatever differs from the base is told again."""
        self.told.clear()
        self.batches.clear()
        self.waiting.clear()
        self._sorted.clear()
        self.tree.touched.update(self.tree.items)
        self.tree.touched.update(self.base)

    def again(self, path):
        """Tell this path even if it looks agreed: the other side believes something else."""
        self.forced.add(path)
        self.told.pop(path, None)
        self.tree.touched.add(path)

    def soon(self, path):
        """What was told of it is no more: its news waits for no confirmation, but a file in motion is not told at once."""
        self.told.pop(path, None)
        self.tree.touched.discard(path)
        self.waiting[path] = time.monotonic() + IN_MOTION_SECONDS

    def confirmed(self, batch, results):
        sent = self.batches.pop(batch, {})
        for result in results:
            path, digest = result.get("path"), result.get("sha256")
            if path not in sent:
                continue
            item = sent[path]
            if item is not None and item.kind == FILE and digest is not None and digest != item.sha256:
                item = Item(FILE, 0, digest, item.executable)
            if item is None:
                self.base.pop(path, None)
            else:
                self.base[path] = item
            told = self.told.get(path)
            if told is not None and told.batch == batch:
                del self.told[path]
                self.tree.touched.add(path)
        for path in sent:
            told = self.told.get(path)
            if told is not None and told.batch == batch:
                told.pending = False
            if path in self.waiting:
                self.tree.touched.add(path)

    def settled(self):
        return not self.waiting and not self._sorted

    def unsent(self):
        return bool(self._sorted)

    def changes(self, impatient=False):
        """The next batch's changes in the order they can be applied: deletes deepest first, then folders, then the rest."""
        now = time.monotonic()
        for path, due in list(self.waiting.items()):
            if due <= now or impatient:
                self.tree.touched.add(path)
        if not self._sorted and self.tree.touched:
            self._sorted = sorted(self.tree.touched, key=self._order, reverse=True)
            self.tree.touched.clear()
        found = []
        while self._sorted and len(found) < BATCH:
            path = self._sorted.pop()
            item, told = self.tree.items.get(path), self.told.get(path)
            forced = path in self.forced
            expected = told.item if told is not None else self.base.get(path)
            if not forced and same(item, expected):
                self.waiting.pop(path, None)
                continue
            if told is not None and told.pending and not forced:
                due = told.at + CONFIRM_SECONDS
                if due > now and not impatient:
                    self.waiting[path] = due
                    continue
            found.append(path)
        return found

    def _order(self, path):
        item = self.tree.items.get(path)
        depth = path.count("/")
        if item is None:
            return 0, -depth, path
        return (1, depth, path) if item.kind == FOLDER else (2, depth, path)

    def tell(self, paths):
        """The event for these paths, which are now told."""
        now = time.monotonic()
        self.batch += 1
        deletes, puts, sent = [], [], {}
        for path in paths:
            item, base = self.tree.items.get(path), self.base.get(path)
            digest = base.sha256 if base is not None else None
            if item is None:
                deletes.append(_change("DELETE", path, base or Item(FILE), digest))
            else:
                if base is not None and base.kind != item.kind:
                    deletes.append(_change("DELETE", path, base, digest))
                    digest = None
                puts.append(_change("PUT", path, item, digest))
            sent[path] = item
            self.told[path] = Told(item, self.batch, now)
            self.waiting.pop(path, None)
            self.forced.discard(path)
        self.batches[self.batch] = sent
        if len(self.batches) > 1000:
            del self.batches[next(iter(self.batches))]
        return {"event": "files.changed", "batch": self.batch, "changes": deletes + puts}


def _change(kind, path, item, base):
    gone = kind == "DELETE"
    return {"kind": kind, "path": path, "itemType": item.kind, "size": 0 if gone else item.size,
            "sha256": None if gone else item.sha256, "executable": not gone and item.executable,
            "target": None if gone else item.target, "base": base, "overLimit": not gone and item.over_limit}
