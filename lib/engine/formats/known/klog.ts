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
    "One letter and the date without its year (or with it), thread, file and line, closing bracket; Kubernetes, CockroachDB and many C++ programs.",
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
    {
      line: "I240502 10:15:03.250101 81 kv/store.go:888  [n3,s1] 13  range is split",
      expect: { timestamp: "2024-05-02T10:15:03.250101", level: "info", message: "range is split" },
    },
    {
      line: "E240502 10:15:03.250101 81 2@kv/liveness.go:888 ⋮ [T1,n3,s1] 13  heartbeat failed",
      expect: {
        timestamp: "2024-05-02T10:15:03.250101",
        level: "error",
        message: "heartbeat failed",
        attributes: { "log.tags": "T1,n3,s1", "code.line.number": 888 },
      },
    },
  ],
  read(text, reading, context) {
    const match =
      /^([IWEFDV])((?:\d{4}|\d\d)?(?:0\d|1[0-2])[0-3]\d)[ T](\d\d:\d\d:\d\d[.,]?\d{0,9}) +(\d+) (?:\d+@)?([^\]\s]{1,200}?):(\d+)(?:\] ?| (?:[^ -~] | )?\[([^\]]{0,200})\] (?:\d+ )?)/.exec(
        text.slice(0, 460),
      );
    if (match === null) return false;
    const [head, letter = "", date = "", clock = "", thread, file = "", line, tags] = match;
    const written = date.length === 4 ? `${date.slice(0, 2)}-${date.slice(2)} ${clock}` : `${date} ${clock}`;
    if (!scanTime(written, 0, context.stamp, context.order)) return false;
    context.setTime(reading);
    reading.level = levelOfLetter(letter);
    setAttribute(reading, "thread.id", Number(thread));
    if (tags !== undefined) setAttribute(reading, "log.tags", tags);
    if (!readSourceFile(`${file}:${line}`, reading)) setAttribute(reading, "code.file.path", file);
    reading.message = text.slice(skipBlanks(text, head.length));
    reading.strength = STRENGTH.full;
    reading.format = "klog";
    return true;
  },
};
