"""Starting the user's programs: own session, clean signals, nothing of the agent inherited."""
import _signal
import errno
import os

from cove_agent import system

_PATH = "/usr/local/bin:/usr/bin:/bin"
restrict = None   # called in a child before it becomes the user's program, where the kernel leaves something to do


def spawn(argv, env, cwd, stdio, terminal=False, strict_cwd=False):
    """Forks and executes; returns the pid.

    `stdio` is the slave side of a PTY (`terminal`) or three descriptors. A program that cannot be started says so
    on its own standard error and ends with 127 or 126, as under a shell.
    """
    env = {str(key): str(value) for key, value in env.items()}
    argv = [str(word) for word in argv]
    pid = os.fork()
    if pid:
        return pid
    try:
        _become(argv, env, cwd, stdio, terminal, strict_cwd)
    except BaseException as error:  # in the child there is nobody to raise to
        try:
            os.write(2, ("cove: %s\n" % error).encode("utf-8", "replace"))
        finally:
            os._exit(126)
    os._exit(127)


def _become(argv, env, cwd, stdio, terminal, strict_cwd):
    system.expose()
    if terminal:
        os.login_tty(stdio)
    else:
        os.setsid()
        for number, fd in enumerate(stdio):
            os.dup2(fd, number, inheritable=True)
    _first_for_the_oom_killer()
    for number in (_signal.SIGPIPE, _signal.SIGXFSZ, _signal.SIGINT, _signal.SIGTERM, _signal.SIGCHLD):
        _signal.signal(number, _signal.SIG_DFL)
    _signal.pthread_sigmask(_signal.SIG_SETMASK, ())
    os.umask(0o022)
    if restrict is not None:
        restrict()
    try:
        os.chdir(cwd)
    except OSError:
        if strict_cwd:
            raise
        os.chdir("/")
    _execute(argv, env)


def _first_for_the_oom_killer():
    """Raises the score, which needs no right, so that memory pressure ends a program and never the agent."""
    try:
        fd = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
        os.write(fd, b"500")
        os.close(fd)
    except OSError:
        pass


def _execute(argv, env):
    name = argv[0]
    if "/" in name:
        places = [name]
    else:
        places = [folder + "/" + name for folder in env.get("PATH", _PATH).split(":") if folder]
    failure = FileNotFoundError(errno.ENOENT, "No such file or command")
    for place in places:
        try:
            os.execve(place, argv, env)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            failure = error
    os.write(2, ("cove: %s: %s\n" % (name, failure.strerror)).encode("utf-8", "replace"))
    os._exit(127 if failure.errno == errno.ENOENT else 126)
