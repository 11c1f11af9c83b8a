"""Readings of both cgroup versions, from files as the kernel writes them."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "agent"))
from cove_agent.cgroup import Cgroup  # noqa: E402


class CgroupTests(unittest.TestCase):
    def readings(self, files):
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
                with open(os.path.join(root, name), "w") as file:
                    file.write(text)
            group = Cgroup(root)
            return (group.cpu_nanoseconds(), group.memory_bytes(), group.pids(), group.memory_kills(), group.pid_refusals())

    def test_version_2(self):
        self.assertEqual(self.readings({
            "cgroup.controllers": "cpu memory pids\n", "cpu.stat": "usage_usec 1500\nuser_usec 1000\n",
            "memory.current": "9000\n", "memory.stat": "anon 1\ninactive_file 1000\n", "pids.current": "7\n",
            "memory.events": "low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\n", "pids.events": "max 5\n"}),
            (1_500_000, 8000, 7, 2, 5))

    def test_version_1(self):
        self.assertEqual(self.readings({
            "cpu,cpuacct/cpuacct.usage": "1500000\n", "memory/memory.usage_in_bytes": "9000\n",
            "memory/memory.stat": "cache 1\ntotal_inactive_file 1000\n", "pids/pids.current": "7\n",
            "memory/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n", "pids/pids.events": "max 5\n"}),
            (1_500_000, 8000, 7, 2, 5))

    def test_nothing_there(self):
        self.assertEqual(self.readings({}), (None, None, None, 0, 0))


if __name__ == "__main__":
    unittest.main()
