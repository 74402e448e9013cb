import { defineRule } from "../rule.ts";

export const stackTrace = defineRule({
  id: "generic_critical.stack_trace",
  title: "An exception is logged with its stack",
  headline: "{type} is thrown",
  severity: "medium",
  why: "Code failed with an exception that no other rule knows; the work it was doing did not finish.",
  general: true,
  match: {
    any: [
      /\b(?<type>java\.lang\.(?:NullPointer|ClassCast|IllegalState|ArrayIndexOutOfBounds|Arithmetic|NumberFormat|IndexOutOfBounds)Exception)\b/i,
      /\b(?<type>System\.(?:NullReference|InvalidOperation|InvalidCast|IndexOutOfRange|ArgumentNull)Exception)\b/i,
      /Traceback \(most recent call last\)/i,
      /\b(?<type>TypeError|ReferenceError|RangeError): .{0,80}(?:undefined|not a function|of null|not defined)/i,
      /(?<type>NoMethodError)\b.{0,60}undefined method/i,
      /\binternal compiler error\b|\bassertion (?:failed|failure)\b|\bAssertionError\b/i,
      /\bcritical (?:failure|error|fault|exception)\b|\bfatal (?:error|exception|failure)\b/i,
      /\bUndefined (?:property|variable|index|array key|offset|constant|method): |\b(?<type>ErrorException|ParseError|ArgumentCountError|DivisionByZeroError|FatalErrorException|FatalThrowableError)\b|\bCall to (?:undefined|a member) (?:function|method)\b|\bMaximum call stack size exceeded\b/i,
      /\bFATAL EXCEPTION: |\b(?<type>java\.lang\.(?:RuntimeException|Error|AssertionError|UnsupportedOperationException|IllegalArgumentException|NegativeArraySizeException|InternalError))\b|\b(?<type>KeyError|AttributeError|IndexError|ZeroDivisionError|UnboundLocalError|NameError|ValueError|TypeError|NotImplementedError|RecursionError): |\bEXC_BAD_ACCESS\b|\bFatal error: (?:Unexpectedly found nil|Index out of range)/i,
      /(?:^|\n)(?:Caused by: |\[cause\]: | ?---> )?(?<type>(?:[a-z]\w{0,30}\.){1,8}[A-Z]\w{2,60}(?:Exception|Error))(?:: |\n|$)/,
      /(?:^|\n)\s{0,8}throw (?:new )?[\w.]{2,60}(?:\(|;|\n)|\bthrow er; \/\/ Unhandled .error. event|\nNode\.js v\d{2}\./,
      /\b(?<type>UninitializedPropertyAccessException|NoSuchElementException|ConcurrentModificationException|UnhandledPromiseRejection)\b|\bCan.t locate object method\b|\bCan.t call method\b.{0,40}on (?:an )?undef|\battempt to (?:index|call|compare|perform arithmetic on) (?:a |an )?(?:nil|local|global|field)\b|\bExecution halted\b|\bUnexpectedly found nil while unwrapping\b/i,
      /\b(?:Can't|Cannot|Use of|Not a) [\w' ]{3,60} at \S{1,120}\.p[lm] line \d{1,6}\b|\bNull check operator used on a null value\b/,
    ],
    not: [/0 (?:critical|fatal)|no (?:critical|fatal)|non-fatal|fatal errors?[=:] ?0/i],
  },
  fires: [
    "Can't use an undefined value as an ARRAY reference at /opt/app/lib/Job.pm line 88.",
    "kotlin.KotlinNullPointerException: null\\n\\tat shop.Cart.total(Cart.kt:31)",
    "/srv/shop/server.js:22\\n    throw new Error('boom');\\n    ^\\n\\nError: boom",
    "[2026-02-11 08:00:00] production.ERROR: Undefined property: stdClass::$total",
    'ERROR OrderService - java.lang.NullPointerException: Cannot invoke "Cart.total()" because "cart" is null\n\\tat shop.OrderService.place(OrderService.java:88)',
    "Traceback (most recent call last):\n  File \"/srv/job.py\", line 8, in <module>\nKeyError: 'total'",
  ],
  silent: [
    "retry policy handles com.shop.StockException",
    "Undefined behaviour sanitizer: off",
    "import finished rows=50300 errors=0 fatal=0 warnings=2",
  ],
  advice: {
    debugging: [
      "Read the last `Caused by:` or the last line of the traceback, then the first frame that is your own code.",
    ],
    quickFixes: ["Feed the failing input again in a test environment with the version that logged it."],
    durableFixes: ["Turn the case into a test, and give the log line the id of what was being worked on."],
    links: [
      {
        title: "OpenTelemetry: exceptions in logs",
        url: "https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/",
      },
    ],
  },
});
