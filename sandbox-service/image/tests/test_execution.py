"""Executions: output, outcomes, limits, cancelling, and what a reconnect brings again."""
import pathlib
import sys
import time
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "agent"))
from cove_agent import execution  # noqa: E402
from harness import EXEC_OUTPUT, AgentTest, base64_of  # noqa: E402


class ExecutionTests(AgentTest):
    handle = 0

    def start(self, *argv, **more):
        self.handle += 1
        answer = self.terminal.request("exec.start", handle=self.handle, argv=list(argv), **more)
        self.assertTrue(answer["ok"], answer)
        return answer["pid"]

    def output(self, stream, handle=None):
        head = (handle or self.handle).to_bytes(4, "big") + bytes((stream,))
        return b"".join(body[5:] for kind, body in self.terminal.frames if kind == EXEC_OUTPUT and body[:5] == head)

    def run_it(self, *argv, **more):
        self.start(*argv, **more)
        return self.terminal.event("exec.exit", handle=self.handle)

    def test_output_streams_input_and_exit_code(self):
        end = self.run_it("sh", "-c", "cat; echo bad >&2; pwd; exit 5", stdin=base64_of(b"x" * 300_000))
        self.assertEqual((end["exitCode"], end["signal"], end["outcome"], end["truncated"]), (5, None, "ERROR", False))
        self.assertEqual(self.output(1), b"x" * 300_000 + self.workspace.encode() + b"\n")
        self.assertEqual(self.output(2), b"bad\n")
        self.assertEqual(self.run_it("true")["outcome"], "OK")

    def test_figures(self):
        end = self.run_it("python3", "-c", "import time\nx = b'1' * 50_000_000\nt = time.process_time()\nwhile time.process_time() < t + 0.2: pass")
        self.assertGreater(end["maxMemoryBytes"], 50_000_000)
        self.assertGreaterEqual(end["cpuMs"], 200)
        self.assertGreaterEqual(end["durationMs"], 200)

    def test_a_program_that_is_not_there(self):
        end = self.run_it("no-such-program")
        self.assertEqual((end["exitCode"], end["outcome"]), (127, "ERROR"))
        self.assertIn(b"no-such-program", self.output(2))
        self.assertEqual(self.run_it("true", cwd="/no/such/folder")["exitCode"], 126)

    def test_L3_time_names_itself_and_keeps_the_output(self):
        end = self.run_it("sh", "-c", "echo before; (trap '' TERM HUP; sleep 1000) & sleep 1000", timeoutMs=400)
        self.assertEqual((end["outcome"], end["signal"]), ("TIMEOUT", 9))
        self.assertEqual(self.output(1), b"before\n")

    def test_L3_time_ends_the_program_before_what_it_waits_for(self):
        timed_out = execution.Execution.__new__(execution.Execution)
        timed_out.pid, timed_out.handle, timed_out.timeout, timed_out.outcome, timed_out.status = 50, 1, 1, None, None
        killed = []
        with mock.patch("cove_agent.processes.belonging", lambda *_: {7, 50, 1000}), \
                mock.patch("os.kill", lambda pid, _: killed.append(pid)):
            timed_out.time_out()
        self.assertEqual((killed[0], sorted(killed)), (50, [7, 50, 1000]))

    def test_L3_output_names_itself_at_the_exact_byte(self):
        end = self.run_it("sh", "-c", "yes", outputLimit=100_001)
        self.assertEqual((end["outcome"], end["truncated"]), ("OUTPUT_LIMIT", True))
        self.assertEqual(len(self.output(1)), 100_001)
        end = self.run_it("sh", "-c", "head -c 5000 /dev/zero", outputLimit=5000)
        self.assertEqual((end["outcome"], end["truncated"]), ("OK", False))

    def test_L3_a_file_too_large_and_a_full_disk_are_a_disk_limit(self):
        end = self.run_it("sh", "-c", "ulimit -f 8; head -c 1000000 /dev/zero > big")
        self.assertEqual(end["outcome"], "DISK_LIMIT")
        self.assertEqual(self.terminal.event("limit", limit="FILE_SIZE")["detail"], "A file reached the largest size it may have")
        end = self.run_it("sh", "-c", "echo before; head -c 9 /dev/zero > /dev/full")
        self.assertEqual((end["outcome"], self.output(1)), ("DISK_LIMIT", b"before\n"))

    def test_L3_time_and_output_are_told_to_everybody(self):
        self.run_it("sleep", "1000", timeoutMs=200)
        self.assertIn("0.2 s", self.terminal.event("limit", limit="TIME")["detail"])
        self.run_it("yes", outputLimit=1000)
        self.assertIn("1000 bytes", self.terminal.event("limit", limit="OUTPUT")["detail"])

    def test_cancel_ends_the_whole_group_also_what_ignores_term(self):
        self.start("sh", "-c", "trap '' TERM; echo up; sleep 1000 & wait; wait; sleep 1000")
        self.terminal.until(lambda: self.output(1))
        self.assertTrue(self.terminal.request("exec.cancel", handle=self.handle)["ok"])
        self.assertEqual(self.terminal.event("exec.exit", handle=self.handle)["outcome"], "KILLED")

    def test_leftovers_end_with_the_execution(self):
        end = self.run_it("sh", "-c", "setsid sleep 1000 & echo $! > pid; sleep 0.1")
        self.assertEqual(end["outcome"], "OK")
        pid = int(self.read("pid"))
        with self.assertRaises(OSError):
            for _ in range(50):
                open("/proc/%d/stat" % pid).close()
                time.sleep(0.02)

    def test_a_crash_is_an_error_and_an_outside_kill_is_killed(self):
        self.assertEqual(self.run_it("sh", "-c", "kill -SEGV $$")["outcome"], "ERROR")
        self.assertEqual(self.run_it("sh", "-c", "kill -9 $$")["outcome"], "KILLED")

    def test_the_end_is_told_again_until_forgotten_and_replay_sends_all(self):
        self.run_it("sh", "-c", "echo one")
        self.reconnect()
        self.assertEqual(self.terminal.hello["executions"], [1])
        self.terminal.event("exec.exit", handle=1)
        self.assertEqual(self.output(1, 1), b"")
        self.terminal.frames.clear()
        self.terminal.request("exec.replay", handle=1)
        self.terminal.event("exec.exit", handle=1)
        self.assertEqual(self.output(1, 1), b"one\n")
        self.assertTrue(self.terminal.request("exec.forget", handle=1)["ok"])
        self.reconnect()
        self.assertEqual(self.terminal.hello["executions"], [])

    def test_output_made_while_nobody_listens_is_sent_later(self):
        self.start("sh", "-c", "echo one; sleep 0.6; echo two")
        self.terminal.until(lambda: self.output(1) == b"one\n")
        self.disconnect()
        time.sleep(0.8)
        self.connect()
        self.assertEqual(self.terminal.event("exec.exit", handle=1)["outcome"], "OK")
        self.assertEqual(self.output(1, 1), b"two\n")


if __name__ == "__main__":
    unittest.main()
