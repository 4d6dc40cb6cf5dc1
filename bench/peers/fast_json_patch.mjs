import jsonpatch from "fast-json-patch";

import { serve } from "./serve.mjs";

await serve({
  diff: (before, after) => jsonpatch.compare(before, after),
  apply: (document, patch) => jsonpatch.applyPatch(document, patch).newDocument,
});
