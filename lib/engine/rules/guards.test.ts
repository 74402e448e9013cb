import { describe, expect, test } from "vitest";
import { findingsIn } from "./samples.ts";

const LOOK_ALIKES: Record<string, readonly string[]> = {
  "a question": [
    'ticket 88: "why do I get connection refused from the shop?"',
    "how can we fix too many connections on db-2",
  ],
  "advice for a case": [
    'If you see "No space left on device", clear /var/cache first.',
    "When you get too many open files, raise LimitNOFILE.",
    "if the certificate has expired run renew.sh",
  ],
  "names in a list": [
    'retryable=["ECONNRESET", "ETIMEDOUT", "ECONNREFUSED"]',
    'event kept fingerprint=["ConnectionRefusedError", "stock.sync"] group=88',
    "backoff policy: retry on ECONNREFUSED, ETIMEDOUT, EAI_AGAIN",
  ],
  "texts of an interface": [
    "x-errors: [insufficient_funds, card_declined, rate_limit_exceeded]",
    'query="connection refused kubernetes" hits=118',
    'translation key errors.card = "Your card was declined"',
    "GET /carts: 200 OK, 401 Unauthorized, 429 Too Many Requests",
  ],
  "a change that is told": [
    'release 3.1: fixed "connection refused" after a restart',
    "v2: fixed a deadlock in uploads",
  ],
  "a client that rests": ["client timed out (110: Connection timed out) while waiting for request, client: 10.0.0.3"],
  "the names of tests": [
    "StockController\n  when the card is declined\n    returns 402\n  when the upstream times out\n    returns 504",
    "aws_cloudwatch_metric_alarm.queue_backlog: Creating...",
  ],
  "what somebody says in a chat": ["[Server thread/INFO]: <Alex> my connection timed out yesterday"],
  "an alert that is over": ['logger=ngalert level=info msg="alert resolved" rule="Disk full on db1"'],
  "settings for a retry": ["retry config: maxAttempts=3 on=[ConnectException, SocketTimeoutException]"],
  "a counter that is reset": ["audit: user bob changed password; failed login counter reset to 0"],
  "counts of nothing": ["failover done, 0 transactions lost", "run finished: no connections refused"],
};

const FAILURES: Record<string, readonly [string, string][]> = {
  "a first word that was read as the level": [
    ["Error resolving hostname; host='logs.example.com'", "dns_failure"],
    ["Error while starting the coordinator", "generic_critical"],
  ],
  "a log that writes its words in brackets": [
    ["<Error> <JDBC> <BEA-0011> <too many connections>", "resource_exhaustion"],
  ],
  "errors in a list": [
    ['{"errors":[{"category":"PAYMENT_METHOD_ERROR","code":"GENERIC_DECLINE"}]}', "payment_failure"],
    ['{"level":"error","errors":["connect ECONNREFUSED 10.0.0.9:6379"]}', "connection_refused"],
  ],
  "a hint that asks": [
    [
      "The connection to the server 10.0.0.10:6443 was refused - did you specify the right host or port?",
      "connection_refused",
    ],
  ],
  "an exception whose name says more than its type": [
    [
      "requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: https://stock.internal/v1",
      "dependency_failure",
    ],
  ],
  "a line wrapped where a terminal ends": [
    [
      "2026-02-11 08:00:01 ERROR pool main: remaining connection\nslots are reserved for superusers",
      "resource_exhaustion",
    ],
    [
      "2026-02-11 08:00:01 WARN cluster: master \nnot discovered yet, this node must discover two others",
      "replication",
    ],
  ],
};

describe.each(Object.entries(LOOK_ALIKES))("%s", (_, lines) => {
  test.each(lines.map((line) => [line]))("is silent on %s", (line) => {
    expect(findingsIn(line).map(({ rule }) => rule)).toEqual([]);
  });
});

describe.each(Object.entries(FAILURES))("%s", (_, cases) => {
  test.each(cases.map(([line, category]) => [line, category] as const))("fires on %s", (line, category) => {
    expect(findingsIn(line).map((finding) => finding.category)).toContain(category);
  });
});
