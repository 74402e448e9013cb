import { defineFormat } from "../define.ts";

/** Hadoop and its neighbours, where the shape alone would read a field wrongly. */
export const hadoop = [
  defineFormat({
    id: "hdfs",
    title: "HDFS (short dates)",
    family: "Java",
    description: "`yyMMdd HHmmss`, thread number, level, component.",
    templates: ["{time} {pid} {level} {logger}: {message}"],
    first: "0123456789",
    examples: [
      {
        line: "081109 203615 148 INFO dfs.DataNode$PacketResponder: responder 1 terminating",
        expect: {
          timestamp: "2008-11-09T20:36:15",
          level: "info",
          service: "dfs.DataNode$PacketResponder",
          message: "responder 1 terminating",
        },
      },
    ],
  }),
  defineFormat({
    id: "zookeeper",
    title: "ZooKeeper",
    family: "Java",
    description: "Time, level, thread with the class and line behind its last colon.",
    templates: [
      "{time} - {level} [{thread:nested}] - {message}",
      "{time} [{_:word}] - {level} [{thread:nested}] - {message}",
    ],
    first: "0123456789",
    check(reading) {
      const thread = String(reading.attributes?.["thread.name"] ?? "");
      const at = thread.lastIndexOf("@");
      const name = thread.slice(thread.lastIndexOf(":", at < 0 ? undefined : at) + 1, at < 0 ? undefined : at);
      if (at > 0) reading.service = name;
      return true;
    },
    examples: [
      {
        line: "2015-07-29 17:41:44,747 - INFO  [QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection@774] - Notification time out",
        expect: {
          timestamp: "2015-07-29T17:41:44.747",
          level: "info",
          service: "FastLeaderElection",
          message: "Notification time out",
        },
      },
    ],
  }),
  defineFormat({
    id: "openstack",
    title: "OpenStack (oslo.log)",
    family: "Python",
    description: "Time, pid, level, module and the request's context in brackets.",
    templates: [
      "{time} {pid} {level} {logger} [{context:nested}] {message}",
      "{_} {time} {pid} {level} {logger} [{context:nested}] {message}",
    ],
    first: "0123456789abcdefghijklmnopqrstuvwxyz",
    check(reading) {
      const context = String(reading.attributes?.["context"] ?? "");
      const id = context.split(" ", 1)[0] ?? "";
      if (reading.attributes !== null) {
        delete reading.attributes["context"];
        if (id.startsWith("req-")) reading.attributes["http.request.id"] = id;
      }
      return true;
    },
    examples: [
      {
        line: "2017-05-16 00:00:00.008 25746 INFO nova.api.wsgi [req-38101a0b-2096 113d3a99 54fadb41 - - -] 10.0.0.7 served",
        expect: {
          timestamp: "2017-05-16T00:00:00.008",
          level: "info",
          service: "nova.api.wsgi",
          message: "10.0.0.7 served",
        },
      },
    ],
  }),
];
