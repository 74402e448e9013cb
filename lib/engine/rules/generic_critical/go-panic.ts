import { defineRule } from "../rule.ts";

export const goPanic = defineRule({
  id: "generic_critical.go_panic",
  title: "A Go or Rust program panicked",
  headline: "A program panicked: {what}",
  severity: "critical",
  why: "A goroutine or thread hit a state that its code does not handle; without a recover the whole process ends.",
  match: {
    any: [
      /\bpanic: (?<what>runtime error: [^\n]{3,80}|[^\n]{3,80})/i,
      /\bthread '[^']{1,60}' (?:\(\d+\) )?panicked at/i,
      /\bpanic recovered\b|\bhttp: panic serving\b|\brecovered from panic\b|\bpanic serving\b/i,
      /\bfatal error: (?:concurrent map|all goroutines are asleep|stack overflow|unexpected signal|sync: |found bad pointer)/i,
      /\bruntime error: (?:index out of range|invalid memory address|slice bounds|integer divide|makeslice|hash of unhashable)/i,
      /\bnil pointer dereference\b|\bcalled `(?:Option|Result)::(?:unwrap|expect)\(\)` on/i,
      /\bassignment to entry in nil map\b|\bsend on closed channel\b|\bclose of (?:nil|closed) channel\b|\binterface conversion: /i,
      /\bgoroutine \d+ \[(?:running|syscall|select|chan|runnable)/i,
    ],
    not: [/all goroutines are asleep/i],
  },
  fires: [
    "panic: runtime error: index out of range [3] with length 3",
    "thread 'main' panicked at src/main.rs:12:5:",
    "http: panic serving 10.0.0.4:51312: runtime error: invalid memory address or nil pointer dereference",
  ],
  silent: ["kernel.panic_on_oops = 1", "panic button test passed"],
  advice: {
    debugging: [
      "Read the first goroutine of the dump, or run again with `RUST_BACKTRACE=1`: the top frame of your own code is where it broke.",
      "`fatal error: concurrent map writes` is a data race: run the tests with `go test -race`.",
    ],
    quickFixes: ["Go back to the last release if the frame belongs to code that just changed."],
    durableFixes: ["Recover at the edge of each request, and check the case that the trace names."],
    links: [{ title: "Go: defer, panic and recover", url: "https://go.dev/blog/defer-panic-and-recover" }],
  },
});
