import { z } from "zod";

// Zod tries `new Function` once to see whether it may compile its parsers. Under our policy a browser refuses and reports that,
// so in a page it must not even try. Before the first schema: hence every contract takes `z` from here.
if (typeof window !== "undefined") z.config({ jitless: true });

export { z };
