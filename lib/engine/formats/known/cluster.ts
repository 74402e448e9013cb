import { defineFormat } from "../define.ts";

/** Logs of clusters and supercomputers, whose columns no shape gives away. */
export const cluster = [
  defineFormat({
    id: "bgl",
    title: "Blue Gene RAS",
    family: "Clusters",
    description: "Alert label, epoch, date, node, precise time, node again, source, component and level.",
    templates: ["{_} {epoch} {_} {host} {time} {_} {_} {service} {level}{? {message}?}"],
    examples: [
      {
        line: "- 1117838570 2005.06.03 R02-M1-N0-C:J12-U11 2005-06-03-15.42.50.675872 R02-M1-N0-C:J12-U11 RAS KERNEL INFO cache line was corrected",
        expect: {
          timestamp: "2005-06-03T15:42:50.675872",
          level: "info",
          service: "KERNEL",
          message: "cache line was corrected",
        },
      },
    ],
  }),
  defineFormat({
    id: "cluster-syslog",
    title: "Cluster syslog",
    family: "Clusters",
    description: "Alert label, epoch, date, node, then a syslog line with the node's location.",
    templates: [
      "{_} {_:int} {date} {host} {time} {_} {service}[{pid}]: {message}",
      "{_} {_:int} {date} {host} {time} {_} {service}: {message}",
      "{_} {_:int} {date} {host} {time} {_} {message}",
    ],
    check(reading, _text, context) {
      // the year stands in the second of the three times
      const year = Number(String(reading.attributes?.["date"] ?? "").slice(0, 4));
      if (!(year > 1990)) return false;
      if (reading.attributes !== null) delete reading.attributes["date"];
      context.stamp.year = year;
      reading.yearInferred = false;
      context.setTime(reading);
      return true;
    },
    examples: [
      {
        line: "- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session was opened",
        expect: {
          timestamp: "2005-11-09T12:01:01",
          service: "crond(pam_unix)",
          message: "session was opened",
          attributes: { "host.name": "dn228" },
        },
      },
    ],
  }),
  defineFormat({
    id: "hpc",
    title: "HPC event log",
    family: "Clusters",
    description: "Number, node, component, state, epoch, flag.",
    templates: ["{_:int} {host} {service} {state} {epoch} {_} {message}"],
    examples: [
      {
        line: "134681 node-246 unix.hw state_change.unavailable 1077804742 1 Component is in the unavailable state",
        expect: {
          timestamp: "2004-02-26T14:12:22Z",
          service: "unix.hw",
          message: "Component is in the unavailable state",
        },
      },
    ],
  }),
];
