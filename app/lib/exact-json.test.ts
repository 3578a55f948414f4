import { expect, test } from "vitest";
import { parseExactly } from "./exact-json.ts";

test("an id above 2^53 keeps its last digits, as text", () => {
  expect(parseExactly('{"id":820982911946154508,"order_edit":{"order_id":9007199254740993},"ids":[-9007199254740995]}')).toEqual({
    id: "820982911946154508",
    order_edit: { order_id: "9007199254740993" },
    ids: ["-9007199254740995"],
  });
});

test("numbers that fit stay numbers, also beside those that do not", () => {
  expect(parseExactly('{"id":9007199254740993,"small":12,"price":19.99,"even":9007199254740992,"long":0.1000000000000000055}')).toEqual({
    id: "9007199254740993",
    small: 12,
    price: 19.99,
    even: 9007199254740992,
    long: 0.1,
  });
});

test("digits within a text are left alone", () => {
  expect(parseExactly('{"token":"9007199254740993","note":null,"list":[true]}')).toEqual({
    token: "9007199254740993",
    note: null,
    list: [true],
  });
});

test("what is no JSON is said so", () => {
  expect(() => parseExactly("{'id':9007199254740993}")).toThrow(SyntaxError);
  expect(() => parseExactly("")).toThrow(SyntaxError);
});
