import { expect, test } from "vitest";

import type { Book } from "../src/words/locale";

const modules = import.meta.glob<Record<string, unknown>>("../src/words/*.ts", { eager: true });

function isBook(value: unknown): value is Book {
  return typeof value === "object" && value !== null && Object.values(value).every((v) => Array.isArray(v) && v.length === 2 && v.every((t) => typeof t === "string"));
}

const books = Object.entries(modules).flatMap(([file, module]) => Object.entries(module).filter(([, value]) => isBook(value)).map(([name, value]) => ({ name: `${file} ${name}`, book: value as Book })));

test("there are books to check", () => expect(books.length).toBeGreaterThan(20));

test.each(books)("$name says everything in both languages with the same places to fill", ({ book }) => {
  for (const [key, [zh, en]] of Object.entries(book)) {
    expect(zh.trim(), key).not.toBe("");
    expect(en.trim(), key).not.toBe("");
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    expect(places(en), key).toEqual(places(zh));
  }
});
