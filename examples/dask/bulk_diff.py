#!/usr/bin/python3
"""Runs `emend bulk VERB` on partitions, spread over the workers of a Dask cluster.

    bulk_diff.py --scheduler tcp://127.0.0.1:8786 --out FOLDER PART...

Each PART is a file of lines that every worker can read; FOLDER/PART holds its answers. An answer file
appears whole or not at all, and the same part gives the same bytes, so that a part which runs twice, as
its worker was lost, does no harm; and a run that was broken off goes on with the parts that are missing.
"""
import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid

from distributed import Client, as_completed


def answer(command, verb, part, out, prefix):
    """Runs on a worker: the answers to one part, written beside their place and moved into it."""
    with tempfile.TemporaryDirectory(dir=os.path.dirname(out), prefix=prefix) as scratch:
        answers = os.path.join(scratch, "answers")
        summary = os.path.join(scratch, "summary.json")
        with open(answers, "wb") as file:
            run = subprocess.run([command, "bulk", verb, "--summary", summary, part],
                                 stdout=file, stderr=subprocess.PIPE, check=False)
        if run.returncode not in (0, 1):  # 1: some lines failed, and say so in their places
            raise RuntimeError(f"{part}: {run.stderr.decode(errors='replace').strip()}")
        with open(summary, encoding="utf-8") as file:
            counts = json.load(file)
        os.replace(answers, out)
    return counts["lines"], counts["failed"]


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--scheduler", required=True, help="address of the scheduler")
    words.add_argument("--out", required=True, help="folder for the answers")
    words.add_argument("--verb", default="diff", choices=["diff", "apply", "merge", "request"])
    words.add_argument("--command", default="emend", help="emend, as the workers find it")
    words.add_argument("parts", nargs="+", metavar="PART")
    given = words.parse_args()
    os.makedirs(given.out, exist_ok=True)
    places = {part: os.path.join(os.path.abspath(given.out), os.path.basename(part)) for part in given.parts}
    if len(set(places.values())) != len(given.parts):
        sys.exit("parts need names of their own: their answers are called as they are")
    left = [part for part in given.parts if not os.path.exists(places[part])]
    lines = failed = 0
    prefix = f".{uuid.uuid4().hex}-"
    with Client(given.scheduler) as client:
        runs = [client.submit(answer, given.command, given.verb, os.path.abspath(part), places[part],
                              prefix, pure=False) for part in left]
        for _, (some, bad) in as_completed(runs, with_results=True):
            lines, failed = lines + some, failed + bad
    lost = glob.glob(os.path.join(glob.escape(os.path.abspath(given.out)), prefix + "*"))
    for folder in lost:  # of workers that are no more
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{len(left)} parts answered ({len(lost)} begun in vain), {len(given.parts) - len(left)} were there: "
          f"{lines} lines, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
