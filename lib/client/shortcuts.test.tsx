import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useShortcuts } from "./shortcuts.ts";

afterEach(cleanup);

const ran = vi.fn();
beforeEach(() => ran.mockClear());

function Bound({ keys }: { keys: readonly string[] }) {
  useShortcuts(keys.map((key) => ({ keys: key, label: key, group: "Test", run: () => ran(key) })));
  return (
    <>
      <input aria-label="field" />
      <button type="button">press</button>
      <div role="menu">
        <span tabIndex={0}>item</span>
      </div>
    </>
  );
}

test("single keys, shifted keys and sequences", () => {
  render(<Bound keys={["j", "E", "g e", "?"]} />);
  for (const key of ["j", "E", "?", "g", "e"]) fireEvent.keyDown(document.body, { key });
  expect(ran.mock.calls.flat()).toEqual(["j", "E", "?", "g e"]);
});

test("nothing runs while one types or a menu is open, but mod keys do", () => {
  render(<Bound keys={["j", "mod+k"]} />);
  fireEvent.keyDown(screen.getByLabelText("field"), { key: "j" });
  fireEvent.keyDown(screen.getByText("item"), { key: "j" });
  fireEvent.keyDown(screen.getByLabelText("field"), { key: "k", ctrlKey: true });
  expect(ran.mock.calls.flat()).toEqual(["mod+k"]);
});

test("esc leaves a field, so that keys work again, before it closes anything", () => {
  render(<Bound keys={["esc", "j"]} />);
  const field = screen.getByLabelText("field");
  field.focus();
  fireEvent.keyDown(field, { key: "Escape" });
  expect(document.activeElement).toBe(document.body);
  expect(ran).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "Escape" });
  expect(ran.mock.calls.flat()).toEqual(["esc"]);
});

test("enter belongs to the button that has the focus", () => {
  render(<Bound keys={["enter"]} />);
  fireEvent.keyDown(screen.getByText("press"), { key: "Enter" });
  expect(ran).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: "Enter" });
  expect(ran).toHaveBeenCalledOnce();
});

test("what is unmounted is unbound, and the later binding wins", () => {
  const first = render(<Bound keys={["x"]} />);
  function Other() {
    useShortcuts([{ keys: "x", label: "x", group: "Other", run: () => ran("other") }]);
    return null;
  }
  const second = render(<Other />);
  fireEvent.keyDown(document.body, { key: "x" });
  second.unmount();
  fireEvent.keyDown(document.body, { key: "x" });
  first.unmount();
  fireEvent.keyDown(document.body, { key: "x" });
  expect(ran.mock.calls.flat()).toEqual(["other", "x"]);
});
