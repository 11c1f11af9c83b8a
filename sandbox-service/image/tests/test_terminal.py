"""Terminals: size, keys, job control, exact replay, flow control, closing."""
import base64
import hashlib
import os
import random
import re
import struct
import time
import unittest

from harness import ACK, INPUT_ACK, AgentTest, Connection, View

PRODUCER = """
import hashlib, random, sys
r = random.Random(int(sys.argv[1])); left = int(sys.argv[2]); h = hashlib.sha256(); out = sys.stdout.buffer
while left:
    line = bytes(r.choices(b'abcdefghijklmnopqrstuvwxyz \\xc3\\xa9', k=min(left, r.randrange(1, 4000)) - 1)) + b'!'
    left -= len(line); h.update(line); out.write(line)
out.flush()
"""


def produced(seed, size):
    r, parts = random.Random(seed), []
    while size:
        line = bytes(r.choices(b"abcdefghijklmnopqrstuvwxyz \xc3\xa9", k=min(size, r.randrange(1, 4000)) - 1)) + b"!"
        size -= len(line)
        parts.append(line)
    return b"".join(parts)


def rss(pid):
    with open("/proc/%d/statm" % pid) as file:
        return int(file.read().split()[1]) * 4096


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().split(") ")[1][0] not in "ZX"
    except OSError:
        return False


class SizeTests(AgentTest):
    def test_T2_the_size_is_right_before_the_first_prompt(self):
        self.open(cols=133, rows=37, argv=["/bin/sh", "-c", "stty size; exec cat"])
        View(self.terminal, 1).until("37 133\r\n")

    def test_T2_fifty_resizes_end_consistent(self):
        view = self.shell()
        for number in range(50):
            cols, rows = random.randrange(20, 300), random.randrange(5, 100)
            self.terminal.ask("terminal.resize", handle=1, cols=cols, rows=rows)
        view.type("stty size\r")
        view.until("%d %d\r\n" % (rows, cols))
        self.assertEqual(self.terminal.request("terminal.attach", handle=1, subscription=2, window=1 << 20, **{"from": None})["cols"], cols)

    def test_the_login_shell_has_its_environment(self):
        self.open(2)
        view = View(self.terminal, 2, 2)
        view.type("echo $HOME $USER $TERM $COLORTERM $LANG $COVE_TERMINAL ${PYTHONUNBUFFERED-no} $PWD en''d\r", 2)
        view.until("end\r\n")
        text = view.data.decode()
        self.assertIn("%s coder xterm-256color truecolor C.UTF-8 t2-%s no %s" % (self.home, self.folder[-8:], self.workspace), text)


class KeyTests(AgentTest):
    def test_T1_ctrl_c_z_d_and_backslash_with_job_control(self):
        view = self.shell()

        def program(name, argv):
            """Runs it in the foreground; whoever prints is the one that keys meet."""
            view.type("sh -c 'echo %s\"\"-runs; exec %s'\r" % (name, argv))
            view.until(name + "-runs\r\n")

        program("first", "sleep 100")
        view.type("\x03")
        view.type("echo code=$?\r")
        view.until("code=130")
        program("second", "sleep 101")
        view.type("\x1a")
        view.until("Stopped")
        view.type("jobs; kill %1; wait %1 2>/dev/null; echo g''one\r")
        view.until("gone")
        program("third", "cat")
        view.type("\x04")
        program("fourth", "sleep 102")
        view.type("\x1c")
        view.type("echo code=$?\r")
        view.until("code=131")
        # the end of input counts where the shell edits a line: once its prompt is there
        self.terminal.until(lambda: b"prompt> " in view.data[view.data.index(b"code=131"):])
        view.type("\x04")
        self.assertEqual(self.terminal.event("terminal.exit")["handle"], 1)

    def test_the_foreground_program_is_named(self):
        view = self.shell()
        view.type("sleep 50\r")
        usage = self.terminal.until(lambda: next((e for e in self.terminal.events("usage") if e["foreground"].get("1") == "sleep"), None))
        self.assertGreater(usage["pids"], 0)
        view.type("\x03")
        self.terminal.frames.clear()
        self.terminal.until(lambda: next((e for e in self.terminal.events("usage") if e["foreground"]["1"] is None), None))

    def test_T8_a_character_cut_anywhere_arrives_whole(self):
        view = self.shell()
        view.type("echo st''arted; cat >u\r")
        view.until("started\r\n")
        time.sleep(0.3)
        text = "żółć 漢字 🐍 e\u0301 \n" * 40
        for byte in text.encode():
            view.type(bytes((byte,)))
        view.type("\x04")
        view.type("echo d''one\r")
        view.until("done\r\n")
        self.assertEqual(self.read("u").decode(), text)
        view.data.decode()

    def test_T12_titles_are_told_without_control_characters_also_when_cut(self):
        view = self.shell()
        view.type("printf '\\033]0;one\\tö'; sleep 0.2; printf ' two\\007'; sleep 0.3; printf '\\033]2;three\\033\\\\'\r")
        self.terminal.event("terminal.title", title="oneö two")
        self.terminal.event("terminal.title", title="three")

    def test_T7_a_paste_of_ten_megabytes_arrives_unchanged_and_no_other_terminal_waits(self):
        view, other = self.shell(), self.shell(2)
        lines = b"".join(b"%07d %s\n" % (n, b"x" * 120) for n in range(10_000_000 // 129))
        view.type("stty -echo; cat > f; echo st''ored\r")
        time.sleep(0.3)
        view.type(lines)
        other.type("echo hel''lo\r", 2)
        other.until("hello")
        view.type("\x04")
        view.until("stored\r\n")
        self.assertEqual(hashlib.sha256(self.read("f")).digest(), hashlib.sha256(lines).digest())

    def test_T7_input_that_is_not_taken_is_counted_and_bounded(self):
        self.open(argv=["/bin/sh", "-c", "stty raw -echo; echo go; sleep 1.5; exec cat > f"])
        view = View(self.terminal, 1, inputAck=True)
        view.until("go")
        self.assertEqual(view.attached["inputOffset"], 0)
        view.type(b"y" * 1_000_000)

        def taken():
            return max([struct.unpack(">IQ", body)[1] for kind, body in self.terminal.frames if kind == INPUT_ACK], default=0)

        self.terminal.pump(0.3)
        self.assertLess(taken(), 200_000)
        self.assertTrue(self.terminal.request("ping")["ok"])
        self.terminal.until(lambda: taken() == 1_000_000)

    def test_T7_input_for_a_program_that_ends_is_held_back_by_nobody(self):
        self.open(argv=["/bin/sh", "-c", "stty raw -echo; echo go; exec sleep 1"])
        view = View(self.terminal, 1, inputAck=True)
        view.until("go")
        view.type(b"y" * 500_000)

        def taken():
            return max([struct.unpack(">IQ", body)[1] for kind, body in self.terminal.frames if kind == INPUT_ACK], default=0)

        self.terminal.until(lambda: taken() == 500_000)
        view.type(b"y" * 500_000)
        self.terminal.until(lambda: taken() > 900_000)


class ReplayTests(AgentTest):
    def test_T5_seeded_output_over_many_disconnects_is_exact(self):
        size, seed = 6_000_000, random.randrange(1 << 30)
        random.seed(seed)
        self.open(argv=["python3", "-c", PRODUCER, str(seed), str(size)])
        data, subscription, cuts = bytearray(), 0, 0
        while len(data) < size:
            subscription += 1
            view = View(self.terminal, 1, subscription, start=len(data), window=256 << 10)
            self.assertEqual(view.start, len(data))
            goal = len(data) + random.randrange(1, 2 * size // 60)
            while view.end < min(goal, size):
                self.assertTrue(self.terminal.pump(10), "no output (seed %d)" % seed)
            data += view.data
            if cuts < 100 and len(data) < size:
                cuts += 1
                self.reconnect() if random.random() < 0.7 else self.terminal.request("terminal.detach", subscription=subscription)
        self.assertGreater(cuts, 20)
        self.assertEqual(hashlib.sha256(data).hexdigest(), hashlib.sha256(produced(seed, size)).hexdigest(), "seed %d" % seed)

    def test_T3_the_shell_survives_a_restarted_service(self):
        view = self.shell()
        view.type("X=kept; (sleep 0.5; echo la''ter) &\r")
        view.until("[1]")
        self.disconnect()
        self.listener.close()
        time.sleep(1)
        self.listen()
        self.connect()
        hello = self.terminal.hello
        self.assertTrue(hello["configured"])
        self.assertEqual((hello["terminals"][0]["pid"], hello["terminals"][0]["exited"]), (view.pid, False))
        again = View(self.terminal, 1, start=view.end)
        again.until("later")
        again.type("echo $X\r")
        again.until("kept\r\n")

    def test_T4_a_late_viewer_gets_the_last_four_mebibytes_from_a_line_start(self):
        self.open(argv=["/bin/sh", "-c", "seq 1 1200000; exec cat"])
        view = View(self.terminal, 1)
        view.until("1200000\r\n")
        second = View(self.terminal, 1, 2)
        second.until("1200000\r\n")
        self.assertGreater(len(second.data), (4 << 20) - 20)
        first = int(second.data[:20].split(b"\r\n")[0])
        self.assertTrue(second.data.startswith(b"%d\r\n%d\r\n" % (first, first + 1)))
        self.assertEqual(second.data, view.data[second.start - view.start:])

    def test_T4_a_full_screen_program_is_whole_for_a_late_viewer_also_when_its_begin_is_overwritten(self):
        script = (r"printf 'before\n\033[?1049h\033[?1h\033[?2004h\033[?25l'; trap 'echo repainted $(stty size)' WINCH; "
                  r"seq 1 900000; echo up; while :; do sleep 0.05; done")
        self.open(argv=["/bin/bash", "-c", script])
        view = View(self.terminal, 1)
        view.until("up\r\n")
        late = View(self.terminal, 1, 2)
        self.assertGreater(late.start, 0)
        self.assertEqual(late.attached["modes"], "\x1b[?1049h\x1b[?1h\x1b[?25l\x1b[?2004h")
        late.until("repainted 24 80")
        self.assertEqual(View(self.terminal, 1, 3, start=view.end).attached["modes"], "")

    def test_T4_without_a_full_screen_program_nobody_is_asked_to_repaint(self):
        self.open(argv=["/bin/bash", "-c", r"trap 'echo re''painted' WINCH; printf '\033[?1049h\033[?1049l'; echo up; while :; do sleep 0.05; done"])
        View(self.terminal, 1).until("up\r\n")
        late = View(self.terminal, 1, 2)
        time.sleep(0.4)
        self.assertNotIn(b"repainted", late.data)
        self.assertEqual(late.attached["modes"], "")

    def test_S8_the_last_text_of_a_shell_is_its_lines_without_a_program_s_screen(self):
        view = self.shell()
        view.type("for i in $(seq 1 3000); do echo line-$i; done; echo do''ne\r")
        view.until("done\r\n")
        tail = base64.b64decode(self.terminal.request("terminal.tail", handle=1, bytes=4096)["tail"])
        self.assertTrue(tail.startswith(b"line-"), tail[:40])
        self.assertIn(b"line-3000\r\ndone\r\n", tail)
        self.assertLessEqual(len(tail), 4096)
        view.type("printf 'last\\n\\033[?1049hscr''een'; sleep 100\r")
        view.until("screen")
        tail = base64.b64decode(self.terminal.request("terminal.tail", handle=1, bytes=4096)["tail"])
        self.assertTrue(tail.endswith(b"last\r\n"), tail[-40:])

    def test_an_offset_beyond_the_end_goes_on_at_the_end(self):
        view = self.shell()
        self.assertEqual(View(self.terminal, 1, 2, start=1 << 40).start, view.end)

    def test_the_same_id_answers_the_same_terminal_and_the_ninth_is_refused(self):
        pid = self.open(1, terminalId="same")
        again = self.terminal.request("terminal.open", handle=77, terminalId="same", name="x", cols=80, rows=24)
        self.assertEqual((again["handle"], again["pid"]), (1, pid))
        for handle in range(2, 9):
            self.open(handle, argv=["/bin/cat"])
        answer = self.terminal.request("terminal.open", handle=9, terminalId="nine", name="", cols=80, rows=24)
        self.assertEqual((answer["ok"], answer["code"]), (False, "too-many-terminals"))


class FlowTests(AgentTest):
    def test_T6_a_stopped_viewer_stops_the_flood_and_memory_stays_bounded(self):
        view = self.shell()
        before = rss(self.agent.pid)
        view.acknowledge = False
        view.type("yes\r")
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            self.terminal.pump(0.2)
        self.assertLessEqual(view.end - view.acked, 1 << 20)
        self.assertLess(rss(self.agent.pid) - before, 8 << 20)
        offset = self.terminal.request("terminal.attach", handle=1, subscription=9, window=1024, **{"from": 1 << 50})["offset"]
        time.sleep(0.5)
        self.assertEqual(self.terminal.request("terminal.attach", handle=1, subscription=10, window=1024, **{"from": 1 << 50})["offset"], offset)
        for number in (9, 10):
            self.terminal.request("terminal.detach", subscription=number)
        view.acknowledge = True
        view.type("\x03")
        view.ack()
        view.type("echo st''opped\r")
        view.until("stopped")

    def test_without_a_viewer_the_terminal_is_read_again_after_the_hold(self):
        self.open(argv=["/bin/sh", "-c", "head -c 9000000 /dev/zero | tr '\\0' x; echo; touch " + self.path("done")])
        deadline = time.monotonic() + 5
        while not os.path.exists(self.path("done")) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertTrue(os.path.exists(self.path("done")), "nobody ever watched, so nobody is waited for")

    def test_L4_a_flood_leaves_the_other_terminal_its_echo(self):
        flood, other = self.shell(), self.shell(2)
        self.terminal.viewers[1] = lambda offset, data: self.terminal.send(ACK, struct.pack(">IQ", 1, offset + len(data)))
        flood.type("yes\r")
        time.sleep(0.2)
        for number in range(20):
            other.type("echo n''r%d\r" % number, 2)
            other.until("nr%d\r\n" % number)
        flood.type("\x03")

    def test_input_for_unknown_handles_and_old_acks_do_no_harm(self):
        view = self.shell()
        view.type("x", 99)
        for offset in (0, 1 << 60):
            self.terminal.send(ACK, struct.pack(">IQ", 1, offset))
        self.terminal.send(ACK, b"")
        view.type("echo f''ine\r")
        view.until("fine")


class CloseTests(AgentTest):
    def test_T10_closing_ends_nohup_setsid_and_trap_children(self):
        view = self.shell()
        view.type("trap '' HUP TERM; for i in 1 2; do nohup sleep 1000 >/dev/null 2>&1 & echo $! >>pids; done;"
                  " setsid sh -c 'trap \"\" HUP; echo $$ >>pids; sleep 1000' & (setsid sleep 1000 & echo $! >>pids) ; sleep 0.5; echo re''ady\r")
        view.until("ready")
        pids = [int(pid) for pid in self.read("pids").split()] + [view.pid]
        self.assertEqual(len(pids), 5)
        self.assertEqual(self.terminal.request("terminal.close", handle=1)["left"], 0)
        self.assertEqual([pid for pid in pids if alive(pid)], [])
        self.assertEqual(self.terminal.request("terminal.close", handle=1)["code"], "no-such-terminal")

    def test_the_exit_comes_after_the_last_output_with_code_or_signal(self):
        self.open(1, argv=["/bin/sh", "-c", "sleep 0.3; seq 1 20000; exit 7"])
        view = View(self.terminal, 1)
        event = self.terminal.event("terminal.exit", handle=1)
        self.assertEqual((event["exitCode"], event["signal"], event["offset"]), (7, None, view.end))
        self.assertTrue(view.data.endswith(b"20000\r\n"))
        self.open(2, argv=["/bin/sh", "-c", "kill -9 $$"])
        self.assertEqual(self.terminal.event("terminal.exit", handle=2)["signal"], 9)
        self.assertEqual(View(self.terminal, 1, 5).attached["exitCode"], 7)

    def test_orphans_are_reaped(self):
        view = self.shell()
        view.type("for i in 1 2 3 4 5 6 7 8; do (sleep 0.1 & ) ; done; sleep 0.5; echo en''d\r")
        view.until("end\r\n")
        time.sleep(0.2)
        with open("/proc/%d/task/%d/children" % (self.agent.pid, self.agent.pid)) as file:
            self.assertEqual(file.read().split(), [str(view.pid)])

    def test_a_program_that_does_not_exist_says_so(self):
        self.open(argv=["/no/such"])
        View(self.terminal, 1).until("/no/such: No such file or command")
        self.assertEqual(self.terminal.event("terminal.exit")["exitCode"], 127)

    def test_shutdown_ends_everything_and_the_agent(self):
        view = self.shell()
        view.type("nohup sleep 1000 >/dev/null 2>&1 & echo pid=$!.\r")
        pid = int(self.terminal.until(lambda: re.search(rb"pid=(\d+)\.", view.data))[1])
        self.assertTrue(self.terminal.request("shutdown")["ok"])
        self.assertEqual(self.agent.wait(5), 0)
        self.assertFalse(alive(pid))


class WireTests(AgentTest):
    def test_a_frame_that_is_too_long_ends_the_connection_and_the_agent_dials_again(self):
        boot = self.terminal.hello["bootId"]
        self.terminal.sock.sendall(struct.pack(">IB", (8 << 20) + 1, 1))
        self.terminal.close()
        self.terminal = Connection(self.listener.accept()[0])
        self.assertEqual(self.terminal.event("hello")["bootId"], boot)

    def test_requests_that_make_no_sense_are_refused_one_by_one(self):
        for fields, code in ((dict(op="nothing"), "unknown-operation"), (dict(op="terminal.open"), "bad-request"),
                             (dict(op="terminal.attach", handle=5, subscription=1, window=1), "no-such-terminal"),
                             (dict(op="terminal.resize", handle="x", cols=1, rows=1), "no-such-terminal"),
                             (dict(op="configure", sessionId="other"), "configured-already"),
                             (dict(op="exec.cancel", handle=1), "no-such-execution")):
            operation = fields.pop("op")
            self.assertEqual(self.terminal.request(operation, **fields)["code"], code)
        self.assertTrue(self.terminal.request("ping")["ok"])

    def test_idle_memory_is_small(self):
        with open("/proc/%d/smaps_rollup" % self.agent.pid) as file:
            pss = next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        self.assertLess(pss, 15 * 1024)


if __name__ == "__main__":
    unittest.main()
