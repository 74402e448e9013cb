import { createServer, type IncomingMessage } from "node:http";

export const FAKE_GROQ_URL = "http://127.0.0.1:3211";

/**
 * Stands in for the model's provider: quotes the first line that it was given, and makes one claim up. `GET /calls` answers with
 * what it was asked, so that a test can see who was called and what left the house.
 */
export async function startFakeGroq(): Promise<{ url: string; stop(): Promise<void> }> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      response.setHeader("Content-Type", "application/json");
      if (request.method === "GET") return response.end(JSON.stringify(calls));
      calls.push(body);
      return response.end(
        JSON.stringify({ choices: [{ message: { role: "assistant", content: JSON.stringify(answerTo(body)) } }] }),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(Number(new URL(FAKE_GROQ_URL).port), "127.0.0.1", ready));
  return { url: FAKE_GROQ_URL, stop: () => new Promise((gone) => server.close(() => gone())) };
}

function answerTo(body: string) {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  const asked = messages.find((message) => message.content.includes('"lines"'))?.content ?? "";
  const seq = Number(/"seq": ?(\d+)/.exec(asked)?.[1] ?? 0);
  const claim = (text: string, citations = [seq]) => [{ text, citations }];
  return {
    meaning: [
      ...claim("The model read the cited line."),
      ...claim("The database `pg-imaginary-7` was deleted by an operator."),
    ],
    flagged: claim("It was flagged for what the cited line says."),
    impact: claim("The lines do not tell how many people were affected."),
    debugging: claim("Compare the service before and after the cited line."),
    quickFixes: claim("Restart the failing service."),
    durableFixes: claim("Add an alert for this line.", []),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
