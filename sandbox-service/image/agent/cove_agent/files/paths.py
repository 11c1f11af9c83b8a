"""Every way to a file goes component by component from the workspace's descriptor, never through a symbolic link."""
import os
from errno import ELOOP, ENOENT, ENOTDIR

IGNORE_FILE, MOST_IGNORED = ".coveignore", 100
MAX_PATH, MAX_NAME, MAX_DEPTH = 1024, 255, 32
DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
ABSENT = (ENOENT, ENOTDIR, ELOOP)


def valid(path):
    """Whether both sides can name it: the protocol's and the workspace's rules."""
    try:
        if not path or len(path.encode("utf-8")) > MAX_PATH:
            return False
        names = path.split("/")
        return len(names) <= MAX_DEPTH and all(map(_valid_name, names))
    except UnicodeEncodeError:
        return False


def _valid_name(name):
    if not name or name in (".", "..") or len(name.encode("utf-8")) > MAX_NAME:
        return False
    return name.isprintable() or not any(c < " " or "\x7f" <= c <= "\x9f" for c in name)


def names_in(content):
    """The names an ignore file lists, one a line; comments begin with #."""
    lines = (line.strip().strip("/") for line in content.decode("utf-8", "replace").split("\n"))
    return [line for line in lines if line and line != IGNORE_FILE and not line.startswith("#")][:MOST_IGNORED]


def parent_of(path):
    return path.rpartition("/")[0]


def join(folder, name):
    return folder + "/" + name if folder else name


class _Open:
    def __init__(self, fd):
        self._fd = fd

    def __enter__(self):
        return self._fd

    def __exit__(self, *_):
        os.close(self._fd)


class Root:
    """The workspace folder, held open for the life of the agent."""

    def __init__(self, workspace):
        self.fd = os.open(workspace, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._kept = {}

    def open_folder(self, path, make=None):
        """A descriptor of a folder; with `make`, missing parts are made and given to that function."""
        fd = os.dup(self.fd)
        os.set_inheritable(fd, False)
        so_far = ""
        try:
            for name in path.split("/") if path else ():
                so_far = join(so_far, name)
                try:
                    below = os.open(name, DIRECTORY, dir_fd=fd)
                except FileNotFoundError:
                    if make is None:
                        raise
                    os.mkdir(name, 0o755, dir_fd=fd)
                    make(so_far)
                    below = os.open(name, DIRECTORY, dir_fd=fd)
                os.close(fd)
                fd = below
            return fd
        except BaseException:
            os.close(fd)
            raise

    def folder(self, path, make=None):
        """open_folder for a `with` statement."""
        return _Open(self.open_folder(path, make))

    def kept_folder(self, path):
        """Like open_folder, but stays open until drop_kept(), for looking at many files of one folder."""
        fd = self._kept.get(path)
        if fd is None:
            if len(self._kept) > 8:
                self.drop_kept()
            fd = self._kept[path] = self.open_folder(path)
        return fd

    def drop_kept(self):
        for fd in self._kept.values():
            os.close(fd)
        self._kept.clear()


class Ignored:
    """Names that are not synchronised, wherever they are; `a/b` means b directly below any a."""

    def __init__(self, names):
        self._single = {name for name in names if "/" not in name}
        self._chains = [tuple(name.strip("/").split("/")) for name in names if "/" in name]

    def __call__(self, path):
        parts = path.split("/")
        if not self._single.isdisjoint(parts):
            return True
        for chain in self._chains:
            for at in range(len(parts) - len(chain) + 1):
                if tuple(parts[at:at + len(chain)]) == chain:
                    return True
        return False
