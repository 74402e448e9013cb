import { expect, it } from "vitest";
import { storable, storableJson } from "./storable.ts";

it.each([
  ["a plain value", { a: "x", b: [1, true] }, '{"a":"x","b":[1,true]}'],
  ["NUL", { a: "x\0y" }, '{"a":"x␀y"}'],
  ["NUL in a name", { "a\0": 1 }, '{"a␀":1}'],
  ["half a surrogate pair", ["\ud83d"], '["\ufffd"]'],
  ["a whole pair", ["😀"], '["😀"]'],
  ["a backslash before u0000", { a: "\\u0000" }, '{"a":"\\\\u0000"}'],
])("stores %s", (_, value, json) => expect(storableJson(value)).toBe(json));

it("gives the value itself back", () => expect(storable({ a: "x\0", b: null })).toEqual({ a: "x␀", b: null }));
