"""Writes of the service into the workspace: by temporary file and rename, and only over what it believes is there."""
import os
from errno import EEXIST, ENOTEMPTY

from cove_agent.files.paths import DIRECTORY, join, valid
from cove_agent.files.tree import FILE, FOLDER, SYMLINK, Item, sha256, stamp_of
from cove_agent.wire import RequestError


class Apply:
    def __init__(self, root, tree, sync):
        self.root, self.tree, self.sync = root, tree, sync
        self._names = 0

    def put(self, header, content):
        """PUT_FILE: returns the hash, or refuses with `conflict` and has the local content told again."""
        path = _path(header)
        digest = sha256(content).hexdigest()
        if header.get("sha256") not in (None, digest):
            raise RequestError("bad-request", "The content has another hash")
        folder, _, name = path.rpartition("/")
        try:
            with self.root.folder(folder, self._made) as parent:
                self._put(parent, path, name, content, digest, bool(header.get("executable")), header.get("base"))
        except NotADirectoryError:
            self._conflict(path)
        except FileExistsError:
            self._conflict(path)
        except OSError as error:
            if error.errno == 40:  # ELOOP: a link where a folder should be
                self._conflict(path)
            raise
        return digest

    def _put(self, parent, path, name, content, digest, executable, base):
        status = _status(parent, name)
        if status is not None:
            self.tree.look(path)
            local = self.tree.items.get(path)
            if local is None or local.kind != FILE:
                self._conflict(path)
            if local.sha256 == digest:
                if local.executable != executable:
                    os.chmod(name, 0o755 if executable else 0o644, dir_fd=parent)
                self._agreed(parent, path, name, len(content), digest, executable)
                return
            if local.sha256 != base or base is None:
                self._conflict(path)
        elif base is not None:
            self._conflict(path)
        temporary = self._write(parent, content, executable)
        try:
            now = _status(parent, name)
            if (now is None) != (status is None) or (now is not None and stamp_of(now) != stamp_of(status)):
                self._conflict(path)
            if status is None:
                os.link(temporary, name, src_dir_fd=parent, dst_dir_fd=parent, follow_symlinks=False)
                os.unlink(temporary, dir_fd=parent)
            else:
                os.rename(temporary, name, src_dir_fd=parent, dst_dir_fd=parent)
        except BaseException:
            try:
                os.unlink(temporary, dir_fd=parent)
            except OSError:
                pass
            raise
        self._agreed(parent, path, name, len(content), digest, executable)

    def _write(self, parent, content, executable):
        self._names += 1
        name = ".cove-%d-%s.tmp" % (self._names, os.urandom(6).hex())
        fd = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=parent)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(fd, rest):]
            os.fchmod(fd, 0o755 if executable else 0o644)
        except BaseException:
            os.unlink(name, dir_fd=parent)
            raise
        finally:
            os.close(fd)
        return name

    def _agreed(self, parent, path, name, size, digest, executable):
        status = _status(parent, name)
        item = Item(FILE, size, digest, executable, stamp=stamp_of(status) if status else None, racy=True)
        self.tree.put(path, item)
        self.sync.agree(path, item)

    def _made(self, path):
        item = Item(FOLDER)
        self.tree.put(path, item)
        self.sync.agree(path, item)
        self.tree.enqueue(path)

    def _conflict(self, path):
        try:
            self.tree.look(path)
        except OSError:
            self.tree.put(path, None)
        self.sync.again(path)
        raise RequestError("conflict", "The sandbox has something else there")

    # ---- files.apply

    def change(self, change):
        """One entry of files.apply; raises RequestError when it cannot be done."""
        path = _path(change)
        kind, item_type = change.get("kind"), change.get("itemType")
        folder, _, name = path.rpartition("/")
        try:
            if kind == "DELETE":
                self._delete(path, folder, name, item_type, change.get("base"))
            elif item_type == FOLDER:
                with self.root.folder(path, self._made):
                    if path not in self.tree.items:
                        self.tree.look(path)
                    self.sync.agree(path, self.tree.items.get(path, Item(FOLDER)))
            elif item_type == SYMLINK:
                self._link(path, folder, name, str(change["target"]), change.get("base"))
            else:
                raise RequestError("bad-request", "A file is put by PUT_FILE")
        except (NotADirectoryError, FileExistsError):
            self._conflict(path)
        except OSError as error:
            if error.errno == 40:
                self._conflict(path)
            raise RequestError("failed", str(error)) from None

    def _link(self, path, folder, name, target, base):
        with self.root.folder(folder, self._made) as parent:
            if _status(parent, name) is not None:
                self.tree.look(path)
                local, agreed = self.tree.items.get(path), self.sync.base.get(path)
                if local is None or local.kind == FOLDER:
                    self._conflict(path)
                if not (local.kind == SYMLINK and local.target == target):
                    known = local.sha256 == base and base is not None if local.kind == FILE else local.same(agreed)
                    if not known:
                        self._conflict(path)
                    os.unlink(name, dir_fd=parent)
                    os.symlink(target, name, dir_fd=parent)
            else:
                os.symlink(target, name, dir_fd=parent)
            item = Item(SYMLINK, size=len(target.encode()), target=target)
            self.tree.put(path, item)
            self.sync.agree(path, item)

    def _delete(self, path, folder, name, item_type, base):
        try:
            with self.root.folder(folder) as parent:
                status = _status(parent, name)
                if status is not None:
                    self.tree.look(path)
                    self._delete_item(parent, path, name, base)
        except FileNotFoundError:
            pass
        self.tree.put(path, None)
        below = path + "/"
        for agreed in [p for p in self.sync.base if p.startswith(below)]:
            self.sync.agree(agreed, None)
        self.sync.agree(path, None)

    def _delete_item(self, parent, path, name, base):
        local, agreed = self.tree.items.get(path), self.sync.base.get(path)
        if local is None:
            self._conflict(path)  # a device or a pipe: not ours to remove
        if local.kind == FILE:
            expected = base if base is not None else agreed.sha256 if agreed is not None else None
            if local.sha256 is None or local.sha256 != expected:
                self._conflict(path)
            os.unlink(name, dir_fd=parent)
        elif local.kind == SYMLINK:
            if not local.same(agreed):
                self._conflict(path)
            os.unlink(name, dir_fd=parent)
        else:
            if not self._all_agreed(parent, path, name):
                self._conflict(path)
            _remove_tree(parent, name)

    def _all_agreed(self, parent, path, name):
        """Looks at everything below a folder; what is ignored goes with it."""
        fd = os.open(name, DIRECTORY, dir_fd=parent)
        try:
            for entry in os.listdir(fd):
                below = join(path, entry)
                if self.tree.ignored(below):
                    continue
                if not valid(below):
                    return False
                try:
                    self.tree.look(below)
                except OSError:
                    return False
                item = self.tree.items.get(below)
                if item is None or not item.same(self.sync.base.get(below)) or item.over_limit:
                    self.tree.touched.add(below)
                    return False
                if item.kind == FOLDER and not self._all_agreed(fd, below, entry):
                    return False
            return True
        finally:
            os.close(fd)
            self.tree.root.drop_kept()


def _remove_tree(parent, name):
    fd = os.open(name, DIRECTORY, dir_fd=parent)
    try:
        for entry in os.listdir(fd):
            try:
                os.unlink(entry, dir_fd=fd)
            except (IsADirectoryError, PermissionError):
                _remove_tree(fd, entry)
    finally:
        os.close(fd)
    try:
        os.rmdir(name, dir_fd=parent)
    except OSError as error:
        if error.errno not in (ENOTEMPTY, EEXIST):
            raise
        raise RequestError("conflict", "Something new is in the folder") from None


def _status(parent, name):
    try:
        return os.stat(name, dir_fd=parent, follow_symlinks=False)
    except FileNotFoundError:
        return None


def _path(message):
    path = message.get("path")
    if not isinstance(path, str) or not valid(path):
        raise RequestError("invalid-path", repr(path)[:200])
    return path
