"""A sandbox-service that does what a test says, over the real socket, with the real agent process."""
import base64
import hashlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest

AGENT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "agent", "main.py")
SESSION = "11111111-2222-7333-8444-555555555555"
REQUEST, RESPONSE, EVENT = 1, 2, 3
OUTPUT, INPUT, ACK, INPUT_ACK, PUT_FILE, FILE, EXEC_OUTPUT = 0x10, 0x11, 0x12, 0x13, 0x21, 0x22, 0x30

PATIENCE = 60  # seconds for what must come; it is no figure, and machines may be slow


def sha(data):
    return hashlib.sha256(data).hexdigest()


class Connection:
    """One channel as the service sees it; frames are kept in the order they came."""

    def __init__(self, sock):
        self.sock = sock
        self.rest = b""
        self.frames = []
        self.answers = {}
        self.number = 0
        self.closed = False
        self.viewers = {}

    def send(self, kind, body):
        self.sock.sendall(struct.pack(">IB", len(body) + 1, kind) + body)

    def pump(self, timeout):
        """Takes what arrives within the time; false when nothing did."""
        if self.closed or not select.select([self.sock], [], [], timeout)[0]:
            return False
        try:
            data = self.sock.recv(1 << 20)
        except ConnectionError:
            data = b""
        if not data:
            self.closed = True
            return False
        self.rest += data
        at = 0
        while len(self.rest) - at >= 5:
            length, kind = struct.unpack_from(">IB", self.rest, at)
            if len(self.rest) - at - 4 < length:
                break
            self._take(kind, self.rest[at + 5:at + 4 + length])
            at += 4 + length
        self.rest = self.rest[at:]
        return True

    def _take(self, kind, body):
        if kind in (RESPONSE, EVENT):
            message = json.loads(body)
            if kind == RESPONSE:
                self.answers[message["id"]] = message
            else:
                self.frames.append((kind, message))
        elif kind == FILE:
            self.answers[struct.unpack(">I", body[:4])[0]] = body[4:]
        elif kind == OUTPUT:
            subscription, offset = struct.unpack(">IQ", body[:12])
            if subscription in self.viewers:
                self.viewers[subscription](offset, body[12:])
        else:
            self.frames.append((kind, body))

    def until(self, condition, seconds=PATIENCE, what="condition"):
        deadline = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            left = deadline - time.monotonic()
            if left <= 0 or self.closed:
                raise AssertionError("no %s within %s s (closed: %s); have %s" % (what, seconds, self.closed, str(self.frames)[-2000:]))
            self.pump(min(left, 0.1))

    def request(self, op, seconds=PATIENCE, **fields):
        self.number += 1
        number = self.number
        self.send(REQUEST, json.dumps(dict(fields, id=number, op=op)).encode())
        return self.answer(number, seconds, op)

    def ask(self, op, **fields):
        self.number += 1
        self.send(REQUEST, json.dumps(dict(fields, id=self.number, op=op)).encode())
        return self.number

    def answer(self, number, seconds=PATIENCE, what="answer"):
        return self.until(lambda: self.answers.pop(number, None) if number in self.answers else None, seconds, what)

    def put_file(self, path, content, base=None, executable=False, digest=None):
        self.number += 1
        header = json.dumps({"path": path, "sha256": digest or sha(content), "executable": executable, "base": base}).encode()
        self.send(PUT_FILE, struct.pack(">II", self.number, len(header)) + header + content)
        return self.answer(self.number, what="answer to PUT_FILE")

    def events(self, name):
        return [body for kind, body in self.frames if kind == EVENT and body["event"] == name]

    def event(self, name, seconds=PATIENCE, **fields):
        def found():
            return next((e for e in self.events(name) if all(e.get(k) == v for k, v in fields.items())), None)
        return self.until(found, seconds, name + str(fields or ""))

    def close(self):
        self.sock.close()


class View:
    """A browser's terminal: keeps the bytes in order and acknowledges them."""

    def __init__(self, connection, handle, subscription=None, start=None, window=1 << 20, acknowledge=True, **more):
        subscription = subscription or handle
        self.connection, self.subscription, self.acknowledge = connection, subscription, acknowledge
        self.data = bytearray()
        connection.viewers[subscription] = self._output
        self.attached = connection.request("terminal.attach", handle=handle, subscription=subscription,
                                           window=window, **dict({"from": start}, **more))
        if not hasattr(self, "start"):
            self.start = self.attached["replayFrom"]
        assert self.start == self.attached["replayFrom"]
        self.acked = self.end

    def _output(self, offset, data):
        if not hasattr(self, "start"):
            self.start = offset
        assert offset == self.end, "gap: %d is not %d + %d" % (offset, self.start, len(self.data))
        self.data += data
        if self.acknowledge:
            self.ack()

    def ack(self):
        self.acked = self.end
        self.connection.send(ACK, struct.pack(">IQ", self.subscription, self.end))

    @property
    def end(self):
        return self.start + len(self.data)

    def until(self, text, seconds=PATIENCE):
        if isinstance(text, str):
            text = text.encode()
        self.connection.until(lambda: text in self.data, seconds, "%r in the output ..%r" % (text, bytes(self.data[-300:])))

    def type(self, text, handle=1):
        data = text.encode() if isinstance(text, str) else text
        for at in range(0, len(data), 65000):
            self.connection.send(INPUT, struct.pack(">I", handle) + data[at:at + 65000])


class AgentTest(unittest.TestCase):
    """Starts an agent with a workspace of its own for each test."""

    configure_with = {}
    arguments = ()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="cove-agent-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.run_dir, self.workspace, self.home = (os.path.join(self.folder, n) for n in ("run", "w", "home"))
        for name in (self.run_dir, self.workspace, self.home):
            os.mkdir(name)
        self.listen()
        self.agent = subprocess.Popen(
            [sys.executable, "-I", "-S", AGENT, "--debug", "--run-dir", self.run_dir, "--workspace", self.workspace,
             "--home", self.home, *self.arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(self.end_agent)
        self.connect()
        if self.configure_with is not None:
            self.assertTrue(self.terminal.request("configure", sessionId=SESSION, **self.configure_with)["ok"])

    def listen(self):
        self.listener = socket.socket(socket.AF_UNIX)
        path = os.path.join(self.run_dir, "agent.sock")
        if os.path.exists(path):
            os.unlink(path)
        self.listener.bind(path)
        self.listener.listen(8)
        self.listener.settimeout(PATIENCE)

    def connect(self):
        """Accepts both channels."""
        self.terminal = self.files = None
        while self.terminal is None or self.files is None:
            connection = Connection(self.listener.accept()[0])
            hello = connection.event("hello")
            setattr(self, hello["channel"], connection)
            connection.hello = hello

    def disconnect(self):
        self.terminal.close()
        self.files.close()

    def reconnect(self):
        self.disconnect()
        self.connect()

    def end_agent(self):
        for name in ("terminal", "files"):
            connection = getattr(self, name, None)
            if connection is not None:
                connection.close()
        self.listener.close()
        if self.agent.poll() is None:
            self.agent.send_signal(signal.SIGTERM)
        try:
            errors = self.agent.communicate(timeout=PATIENCE)[1]
        except subprocess.TimeoutExpired:
            self.agent.kill()
            errors = self.agent.communicate()[1]
            self.fail("the agent did not end")
        lines = [line for line in errors.decode().splitlines() if "connection lost" not in line]
        if lines:
            sys.stderr.write("agent of %s: %s\n" % (self.id(), "\n".join(lines)))

    # ---- terminals

    def open(self, handle=1, cols=80, rows=24, view=True, **more):
        fields = dict(handle=handle, terminalId="t%d-%s" % (handle, self.folder[-8:]), name="one", cols=cols, rows=rows)
        fields.update(more)
        answer = self.terminal.request("terminal.open", **fields)
        self.assertTrue(answer["ok"], answer)
        return answer["pid"]

    def shell(self, handle=1, **more):
        """A plain shell with a prompt that is easy to wait for, and a view of it."""
        pid = self.open(handle, argv=["/bin/bash", "--norc", "--noprofile"], env={"PS1": "prompt> "}, **more)
        view = View(self.terminal, handle)
        view.until("prompt> ")
        view.pid = pid
        return view

    # ---- files

    def path(self, name):
        return os.path.join(self.workspace, name)

    def write(self, name, content=b""):
        """Writes at once: the agent never sees the file emptied and not yet filled, so one write is one change."""
        beside = os.path.join(self.folder, "beside")
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, self.path(name))

    def write_in_place(self, name, content):
        """Empties, then fills, as most programs do; the agent may tell both."""
        with open(self.path(name), "wb") as file:
            file.write(content)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def change(self, path, seconds=PATIENCE, **fields):
        """Waits for a change of that path with those fields."""
        def found():
            for event in self.files.events("files.changed"):
                for change in event["changes"]:
                    if change["path"] == path and all(change.get(k) == v for k, v in fields.items()):
                        return dict(change, batch=event["batch"])
            return None
        return self.files.until(found, seconds, "change of %s %s" % (path, fields))

    def changes(self):
        return [c for e in self.files.events("files.changed") for c in e["changes"]]

    def forget_changes(self):
        self.files.frames = [f for f in self.files.frames if f[1]["event"] != "files.changed"]

    def sync_all(self):
        """Confirms everything that was told, until a flush finds nothing more."""
        done = getattr(self, "_synced", 0)
        while True:
            flush = self.files.ask("files.flush")
            answer = None
            while answer is None:
                self.files.pump(0.05)
                for event in self.files.events("files.changed"):
                    if event["batch"] > done:
                        done = event["batch"]
                        self.files.request("files.synced", batch=done, results=[
                            {"path": c["path"], "sha256": c["sha256"]} for c in event["changes"]])
                answer = self.files.answers.pop(flush, None)
            if answer["batch"] <= done:
                self._synced = done
                return answer


def base64_of(data):
    return base64.b64encode(data).decode()
