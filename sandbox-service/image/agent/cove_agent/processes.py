"""Finding the processes that belong to a terminal or an execution, also those that left its session."""
import os


def table():
    """pid -> (parent, session, state) of every process there is."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name, "rb", 0) as file:
                stat = file.read(1024)
        except OSError:
            continue
        fields = stat[stat.rfind(b")") + 2:].split(None, 5)
        if len(fields) > 4:
            found[int(name)] = (int(fields[1]), int(fields[3]), fields[0])
    return found


def _has_tag(pid, tag):
    try:
        with open("/proc/%d/environ" % pid, "rb", 0) as file:
            return tag in b"\0" + file.read(128 << 10)
    except OSError:
        return False


def below(root, processes):
    """Everything that descends from `root`, without it."""
    children = {}
    for pid, (parent, _, _) in processes.items():
        children.setdefault(parent, []).append(pid)
    found, queue = set(), [root]
    while queue:
        for child in children.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return found


def belonging(session, variable, value):
    """The living processes of a session, those that carry its variable, and all their descendants."""
    own = os.getpid()
    processes = table()
    candidates = set(processes) - {own} if own == 1 else below(own, processes)
    tag = ("\0%s=%s\0" % (variable, value)).encode()
    roots = {pid for pid in candidates if processes[pid][1] == session or pid == session or _has_tag(pid, tag)}
    found = set(roots)
    for pid in roots:
        found |= below(pid, processes)
    return {pid for pid in found & candidates if processes[pid][2] not in (b"Z", b"X")}


def everything():
    """Every living process but the agent."""
    own = os.getpid()
    processes = table()
    pids = set(processes) - {own} if own == 1 else below(own, processes)
    return {pid for pid in pids if processes[pid][2] not in (b"Z", b"X")}


def signal_all(pids, *numbers):
    for pid in pids:
        for number in numbers:
            try:
                os.kill(pid, number)
            except OSError:
                pass


def name_of(pid):
    try:
        with open("/proc/%d/comm" % pid, "rb", 0) as file:
            return file.read(64).strip().decode("utf-8", "replace")
    except OSError:
        return None
