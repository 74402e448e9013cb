import { defineRule } from "../rule.ts";

export const mongodbUnreachable = defineRule({
  id: "db_connection.mongodb_unreachable",
  title: "MongoDB cannot be reached",
  headline: "MongoDB at {peer} cannot be reached",
  severity: "critical",
  why: "The driver found no server to send to; operations wait out their selection time and fail.",
  match: {
    any: [
      /\bMongo(?:Server)?(?:Socket\w*Exception|NetworkError|NetworkTimeoutError|TimeoutException|TimeoutError|ServerSelectionError|ConnectionException|SocketOpenException)\b/i,
      /\bServerSelectionTimeoutError\b|\bServerSelectionError\b/i,
      /server selection (?:error|timeout|timed out)/i,
      /Timed out after \d+ ?ms while waiting (?:for a server that matches|to connect)/i,
      /No (?:replica set members|servers?) (?:found|match|available).{0,40}(?:yet|selector)/i,
      /failed to connect to server \[(?<peer>[\w.:-]{1,80})\] on first connect/i,
      /\bMongooseServerSelectionError\b/i,
      /buffering timed out after \d+ms/i,
      /couldn't connect to server (?<peer>[\w.:-]{1,80}).{0,20}connection attempt failed/i,
      /\bAutoReconnect\b: /i,
      /\bNotPrimaryError\b|\bNotMasterError\b|\bnot master and slaveOk=false/i,
    ],
  },
  fires: [
    "MongoServerSelectionError: connection timed out",
    "com.mongodb.MongoTimeoutException: Timed out after 30000 ms while waiting for a server that matches ReadPreferenceServerSelector",
    "MongooseError: Operation `orders.find()` buffering timed out after 10000ms",
    "server selection error: server selection timeout, current topology: { Type: Unknown }",
  ],
  silent: ["Connected to MongoDB, serverSelectionTimeoutMS=30000"],
  advice: {
    debugging: [
      "`mongosh --host <host> --eval 'db.hello()'` from the client; `rs.status()` on a member shows who is primary.",
      "Check the IP access list and the SRV record when the host is an Atlas cluster.",
    ],
    quickFixes: [
      "Restore a primary (`rs.status()`, start the missing members), then restart clients whose topology stays Unknown.",
    ],
    durableFixes: [
      "List all members in the connection string and keep `serverSelectionTimeoutMS` below the caller's own time limit.",
    ],
    links: [
      {
        title: "MongoDB: connection troubleshooting",
        url: "https://www.mongodb.com/docs/manual/reference/connection-string/",
      },
    ],
  },
});
