import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeModel {
  url: string;
  /** Bodies of the requests, in order. */
  requests: { path: string; body: { messages: { role: string; content: string }[] } & Record<string, unknown> }[];
  close(): Promise<void>;
}

/** What the fake does with its n-th request (from 0): gives content, a status, hangs, or drops the connection. */
export type FakeReply = { content: string } | { status: number } | "hang" | "hang after headers" | "drop";

/** A real HTTP server that speaks enough of `chat/completions` to stand in for a provider. */
export async function startFakeModel(reply: (n: number) => FakeReply): Promise<FakeModel> {
  const requests: FakeModel["requests"] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests.push({ path: request.url ?? "", body: JSON.parse(await readBody(request)) });
    send(response, reply(requests.length - 1));
  }
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  // safe because a TCP server that listens has an address with a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, reply: FakeReply): void {
  if (reply === "hang") return;
  if (reply === "drop") return void response.destroy();
  if (reply === "hang after headers") {
    response.writeHead(200, { "content-type": "application/json" });
    return void response.write("{");
  }
  const status = "status" in reply ? reply.status : 200;
  const body =
    "content" in reply
      ? { choices: [{ message: { role: "assistant", content: reply.content } }] }
      : { error: { message: "no" } };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
