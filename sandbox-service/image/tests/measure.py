"""Figures of the agent: echo, output, memory, start. `measure.py` beside the host's Python, `measure.py --container` in the image."""
import os
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import test_in_container as container  # noqa: E402
from harness import AgentTest, View  # noqa: E402


def percent(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Measures:
    def echoes(self, view, count=500):
        times = []
        for number in range(count):
            have = len(view.data)
            started = time.perf_counter()
            view.type("x")
            while len(view.data) == have:
                self.terminal.pump(5)
            times.append((time.perf_counter() - started) * 1000)
        view.type("\x15\r")
        return "p50 %.3f ms, p95 %.3f ms" % (percent(times, 0.5), percent(times, 0.95))

    def output(self, view, command, mib=50):
        started = time.perf_counter()
        before = view.end
        view.data.clear()
        view.start = before
        view.type("stty -echo\r")
        time.sleep(0.2)
        started = time.perf_counter()
        before = view.end
        view.type(command % (mib << 20) + "; echo do''ne\r")
        while b"done\r\n" not in view.data[-200:]:
            assert self.terminal.pump(10)
        return "%.1f MB/s" % ((view.end - before) / (time.perf_counter() - started) / 1e6)

    def pid(self):
        return self.agent.pid

    def test_measure(self):
        self.open()
        view = View(self.terminal, 1, window=1 << 20)
        view.until("$ ") if isinstance(self, container.InContainerTests) else time.sleep(0.5)
        lines = ["hello after %.0f ms" % self.milliseconds] if hasattr(self, "milliseconds") else []
        with open("/proc/%d/smaps_rollup" % self.pid()) as file:
            lines += [" ".join(line.split()) for line in file if line.startswith(("Pss:", "Rss:", "Private_Dirty:"))]
        lines.append("echo alone: " + self.echoes(view))
        lines.append("output, one line: " + self.output(view, "head -c %d /dev/zero | tr '\\0' x"))
        view.type("stty echo\r")
        lines.append("output, lines: " + self.output(view, "yes abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz | head -c %d"))
        self.open(2)
        second = View(self.terminal, 2, subscription=2)
        def seen(offset, data):  # acknowledged and thrown away
            view.start, view.data = offset + len(data), bytearray()
            view.ack()

        self.terminal.viewers[1] = seen
        view.type("stty echo; yes\r")
        time.sleep(1)
        lines.append("echo beside a flood: " + self.echoes2(second))
        view.type("\x03")
        time.sleep(0.3)
        print("\n" + "\n".join(lines), file=sys.stderr)

    def echoes2(self, view, count=200):
        times = []
        for _ in range(count):
            have = len(view.data)
            started = time.perf_counter()
            view.type("x", 2)
            while len(view.data) == have:
                self.terminal.pump(5)
            times.append((time.perf_counter() - started) * 1000)
        return "p50 %.3f ms, p95 %.3f ms" % (percent(times, 0.5), percent(times, 0.95))


class Host(Measures, AgentTest):
    pass


class Container(Measures, container.InContainerTests):
    def pid(self):
        return int(container.docker("inspect", "--format", "{{.State.Pid}}", self.container).stdout)


if __name__ == "__main__":
    case = Container if "--container" in sys.argv else Host
    unittest.TextTestRunner().run(case("test_measure"))
