"""What is switched on in a terminal, followed through pieces cut anywhere."""
import os
import random
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "agent"))
from cove_agent.modes import LONGEST, Modes  # noqa: E402


class ModesTests(unittest.TestCase):
    def test_what_is_as_at_first_is_not_told(self):
        modes = Modes()
        modes.feed(b"\x1b[?1049h\x1b[?25l\x1b[?25h\x1b[?1000;1006h\x1b[?1000l\x1b[31m\x1b[2J\x1b[?12h", 100)
        self.assertEqual(modes.sequence(), "\x1b[?1049h\x1b[?1006h")
        modes.feed(b"\x1b[?1049l\x1b[?1006l", 100)
        self.assertEqual(modes.sequence(), "")

    def test_nonsense_and_the_end_of_the_data_do_no_harm(self):
        for data in (b"\x1b[", b"\x1b[?", b"\x1b[?;;h", b"\x1b[?99999999999999999999h", b"\x1b[?" + b"1" * 100 + b"h", b"\x1b\x1b[?1h"):
            modes = Modes()
            modes.feed(data, len(data))
            self.assertIn(modes.sequence(), ("", "\x1b[?1h"))

    def test_cut_anywhere_it_is_the_same(self):
        r = random.Random(7)
        parts = [b"text", b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?1000;2004h", b"\x1b[?2004l", b"\x1b[?25l", b"\x1b[?25h", b"\x1b[!p", b"\x1b[1;31m"]
        for _ in range(200):
            data = b"".join(r.choices(parts, k=30))
            whole, pieces = Modes(), Modes()
            whole.feed(data, len(data))
            at = 0
            while at < len(data):
                step = min(len(data) - at, r.randrange(1, 20))
                pieces.feed(data[at:at + step + LONGEST], step)
                at += step
            self.assertEqual(pieces.changed, whole.changed)


if __name__ == "__main__":
    unittest.main()
