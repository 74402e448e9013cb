/** A starting point for each kind of rule; every one passes its own samples. */
export const RULE_TEMPLATES: readonly { kind: string; label: string; hint: string; text: string }[] = [
  {
    kind: "literal",
    label: "Literal",
    hint: "words as they stand",
    text: `id: dependency_failure.our_literal
title: The warehouse refuses orders
severity: high # critical, high, medium, low
why: Orders stay open until the warehouse takes them again.
literal:
  - warehouse refused order
level: [warn, error, fatal]
fires:
  - "2026-02-03T10:00:00Z ERROR shop: warehouse refused order 8812"
silent:
  - "2026-02-03T10:00:00Z ERROR shop: warehouse took order 8812"
  - "2026-02-03T10:00:00Z INFO shop: no warehouse refused order 8812"
debugging:
  - Ask the warehouse's status page.
quickFixes:
  - Park new orders with the switch orders.park.
durableFixes:
  - Queue orders, so that a refusal delays and loses nothing.
`,
  },
  {
    kind: "regex",
    label: "Regex",
    hint: "a pattern; named groups fill the headline",
    text: `id: payment_failure.our_regex
title: A payment is declined by the acquirer
headline: Payments are declined with code {code}
severity: high
why: Customers cannot pay with this card scheme.
regex:
  - acquirer \\w+ declined payment \\d+ with code (?<code>\\d+)
not:
  - test card
service: [checkout, checkout-*]
fires:
  - "2026-02-03T10:00:00Z ERROR checkout: acquirer nordic declined payment 17 with code 91"
silent:
  - "2026-02-03T10:00:00Z ERROR checkout: acquirer nordic declined payment 17 with code 91 (test card)"
`,
  },
  {
    kind: "fuzzy",
    label: "Fuzzy",
    hint: "a phrase, however it is worded",
    text: `# Three of four words must stand close together, in any order; a letter or two of a long word may differ.
id: data_corruption.our_fuzzy
title: The nightly stock import fails
severity: medium
why: The shop sells what is not on the shelves.
fuzzy:
  - nightly stock import failed
level: [warn, error, fatal]
fires:
  - "2026-02-03T02:00:00Z ERROR batch: import of nightly stock failed, exit 3"
  - "2026-02-03T02:00:00Z ERROR batch: the stock import has failed"
silent:
  - "2026-02-03T02:00:00Z INFO batch: nightly stock import done"
`,
  },
  {
    kind: "sequence",
    label: "Sequence",
    hint: "one line after another, of the same key",
    text: `# The order is refused within a minute of its payment. \`key\` is a named group or an attribute; without it, the service.
id: payment_failure.our_sequence
title: A paid order is refused
severity: critical
why: The customer has paid and gets nothing.
regex:
  - refused order (?<order>\\d+)
sequence:
  first:
    - captured payment for order (?<order>\\d+)
  withinSeconds: 60
  key: order
fires:
  - |
    2026-02-03T10:00:00Z INFO shop: captured payment for order 17
    2026-02-03T10:00:20Z ERROR shop: warehouse refused order 17
silent:
  - |
    2026-02-03T10:00:00Z INFO shop: captured payment for order 17
    2026-02-03T10:00:20Z ERROR shop: warehouse refused order 18
`,
  },
  {
    kind: "missing",
    label: "Missing answer",
    hint: "a line that nothing follows",
    text: `# Fires on what matches above when no line of \`answer\` follows in time while the log goes on.
id: queue_backlog.our_missing
title: An order is taken and never closed
severity: high
why: The order hangs between two services, and nobody is told.
regex:
  - took order (?<order>\\d+)
missing:
  answer:
    - closed order (?<order>\\d+)
    - cancelled order (?<order>\\d+)
  withinSeconds: 300
  key: order
fires:
  - |
    2026-02-03T10:00:00Z INFO shop: took order 17
    2026-02-03T10:07:00Z INFO shop: served /cart
silent:
  - |
    2026-02-03T10:00:00Z INFO shop: took order 17
    2026-02-03T10:03:00Z INFO shop: closed order 17
    2026-02-03T10:07:00Z INFO shop: served /cart
`,
  },
  {
    kind: "spike",
    label: "Rate: spike",
    hint: "many in a short time",
    text: `id: rate_limit.our_spike
title: The warehouse slows us down
severity: medium
why: Orders queue up while the warehouse answers "slow down".
literal:
  - warehouse says slow down
rate:
  atLeast: 3
  withinSeconds: 60
fires:
  - |
    2026-02-03T10:00:00Z WARN shop: warehouse says slow down
    2026-02-03T10:00:20Z WARN shop: warehouse says slow down
    2026-02-03T10:00:40Z WARN shop: warehouse says slow down
silent:
  - |
    2026-02-03T10:00:00Z WARN shop: warehouse says slow down
    2026-02-03T10:01:20Z WARN shop: warehouse says slow down
    2026-02-03T10:02:40Z WARN shop: warehouse says slow down
`,
  },
  {
    kind: "sustained",
    label: "Rate: sustained",
    hint: "so many a minute, for long",
    text: `id: resource_exhaustion.our_sustained
title: The cache misses all the time
severity: medium
why: Every miss is a query, so the database carries what the cache should.
literal:
  - cache miss storm
rate:
  kind: sustained
  atLeast: 2
  withinSeconds: 60
  forSeconds: 180
fires:
  - |
    2026-02-03T10:00:05Z WARN shop: cache miss storm
    2026-02-03T10:00:35Z WARN shop: cache miss storm
    2026-02-03T10:01:05Z WARN shop: cache miss storm
    2026-02-03T10:01:35Z WARN shop: cache miss storm
    2026-02-03T10:02:05Z WARN shop: cache miss storm
    2026-02-03T10:02:35Z WARN shop: cache miss storm
silent:
  - |
    2026-02-03T10:00:05Z WARN shop: cache miss storm
    2026-02-03T10:00:35Z WARN shop: cache miss storm
    2026-02-03T10:02:35Z WARN shop: cache miss storm
`,
  },
  {
    kind: "periodic",
    label: "Rate: periodic",
    hint: "again and again at the same distance",
    text: `# Leave everySeconds out to find any regular distance.
id: crash_loop.our_periodic
title: The sync job fails every minute
severity: low
why: A job that fails at each run is never noticed, and its data grows old.
literal:
  - sync job failed
rate:
  kind: periodic
  atLeast: 4
  everySeconds: 60
fires:
  - |
    2026-02-03T10:00:00Z ERROR batch: sync job failed
    2026-02-03T10:01:01Z ERROR batch: sync job failed
    2026-02-03T10:02:00Z ERROR batch: sync job failed
    2026-02-03T10:02:59Z ERROR batch: sync job failed
silent:
  - |
    2026-02-03T10:00:00Z ERROR batch: sync job failed
    2026-02-03T10:00:10Z ERROR batch: sync job failed
    2026-02-03T10:04:00Z ERROR batch: sync job failed
    2026-02-03T10:09:00Z ERROR batch: sync job failed
`,
  },
  {
    kind: "silence",
    label: "Silence",
    hint: "what came steadily, and stops",
    text: `id: dependency_failure.our_silence
title: The scheduler stops
headline: The scheduler is silent for {silence}
severity: high
why: Nothing that runs by the clock runs any more.
literal:
  - scheduler looked for work
silence:
  atLeast: 3
  forSeconds: 300
fires:
  - |
    2026-02-03T10:00:00Z INFO batch: scheduler looked for work
    2026-02-03T10:01:00Z INFO batch: scheduler looked for work
    2026-02-03T10:02:00Z INFO batch: scheduler looked for work
    2026-02-03T10:08:00Z INFO shop: served /cart
silent:
  - |
    2026-02-03T10:00:00Z INFO batch: scheduler looked for work
    2026-02-03T10:01:00Z INFO batch: scheduler looked for work
    2026-02-03T10:02:00Z INFO batch: scheduler looked for work
    2026-02-03T10:04:00Z INFO shop: served /cart
`,
  },
];
