"""What a terminal's output has switched on: what a screen must know that does not see the beginning any more.

Followed are the private modes of DEC and xterm that a full-screen program sets once at its start and counts on until
its end: the alternate screen, mouse reports, bracketed paste, cursor keys, the hidden cursor.
"""
INTRODUCER = b"\x1b["
LONGEST = 32
OFF_AT_FIRST = (1049, 1047, 47, 1, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 2004)
ON_AT_FIRST = (7, 25)
ALTERNATE = (1049, 1047, 47)
_DIGITS = b"0123456789;"


class Modes:
    def __init__(self, changed=None):
        self.changed = dict(changed or {})   # mode -> on, where it is not as at first

    def copy(self):
        return Modes(self.changed)

    def alternate(self):
        return any(mode in self.changed for mode in ALTERNATE)

    def feed(self, data, end):
        """Follows the sequences that begin before `end`; the data may go on beyond, so that none is cut."""
        at = data.find(INTRODUCER, 0, end + 1)
        while 0 <= at < end:
            self._sequence(data, at + 2)
            at = data.find(INTRODUCER, at + 2, end + 1)

    def _sequence(self, data, at):
        if data[at:at + 2] == b"!p":          # soft reset
            self.changed.clear()
        if data[at:at + 1] != b"?":
            return
        stop = at + 1
        while stop < len(data) and stop - at < LONGEST and data[stop] in _DIGITS:
            stop += 1
        final = data[stop:stop + 1]
        if final not in (b"h", b"l"):
            return
        for number in data[at + 1:stop].split(b";"):
            mode = int(number) if number else 0
            if mode in OFF_AT_FIRST or mode in ON_AT_FIRST:
                if (final == b"h") == (mode in ON_AT_FIRST):
                    self.changed.pop(mode, None)
                else:
                    self.changed[mode] = final == b"h"

    def sequence(self):
        """The bytes that bring a fresh screen into these modes; the alternate screen comes first."""
        order = sorted(self.changed, key=lambda mode: (mode not in ALTERNATE, mode))
        return "".join("\x1b[?%d%s" % (mode, "h" if self.changed[mode] else "l") for mode in order)
