import { defineRule } from "../rule.ts";

export const javaHeap = defineRule({
  id: "oom_memory.java_heap",
  title: "Java ran out of memory",
  headline: "Java ran out of memory ({what})",
  severity: "critical",
  why: "The JVM could not allocate an object. Threads die at random from here on, and what they held stays half done.",
  match: {
    any: [
      /java\.lang\.OutOfMemoryError(?:: (?<what>[A-Za-z][\w ]{3,50}))?/i,
      /\bOutOfMemoryError\b/i,
      /insufficient memory for the Java Runtime Environment/i,
      /\bGC overhead limit exceeded/i,
    ],
    not: [/HeapDumpOnOutOfMemoryError|ExitOnOutOfMemoryError|CrashOnOutOfMemoryError|OnOutOfMemoryError=/i],
  },
  fires: [
    "java.lang.OutOfMemoryError: Java heap space",
    'Exception in thread "main" java.lang.OutOfMemoryError: GC overhead limit exceeded',
    "# There is insufficient memory for the Java Runtime Environment to continue.",
  ],
  silent: ["JVM arguments: -Xmx2g -XX:+HeapDumpOnOutOfMemoryError", "registered handler for OutOfMemoryError"],
  advice: {
    debugging: [
      "Look for a heap dump (`-XX:HeapDumpPath`, `*.hprof`) and open it in Eclipse MAT: the dominator tree names what fills the heap.",
      "Compare `jcmd <pid> GC.heap_info` and `jcmd <pid> VM.native_memory` with `-Xmx` and, in a container, with its memory limit.",
    ],
    quickFixes: [
      "Restart the instance and take it out of rotation until its heap has settled.",
      "Raise `-Xmx` (or `-XX:MaxRAMPercentage`), or `-XX:MaxMetaspaceSize` when the text says Metaspace.",
    ],
    durableFixes: [
      "Run with `-XX:+HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError`, so that the next one leaves a dump and a clean restart.",
      "Bound the caches and result sets that the dump names.",
    ],
    links: [
      {
        title: "Java: troubleshoot memory leaks",
        url: "https://docs.oracle.com/en/java/javase/21/troubleshoot/troubleshooting-memory-leaks.html",
      },
    ],
  },
});
