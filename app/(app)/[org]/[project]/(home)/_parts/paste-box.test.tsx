import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { PasteBox } from "./new-ingestion.tsx";
import type { Receive } from "./use-receive.ts";

afterEach(cleanup);

function receiving(part: Partial<Receive> = {}): Receive {
  return {
    sending: null,
    error: null,
    cancel: vi.fn(),
    sendText: vi.fn(() => Promise.resolve(true)),
    sendFiles: vi.fn(() => Promise.resolve(true)),
    sendDemo: vi.fn(() => Promise.resolve(true)),
    ...part,
  };
}
const pasteOf = (text: string, files: File[] = []) => ({ clipboardData: { files, getData: () => text } });

test("pasting anywhere on the page fills the box, and ⌘ Enter sends it", async () => {
  const receive = receiving();
  render(<PasteBox receive={receive} />);
  fireEvent.paste(document.body, pasteOf("ERROR one\nERROR two"));
  const box = screen.getByLabelText<HTMLTextAreaElement>("Paste log lines");
  expect(box.value).toBe("ERROR one\nERROR two");
  fireEvent.keyDown(box, { key: "Enter", metaKey: true });
  expect(receive.sendText).toHaveBeenCalledWith("ERROR one\nERROR two");
  await vi.waitFor(() => expect(box.value).toBe(""));
});

test("a refused text stays in the box, with what is wrong", async () => {
  const receive = receiving({ sendText: vi.fn(() => Promise.resolve(false)), error: "There is no line in it." });
  render(<PasteBox receive={receive} />);
  const box = screen.getByLabelText<HTMLTextAreaElement>("Paste log lines");
  await userEvent.type(box, "x");
  await userEvent.click(screen.getByRole("button", { name: /Analyse/ }));
  expect(box.value).toBe("x");
  expect(screen.getByRole("alert").textContent).toContain("There is no line in it.");
});

test("dropped, chosen and pasted files go together at once", async () => {
  const receive = receiving();
  const { container } = render(<PasteBox receive={receive} />);
  const files = [new File(["a"], "a.log"), new File(["b"], "b.log.gz")];
  fireEvent.drop(screen.getByLabelText("Paste log lines"), { dataTransfer: { files, getData: () => "" } });
  fireEvent.paste(document.body, pasteOf("", files));
  const input = container.querySelector<HTMLInputElement>("input[type=file]");
  if (input !== null) await userEvent.upload(input, files);
  const names = vi.mocked(receive.sendFiles).mock.calls.map(([sent]) => sent.map(({ name }) => name));
  expect(names).toEqual([
    ["a.log", "b.log.gz"],
    ["a.log", "b.log.gz"],
    ["a.log", "b.log.gz"],
  ]);
});

test("text too large to edit is sent as a file", () => {
  const receive = receiving();
  render(<PasteBox receive={receive} />);
  fireEvent.paste(document.body, pasteOf("x".repeat(2_000_001)));
  expect(receive.sendFiles).toHaveBeenCalledOnce();
  expect(screen.getByLabelText<HTMLTextAreaElement>("Paste log lines").value).toBe("");
});

test("an upload shows how far it is and can be cancelled", async () => {
  const receive = receiving({ sending: { name: "big.log", share: 0.41, bytes: 212_000_000 } });
  render(<PasteBox receive={receive} />);
  expect(screen.getByRole("status").textContent).toContain("86.9 MB of 212 MB");
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(receive.cancel).toHaveBeenCalledOnce();
});
