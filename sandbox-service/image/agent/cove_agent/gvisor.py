"""What Linux does for a sandbox and gVisor does not, so that the agent has to.

gVisor shows no control group inside, and where the host's limit is reached it ends the whole sandbox, not a program.
So memory and processes are counted here, and a program that takes too much is ended before the host does it. It also
lets anybody signal process 1, and does not load the engine's seccomp profile; a small filter of our own stands in.
"""
import ctypes
import os
import struct

from cove_agent import processes, system

SIGKILL = 9
PATIENCE_SECONDS = 0.5            # for memory to come back before another program is ended
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK_NANOSECONDS = 1_000_000_000 // os.sysconf("SC_CLK_TCK")


class _Sysinfo(ctypes.Structure):
    _fields_ = [("uptime", ctypes.c_long), ("loads", ctypes.c_ulong * 3), ("total", ctypes.c_ulong),
                ("free", ctypes.c_ulong), ("shared", ctypes.c_ulong), ("buffers", ctypes.c_ulong),
                ("swap", ctypes.c_ulong), ("free_swap", ctypes.c_ulong), ("tasks", ctypes.c_ushort),
                ("_pad", ctypes.c_ushort), ("high", ctypes.c_ulong), ("free_high", ctypes.c_ulong),
                ("unit", ctypes.c_uint)]


class Guard:
    """The readings of a `Cgroup`, and its limits, which nobody else would enforce on programs."""

    LOOK_SECONDS = 0.05

    def __init__(self):
        self._memory_limit = self._pids_limit = None
        self._kills = self._refusals = 0
        self._victim, self._until = None, 0.0
        self._repeated = False

    def limit(self, memory, pids):
        """From now on, in bytes and in processes and threads; None is no limit."""
        self._memory_limit, self._pids_limit = memory, pids

    # ---- readings

    def cpu_nanoseconds(self):
        """Of the user's programs, ended ones included; not of the agent, whose guarding is no work of the user's."""
        own, ticks = os.getpid(), 0
        for name in os.listdir("/proc"):
            if name.isdigit():
                fields = _stat(int(name))
                if fields is not None:
                    ticks += sum(int(field) for field in fields[13 if int(name) == own else 11:15])
        return ticks * _TICK_NANOSECONDS

    def memory_bytes(self):
        info = self._look()
        return (info.total - info.free) * info.unit

    def pids(self):
        return self._look().tasks

    def memory_kills(self):
        return self._kills

    def pid_refusals(self):
        return self._refusals

    def _look(self):
        info = _Sysinfo()
        system.check(system.libc.sysinfo(ctypes.byref(info)))
        return info

    # ---- limits

    def enforce(self, now, shells):
        """Ends a program when a limit is passed; `shells` are the pids of terminals, which are spared as far as it goes."""
        info = self._look()
        if self._memory_limit and (info.total - info.free) * info.unit > self._memory_limit:
            self._end_largest(now)
        if self._pids_limit and info.tasks > self._pids_limit:
            self._end_most(shells)
        else:
            self._repeated = False

    def _end_largest(self, now):
        living = processes.everything()
        if self._victim in living and now < self._until:
            return
        sizes = {pid: int(fields[21]) * _PAGE for pid in living if (fields := _stat(pid)) is not None}
        if not sizes:
            return
        self._victim, self._until = max(sizes, key=sizes.get), now + PATIENCE_SECONDS
        self._kills += 1
        processes.signal_all((self._victim,), SIGKILL)

    def _end_most(self, shells):
        """The session with the most processes; all of them when that was not enough."""
        table, living = processes.table(), processes.everything() - set(shells)
        sessions = {}
        for pid in living:
            if pid in table:
                sessions.setdefault(table[pid][1], set()).add(pid)
        chosen = living if self._repeated or not sessions else max(sessions.values(), key=len)
        self._repeated = True
        self._refusals += 1
        processes.signal_all(chosen, SIGKILL)


def _stat(pid):
    """The fields of /proc/<pid>/stat after the name: the state is 0, user time 11, resident pages 21."""
    try:
        with open("/proc/%d/stat" % pid, "rb", 0) as file:
            stat = file.read(1024)
    except OSError:
        return None
    return stat[stat.rfind(b")") + 2:].split()


# ---- a filter for the user's programs, in the language of seccomp(2); the numbers are those of x86_64

_MACHINE, _ARCHITECTURE = "x86_64", 0xC000003E
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001   # with EPERM
_SIGNALS = (62, 200, 234, 129, 297)          # kill, tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo
_NEVER = (101, 310, 311,                     # ptrace, process_vm_readv, process_vm_writev
          272, 308, 304,                     # unshare, setns, open_by_handle_at
          248, 249, 250, 298, 425)           # add_key, request_key, keyctl, perf_event_open, io_uring_setup
_CLONE, _NEW_NAMESPACES = 56, 0x7E020000
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


def _program():
    def step(code, value, then=0, otherwise=0):
        return struct.pack("=HBBI", code, then, otherwise, value)

    def refuse_if_argument(number, test, value):
        return [step(_EQUAL, number, 0, 4), step(_LOAD, _FIRST_ARGUMENT_AT), step(test, value, 0, 1),
                step(_RETURN, _REFUSE), step(_RETURN, _ALLOW)]

    steps = [step(_LOAD, _ARCHITECTURE_AT), step(_EQUAL, _ARCHITECTURE, 1, 0), step(_RETURN, _REFUSE),
             step(_LOAD, _NUMBER_AT)]
    for number in _SIGNALS:
        steps += refuse_if_argument(number, _EQUAL, 1)
    steps += refuse_if_argument(_CLONE, _ANY_BIT, _NEW_NAMESPACES)
    for number in _NEVER:
        steps += [step(_EQUAL, number, 0, 1), step(_RETURN, _REFUSE)]
    steps.append(step(_RETURN, _ALLOW))
    return steps


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_void_p)]


def filter_for_programs():
    """What a child calls before it becomes the user's program; None on a machine whose numbers are others."""
    if os.uname().machine != _MACHINE:
        return None
    steps = _program()
    code = ctypes.create_string_buffer(b"".join(steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))

    def load(_code=code):  # kept: the program only points to it
        system.check(system.libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0))

    return load
