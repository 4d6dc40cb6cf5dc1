// Its own form of difference, turned into a JSON Patch by its own formatter. Elements with an `id` are told by it,
// as its documentation advises.
import { create } from "jsondiffpatch";
import { format, patch as apply } from "jsondiffpatch/formatters/jsonpatch";

import { serve } from "./serve.mjs";

const differ = create({ objectHash: (value, index) => value.id ?? `$$index:${index}` });

await serve({
  diff: (before, after) => format(differ.diff(before, after)),
  apply: (document, operations) => {
    apply(document, operations);
    return document;
  },
});
