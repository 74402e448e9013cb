import { defineRule } from "../rule.ts";

export const clientTimeout = defineRule({
  id: "upstream_timeout.client_timeout",
  title: "A call to another service timed out",
  headline: "{peer} did not answer in time",
  severity: "high",
  why: "The answer did not come within the client's limit; the request failed or is repeated.",
  match: {
    any: [
      /\bSocketTimeoutException\b|\bReadTimeoutException\b|\bConnectTimeoutException\b|\bHttpTimeoutException\b|\bHttpConnectTimeoutException\b|\bReadTimeoutError\b|\bConnectTimeoutError\b|\bHttpHostConnectException\b.{0,80}timed out/i,
      /\b(?:read|connect(?:ion)?|request|response|socket|operation|write|call|query|gateway|invocation|api|http) (?:has |was |is |attempt )?timed[ -]?out\b/i,
      /\b(?:Read|Connect|Request|Response|Gateway|Socket|Operation) time-?out(?: (?:error|occurred|expired|exceeded|after|while|waiting))\b/i,
      /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|\bECONNABORTED\b.{0,60}timeout|timeout of \d+ms exceeded|\bUND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT\b/i,
      /HTTPS?ConnectionPool\(host='(?<peer>[\w.-]{1,80})'.{0,120}(?:Read timed out|ConnectTimeout|timed out)/i,
      /\bTimed out (?:waiting|reading|connecting|after|while|trying)\b/i,
      /\btimed out after [\d.]+ ?(?:ms|s|sec|seconds|milliseconds|minutes?)\b/i,
      /\bi\/o timeout\b/i,
      /\b(?:Net::(?:Read|Open|Write)Timeout|Faraday::TimeoutError|Timeout::Error|execution expired|HTTPClient::(?:Receive|Connect|Keep\w*)Timeout\w*|RestClient::(?:Exceptions::)?(?:Read|Open)?Timeout|Rack::Timeout::RequestTimeoutException)\b/i,
      /cURL error 28|curl: \(28\)|Operation timed out after \d+/i,
      /\b(?:TaskCanceledException|TimeoutRejectedException|OperationCanceledException)\b.{0,200}(?:Timeout|timed out|elapsing)/i,
      /The request was canceled due to the configured HttpClient\.Timeout/i,
      /\bThe operation (?:has|was) timed[ -]out\b|\ba task was canceled\b.{0,60}timeout/i,
      /Error \(?(?:110|10060)\)?: .{0,60}timed out|\[Errno 110\]|\(os error 110\)|WinError 10060|\bA connection attempt failed because the connected party did not properly respond/i,
      /\b(?:connection|session|peer|socket) \S{0,80} ?timed[ -]?out\b/i,
      /Task timed out after [\d.]+ seconds/i,
      /\b(?:asyncio|requests|httpx|aiohttp|urllib3|socket|grpc|concurrent\.futures)[\w.]{0,60}(?:Timeout(?:Error|Exception)?|ReadTimeout|ConnectTimeout|\.timeout)\b/i,
      /\bcanceling statement due to (?:statement|user request)|\bstatement timeout\b|\bmax_execution_time exceeded\b|\bmaximum statement execution time exceeded|\bMaxTimeMSExpired\b|\boperation exceeded time limit\b|\bTimedOut\b|\b(?:took|taking) (?:longer|more) than .{1,40}(?:giving up|abort|cancel|timeout|timed out)|\bgave up waiting\b|\bgiving up after [\d.]+ ?(?:ms|s|sec)/i,
      /\bTimeoutException\b|\bTimeoutError\b|\bRequestTimeout(?:Exception|Error)?\b/i,
      /\bno (?:response|answer|reply)(?: received)? (?:from \S{1,80} )?(?:within|after|in) [\d.]+ ?(?:ms|s|sec|seconds|milliseconds|minutes?)?\b/i,
      /\b(?:timeout|timed out) (?:while |when |on )?(?:calling|contacting|connecting to|waiting for|reading from|communicating with|fetching|requesting|talking to)\b/i,
      /\bcall to (?<peer>[\w.-]{1,60}) (?:has )?(?:timed out|exceeded)/i,
      /\bRequestTimedOut\b|\brequest timed out\b|\bresponse timeout\b(?! ?[=:])/i,
      /\btime(?:d)?[ -]?out exceeded\b|\btimeout expired\b|\bexceeded (?:the )?(?:\w+ )?timeout\b/i,
      /\bworker timeout\b|\btimed-out and no fallback\b|\bexecution time exceeded waiting\b|\bdid not (?:respond|answer|reply) (?:with)?in (?:time|\d)|\bnot responding within\b|\bno response (?:from|received)\b/i,
    ],
    not: [
      /lock wait timeout|negotiated timeout|timeout[=:] ?\d+ ?(?:ms|s)?\b.{0,40}(?:configured|default)|session (?:has )?timed out for user|idle (?:session|connection|client)|due to inactivity|keep-?alive|graceful(?:ly)?|polling timed out, retry normally/i,
    ],
  },
  fires: [
    "java.net.SocketTimeoutException: Read timed out",
    "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='tax.example.com', port=443): Read timed out. (read timeout=5)",
    "Error: connect ETIMEDOUT 10.2.0.9:443",
    "Task timed out after 3.00 seconds",
    "dial tcp 10.0.0.1:443: i/o timeout",
    "AxiosError: timeout of 5000ms exceeded",
  ],
  silent: [
    "server socket opened: expr=:1978 timeout=30.0",
    "Finished: 1 of 1 hosts up, 0 rejected, 0 dead, 0 timeout, 0 aborted",
    "Session establishment complete, negotiated timeout = 10000",
    "request completed in 4999ms (timeout 5000ms)",
  ],
  advice: {
    debugging: [
      "A connect that times out is a network or firewall matter; a read that times out is a slow or overloaded callee.",
      "Compare with the callee's own log at the same moment: did the request arrive, and how long did it take there?",
    ],
    quickFixes: ["Stop retries that multiply the load, and serve a fallback for this call."],
    durableFixes: ["Set connect and read limits apart from each other, with a retry budget and a circuit breaker."],
    links: [
      {
        title: "AWS builders' library: timeouts, retries and back-off with jitter",
        url: "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
      },
    ],
  },
});
