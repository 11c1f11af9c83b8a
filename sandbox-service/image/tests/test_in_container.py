"""The real image under the hardening every sandbox gets; skipped plainly where there is no engine or no image."""
import errno
import json
import os
import shutil
import subprocess
import tempfile
import time
import unittest

from harness import SESSION, AgentTest, View, base64_of

IMAGE = os.environ.get("COVE_SANDBOX_IMAGE", "cove-sandbox:latest")
PROFILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "seccomp", "sandbox.json")
RUNTIME = os.environ.get("COVE_SANDBOX_RUNTIME", "")
LABEL = "cove.image-test=%d" % os.getpid()
MEMORY, PIDS = 512, 128
# gVisor's own kernel needs room beside the programs, and threads for theirs
GVISOR = "runsc" in RUNTIME
HOST = (MEMORY + 128, 8 * PIDS + 128) if GVISOR else (MEMORY, PIDS)
LIMITS = ("--memory", "%dm" % HOST[0], "--memory-swap", "%dm" % HOST[0], "--pids-limit", "%d" % HOST[1])
# a family of sockets is refused by the profile, or does not exist in gVisor's kernel
REFUSALS = (1, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT, errno.EINVAL) if GVISOR else (1,)
UID = 100000 + os.getpid() % 50000


def docker(*words):
    return subprocess.run(("docker",) + words, capture_output=True, text=True)


def why_not():
    if shutil.which("docker") is None or docker("version").returncode != 0:
        return "no Docker engine answers"
    if docker("image", "inspect", IMAGE).returncode != 0:
        return "the image %s is not built" % IMAGE
    return None


@unittest.skipIf(why_not(), why_not())
class InContainerTests(AgentTest):
    users = True
    more_flags = ()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="cove-c-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        os.chmod(self.folder, 0o755)
        self.run_dir = self.folder
        self.workspace = "/workspace"
        if self.users:
            self.write_file("passwd", "root:x:0:0:root:/root:/bin/sh\ncoder:x:%d:%d:coder:/home/coder:/bin/bash\n" % (UID, UID))
            self.write_file("group", "root:x:0:\ncoder:x:%d:\n" % UID)
        self.listen()
        os.chmod(os.path.join(self.folder, "agent.sock"), 0o666)
        self.addCleanup(self.remove)
        started = time.monotonic()
        self.container = self.start()
        self.connect()
        self.milliseconds = (time.monotonic() - started) * 1000
        self.assertTrue(self.terminal.request(
            "configure", sessionId=SESSION, memoryLimit=MEMORY << 20, pidsLimit=PIDS)["ok"])

    def write_file(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def start(self):
        u = "uid=%d,gid=%d" % (UID, UID)
        answer = docker(
            "run", "-d", "--label", LABEL, "--user", "%d:%d" % (UID, UID), "--cap-drop", "ALL",
            "--security-opt", "no-new-privileges", "--security-opt", "seccomp=" + PROFILE, "--read-only",
            "--tmpfs", "/workspace:rw,exec,nosuid,nodev,size=128m,nr_inodes=16k,mode=750," + u,
            "--tmpfs", "/home/coder:rw,nosuid,nodev,size=32m,mode=700," + u,
            "--tmpfs", "/tmp:rw,nosuid,nodev,size=64m,nr_inodes=8k,mode=1777", "--shm-size", "32m",
            *LIMITS, "--cpus", "1",
            "--ulimit", "nofile=1024:1024", "--ulimit", "core=0", "--ulimit", "fsize=268435456", "--ipc", "private",
            "--hostname", "sandbox", "--log-driver", "none", "--restart", "no", "--network", "none",
            "-v", self.folder + ":/run/cove:ro", *(("--runtime", RUNTIME) if RUNTIME else ()), *self.more_flags, IMAGE)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer.stdout.strip()

    def remove(self):
        for name in ("terminal", "files"):
            if getattr(self, name, None) is not None:
                getattr(self, name).close()
        self.listener.close()
        ids = docker("ps", "-aq", "--filter", "label=" + LABEL).stdout.split()
        if ids:
            docker("rm", "-f", *ids)

    def python(self, code, **more):
        handle = 1000 + self.terminal.number
        answer = self.terminal.request("exec.start", handle=handle, argv=["python3", "-"], stdin=base64_of(code.encode()),
                                       timeoutMs=60000, **more)
        self.assertTrue(answer["ok"], answer)
        end = self.terminal.event("exec.exit", 60, handle=handle)
        output = b"".join(body[5:] for kind, body in self.terminal.frames
                          if kind == 0x30 and int.from_bytes(body[:4], "big") == handle)
        return end, output.decode()

    def login_shell(self):
        self.open()
        view = View(self.terminal, 1)
        view.until("$ ")
        return view

    def test_hello_says_the_own_uid_and_S12_a_fresh_sandbox(self):
        self.assertEqual(self.terminal.hello["uid"], UID)
        self.assertEqual(self.terminal.hello["terminals"], [])

    def test_S3_the_libraries_are_there_and_the_sum_is_5050(self):
        view = self.login_shell()
        self.assertIn(b"coder@cove", view.data)
        view.type("python3 -c 'print(\"sum\", sum(range(101)))'\r")
        view.until("sum 5050\r\n")
        end, output = self.python("import numpy, pandas, scipy, matplotlib\nprint(numpy.arange(101).sum())")
        self.assertEqual((end["outcome"], output), ("OK", "5050\n"))

    def test_completions_wait_for_the_first_tab(self):
        view = self.login_shell()
        view.type('echo "loaded: ${BASH_COMPLETION_VERSINFO:-no}"\r')
        view.until("loaded: no\r\n\x1b[?2004h\x1b[1;32mcoder@cove\x1b[0m:\x1b[1;34m/workspace\x1b[0m$ ")
        view.type("git chec\t")
        view.until("git checkout ")
        view.type("\x15echo \"loaded: ${BASH_COMPLETION_VERSINFO:-no}\"\r")
        view.until("loaded: 2\r\n")

    def test_S3_show_puts_a_png_into_the_workspace(self):
        end, output = self.python("import matplotlib.pyplot as p\np.plot([1, 2])\np.show()\n")
        self.assertEqual(end["outcome"], "OK", output)
        path = output.split("/workspace/")[1].strip()
        # a slow machine tells of the new file before its content
        self.files.until(lambda: any(c["path"] == path and c["size"] > 1000 for c in self.changes()), 30, "the picture")

    def test_whoami_says_coder_and_nothing_can_be_gained(self):
        view = self.login_shell()
        view.type("whoami; find / -xdev -perm /6000 -type f 2>/dev/null | wc -l; command grep -E 'CapBnd|NoNewPrivs|Seccomp:' /proc/self/status; echo end\r")
        # a walk over the whole image, which a cold disk makes slow
        view.until("\r\nend", 120)
        text = view.data.decode()
        self.assertIn("coder\r\n0\r\n", text)
        # gVisor never raises rights by a file, and has no line that says so
        for line in ("CapBnd:\t0000000000000000", "Seccomp:\t2") + (() if GVISOR else ("NoNewPrivs:\t1",)):
            self.assertIn(line, text)

    def test_the_agent_cannot_be_read_traced_or_ended_from_inside(self):
        _, output = self.python(
            "import os, signal\n"
            "for n in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP, signal.SIGINT):\n"
            "  try: os.kill(1, n)\n"
            "  except PermissionError: pass\n"
            "for p in ('mem', 'environ', 'fd', 'maps'):\n"
            "  try: (os.listdir if p == 'fd' else open)('/proc/1/' + p); print('open', p)\n"
            "  except PermissionError: print('closed', p)\n")
        expected = ["closed mem", "closed environ", "closed fd", "closed maps"]
        if GVISOR:
            expected = expected[:1]  # of a process that is not dumpable it closes the memory, and not the rest
        self.assertEqual(output.split("\n")[:len(expected)], expected)
        self.assertTrue(self.terminal.request("ping")["ok"])

    def test_L3_memory_names_itself_and_the_shell_survives(self):
        view = self.login_shell()
        end, _ = self.python("x = bytearray(700 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1\n")
        self.assertEqual(end["outcome"], "MEMORY_LIMIT")
        self.terminal.event("limit", limit="MEMORY")
        view.type("echo still-$((1+1))\r")
        view.until("still-2")

    def test_L3_pids_name_themselves_and_the_sandbox_survives(self):
        end, _ = self.python("import os, time\nfor i in range(300):\n  if os.fork() == 0: time.sleep(30); os._exit(0)\n")
        self.assertEqual(end["outcome"], "PIDS_LIMIT")
        self.terminal.event("limit", limit="PIDS")
        self.login_shell()

    def test_L3_a_full_disk_and_a_file_too_long_name_themselves(self):
        end, output = self.python("f = open('/workspace/big', 'wb')\ntry:\n  while True: f.write(bytes(1 << 20))\nexcept OSError as e: print(e.errno)\n")
        self.assertEqual(output.strip(), "28")
        self.terminal.event("limit", limit="DISK")
        end, output = self.python("import os\nos.remove('/workspace/big')\nf = open('/workspace/long', 'wb')\nos.ftruncate(f.fileno(), 268435456)\n")
        self.change("long", overLimit=True)
        self.terminal.event("limit", limit="FILE_SIZE")

    def test_stop_from_outside_ends_at_once(self):
        self.login_shell()
        docker("stop", "-t", "60", self.container)
        state = json.loads(docker("inspect", "--format", "{{json .State}}", self.container).stdout)
        self.assertEqual(state["ExitCode"], 0)

    def test_A1_dangerous_kernel_interfaces_are_out_of_reach(self):
        """System calls by number (x86_64); each must be refused before the kernel looks at its arguments."""
        if os.uname().machine != "x86_64":
            self.skipTest("numbers of x86_64")
        calls = {"io_uring_setup": 425, "userfaultfd": 323, "bpf": 321, "perf_event_open": 298, "keyctl": 250, "add_key": 248,
                 "unshare": 272, "setns": 308, "mount": 165, "open_by_handle_at": 304, "ptrace": 101, "process_vm_readv": 310,
                 "init_module": 175, "fsopen": 430, "clone3": 435, "modify_ldt": 154, "memfd_secret": 447, "pidfd_getfd": 438,
                 "chroot": 161, "x32 getpid": 0x40000000 + 39}
        sockets = {"alg": (38, 5, 0), "vsock": (40, 1, 0), "packet": (17, 3, 0), "xfrm": (16, 3, 6), "netfilter": (16, 3, 12),
                   "mptcp": (2, 1, 262), "sctp": (2, 1, 132)}
        _, output = self.python(
            "import ctypes, socket\nlibc = ctypes.CDLL(None, use_errno=True)\n"
            "import os\nfor name, n in %r.items():\n"
            "  pid = os.fork()\n"
            "  if pid == 0:\n"
            "    r = libc.syscall(n, 0x10000000 if name == 'unshare' else 0, 0, 0, 0, 0, 0)\n"
            "    os._exit(0 if r < 0 and ctypes.get_errno() in (1, 38) else 7)\n"
            "  if os.waitpid(pid, 0)[1] == 7 << 8: print('open', name)\n"
            "for name, a in %r.items():\n  try: socket.socket(*a); print('open', name)\n"
            "  except OSError as e:\n    if e.errno not in %r: print('odd', name, e)\n"
            "socket.socket(); socket.socket(socket.AF_UNIX); print('end')\n" % (calls, sockets, REFUSALS))
        self.assertEqual(output, "end\n")

    def test_usage_speaks_of_the_container(self):
        usage = self.terminal.event("usage")
        self.assertGreater(usage["memoryBytes"], 1 << 20)
        self.assertLess(usage["memoryBytes"], 512 << 20)
        self.assertLess(usage["pids"], 20)

    def test_S9_pip_and_venv_work_for_the_user(self):
        view = self.login_shell()
        view.type("mkdir -p pkg/foo && touch pkg/foo/__init__.py && printf '[project]\\nname=\"foo\"\\nversion=\"1\"\\n' > pkg/pyproject.toml"
                  " && python3 -m venv --system-site-packages v && v/bin/python -c 'import numpy; print(\"numpy\", 40+2)'; pip --version; echo end=$?\r")
        view.until("end=0", 60)
        self.assertIn(b"numpy 42", view.data)


class WithoutUsersTests(InContainerTests):
    """The links /etc/passwd and /etc/group lead nowhere."""

    users = False

    def test_whoami_says_coder_and_nothing_can_be_gained(self):
        view = self.login_shell()
        view.type("id -u; python3 -c 'import os; print(os.path.expanduser(\"~\"))'\r")
        view.until("/home/coder")
        self.assertIn(b"%d" % UID, view.data)


# only what the missing files could touch
for name in [n for n in dir(InContainerTests) if n.startswith("test_") and "whoami" not in n and "hello" not in n]:
    setattr(WithoutUsersTests, name, None)


if __name__ == "__main__":
    unittest.main()
