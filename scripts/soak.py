#!/usr/bin/env python3
"""Runs `emend agent` or `emend bulk diff` for minutes over a stream with hostile lines in it.

    scripts/soak.py EMEND (agent | bulk) [--seconds 600] [--seed 1]

Every answer is compared with what a fresh process says to that line alone: none may be lost, out of order
or changed by what came before. The resident memory is taken every second; after the first fifth of the time it
must not grow beyond a twentieth. Prints lines, answers a second and memory; exit 1 when something is wrong.
"""

import argparse
import random
import subprocess
import sys
import threading
import time

MARK = b"424242424242"  # stands for the id in a template


def record(size, change):
    items = ",".join('{"key":%d,"name":"n%d"}' % (n, n * change % 97) for n in range(size))
    return '{"a":[%s],"b":{"x":1.50,"\\u00e9":null}}' % items


def pairs():
    """Values before and after, some of them hostile."""
    yield record(3, 1), record(4, 2)
    yield record(200, 1), record(190, 3)
    yield '{"a":1}', '{"a":1.0}'
    yield "[" + "1," * 300 + "1]", "[" + "2,1," * 150 + "3]"
    yield "1e400", "10e399"
    yield "9" * 3000, "9" * 2999 + "8"
    yield "1e999999999999", "2"
    yield "[" * 900 + "]" * 900, "[" * 899 + "]" * 899
    yield "[" * 5000 + "]" * 5000, "1"
    yield '"' + "\\u0041" * 5000 + '"', '"' + "A" * 5000 + '"'
    yield '{"a":1,"a":2}', "{}"
    yield '"\\ud800"', '""'
    yield '{"":{"~":[{"/":1}]}}', '{"":{"~":[{"/":2}]}}'
    yield "nul", "1"


def templates(agent):
    do = '"do":"diff",' if agent else ""
    for before, after in pairs():
        yield ('{"id":%s,%s"before":%s,"after":%s}' % (MARK.decode(), do, before, after)).encode()
    yield ('{%s"after":[1],"before":[2]}' % do).encode()
    yield b'{"id":%s}' % MARK
    yield b'{"id":%s,"id":%s}' % (MARK, MARK)
    yield b'{"id":%s,"before":1,"after":' % MARK
    yield b"\xff\xfe\x00"
    yield b"[]"
    yield b"\x00"
    yield b"{" * 100_000
    if not agent:
        return
    for rest in (
        '"do":"apply","doc":[1,2,3],"patch":[{"op":"move","from":"/0","path":"/2"},{"op":"add","path":"/-","value":{}}]',
        '"do":"apply","doc":[1],"patch":[{"op":"remove","path":"/7"}]',
        '"do":"apply","doc":[1],"patch":[' + '{"op":"copy","from":"","path":"/0"},' * 12 + '{"op":"test","path":"","value":1}]',
        '"do":"merge","doc":{"a":{"b":1}},"merge_patch":{"a":{"b":null,"c":[]}}',
        '"do":"merge3","base":[1,2],"ours":[2],"theirs":[1,2,3]',
        '"do":"invert","patch":[{"op":"remove","path":"/a"}],"before":{"a":%s}' % record(20, 1),
        '"do":"compose","patches":[[{"op":"add","path":"/a","value":1}],[{"op":"remove","path":"/a"}]]',
        '"do":"equal","a":%s,"b":%s' % (record(50, 1), record(50, 1)),
        '"do":"request","vendor":"nobody","resource":"nothing","current":{},"patch":[]',
        '"do":"sing"',
    ):
        yield ('{"id":%s,%s}' % (MARK.decode(), rest)).encode()


def ask_alone(command, line):
    ran = subprocess.run(command, input=line + b"\n", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if ran.returncode not in (0, 1) or ran.stdout.count(b"\n") != 1:
        sys.exit("soak: one line, status %d, %r" % (ran.returncode, ran.stdout[:200]))
    return ran.stdout


def resident(pid):
    with open("/proc/%d/status" % pid, encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


class soak:
    def __init__(self, command, agent, seconds, seed):
        self.lines = list(templates(agent))
        self.answers = [ask_alone(command, line) for line in self.lines]
        self.numbered = not agent
        self.seconds = seconds
        self.seed = seed
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.sent = 0
        self.wrong = None

    def stream(self):
        """(line number, id, which template), the same ones for the writer and the reader."""
        chance = random.Random(self.seed)
        number = 0
        while True:
            number += 1 + (chance.randrange(50) == 0)  # now and then a blank line
            yield number, chance.randrange(10**11, 10**12), chance.randrange(len(self.lines))

    def write(self):
        end = time.monotonic() + self.seconds
        last = 0
        try:
            for number, name, which in self.stream():
                if self.wrong or time.monotonic() > end:
                    break
                blank = b" \r\n" * (number - last - 1)
                self.process.stdin.write(blank + self.lines[which].replace(MARK, b"%d" % name) + b"\n")
                last = number
                self.sent += 1
            self.process.stdin.close()
        except BrokenPipeError:
            self.wrong = "it stopped reading"

    def read(self):
        """Gives the number of answers that were right."""
        for count, (number, name, which) in enumerate(self.stream()):
            got = self.process.stdout.readline()
            if not got:
                return count
            wanted = self.answers[which].replace(MARK, b"%d" % name)
            if self.numbered:
                wanted = wanted.replace(b'"line":1,', b'"line":%d,' % number, 1)
            if got != wanted:
                self.wrong = "line %d: %r instead of %r" % (number, got[:300], wanted[:300])
                self.process.kill()
                return count
        return 0

    def watch(self, sizes):
        while self.process.poll() is None:
            try:
                sizes.append(resident(self.process.pid))
            except (OSError, StopIteration):
                return
            time.sleep(1)

    def run(self):
        sizes = []
        others = [threading.Thread(target=self.write), threading.Thread(target=self.watch, args=(sizes,))]
        for each in others:
            each.start()
        right = self.read()
        for each in others:
            each.join()
        return right, sizes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("emend")
    parser.add_argument("verb", choices=("agent", "bulk"))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    command = [args.emend, "agent"] if args.verb == "agent" else [args.emend, "bulk", "diff", "--threads", "2"]
    one = soak(command, args.verb == "agent", args.seconds, args.seed)
    right, sizes = one.run()
    settled = sizes[len(sizes) // 5 :] or [0]
    print("%s: %d lines sent, %d answers right, %.0f a second; RSS in MB: %.1f after a fifth of the time, at most %.1f "
          "before, at most %.1f after, %.1f at the end"
          % (args.verb, one.sent, right, right / args.seconds, settled[0] / 1024,
             max(sizes[: len(sizes) // 5] or [0]) / 1024, max(settled) / 1024, settled[-1] / 1024))
    if not one.wrong and right != one.sent:
        one.wrong = "%d answers are missing" % (one.sent - right)
    early = max(sizes[: max(1, 2 * len(sizes) // 5)] or [0])
    if not one.wrong and max(settled) > early * 1.05 + 1024:
        one.wrong = "memory grows: from %d to %d kB" % (early, max(settled))
    if one.wrong:
        sys.exit("soak: " + one.wrong)


if __name__ == "__main__":
    main()
