"""Files: what the container changes is told once, what the service writes never echoes, nothing is overwritten unseen."""
import os
import random
import shutil
import socket
import stat
import time
import unittest
import zipfile

from harness import AgentTest, sha

FILE_LIMIT = 100_000


class FileTest(AgentTest):
    configure_with = {"fileLimit": FILE_LIMIT, "ignore": [".venv", "__pycache__", "node_modules", ".git/objects"]}

    def synced(self, change, digest=None):
        return self.files.request("files.synced", batch=change["batch"], results=[
            {"path": change["path"], "sha256": digest or change["sha256"]}])

    def listing(self):
        return {item["path"]: item for item in self.files.request("files.list")["items"]}

    def nothing_more(self, seconds=0.4):
        self.forget_changes()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.files.pump(0.1)
        self.assertEqual(self.changes(), [])


class ToldTests(FileTest):
    def test_F6_a_new_file_is_told(self):
        self.write_in_place("a b.py", b"print(1)\n")
        change = self.change("a b.py", sha256=sha(b"print(1)\n"))
        self.assertEqual((change["kind"], change["itemType"], change["size"], change["base"], change["overLimit"]), ("PUT", "FILE", 9, None, False))

    def test_the_base_follows_what_was_confirmed(self):
        self.write("a", b"1")
        self.synced(self.change("a", sha256=sha(b"1")))
        self.write("a", b"2")
        change = self.change("a", sha256=sha(b"2"))
        self.assertEqual(change["base"], sha(b"1"))
        self.write("a", b"3")  # waits for the confirmation, so that its base is right
        self.files.pump(0.3)
        self.assertFalse([c for c in self.changes() if c["sha256"] == sha(b"3")])
        self.synced(change)
        self.assertEqual(self.change("a", sha256=sha(b"3"))["base"], sha(b"2"))

    def test_what_is_written_in_place_is_told_until_it_agrees(self):
        self.write("a", b"1")
        self.sync_all()
        self.write_in_place("a", b"2")
        self.sync_all()
        self.assertEqual(self.change("a", sha256=sha(b"2"))["path"], "a")
        self.nothing_more()

    def test_a_confirmation_that_leaves_a_path_out_does_not_block_it(self):
        self.write("a", b"1")
        first = self.change("a", sha256=sha(b"1"))
        self.files.request("files.synced", batch=first["batch"], results=[])
        self.write("a", b"2")
        self.assertIsNone(self.change("a", sha256=sha(b"2"))["base"])

    def test_deletes_renames_and_moved_folders(self):
        for name in ("d/x", "d/e/y", "f"):
            os.makedirs(os.path.dirname(self.path(name)) or self.workspace, exist_ok=True)
            self.write(name, name.encode())
        self.sync_all()
        self.forget_changes()
        os.rename(self.path("d"), self.path("moved"))
        os.rename(self.path("f"), self.path("g"))
        self.change("moved/e/y", kind="PUT", sha256=sha(b"d/e/y"))
        self.change("d", kind="DELETE", itemType="FOLDER")
        self.change("d/e/y", kind="DELETE", base=sha(b"d/e/y"))
        self.change("f", kind="DELETE", base=sha(b"f"))
        self.change("g", kind="PUT")
        self.sync_all()
        self.write("moved/e/later", b"seen")  # the watches went along
        self.change("moved/e/later", sha256=sha(b"seen"))
        batch = next(e for e in self.files.events("files.changed") if any(c["kind"] == "DELETE" for c in e["changes"]))
        order = [c["path"] for c in batch["changes"] if c["kind"] == "DELETE"]
        self.assertLess(order.index("d/e/y"), order.index("d/e"))
        self.assertLess(order.index("d/e"), order.index("d"))

    def test_F5_links_bits_binaries_and_empty_folders(self):
        os.mkdir(self.path("empty"))
        os.symlink("/etc/passwd", self.path("link"))
        os.symlink("empty", self.path("dirlink"))
        self.write("run.sh", b"\x00\xff\x00")
        os.chmod(self.path("run.sh"), 0o755)
        self.assertEqual(self.change("empty")["itemType"], "FOLDER")
        change = self.change("link")
        self.assertEqual((change["itemType"], change["target"], change["sha256"]), ("SYMLINK", "/etc/passwd", None))
        self.assertEqual(self.change("dirlink")["itemType"], "SYMLINK")
        self.assertEqual(self.change("run.sh", executable=True)["sha256"], sha(b"\x00\xff\x00"))
        self.sync_all()
        os.chmod(self.path("run.sh"), 0o644)
        self.change("run.sh", executable=False, sha256=sha(b"\x00\xff\x00"))

    def test_F4_a_file_above_the_limit_is_told_without_content(self):
        self.write("exact", b"x" * FILE_LIMIT)
        self.write("big", b"x" * (FILE_LIMIT + 1))
        self.assertFalse(self.change("exact", size=FILE_LIMIT)["overLimit"])
        change = self.change("big", size=FILE_LIMIT + 1)
        self.assertEqual((change["overLimit"], change["sha256"]), (True, None))
        self.assertEqual(self.files.request("files.read", path="big", sha256=None)["code"], "too-large")
        self.write("big", b"small")
        self.synced(change)
        self.assertFalse(self.change("big", sha256=sha(b"small"))["overLimit"])

    def test_F6_the_session_s_own_ignore_list_is_heeded_as_soon_as_it_is_there(self):
        self.write(".coveignore", b"# mine\nlarge/\nout/tmp\n")
        self.change(".coveignore")
        for folder in ("large", "out/tmp", "node_modules"):
            os.makedirs(self.path(folder))
        self.write("large/a", b"1")
        self.write("out/tmp/b", b"1")
        self.write("out/kept", b"1")
        self.change("out/kept")
        self.write("node_modules/c", b"1")  # in the installation's list, not in this one
        self.change("node_modules/c")
        self.assertFalse([c for c in self.changes() if c["path"].startswith(("large", "out/tmp"))])
        self.write(".coveignore", b"out/tmp\n")  # what is let in again is told without being touched
        self.change("large/a")
        os.unlink(self.path(".coveignore"))
        self.change("out/tmp/b")

    def test_F6_ignored_names_are_not_told(self):
        for name in (".venv/lib", "a/__pycache__", ".git/objects/ab", "node_modules/x"):
            os.makedirs(self.path(name))
            self.write(name + "/f", b"x")
        self.write(".git/HEAD", b"ref")
        self.change(".git/HEAD")
        self.sync_all()
        self.assertEqual(set(self.listing()), {"a", ".git", ".git/HEAD"})

    def test_a_file_becomes_a_folder_in_one_batch(self):
        self.write("x", b"1")
        self.sync_all()
        self.forget_changes()
        os.remove(self.path("x"))
        os.mkdir(self.path("x"))
        self.change("x", kind="PUT", itemType="FOLDER")
        changes = [c for c in self.changes() if c["path"] == "x"]
        self.assertEqual([c["kind"] for c in changes], ["DELETE", "PUT"])
        self.assertEqual(changes[0]["base"], sha(b"1"))

    def test_what_came_before_a_reconnect_and_was_not_confirmed_comes_again(self):
        self.write("a", b"1")
        self.change("a")
        self.write("b", b"2")
        self.synced(self.change("b"))
        self.disconnect()
        os.mkdir(self.path("while-away"))
        time.sleep(0.2)
        self.connect()
        self.change("a", sha256=sha(b"1"))
        self.change("while-away")
        self.assertFalse([c for c in self.changes() if c["path"] == "b"])

    def test_F6_a_thousand_files_unpacked_settle(self):
        archive = os.path.join(self.folder, "z.zip")
        with zipfile.ZipFile(archive, "w") as file:
            for number in range(1000):
                file.writestr("p%d/q%d/f%d.txt" % (number % 10, number % 50, number), "content %d" % number)
        with zipfile.ZipFile(archive) as file:
            file.extractall(self.workspace)
        seen, confirmed = set(), set()

        def all_seen():
            for event in self.files.events("files.changed"):
                if event["batch"] not in confirmed:
                    confirmed.add(event["batch"])
                    self.files.ask("files.synced", batch=event["batch"], results=[
                        {"path": c["path"], "sha256": c["sha256"]} for c in event["changes"]])
            seen.update(c["path"] for c in self.changes() if c["itemType"] == "FILE" and c["size"])
            return len(seen) == 1000

        self.files.until(all_seen, what="thousand files")
        self.assertLessEqual(max(len(e["changes"]) for e in self.files.events("files.changed")), 500)
        shutil.rmtree(self.path("p0"))
        self.sync_all()
        self.assertEqual(len([p for p in self.listing() if p.endswith(".txt")]), 900)


class WrittenTests(FileTest):
    def test_F8_a_written_file_never_comes_back(self):
        for number in range(50):
            self.assertTrue(self.files.put_file("src/m%d.py" % number, b"x = %d\n" % number)["ok"])
        self.assertEqual(self.read("src/m7.py"), b"x = 7\n")
        self.assertEqual(stat.S_IMODE(os.stat(self.path("src/m7.py")).st_mode), 0o644)
        self.files.put_file("src/m7.py", b"x = 8\n", base=sha(b"x = 7\n"), executable=True)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("src/m7.py")).st_mode), 0o755)
        self.nothing_more()
        self.assertEqual(self.files.request("files.flush")["batch"], 0)
        self.assertEqual([n for n in os.listdir(self.path("src")) if n.startswith(".cove")], [])

    def test_the_same_content_is_always_accepted(self):
        self.write("a", b"same")
        self.assertEqual(self.files.put_file("a", b"same", base=None)["sha256"], sha(b"same"))
        self.nothing_more()

    def test_a_local_change_is_a_conflict_and_is_told_again(self):
        self.files.put_file("a", b"1")
        self.write("a", b"local")
        answer = self.files.put_file("a", b"2", base=sha(b"1"))
        self.assertEqual((answer["ok"], answer["code"]), (False, "conflict"))
        self.assertEqual(self.read("a"), b"local")
        change = self.change("a", sha256=sha(b"local"))
        self.assertEqual(change["base"], sha(b"1"))
        self.synced(change)
        self.assertTrue(self.files.put_file("a", b"2", base=sha(b"local"))["ok"])

    def test_a_conflict_is_told_even_when_it_was_agreed(self):
        self.files.put_file("a", b"1")
        self.assertEqual(self.files.put_file("a", b"2", base=sha(b"other"))["code"], "conflict")
        self.change("a", sha256=sha(b"1"))

    def test_a_file_that_was_deleted_here_is_a_conflict(self):
        self.files.put_file("a", b"1")
        os.remove(self.path("a"))
        self.assertEqual(self.files.put_file("a", b"2", base=sha(b"1"))["code"], "conflict")
        self.change("a", kind="DELETE", base=sha(b"1"))

    def test_A16_nothing_is_written_or_read_through_a_link(self):
        outside = os.path.join(self.folder, "outside")
        os.mkdir(outside)
        os.symlink(outside, self.path("out"))
        os.symlink(os.path.join(outside, "f"), self.path("file"))
        self.assertEqual(self.files.put_file("out/f", b"bad")["code"], "conflict")
        self.assertEqual(self.files.put_file("file", b"bad")["code"], "conflict")
        self.write("../outside/secret", b"secret")
        self.assertEqual(self.files.request("files.read", path="out/secret", sha256=None)["code"], "gone")
        os.symlink(outside + "/secret", self.path("s"))
        self.assertEqual(self.files.request("files.read", path="s", sha256=None)["code"], "gone")
        for change in ({"kind": "PUT", "itemType": "FOLDER", "path": "out/d"}, {"kind": "DELETE", "itemType": "FILE", "path": "out/secret"},
                       {"kind": "PUT", "itemType": "SYMLINK", "path": "out/l", "target": "x"}):
            result = self.files.request("files.apply", changes=[change])["results"][0]
            self.assertEqual(result["code"], "conflict", change)
        self.assertEqual(os.listdir(outside), ["secret"])

    def test_paths_that_lead_out_are_refused(self):
        for path in ("../x", "/etc/x", "a/../../x", "", "a//b", "a/./b", "x" * 256, "/".join("d" * 33), "a\nb", "a\x00b"):
            self.assertEqual(self.files.put_file(path, b"bad")["code"], "invalid-path", repr(path))

    def test_apply_makes_folders_links_and_deletes_only_what_is_agreed(self):
        def apply(**change):
            result = self.files.request("files.apply", changes=[change])["results"][0]
            return "ok" if result["ok"] else result["code"]

        self.assertEqual(apply(kind="PUT", itemType="FOLDER", path="d/e"), "ok")
        self.assertEqual(apply(kind="PUT", itemType="SYMLINK", path="d/l", target="../a"), "ok")
        self.assertEqual(os.readlink(self.path("d/l")), "../a")
        self.files.put_file("d/f", b"1")
        self.nothing_more()
        self.write("d/new", b"unsynchronised")
        self.assertEqual(apply(kind="DELETE", itemType="FOLDER", path="d"), "conflict")
        os.remove(self.path("d/new"))
        self.write("d/f", b"2")
        self.assertEqual(apply(kind="DELETE", itemType="FILE", path="d/f", base=sha(b"1")), "conflict")
        self.write("d/f", b"1")
        os.mkdir(self.path("d/__pycache__"))
        self.write("d/__pycache__/x.pyc", b"")
        self.assertEqual(apply(kind="DELETE", itemType="FOLDER", path="d"), "ok")
        self.assertFalse(os.path.exists(self.path("d")))
        self.assertEqual(apply(kind="DELETE", itemType="FILE", path="not/there"), "ok")
        self.sync_all()
        self.nothing_more()

    def test_read_gives_the_content_asked_for_or_says_what_is_wrong(self):
        self.write("a", b"1" * 90_000)
        change = self.change("a", size=90_000)
        self.assertEqual(self.files.request("files.read", path="a", sha256=change["sha256"]), b"1" * 90_000)
        self.write("a", b"2")
        self.assertEqual(self.files.request("files.read", path="a", sha256=change["sha256"])["code"], "changed")
        self.change("a", sha256=sha(b"2"))
        os.remove(self.path("a"))
        self.assertEqual(self.files.request("files.read", path="a", sha256=sha(b"2"))["code"], "gone")


class FlushTests(FileTest):
    def test_S7_a_flush_tells_everything_written_before_it(self):
        for number in range(20):
            self.write("f%d" % number, b"%d" % number)
            flush = self.files.request("files.flush")
            change = self.change("f%d" % number, 0.1, sha256=sha(b"%d" % number))
            self.assertLessEqual(change["batch"], flush["batch"])
            self.synced(change)

    def test_a_flush_sees_what_no_notification_tells(self):
        import mmap
        self.write("m", b"a" * 4096)
        self.sync_all()
        with open(self.path("m"), "r+b") as file:
            memory = mmap.mmap(file.fileno(), 4096)
        memory[0:1] = b"b"
        self.files.request("files.flush")
        self.change("m", 0.1, sha256=sha(b"b" + b"a" * 4095))

    def test_A16_pipes_sockets_and_odd_names_are_skipped_and_never_block(self):
        os.mkfifo(self.path("pipe"))
        with socket.socket(socket.AF_UNIX) as unix:
            unix.bind(self.path("socket"))
        with open(os.path.join(os.fsencode(self.workspace), b"bad\xff"), "wb"):
            pass
        self.write("new\nline", b"")
        deep = self.workspace
        for _ in range(40):
            deep = os.path.join(deep, "d")
            os.mkdir(deep)
        self.write("fine", b"1")
        answer = self.files.request("files.flush")
        self.assertEqual(answer["skipped"], 5)
        self.change("fine", 0.1)
        self.assertTrue(self.files.put_file("other", b"x")["ok"])
        self.assertEqual(self.files.put_file("pipe", b"x")["code"], "conflict")
        self.assertEqual(max(p.count("/") for p in self.listing()) + 1, 32)

    def test_A17_a_file_swapped_with_a_link_never_shows_the_target(self):
        secret = os.path.join(self.folder, "secret")
        with open(secret, "wb") as file:
            file.write(b"SECRET")
        deadline = time.monotonic() + 1.5
        while time.monotonic() < deadline:
            os.symlink(secret, self.path("t1"))
            os.rename(self.path("t1"), self.path("x"))
            self.write("t2", b"mine")
            os.rename(self.path("t2"), self.path("x"))
            self.files.pump(0)
            self.assertNotEqual(self.files.request("files.read", path="x", sha256=None), b"SECRET")
        self.assertNotIn(sha(b"SECRET"), [c["sha256"] for c in self.changes()])

    def test_F8_random_operations_from_both_sides_converge(self):
        seed = random.randrange(1 << 30)
        dice = random.Random(seed)
        theirs = {}      # the workspace's files as the service knows them

        def take(event):
            results = []
            for change in event["changes"]:
                if change["itemType"] == "FILE":
                    if change["kind"] == "DELETE":
                        theirs.pop(change["path"], None)
                    else:
                        theirs[change["path"]] = change["sha256"]
                results.append({"path": change["path"], "sha256": change["sha256"]})
            self.files.request("files.synced", batch=event["batch"], results=results)

        def drain():
            self.files.pump(0)
            for frame in [f for f in self.files.frames if f[1].get("event") == "files.changed"]:
                self.files.frames.remove(frame)
                take(frame[1])

        names = ["a", "b", "d/c", "d/e", "g/h/i"]
        for _ in range(600):
            name, content = dice.choice(names), b"%d" % dice.randrange(1 << 30)
            action = dice.random()
            if action < 0.35:
                os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
                self.write(name, content)
            elif action < 0.45 and os.path.exists(self.path(name)):
                os.remove(self.path(name))
            elif action < 0.5 and os.path.isdir(self.path("d")):
                shutil.rmtree(self.path("d"))
            elif action < 0.9:
                drain()
                if self.files.put_file(name, content, theirs.get(name))["ok"]:
                    theirs[name] = sha(content)
            elif name in theirs:
                drain()
                result = self.files.request("files.apply", changes=[
                    {"kind": "DELETE", "itemType": "FILE", "path": name, "base": theirs.get(name)}])["results"][0]
                if result["ok"]:
                    theirs.pop(name, None)
        while True:
            number = self.files.ask("files.flush")
            before = dict(theirs)
            while number not in self.files.answers:
                self.files.pump(0.05)
                drain()
            drain()
            if before == theirs:
                break
        here = {p: sha(self.read(p)) for p in names if os.path.isfile(self.path(p))}
        self.assertEqual(here, theirs, "seed %d" % seed)


class LargeTests(FileTest):
    def test_eight_thousand_files_do_not_stop_a_keystroke_or_a_write(self):
        for folder in range(40):
            os.mkdir(self.path("d%d" % folder))
            for number in range(200):
                os.close(os.open(self.path("d%d/f%d" % (folder, number)), os.O_CREAT | os.O_WRONLY))
        view = self.shell()
        for number in range(10):
            view.type("echo n''%d.\r" % number)
            view.until("n%d." % number)
        self.assertTrue(self.files.put_file("mine", b"x")["ok"])
        self.files.request("files.flush")
        self.assertEqual(len({c["path"] for c in self.changes()}), 8_040)


if __name__ == "__main__":
    unittest.main()
