// npm's fast-json-patch as a subject of `emend conform` and `emend fuzz`.
//
//   npm install fast-json-patch
//   emend conform --suite builtin --against 'node examples/conform/fast_json_patch.mjs'
//
// Patches are validated, which is not its default: without it (--trusting) most of what must be refused is done.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const library = createRequire(process.cwd() + "/")("fast-json-patch");
const validated = !process.argv.includes("--trusting");

function answer(asked) {
  switch (asked.do) {
    case "apply":
      return { doc: library.applyPatch(asked.doc, asked.patch, validated, false).newDocument };
    case "diff":
      return { patch: library.compare(asked.before, asked.after) };
    case "validate": {
      const problem = library.validate(asked.patch);
      if (problem) throw problem;
      return { valid: true };
    }
    default:
      return { error: { code: "unsupported" } };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let id = null;
  let given;
  try {
    const asked = JSON.parse(line);
    id = asked.id;
    given = answer(asked);
  } catch (problem) {
    given = { error: { code: problem.name, message: String(problem.message).split("\n")[0] } };
  }
  process.stdout.write(JSON.stringify({ id, ...given }) + "\n");
}
