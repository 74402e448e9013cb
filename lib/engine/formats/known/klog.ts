import type { Format } from "../format.ts";
import { levelOfLetter } from "../level.ts";
import { STRENGTH, setAttribute } from "../reading.ts";
import { readSourceFile } from "../header/group.ts";
import { scanTime } from "../time/scan.ts";
import { skipBlanks } from "../chars.ts";

/** glog and klog: `I0517 15:04:22.619632    1 file.cc:12] message`. */
export const klog: Format = {
  id: "klog",
  title: "glog and klog",
  family: "Go and C++",
  description:
    "One letter and the date without its year (or with it), thread, file and line, closing bracket; Kubernetes and many C++ programs.",
  first: "IWEFDV",
  examples: [
    {
      line: "E0517 15:04:22.619632      52 logging_test.cc:253] Log every 3",
      expect: {
        level: "error",
        message: "Log every 3",
        attributes: { "code.file.path": "logging_test.cc", "code.line.number": 253, "thread.id": 52 },
      },
    },
  ],
  read(text, reading, context) {
    const match =
      /^([IWEFDV])((?:\d{4})?(?:0\d|1[0-2])[0-3]\d)[ T](\d\d:\d\d:\d\d[.,]?\d{0,9}) +(\d+) ([^\]\s]{1,200}?):(\d+)\] ?/.exec(
        text.slice(0, 260),
      );
    if (match === null) return false;
    const [head, letter = "", date = "", clock = "", thread, file = "", line] = match;
    const written = date.length === 4 ? `${date.slice(0, 2)}-${date.slice(2)} ${clock}` : `${date} ${clock}`;
    if (!scanTime(written, 0, context.stamp, context.order)) return false;
    context.setTime(reading);
    reading.level = levelOfLetter(letter);
    setAttribute(reading, "thread.id", Number(thread));
    if (!readSourceFile(`${file}:${line}`, reading)) setAttribute(reading, "code.file.path", file);
    reading.message = text.slice(skipBlanks(text, head.length));
    reading.strength = STRENGTH.full;
    reading.format = "klog";
    return true;
  },
};
