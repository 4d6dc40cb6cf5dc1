#!/usr/bin/env python3
"""Races the contenders and writes the report: see scripts/bench.sh, which builds what this needs.

Each contender is a process that stays (contenders/serve.cpp tells what it is asked), so that none pays for its
start and none disturbs the memory of another. All answers are judged by one judge before anything is timed; then
the contenders run in turn, round after round, and the median of a contender's rounds counts.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import select
import shutil
import statistics
import subprocess
import sys
import time

import page
import plan

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE.parent / "peers"


class Slow(Exception):
    """No answer within the limit."""


TICKS = os.sysconf("SC_CLK_TCK")
STUCK = 30  # times the limit: how long to wait for one that uses no CPU time, or gets none


def cpu_seconds(process):
    """What a process has used so far; 0 once it is gone."""
    try:
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    except (OSError, IndexError):
        return 0


class Contender:
    """A process that serves one contender on one workload; started anew after it was too slow or died."""

    def __init__(self, name, bin_folder, folder):
        peer = plan.PEERS.get(name)
        self.command = [peer[0], str(PEERS / peer[1])] if peer else [str(bin_folder / "contenders"), "serve", name]
        self.command.append(str(folder))
        self.process = None

    def ask(self, line, limit):
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
        try:
            # CPU time, so that it is no contender's fault that others use the machine.
            start, used = time.monotonic(), cpu_seconds(self.process)
            self.process.stdin.write(line.encode() + b"\n")
            while not select.select([self.process.stdout], [], [], limit / 4)[0]:
                if cpu_seconds(self.process) - used > limit or time.monotonic() - start > limit * STUCK:
                    raise Slow
            said = self.process.stdout.readline().decode().strip()
        except BrokenPipeError:
            said = ""
        except Slow:
            self.stop()
            raise
        if not said:
            self.stop()
            return "failed crashed"
        return said

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None


class Race:
    def __init__(self, bin_folder, work, pace):
        self.bin = bin_folder
        self.work = work
        self.pace = pace
        self.too_slow = set()  # (section, task, contender): not asked again where there is more to do
        self.missing = set()
        listed = subprocess.run([bin_folder / "contenders", "list"], capture_output=True, text=True, check=True)
        self.linked = listed.stdout.split()

    def has(self, name):
        if name in plan.PEERS:
            program, script = plan.PEERS[name]
            found = shutil.which(program) and (script.endswith(".py") or (PEERS / "node_modules").exists())
        else:
            found = name in self.linked
        if not found and name not in self.missing:
            self.missing.add(name)
            print(f"not there, so left out: {name}", file=sys.stderr)
        return found

    def run(self, point):
        folder = self.work / "workload"
        shutil.rmtree(folder, ignore_errors=True)
        make = [self.bin / "emend-bench-data", point.kind, str(point.size), "1", str(point.edits), "--into", folder]
        subprocess.run(make, check=True)
        sizes = {part.stem: part.stat().st_size for part in folder.iterdir()}
        servers = {name: Contender(name, self.bin, folder) for name in point.contenders if self.has(name)}
        results = []
        for task in point.tasks:
            results += self.run_task(point, task, servers, sizes)
        for server in servers.values():
            server.stop()
        shutil.rmtree(folder)
        return results

    def run_task(self, point, task, servers, sizes):
        results = []
        ready = []
        read = sizes["before"] + (sizes.get("after", 0) if task.startswith("diff") else 0)
        for name, server in servers.items():
            result = {"section": point.section, "kind": point.kind, "x": point.x, "edits": point.edits,
                      "task": task, "contender": name, "bytes": read}  # fmt: skip
            status = self.prepare(point, task, name, server, result)
            if status == "none":
                continue
            result["status"] = status
            results.append(result)
            if status == "ok":
                ready.append((server, result))
        self.time(ready)
        return results

    def prepare(self, point, task, name, server, result):
        """Makes the task ready, has it answered and the answer judged: "ok", "none", or why not."""
        if (point.section, task, name) in self.too_slow:
            return f"over {self.pace.limit:g} s"
        answer = self.work / "answer"
        # Starting and reading a large file are no part of the answer.
        limit = 10 + self.pace.limit + result["bytes"] / 5e6
        try:
            said = server.ask(f"ready {task}", limit)
            if said == "ok":
                start = time.monotonic()
                said = server.ask(f"answer {answer}", self.pace.limit)
                result["first"] = time.monotonic() - start
        except Slow:
            if point.x:
                self.too_slow.add((point.section, task, name))
            return f"over {self.pace.limit:g} s"
        if said == "floor":
            return "ok"
        if said != "ok":
            return said
        command = [self.bin / "contenders", "judge", task, self.work / "workload", answer]
        judged = subprocess.run(command, capture_output=True, text=True, check=False)
        verdict = judged.stdout.split()
        if judged.returncode != 0 or verdict[0] != "ok":
            return "failed " + (judged.stdout or judged.stderr or "the judge crashed").strip()[:200]
        if task.startswith("diff"):
            result["operations"], result["patch_bytes"] = int(verdict[1]), int(verdict[2])
        return "ok"

    def time(self, ready):
        times = {id(result): [] for _, result in ready}
        for turn in range(self.pace.rounds):
            for server, result in ready:
                slow = result.get("first", 0) > self.pace.limit / 4
                if result["status"] != "ok" or (slow and turn > 1):
                    continue
                try:
                    said = server.ask(f"time {self.pace.seconds}", self.pace.limit + self.pace.seconds).split()
                except Slow:
                    said = ["over", f"{self.pace.limit:g}", "s"]
                if said[0] != "ok":
                    result["status"] = " ".join(said)
                elif turn > 0:
                    times[id(result)].append((float(said[1]), float(said[2])))
        for _, result in ready:
            if result["status"] == "ok":
                measured = times[id(result)]
                result["rounds"] = len(measured)
                for what, column in (("wall", 0), ("cpu", 1)):
                    result[what] = statistics.median(each[column] for each in measured)


def said_by(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)
        return done.stdout.strip().split("\n")[0]
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def machine(quick):
    cpu = "unknown"
    if os.path.exists("/proc/cpuinfo"):
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
        cpu = next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())
    changed = said_by("git", "status", "--porcelain", "--untracked-files=no")
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
        "commit": said_by("git", "rev-parse", "--short=12", "HEAD") + ("" if changed in ("", "unknown") else ", changed"),
        "machine": f"{cpu}, {os.cpu_count()} cores",
        "system": said_by("sh", "-c", ". /etc/os-release && echo $PRETTY_NAME"),
        "compiler": said_by("g++", "--version") + ", -O3",
        "node": said_by("node", "--version"),
        "python": said_by("/usr/bin/python3", "--version"),
        "load": " and ".join(f"{each:.1f}" for each in os.getloadavg()[:2]) + " before",
        "run": "quick" if quick else "full",
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer and smaller workloads, some two minutes")
    parser.add_argument("--only", help="one section: throughput, size, length, edits, growth or threads")
    parser.add_argument("--bin", type=pathlib.Path, default=HERE.parents[1] / "build/bench/bin")
    parser.add_argument("--into", type=pathlib.Path, default=HERE.parent / "report")
    parser.add_argument("--pages-only", action="store_true", help="write the pages anew from results.json")
    options = parser.parse_args()
    results_file = options.into / "results.json"
    if options.pages_only:
        page.write(json.loads(results_file.read_text(encoding="utf-8")), options.into)
        return

    if not (options.bin / "contenders").exists():
        parser.error(f"there is no contenders program in {options.bin}: scripts/bench.sh builds it")
    options.into.mkdir(parents=True, exist_ok=True)
    work = options.into / "work"
    work.mkdir(exist_ok=True)
    about = machine(options.quick)
    race = Race(options.bin, work, plan.QUICK if options.quick else plan.FULL)
    points = list(plan.points(options.quick, os.cpu_count() or 1))
    points = [point for point in points if options.only in (None, point.section)]
    if not points:
        parser.error(f"no section has the name {options.only}")
    start = time.monotonic()
    results = []
    for number, point in enumerate(points, 1):
        print(f"{number}/{len(points)} {point.section}: {point.kind} {point.x or ''}", file=sys.stderr)
        results += race.run(point)
    shutil.rmtree(work)
    about["took"] = f"{time.monotonic() - start:.0f} s"
    found = {"about": about, "results": results}
    results_file.write_text(json.dumps(found, indent=1), encoding="utf-8")
    page.write(found, options.into)
    wrong = [each for each in results if each["contender"].startswith("emend") and each["status"] != "ok"]
    for each in wrong:
        print(f"emend: {each['kind']} {each['task']}: {each['status']}", file=sys.stderr)
    print(f"written: {options.into}/index.html, table.md, results.json", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
