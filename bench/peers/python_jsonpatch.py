"""Serves Debian's python3-jsonpatch as contenders/serve.cpp does: `python3 python_jsonpatch.py FOLDER`."""

import json
import pathlib
import sys
import time

import jsonpatch


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def difference(before, after):
    return jsonpatch.make_patch(before, after).patch


def applied(document, patch):
    return jsonpatch.apply_patch(document, patch)  # leaves the document as it was


PARTS = {"diff": ("before", "after"), "apply": ("before", "patch")}
VERBS = {"diff": difference, "apply": applied}


def lines(folder, part):
    path = pathlib.Path(folder) / f"{part}.ndjson"
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else None


class Race:
    def __init__(self, folder):
        self.folder = folder
        self.run = None
        self.write = str

    def ready(self, task):
        self.run = None
        verb = task.removesuffix("_values")
        texts = [lines(self.folder, part) for part in PARTS.get(verb, ())]
        if not texts or None in texts:
            return "none"
        do = VERBS[verb]
        if verb == task:
            pairs = list(zip(*texts))
            self.run = lambda: [compact(do(json.loads(a), json.loads(b))) for a, b in pairs]
            self.write = str
        else:
            pairs = [(json.loads(a), json.loads(b)) for a, b in zip(*texts)]
            self.run = lambda: [do(a, b) for a, b in pairs]
            self.write = compact
        return "ok"

    def answer(self, file):
        text = "".join(self.write(each) + "\n" for each in self.run())
        pathlib.Path(file).write_text(text, encoding="utf-8")
        return "ok"

    def time(self, seconds):
        start, cpu = time.perf_counter_ns(), time.process_time_ns()
        runs = wall = 0
        while wall < float(seconds) * 1e9:
            self.run()
            runs += 1
            wall = time.perf_counter_ns() - start
        return f"ok {wall / runs} {(time.process_time_ns() - cpu) / runs} {runs}"


def main():
    race = Race(sys.argv[1])
    for line in sys.stdin:
        command, value = line.split()
        try:
            if command == "ready":
                said = race.ready(value)
            elif race.run is None:
                said = "failed nothing is ready"
            elif command in ("answer", "time"):
                said = getattr(race, command)(value)
            else:
                said = f"failed no such command: {command}"
        except Exception as failure:  # whatever a library throws is its answer
            said = f"failed {type(failure).__name__}: {failure}".split("\n")[0][:200]
        print(said, flush=True)


if __name__ == "__main__":
    main()
