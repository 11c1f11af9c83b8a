"""The proxy address: bytes go through a process of its own, which comes when wanted and is nobody's activity."""
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest

from harness import AGENT, EXEC_OUTPUT, PATIENCE, AgentTest

EGRESS = os.path.join(os.path.dirname(AGENT), "cove_agent", "egress.py")


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Service:
    """Listens where sandbox-service does and gives everything back, in capitals."""

    def __init__(self, path):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(64)
        self.now = self.most = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                sock = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._echo, args=(sock,), daemon=True).start()

    def _echo(self, sock):
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            with sock:
                while data := sock.recv(100_000):
                    sock.sendall(data.upper())
                sock.sendall(b"BYE")
        except ConnectionError:
            pass
        self.now -= 1

    def close(self):
        self.listener.close()


def children_of(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as file:
        return [int(word) for word in file.read().split()]


def command_line(pid):
    with open("/proc/%d/cmdline" % pid, "rb") as file:
        return file.read()


class EgressTests(AgentTest):
    configure_with = {"egress": True}

    def setUp(self):
        self.port = free_port()
        self.arguments = ("--egress-port", str(self.port))
        super().setUp()
        self.service = Service(os.path.join(self.run_dir, "packages.sock"))
        self.addCleanup(self.service.close)

    def call(self):
        sock = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        self.addCleanup(sock.close)
        return sock

    def said(self, sock):
        data = b""
        while more := sock.recv(100_000):
            data += more
        return data

    def forwarders(self):
        return [pid for pid in children_of(self.agent.pid) if b"egress.py" in command_line(pid)]

    def test_L5_bytes_and_half_close_go_through_and_the_forwarder_comes_only_when_wanted(self):
        self.assertEqual(self.forwarders(), [])
        sock = self.call()
        sock.sendall(b"hello")
        self.assertEqual(sock.recv(100), b"HELLO")
        self.assertEqual(len(self.forwarders()), 1)
        sock.shutdown(socket.SHUT_WR)
        self.assertEqual(self.said(sock), b"BYE")

    def test_L5_megabytes_go_through_at_the_pace_of_the_reader(self):
        sock, size = self.call(), 20_000_000
        threading.Thread(target=lambda: (sock.sendall(b"x" * size), sock.shutdown(socket.SHUT_WR)), daemon=True).start()
        time.sleep(0.3)
        with open("/proc/%d/status" % self.forwarders()[0]) as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        self.assertLess(resident, 30_000)
        data = self.said(sock)
        self.assertEqual((len(data), data[-4:]), (size + 3, b"XBYE"))

    def test_L5_sixteen_at_a_time_and_the_next_waits(self):
        socks = [self.call() for _ in range(20)]
        for sock in socks:
            sock.sendall(b"a")
        self.assertEqual([sock.recv(1) for sock in socks[:16]], [b"A"] * 16)
        socks[16].settimeout(0.3)
        with self.assertRaises(TimeoutError):
            socks[16].recv(1)
        for sock in socks[:4]:
            sock.close()
        for sock in socks[16:]:
            sock.settimeout(PATIENCE)
            self.assertEqual(sock.recv(1), b"A")
        self.assertEqual(self.service.most, 16)

    def test_L5_a_killed_forwarder_is_replaced_and_no_terminal_or_execution_sees_it(self):
        self.call().sendall(b"x")
        self.open(argv=["/bin/sh"])
        pid = self.terminal.until(self.forwarders, what="forwarder")[0]
        usage = self.terminal.event("usage")
        self.assertEqual((usage["foreground"], usage["executions"]), ({"1": None}, 0))
        self.assertEqual(self.terminal.request("terminal.close", handle=1)["left"], 0)
        os.kill(pid, signal.SIGKILL)
        sock = self.call()
        sock.sendall(b"again")
        self.assertEqual(sock.recv(100), b"AGAIN")
        self.assertNotEqual(self.forwarders(), [pid])

    def test_L5_without_the_service_a_sentence_says_so(self):
        self.service.close()
        os.unlink(os.path.join(self.run_dir, "packages.sock"))
        sock = self.call()
        sock.sendall(b"CONNECT pypi.org:443 HTTP/1.1\r\n\r\n")
        self.assertTrue(self.said(sock).startswith(b"HTTP/1.1 503 Cove: the package proxy"))

    def test_L5_programs_are_told_the_address(self):
        self.assertTrue(self.terminal.request("exec.start", handle=1, argv=["env"])["ok"])
        self.terminal.event("exec.exit", handle=1)
        output = b"".join(body[5:] for kind, body in self.terminal.frames if kind == EXEC_OUTPUT).decode().split("\n")
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            self.assertIn("%s=http://127.0.0.1:%d" % (name, self.port), output)
        self.assertIn("NO_PROXY=localhost,127.0.0.1", output)
        self.assertIn("no_proxy=localhost,127.0.0.1", output)

    def test_L5_it_ends_with_the_sandbox(self):
        self.call().sendall(b"x")
        pid = self.terminal.until(self.forwarders, what="forwarder")[0]
        self.terminal.request("shutdown")
        self.agent.wait(6)
        self.assertFalse(os.path.exists("/proc/%d" % pid))


class NoEgressTests(AgentTest):
    def setUp(self):
        self.port = free_port()
        self.arguments = ("--egress-port", str(self.port))
        super().setUp()

    def test_L5_nobody_listens_where_the_network_is_none(self):
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port), 2)
        self.assertTrue(self.terminal.request("exec.start", handle=1, argv=["env"])["ok"])
        self.terminal.event("exec.exit", handle=1)
        self.assertNotIn(b"proxy", b"".join(b for k, b in self.terminal.frames if k == EXEC_OUTPUT).lower())


class IdleTests(unittest.TestCase):
    def test_L5_the_forwarder_ends_when_nobody_is_connected(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(4)
            process = subprocess.Popen([sys.executable, "-I", "-S", EGRESS, "/nowhere", "0.5"], stdin=listener)
            with socket.create_connection(listener.getsockname(), 5) as sock:
                self.assertIn(b"503", sock.recv(100))
            self.assertEqual(process.wait(5), 0)


if __name__ == "__main__":
    unittest.main()
