import { describe, expect, test } from "vitest";

import { pieces } from "../src/app/highlight";
import { filterOf, paramsOf, searchOf, toggled, without } from "../src/directory/filter";
import { weekly } from "../src/directory/weekly";
import { filterFrom, filterParams, same, savedFilters } from "../src/disputes/filter";
import { markersOf } from "../src/intake/markers";
import { placesOf } from "../src/intake/places";
import { distance, hundredths, moment, remaining } from "../src/people/format";
import { presenceAt, shanghai } from "../src/people/presence";
import { fill, say } from "../src/words/locale";

describe("distances", () => {
  test.each([[0, "0 米"], [94, "90 米"], [999, "1000 米"], [1000, "1.0 公里"], [9740, "9.7 公里"], [15_400, "15 公里"]])("%i m reads %s", (metres, text) => {
    expect(distance(metres, "zh")).toBe(text);
  });
});

test("points are hundredths without idle decimals", () => {
  expect([10_000, 8478, 2200, 0].map(hundredths)).toEqual(["100", "84.8", "22", "0"]);
});

describe("times", () => {
  test("are those of a clock in China, wherever the browser is", () => {
    expect(shanghai(new Date("2026-11-22T16:30:00Z"))).toEqual({ weekday: 1, time: "00:30" });
    expect(moment("2026-11-22T16:30:00Z", "zh")).toBe("11/23 00:30");
  });

  test("that remain are told in their two largest units", () => {
    const now = new Date("2026-11-23T00:00:00Z");
    expect(remaining("2026-11-25T03:30:00Z", now, "zh")).toEqual({ text: "2 天 3 小时", passed: false });
    expect(remaining("2026-11-23T00:00:30Z", now, "zh")).toEqual({ text: "0 分钟", passed: false });
    expect(remaining("2026-11-22T22:55:00Z", now, "en")).toEqual({ text: "1 h 5 min", passed: true });
  });
});

describe("presence", () => {
  const room = { id: "o", name: "调解室" };
  const post = { presence: "RESIDENT" as const, organization: room, hours: [{ weekday: 1, from: "08:30", to: "12:00" }, { weekday: 3, from: "14:30", to: "17:30" }] };

  test("is here from the first minute of a duty up to its end, not included", () => {
    expect(presenceAt([post], new Date("2026-11-23T08:30:00+08:00"))).toEqual({ kind: "here", until: "12:00", place: "调解室" });
    expect(presenceAt([post], new Date("2026-11-23T12:00:00+08:00"))).toMatchObject({ kind: "later", weekday: 3 });
  });

  test("names the next duty of the week, today before others", () => {
    expect(presenceAt([post], new Date("2026-11-23T07:00:00+08:00"))).toMatchObject({ kind: "later", weekday: 1, today: true });
    expect(presenceAt([post], new Date("2026-11-25T18:00:00+08:00"))).toMatchObject({ kind: "later", weekday: 1, today: false });
  });

  test("is on call or by appointment without hours", () => {
    const at = new Date("2026-11-23T09:00:00+08:00");
    expect(presenceAt([{ ...post, presence: "ON_CALL", hours: [] }], at).kind).toBe("call");
    expect(presenceAt([], at)).toEqual({ kind: "appointment", place: null });
  });
});

describe("highlights", () => {
  test("are split at their marks and everything else stays text", () => {
    expect(pieces("在<em>棠下</em>镇")).toEqual([{ text: "在", marked: false }, { text: "棠下", marked: true }, { text: "镇", marked: false }]);
    expect(pieces("<script>alert(1)</script><em><img></em>")).toEqual([{ text: "<script>alert(1)</script>", marked: false }, { text: "<img>", marked: true }]);
    expect(pieces("<em>开放")).toEqual([{ text: "开放", marked: true }]);
  });
});

describe("a directory search", () => {
  test("survives the way through an address", () => {
    const search = toggled(toggled(searchOf(new URLSearchParams("q=婚姻 四邑话&kind=MEDIATOR")), "role", "LAWYER"), "region", "440703101");
    expect(searchOf(paramsOf(search))).toEqual(search);
    expect(filterOf(search)).toEqual({ kinds: ["MEDIATOR"], roles: ["LAWYER"], regionCode: "440703101" });
  });

  test("holds one region at a time and drops a value that is picked again", () => {
    const one = toggled(searchOf(new URLSearchParams()), "region", "440703101");
    expect(toggled(one, "region", "440703102").chosen.region).toEqual(["440703102"]);
    expect(toggled(one, "region", "440703101").chosen.region).toEqual([]);
  });

  test("loses the words of a chip that is removed", () => {
    expect(without("棠下 会讲四邑话 婚姻", "会讲四邑话")).toBe("棠下 婚姻");
  });
});

describe("a filter of disputes", () => {
  test("survives the way through an address", () => {
    const filter = { statuses: ["MEDIATING" as const], risks: ["HIGH" as const], region: "440703101" };
    expect(filterFrom(filterParams(filter))).toEqual(filter);
  });
  test("is the same whatever the order", () => {
    expect(same({ statuses: ["A", "B"], risks: [], region: null }, { statuses: ["B", "A"], risks: [], region: null })).toBe(true);
    expect(same({ statuses: ["A"], risks: [], region: null }, { statuses: ["A"], risks: [], region: "4407" })).toBe(false);
  });
  test("that was stored damaged is left out", () => {
    localStorage.setItem("liuyuan.filters", '[{"name":"x"},{"name":"好","filter":{"statuses":[],"risks":[],"region":null}},7]');
    expect(savedFilters(localStorage).map((s) => s.name)).toEqual(["好"]);
  });
});

test("weekly hours join neighbouring days that are alike", () => {
  const hours = [1, 2, 3, 5].map((weekday) => ({ weekday, from: "08:30", to: "12:00" }));
  expect(weekly(hours)).toEqual([{ first: 1, last: 3, times: ["08:30–12:00"] }, { first: 5, last: 5, times: ["08:30–12:00"] }]);
});

test("candidates at one spot share a marker, and those without a place are counted", () => {
  const at = { name: "调解室", latitude: 22.6, longitude: 113.1 };
  const person = (rank: number, organization: typeof at | null) => ({ rank, mediator: { id: String(rank), name: `人${rank}` }, organization });
  const { markers, unplaced } = markersOf([person(1, at), person(2, at), person(3, null)]);
  expect(markers).toHaveLength(1);
  expect(markers[0]).toMatchObject({ people: ["1", "2"], rank: 1, title: "人1 +1" });
  expect(unplaced).toBe(1);
});

test("a village is named with its town", () => {
  const places = placesOf([{ code: "440703101", name: "棠下镇", level: "TOWN", children: [{ code: "440703101201", name: "桐井村", level: "VILLAGE" }] }]);
  expect(places.fullName("440703101201")).toBe("棠下镇 · 桐井村");
  expect(places.fullName("440703101")).toBe("棠下镇");
  expect(places.fullName("999999999")).toBe("999999999");
});

test("texts are filled by name and unknown places stay visible", () => {
  expect(fill("{n} 人，{m}", { n: 3 })).toBe("3 人，{m}");
  expect(say({ a: ["甲", "A"] }, "en").a).toBe("A");
});
