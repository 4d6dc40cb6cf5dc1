// Serves a contender in JavaScript as contenders/serve.cpp does: `node fast_json_patch.mjs FOLDER`. A contender
// gives its library's functions on values; all that is text is read and written here.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const parts = {
  diff: ["before", "after"],
  diff_values: ["before", "after"],
  apply: ["before", "patch"],
  apply_values: ["before", "patch"],
};

function lines(folder, part) {
  const path = `${folder}/${part}.ndjson`;
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : null;
}

/** `diff(before, after)` gives a patch; `apply(document, patch)` may change the document, and gives the new one. */
export async function serve({ diff, apply }) {
  const folder = process.argv[2];
  const verbs = {
    diff: (a, b) => JSON.stringify(diff(JSON.parse(a), JSON.parse(b))),
    diff_values: diff,
    apply: (a, b) => JSON.stringify(apply(JSON.parse(a), JSON.parse(b))),
    apply_values: (a, b) => apply(structuredClone(a), structuredClone(b)),
  };
  let run = null;
  let outputs = [];
  let verb = null;

  function ready(task) {
    run = null;
    const texts = (parts[task] ?? []).map((part) => lines(folder, part));
    if (!(task in verbs) || texts.includes(null)) return "none";
    verb = task;
    const [first, second] = task.endsWith("_values") ? texts.map((all) => all.map((text) => JSON.parse(text))) : texts;
    run = () => {
      outputs = first.map((a, i) => verbs[task](a, second[i]));
    };
    return "ok";
  }

  function answer(file) {
    run();
    const texts = verb.endsWith("_values") ? outputs.map((value) => JSON.stringify(value)) : outputs;
    writeFileSync(file, texts.map((text) => text + "\n").join(""));
    return "ok";
  }

  function time(seconds) {
    const start = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    let runs = 0;
    let wall = 0;
    while (wall < seconds * 1e9) {
      run();
      runs += 1;
      wall = Number(process.hrtime.bigint() - start);
    }
    const { user, system } = process.cpuUsage(cpu);
    return `ok ${wall / runs} ${((user + system) * 1e3) / runs} ${runs}`;
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const [command, value] = line.split(" ");
    try {
      if (command === "ready") console.log(ready(value));
      else if (run === null) console.log("failed nothing is ready");
      else if (command === "answer") console.log(answer(value));
      else if (command === "time") console.log(time(Number(value)));
      else console.log(`failed no such command: ${command}`);
    } catch (failure) {
      console.log(`failed ${String(failure).split("\n")[0]}`);
    }
  }
}
