import { beforeEach, describe, expect, test } from "vitest";

import { emptyDraft, isUntouched, keep, newKey, questionOf, restore, saysSomething } from "../src/intake/draft";

beforeEach(() => sessionStorage.clear());

describe("the draft of an intake", () => {
  test("survives a reload with everything that was typed and corrected", () => {
    const draft = { ...emptyDraft(), text: "老板拖欠工资", disputeType: "10.01", headcount: 12, region: "440703101", languages: ["yue"], facets: ["群体性"] };
    draft.parties[0]!.name = "陈某";
    keep(sessionStorage, draft);
    expect(restore(sessionStorage)).toEqual(draft);
  });

  test("leaves nothing behind once it is empty again", () => {
    keep(sessionStorage, { ...emptyDraft(), text: "x" });
    keep(sessionStorage, emptyDraft());
    expect(sessionStorage.length).toBe(0);
  });

  test("never reaches the storage that outlives the tab", () => {
    keep(sessionStorage, { ...emptyDraft(), text: "老板拖欠工资" });
    expect(localStorage.length).toBe(0);
  });

  test.each(["not json", "[]", "null", '"text"', '{"text":7,"languages":"yue","parties":[{}],"headcount":"many"}'])("starts empty where the stored one is damaged: %s", (stored) => {
    sessionStorage.setItem("liuyuan.intake", stored);
    const { key, ...rest } = restore(sessionStorage);
    const { key: _, ...empty } = emptyDraft();
    expect(rest).toEqual(empty);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  test("asks with the corrections only where a person made them", () => {
    expect(questionOf({ ...emptyDraft(), text: "漏水" })).toEqual({ text: "漏水", online: false });
    expect(questionOf({ ...emptyDraft(), text: "漏水", headcount: 0, riskLevel: "HIGH", excluded: ["a"] })).toEqual({
      text: "漏水", online: false, headcount: 0, riskLevel: "HIGH", excludeMediatorIds: ["a"],
    });
  });

  test("asks for the registered dispute once there is one", () => {
    expect(questionOf({ ...emptyDraft(), text: "漏水", disputeType: "02.02", disputeId: "D1" })).toEqual({ disputeId: "D1", online: false });
  });

  test("is worth asking about from two characters or a chosen type on", () => {
    expect(saysSomething({ ...emptyDraft(), text: " 漏 " })).toBe(false);
    expect(saysSomething({ ...emptyDraft(), text: "漏水" })).toBe(true);
    expect(saysSomething({ ...emptyDraft(), disputeType: "02.02" })).toBe(true);
  });

  test("is untouched until somebody types", () => {
    expect(isUntouched(emptyDraft())).toBe(true);
    expect(isUntouched({ ...emptyDraft(), disputeId: "D1" })).toBe(false);
  });

  test("gives each registration its own key", () => {
    expect(new Set(Array.from({ length: 100 }, newKey)).size).toBe(100);
  });
});
