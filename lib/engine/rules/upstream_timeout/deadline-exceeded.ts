import { defineRule } from "../rule.ts";

export const deadlineExceeded = defineRule({
  id: "upstream_timeout.deadline_exceeded",
  title: "A call ran into its deadline",
  severity: "high",
  why: "The caller's time was used up before the answer came; the callee may still finish the work.",
  match: {
    any: [
      /context deadline exceeded/i,
      /\bDEADLINE_EXCEEDED\b|\bDeadlineExceeded\b|\bdeadline exceeded\b/i,
      /Client\.Timeout (?:or context cancellation )?exceeded/i,
      /net\/http: (?:request canceled|timeout awaiting response headers|TLS handshake timeout)/i,
    ],
  },
  fires: [
    "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    'Get "http://stock:8080/v1/items": net/http: timeout awaiting response headers',
    "io.grpc.StatusRuntimeException: DEADLINE_EXCEEDED: deadline exceeded after 1.999s",
  ],
  silent: ["deadline set to 2s for call Check"],
  advice: {
    debugging: [
      "The deadline is the caller's: find where it is set, and how much of it earlier calls of the same request had used.",
      "Follow one trace id: the span that is longest before the cut is the one that waits.",
    ],
    quickFixes: ["Raise the deadline of this call only when its p99 just grew past it; else relieve the callee."],
    durableFixes: ["Pass the remaining time along with each call, and cancel work whose caller is gone."],
    links: [{ title: "gRPC: deadlines", url: "https://grpc.io/docs/guides/deadlines/" }],
  },
});
