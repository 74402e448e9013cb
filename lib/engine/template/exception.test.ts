import { describe, expect, test } from "vitest";
import { templateOf } from "./template.ts";
import { frameExamples, frameOf } from "./trace/languages.ts";

const groupOf = (message: string, attributes = {}) => templateOf({ message, format: "text", attributes });

describe("frames", () => {
  test.each(frameExamples().map(({ language, line, section }) => [language, line, section] as const))(
    "%s reads %s",
    (_, line, section) => expect(frameOf(line, section)?.name).toEqual(expect.any(String)),
  );

  test.each([
    ["\tat com.acme.Cart.lambda$total$3(Cart.java:42)", "com.acme.Cart.total", true],
    ["\tat com.acme.Cart$$Lambda$14/0x0000000800c03000.run(Unknown Source)", "com.acme.Cart<lambda>", true],
    ["\tat com.acme.Cart$$EnhancerBySpringCGLIB$$9f4ef63a.total(<generated>)", null, false],
    ["\tat java.base/java.util.ArrayList.get(ArrayList.java:427)", "java.util.ArrayList.get", false],
    ["   at Acme.Cart.<TotalAsync>d__12.MoveNext() in /src/Cart.cs:line 9", "Acme.Cart.TotalAsync", true],
    ["   at System.String.Join(String a, String[] b)", "System.String.Join", false],
    ["    at async Cart.total (/srv/app/dist/main.3f2a1b8c.js:1:20931)", "Cart.total (dist/main.<*>.js)", true],
    ["    at next (/srv/app/node_modules/express/lib/router.js:1:2)", "next (lib/router.js)", false],
    ["    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)", null, false],
    ['  File "/usr/lib/python3.11/json/decoder.py", line 2, in decode', "decode (json/decoder.py)", false],
    ['  File "/srv/venv/lib/python3.11/site-packages/django/core.py", line 2, in run', null, false],
    ["#1 /srv/shop/vendor/acme/x.php(12): Acme\\X->run()", "Acme\\X->run", false],
    ["\tfrom /usr/lib/ruby/gems/3.2.0/gems/rack-2.0/lib/rack.rb:1:in `call'", "call (lib/rack.rb)", false],
  ])("%s", (line, name, own) => {
    const frame = frameOf(line, null);
    expect(frame?.own).toBe(own);
    if (name !== null) expect(frame?.name).toBe(name);
  });

  test.each(["  at the end of the day (today)", "main.run(1)", "  3: done", "#1 priority: fix it"])(
    "none in %s",
    (line) => expect(frameOf(line, null)).toBeNull(),
  );
});

const JAVA = `order 17 failed: java.lang.IllegalStateException: no stock for 17
\tat com.acme.Stock.take(Stock.java:88)
\tat com.acme.Order.place(Order.java:21)
\tat org.springframework.web.Servlet.service(Servlet.java:7)
\t... 31 more
Caused by: java.sql.SQLTimeoutException: after 3000 ms
\tat com.mysql.cj.Session.query(Session.java:5)
\tat com.acme.Db.query(Db.java:9)`;

const PYTHON = `Traceback (most recent call last):
  File "/srv/shop/cart.py", line 12, in total
    return prices[name]
           ~~~~~~^^^^^^
KeyError: 'apple'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/main.py", line 3, in main
    total()
  File "/usr/lib/python3.11/runpy.py", line 2, in run
    x()
shop.errors.CartError: cart 12 is broken`;

const NODE = `TypeError: Cannot read properties of undefined (reading 'id')
    at Cart.total (/srv/app/src/cart.js:12:9)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  [cause]: Error: connect ECONNREFUSED 10.0.0.7:5432
      at connect (/srv/app/src/db.js:3:1)
}`;

const GO = `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.(*Cart).Total(0xc000012345)
\t/srv/cart.go:12 +0x1d
main.main()
\t/srv/main.go:5 +0x2
created by net/http.(*Server).Serve in goroutine 7
\t/usr/local/go/src/net/http/server.go:3086 +0x5cb`;

const DOTNET = `Unhandled exception. System.InvalidOperationException: order 12
 ---> System.Net.Http.HttpRequestException: no route
   at System.Net.Http.ConnectHelper.ConnectAsync(String host)
   at Acme.Client.<GetAsync>d__12.MoveNext() in /src/Client.cs:line 9
   --- End of inner exception stack trace ---
   at Acme.Service.Run(Int32 id) in /src/Service.cs:line 33`;

const RUBY = `app/models/cart.rb:12:in \`total': undefined method 'price' for nil (NoMethodError)
\tfrom app/controllers/carts.rb:5:in \`show'
\tfrom /usr/lib/ruby/gems/3.0/rack.rb:1:in \`call'`;

const PHP = `PHP Fatal error:  Uncaught RuntimeException: no cart 12 in /srv/shop/index.php:12
Stack trace:
#0 /srv/shop/vendor/acme/x.php(12): Acme\\X->run()
#1 /srv/shop/src/Cart.php(12): Shop\\Cart->total(Array)
#2 {main}
  thrown in /srv/shop/index.php on line 12`;

const RUST = `thread 'main' panicked at src/cart.rs:12:5:
called \`Option::unwrap()\` on a \`None\` value
stack backtrace:
   0: rust_begin_unwind
             at /rustc/abc/library/std/src/panicking.rs:5
   1: shop::cart::total::h0123456789abcdef
             at ./src/cart.rs:12:5`;

describe("an exception's group", () => {
  test.each([
    [
      "Java",
      JAVA,
      "java.lang.IllegalStateException at com.acme.Stock.take caused by java.sql.SQLTimeoutException at com.acme.Db.query",
    ],
    ["Python", PYTHON, "shop.errors.CartError at main (shop/main.py) caused by KeyError at total (shop/cart.py)"],
    ["Node", NODE, "TypeError at Cart.total (src/cart.js) caused by Error at connect (src/db.js)"],
    ["Go", GO, "panic at main.(*Cart).Total"],
    [
      ".NET",
      DOTNET,
      "System.InvalidOperationException at Acme.Service.Run caused by System.Net.Http.HttpRequestException at Acme.Client.GetAsync",
    ],
    ["Ruby", RUBY, "NoMethodError at total (models/cart.rb)"],
    ["PHP", PHP, "RuntimeException at Shop\\Cart->total"],
    ["Rust", RUST, "panic at src/cart.rs"],
  ])("%s: types, own frames, causes", (_, message, template) => expect(groupOf(message).template).toBe(template));

  test.each([
    ["Java", JAVA],
    ["Python", PYTHON],
    ["Node", NODE],
    ["Go", GO],
    [".NET", DOTNET],
    ["Ruby", RUBY],
    ["PHP", PHP],
  ])("%s: not line numbers, addresses and messages", (_, message) => {
    const later = message
      .replace(/(\.\w+)([:(]|", line |:line )\d+/g, "$1$2777")
      .replaceAll("0xc000012345", "0xc0000fffff")
      .replace(/order 1\d|'apple'|cart 12|reading 'id'|out of range \[5\]/g, "something else");
    expect(later).not.toBe(message);
    expect(groupOf(later)).toEqual(groupOf(message));
  });

  test("another own frame is another group", () =>
    expect(groupOf(JAVA.replace("Order.place", "Order.cancel")).fingerprint).not.toBe(groupOf(JAVA).fingerprint));

  test("another library frame is the same group", () =>
    expect(groupOf(JAVA.replace("web.Servlet", "web.Filter")).fingerprint).toBe(groupOf(JAVA).fingerprint));

  test("recursion counts once", () => {
    const frame = "\tat com.acme.Stock.take(Stock.java:88)\n";
    expect(groupOf(JAVA.replace(frame, frame.repeat(40))).fingerprint).toBe(groupOf(JAVA).fingerprint);
  });

  test("tells its type and the frame that decided", () =>
    expect(groupOf(JAVA).exception).toEqual({ type: "java.lang.IllegalStateException", frame: "com.acme.Stock.take" }));

  test("of library frames only, the innermost decides", () =>
    expect(
      groupOf("x.BadError: no\n\tat java.util.List.get(List.java:1)\n\tat java.util.Set.add(Set.java:1)").exception,
    ).toEqual({
      type: "x.BadError",
      frame: "java.util.List.get",
    }));

  test("comes from a structured event's stack, too", () => {
    const attributes = { "exception.stacktrace": NODE, "exception.type": "TypeError" };
    expect(groupOf("request 12 failed", attributes).fingerprint).toBe(groupOf(NODE).fingerprint);
  });

  test.each(["usage:\n  at most 3\n  foo(bar)", "list\n  1: one\n  2: two", "multi\nline"])("%j is none", (message) =>
    expect(groupOf(message).exception).toBeUndefined(),
  );

  test("hostile stacks take no longer than others", () => {
    for (const unit of ["\tat a.a", "at ((", "a.", "Caused by: ", '  File "', "#1 x(", "[cause]: ", "---> "]) {
      const started = performance.now();
      groupOf(`x\n${`${unit.repeat(40)}\n`.repeat(400)}`);
      groupOf(`x\n${unit.repeat(4000)}`);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
