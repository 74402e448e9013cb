import { coredns, klog, postgres as postgresLine, rabbitmq as rabbitLine, syslog } from "../formats.ts";
import type { Voice } from "../stage.ts";

const MINUTE = 60_000;

export const postgres: Voice = {
  file: "postgres.log",
  service: "postgres",
  say: postgresLine,
  routine: [
    { everyMs: 5 * MINUTE, line: (at) => postgresLine(at, "info", "checkpoint starting: time", { pid: 27 }) },
    {
      everyMs: 5 * MINUTE,
      line: (at, random) =>
        postgresLine(
          at,
          "info",
          `checkpoint complete: wrote ${random.int(300, 900)} buffers (2.1%); 0 WAL file(s) added, 0 removed, 1 recycled; write=29.${random.int(100, 999)} s, sync=0.004 s, total=29.${random.int(100, 999)} s`,
          { pid: 27 },
        ),
    },
    {
      everyMs: 70_000,
      line: (at, random) =>
        postgresLine(
          at,
          "info",
          `duration: ${random.int(501, 900)}.${random.int(100, 999)} ms  statement: SELECT * FROM sailings WHERE day = $1`,
          {
            pid: random.int(200, 320),
            user: "harbour@bookings",
          },
        ),
    },
  ],
};

/** The kernel of a node. */
export const kernel: Voice = {
  file: "node-3-syslog.log",
  service: "kernel",
  say: syslog("node-3", "kernel"),
  routine: [
    {
      everyMs: 4 * MINUTE,
      line: (at, random) =>
        syslog("node-3", "systemd[1]")(
          at,
          "info",
          `Started session-${random.int(100, 999)}.scope - Session of user probe.`,
        ),
    },
    {
      everyMs: 6 * MINUTE,
      line: (at) => syslog("node-3", "CRON[8123]")(at, "info", "(root) CMD (test -x /usr/sbin/anacron)"),
    },
  ],
};

export const kubelet: Voice = {
  file: "kubelet.log",
  service: "kubelet",
  say: klog,
  routine: [
    {
      everyMs: 2 * MINUTE,
      line: (at) =>
        klog(
          at,
          "info",
          '"Container probe succeeded" probe="readiness" pod="shop/booking-5f6d9c-7hq2m" containerName="booking"',
          { caller: "prober.go:107" },
        ),
    },
  ],
};

export const rabbitmq: Voice = {
  file: "rabbitmq.log",
  service: "rabbitmq",
  say: rabbitLine,
  routine: [
    {
      everyMs: 3 * MINUTE,
      line: (at, random) =>
        rabbitLine(
          at,
          "info",
          `accepting AMQP connection <0.${random.int(900, 4000)}.0> (10.20.3.14:${random.int(40_000, 50_000)} -> 10.20.3.30:5672)`,
        ),
    },
  ],
};

export const dns: Voice = {
  file: "coredns.log",
  service: "coredns",
  say: coredns,
  routine: [
    {
      everyMs: 25_000,
      line: (at, random) =>
        coredns(
          at,
          "info",
          `10.20.3.14:${random.int(30_000, 60_000)} - ${random.int(1000, 60_000)} "A IN wallet.shop.svc.cluster.local. udp 52 false 512" NOERROR qr,aa,rd 102 0.000${random.int(100, 400)}s`,
        ),
    },
    {
      everyMs: 10 * MINUTE,
      line: (at) => coredns(at, "info", "plugin/reload: Running configuration SHA512 = 1a2b3c4d"),
    },
  ],
};
