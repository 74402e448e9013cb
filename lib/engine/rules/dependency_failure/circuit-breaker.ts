import { defineRule } from "../rule.ts";

export const circuitBreaker = defineRule({
  id: "dependency_failure.circuit_breaker",
  title: "A circuit breaker is open",
  headline: "The circuit breaker for {peer} is open",
  severity: "high",
  why: "Calls to that service failed so often that they are not even tried now; callers get the fallback or an error.",
  match: {
    any: [
      /\bcircuit[- _]?breaker\b(?:[ :]{1,3}['"]?(?<peer>[\w.-]{1,60})['"]?)? (?:is |was |has |state )?(?:now )?(?:changed (?:state )?(?:from \w+ )?to |transitioned (?:from \w+ )?to |in )?(?:open(?:ed)?\b(?!-?feign)|tripped)/i,
      /\bcircuit[- _]?breaker\b.{0,80}\b(?:OPEN|opened|tripped|short-?circuited|to OPEN|does not permit)\b/i,
      /\bcircuit (?:for \S{1,60} )?(?:is |was |has been |now )?(?:open(?:ed)?|tripped|broken)\b|\bCallNotPermittedException\b|\bBrokenCircuitException\b|\bCircuitBreakerOpen\w*|\bCircuitOpenException\b|\bEOPENBREAKER\b|\bBreaker is open\b|\bHystrix\w*.{0,80}(?:short-circuited|OPEN|semaphore rejected)/i,
      /\bupstream_cx_overflow\b|\bresponse_flags?[":= ]{1,4}"?(?:UO|UF|UH|URX|NR|UC|LH)\b|\bHTTP\/\d(?:\.\d)?" 503 (?:UO|UF|UH|URX|NR|UC|LH)\b|\boverflow\b.{0,30}reset reason/i,
    ],
    not: [/half[- ]open to closed|to CLOSED|state=closed|circuitBreaker\.enabled/i],
  },
  fires: [
    "CircuitBreaker 'stock' is OPEN and does not permit further calls",
    "CircuitBreaker stock changed state from CLOSED to OPEN",
    "Polly.CircuitBreaker.BrokenCircuitException: The circuit is now open and is not allowing calls.",
  ],
  silent: [
    "CircuitBreaker 'stock' changed state from HALF_OPEN to CLOSED",
    "circuit breaker configured: failureRateThreshold=50",
  ],
  advice: {
    debugging: ["The lines before it opened name the failures that opened it: time-outs, 5xx or refused connections."],
    quickFixes: ["Leave it open until the service behind it answers a probe; check that the fallback is right."],
    durableFixes: ["Tune the window and the threshold from real error rates, and alert on every opening."],
    links: [{ title: "Resilience4j: circuit breaker", url: "https://resilience4j.readme.io/docs/circuitbreaker" }],
  },
});
