import { applyPatch, createPatch } from "rfc6902";

import { serve } from "./serve.mjs";

await serve({
  diff: createPatch,
  apply: (document, patch) => {
    const failed = applyPatch(document, patch).find((each) => each !== null);
    if (failed) throw failed;
    return document;
  },
});
