"""The profile that ships is the one its generator writes."""
import json
import os
import subprocess
import sys
import unittest

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "seccomp")


class SeccompTests(unittest.TestCase):
    def test_the_profile_is_up_to_date(self):
        self.assertEqual(subprocess.run([sys.executable, os.path.join(FOLDER, "generate.py"), "--check"]).returncode, 0)

    def test_what_must_never_be_allowed_is_not(self):
        with open(os.path.join(FOLDER, "sandbox.json")) as file:
            profile = json.load(file)
        self.assertEqual(profile["defaultAction"], "SCMP_ACT_ERRNO")
        free = {n for rule in profile["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" and "args" not in rule for n in rule["names"]}
        for name in ("io_uring_setup", "bpf", "ptrace", "mount", "unshare", "setns", "keyctl", "userfaultfd", "perf_event_open",
                     "socket", "clone", "clone3", "mknod", "personality", "open_by_handle_at", "kexec_load", "memfd_secret"):
            self.assertNotIn(name, free)


if __name__ == "__main__":
    unittest.main()
