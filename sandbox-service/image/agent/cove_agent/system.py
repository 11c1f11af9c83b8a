"""The few system calls Python does not offer, and how the agent makes itself unreachable for its own user."""
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)

PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36
ALL_OF_THE_LOG = 3
SFD_NONBLOCK, SFD_CLOEXEC = os.O_NONBLOCK, os.O_CLOEXEC


def check(result):
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def protect():
    """No ptrace, no /proc/<pid>/mem and no core dump of the agent; orphans come to us even when we are not PID 1."""
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if os.getpid() != 1:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def expose():
    """Undoes the first half of protect() in a child that is about to become the user's program."""
    libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)


def is_gvisor():
    """Whether the kernel is gVisor's, by the first line of its log, as its documentation tells it apart."""
    log = ctypes.create_string_buffer(4096)
    return libc.klogctl(ALL_OF_THE_LOG, log, len(log)) > 0 and b"gVisor" in log.value


def signal_fd(signals):
    """A descriptor that tells which of the (blocked) signals came, and from whom."""
    mask = (ctypes.c_ulong * 16)()
    for number in signals:
        mask[0] |= 1 << (number - 1)
    return check(libc.signalfd(-1, ctypes.byref(mask), SFD_NONBLOCK | SFD_CLOEXEC))


def read_signals(fd):
    """The (signal, sender's pid) pairs that wait in a signal_fd; a sender outside the namespace has pid 0."""
    try:
        data = os.read(fd, 128 * 16)
    except BlockingIOError:
        return []
    return [(int.from_bytes(data[at:at + 4], "little"), int.from_bytes(data[at + 12:at + 16], "little"))
            for at in range(0, len(data) - 127, 128)]   # whole records: gVisor appends a few bytes
