import { defineRule } from "../rule.ts";

export const pythonMemoryError = defineRule({
  id: "oom_memory.python_memory_error",
  title: "Python could not allocate memory",
  severity: "high",
  why: "An allocation failed inside Python or a library under it; the job or request that needed it ended.",
  match: {
    any: [
      /\bMemoryError\b/i,
      /Unable to allocate [\d.]+ ?[KMGT]i?B for an array/i,
      /CUDA(?: error:)? out of memory/i,
      /torch\.(?:cuda\.)?OutOfMemoryError/i,
    ],
  },
  fires: [
    "MemoryError",
    "numpy.core._exceptions._ArrayMemoryError: Unable to allocate 29.8 GiB for an array with shape (4000, 1000000)",
    "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.78 GiB total capacity)",
  ],
  silent: ["except MemoryError: retry with smaller batches"],
  advice: {
    debugging: [
      '`tracemalloc.start()` and `snapshot.statistics("lineno")` name the lines that hold the memory; for a GPU `nvidia-smi`.',
    ],
    quickFixes: ["Halve the batch or chunk size (`chunksize=` in pandas, `batch_size` in training) and run again."],
    durableFixes: [
      "Process in a stream, or on memory-mapped arrays; set `RLIMIT_AS` so one job cannot take the machine.",
    ],
    links: [{ title: "Python: tracemalloc", url: "https://docs.python.org/3/library/tracemalloc.html" }],
  },
});
