"""Tells sandbox-service what the sandbox uses, and within a second which limit it has hit."""
import os
import time

from cove_agent import processes

LOOK_SECONDS = 0.5
USAGE_SECONDS = 2.0


class Limits:
    def __init__(self, agent, cgroup):
        self.agent, self.cgroup = agent, cgroup
        self._kills, self._refusals = cgroup.memory_kills(), cgroup.pid_refusals()
        self._full = False
        self._cpu = self._cpu_at = None
        self._looks = 0
        workspace = agent.options.workspace
        self._full_home = False
        try:
            self._own_disk = os.stat(workspace).st_dev != os.stat("/").st_dev
        except OSError:
            self._own_disk = False

    def start(self):
        self._cpu, self._cpu_at = self.cgroup.cpu_nanoseconds(), time.monotonic()
        self.agent.loop.after(LOOK_SECONDS, self._tick)

    def _tick(self):
        self.agent.loop.after(LOOK_SECONDS, self._tick)
        self.look()
        self._looks += 1
        if self._looks % round(USAGE_SECONDS / LOOK_SECONDS) == 0 and self.agent.channel is not None:
            self.agent.event(self.usage())

    def look(self):
        """Compares the kernel's counters with what was told already."""
        if self.agent.channel is None:
            return  # the counters keep, so the news waits for the next connection
        kills, refusals = self.cgroup.memory_kills(), self.cgroup.pid_refusals()
        if kills > self._kills:
            self.tell("MEMORY", "The memory limit was reached: the kernel ended %d process(es)" % (kills - self._kills))
        if refusals > self._refusals:
            self.tell("PIDS", "The limit of processes was reached: a new process was refused")
        self._kills, self._refusals = kills, refusals
        self._look_at_disk()

    def _look_at_disk(self):
        if not self._own_disk:
            return
        try:
            disk = os.statvfs(self.agent.options.workspace)
        except OSError:
            return
        no_room = disk.f_bavail * disk.f_frsize < 64 << 10
        no_files = disk.f_files > 0 and disk.f_favail == 0
        if (no_room or no_files) and not self._full:
            self._full = True
            self.tell("DISK", "The workspace is full: no %s left" % ("space" if no_room else "room for more files"))
        elif self._full and disk.f_bavail * 50 > disk.f_blocks and (disk.f_files == 0 or disk.f_favail > 0):
            self._full = False
        self._look_at_home()

    def _look_at_home(self):
        disk = self._home_disk()
        if disk is None:
            return
        no_room = disk.f_bavail * disk.f_frsize < 64 << 10
        no_files = disk.f_files > 0 and disk.f_favail == 0
        if (no_room or no_files) and not self._full_home:
            self._full_home = True
            self.tell("DISK", "The home folder is full: no %s left" % ("space" if no_room else "room for more files"))
        elif self._full_home and disk.f_bavail * 50 > disk.f_blocks and (disk.f_files == 0 or disk.f_favail > 0):
            self._full_home = False

    def _home_disk(self):
        """Of the home, when it is the session's own disk: before that arrives it is an empty folder of root's."""
        home = self.agent.options.home
        try:
            if not self._own_disk or os.stat(home).st_uid != os.getuid() or os.stat(home).st_dev == os.stat("/").st_dev:
                return None
            return os.statvfs(home)
        except OSError:
            return None

    def tell(self, limit, detail):
        self.agent.event({"event": "limit", "limit": limit, "detail": detail})

    def usage(self):
        cpu, now = self.cgroup.cpu_nanoseconds(), time.monotonic()
        percent = 0.0
        if cpu is not None and self._cpu is not None and now > self._cpu_at:
            percent = round((cpu - self._cpu) / 1e7 / (now - self._cpu_at), 1)
        self._cpu, self._cpu_at = cpu, now
        pids = self.cgroup.pids()
        return {"event": "usage", "cpuPercent": percent, "memoryBytes": self.cgroup.memory_bytes() or 0,
                "pids": len(processes.everything()) + 1 if pids is None else pids, "diskBytes": self._disk_bytes(),
                "foreground": self.agent.terminals.foreground(), **self.agent.terminals.traffic(),
                "executions": self.agent.executions.running()}

    def _disk_bytes(self):
        if self._own_disk:
            try:
                disk = os.statvfs(self.agent.options.workspace)
                used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize
                home = self._home_disk()
                return used if home is None else used + (home.f_blocks - home.f_bfree) * home.f_frsize
            except OSError:
                return 0
        return self.agent.files.total_bytes()
