import { expect, test } from "vitest";

import { byUrgency } from "../src/disputes/urgent";

test("what waits is ordered: to assess, nobody asked, then by the time the answer is due", () => {
  const matter = (name: string, status: string, riskLevel: string, createdAt: string, expiresAt?: string) =>
    ({ name, status, riskLevel, createdAt, assignments: expiresAt ? [{ part: "LEAD", status: "OFFERED", expiresAt }] : [] });
  const all = [
    matter("due later", "AWAITING_ACCEPTANCE", "LOW", "2026-11-01T00:00:00Z", "2026-11-26T00:00:00+08:00"),
    matter("due first", "AWAITING_ACCEPTANCE", "LOW", "2026-11-02T00:00:00Z", "2026-11-25T00:00:00Z"),
    matter("unasked", "AWAITING_MATCH", "LOW", "2026-11-01T00:00:00Z"),
    matter("unasked, younger", "REGISTERED", "MEDIUM", "2026-11-03T00:00:00Z"),
    matter("unasked, high", "AWAITING_MATCH", "HIGH", "2026-11-20T00:00:00Z"),
    matter("assess", "ASSESSING", "HIGH", "2026-11-22T00:00:00Z"),
  ];
  const ordered = byUrgency(all).map((d) => d.name);
  expect(ordered).toEqual(["assess", "unasked, high", "unasked", "unasked, younger", "due first", "due later"]);
  expect(byUrgency([...all].reverse()).map((d) => d.name)).toEqual(ordered);
});
