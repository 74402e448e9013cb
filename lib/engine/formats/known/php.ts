import { defineFormat } from "../define.ts";
import { levelTable } from "../level.ts";
import { STRENGTH, type Reading } from "../reading.ts";

const PHP_KINDS = levelTable({
  "Fatal error": "fatal",
  "Parse error": "fatal",
  "Recoverable fatal error": "error",
  Warning: "warn",
  Notice: "info",
  Deprecated: "info",
  "Strict Standards": "info",
});

export const php = [
  defineFormat({
    id: "monolog",
    title: "Monolog and Laravel",
    family: "PHP",
    description: "Bracketed time, channel and level joined by a dot, message, context and extra as JSON.",
    templates: ["[{time}] {service:word}.{level}: {message}"],
    first: "[",
    examples: [
      {
        line: '[2024-05-02T10:15:03.250101+00:00] app.CRITICAL: disk is full {"path":"/var"} []',
        expect: {
          timestamp: "2024-05-02T10:15:03.250101Z",
          level: "fatal",
          service: "app",
          message: 'disk is full {"path":"/var"} []',
        },
      },
      {
        line: "[2024-05-02 10:15:03] production.INFO: signed in",
        expect: { level: "info", service: "production", message: "signed in" },
      },
    ],
  }),
  defineFormat({
    id: "php-error",
    title: "PHP error log",
    family: "PHP",
    description: "`PHP Warning:  …` and its kin, with or without a bracketed time.",
    templates: [
      "[{time}] PHP {kind:text}: {message}",
      "[{time} {_:word}] PHP {kind:text}: {message}",
      "PHP {kind:text}: {message}",
    ],
    first: "[P",
    check(reading) {
      const level = PHP_KINDS(takeKind(reading));
      if (level === null) return false;
      reading.level = level;
      if (reading.strength === STRENGTH.none) reading.strength = STRENGTH.weak;
      return true;
    },
    examples: [
      {
        line: "[02-May-2024 10:15:03 UTC] PHP Warning:  Undefined variable $cart in /srv/cart.php on line 3",
        expect: {
          timestamp: "2024-05-02T10:15:03Z",
          level: "warn",
          message: "Undefined variable $cart in /srv/cart.php on line 3",
        },
      },
    ],
  }),
];

function takeKind(reading: Reading): string {
  const kind = String(reading.attributes?.["kind"] ?? "");
  if (reading.attributes !== null) delete reading.attributes["kind"];
  return kind;
}
