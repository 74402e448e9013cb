import { defineRule } from "../rule.ts";

export const dotnetOutOfMemory = defineRule({
  id: "oom_memory.dotnet_out_of_memory",
  title: ".NET ran out of memory",
  severity: "critical",
  why: "The runtime could not allocate; the operation was abandoned, and the process often follows.",
  match: { any: [/\bOutOfMemoryException\b/i, /Insufficient memory to continue the execution of the program/i] },
  fires: [
    "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
  ],
  silent: ["catch (OutOfMemoryException) when (retries < 3)"],
  advice: {
    debugging: [
      "`dotnet-gcdump collect -p <pid>` and `dotnet-counters monitor -p <pid> System.Runtime`: watch the GC heap size and LOH size.",
    ],
    quickFixes: ["Recycle the process; raise the container limit or `DOTNET_GCHeapHardLimit`."],
    durableFixes: ["Pool large buffers (`ArrayPool<T>`), stream files, and dispose what holds unmanaged memory."],
    links: [
      {
        title: ".NET: debug a memory leak",
        url: "https://learn.microsoft.com/en-us/dotnet/core/diagnostics/debug-memory-leak",
      },
    ],
  },
});
