"""What the container uses and which limits it has hit, from cgroup v1 or v2; absent files read as None."""
import os

ROOT = "/sys/fs/cgroup"


def _number(path):
    try:
        with open(path, "rb", 0) as file:
            return int(file.read(64))
    except (OSError, ValueError):
        return None


def _keyed(path, key):
    try:
        with open(path, "rb", 0) as file:
            for line in file.read(8192).splitlines():
                if line.startswith(key + b" "):
                    return int(line[len(key) + 1:])
    except (OSError, ValueError):
        pass
    return None


class Cgroup:
    def __init__(self, root=ROOT):
        self.root = root
        self.v2 = os.path.exists(root + "/cgroup.controllers")
        self._cpu = self._first("/cpuacct", "/cpu,cpuacct", "/cpuacct,cpu")

    def _first(self, *names):
        return next((self.root + name for name in names if os.path.exists(self.root + name)), self.root)

    def cpu_nanoseconds(self):
        if self.v2:
            used = _keyed(self.root + "/cpu.stat", b"usage_usec")
            return None if used is None else used * 1000
        return _number(self._cpu + "/cpuacct.usage")

    def memory_bytes(self):
        """Without the page cache the kernel can drop at once, as `docker stats` shows it."""
        folder = self.root if self.v2 else self.root + "/memory"
        used = _number(folder + ("/memory.current" if self.v2 else "/memory.usage_in_bytes"))
        if used is None:
            return None
        idle = _keyed(folder + "/memory.stat", b"inactive_file" if self.v2 else b"total_inactive_file") or 0
        return max(0, used - idle)

    def pids(self):
        return _number((self.root if self.v2 else self.root + "/pids") + "/pids.current")

    def memory_kills(self):
        """How many processes the kernel has ended for want of memory."""
        if self.v2:
            return _keyed(self.root + "/memory.events", b"oom_kill") or 0
        return _keyed(self.root + "/memory/memory.oom_control", b"oom_kill") or 0

    def pid_refusals(self):
        """How many forks the pids limit has refused."""
        return _keyed((self.root if self.v2 else self.root + "/pids") + "/pids.events", b"max") or 0
