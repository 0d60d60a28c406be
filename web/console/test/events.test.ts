import { describe, expect, test, vi } from "vitest";

import { newLink } from "../src/api/connection";
import { eventsOf } from "../src/live/events";

describe("server-sent events", () => {
  test("are taken whole, and what is not whole waits for the rest", () => {
    const { events, rest } = eventsOf(':\n\nevent: next\ndata: {"a":1}\n\nevent: comp');
    expect(events).toEqual([{ event: "next", data: '{"a":1}' }]);
    expect(rest).toBe("event: comp");
    expect(eventsOf(`${rest}lete\ndata: \n\n`).events).toEqual([{ event: "complete", data: "" }]);
  });

  test("give the same however the bytes arrive", () => {
    const text = ":\r\n\r\nevent: next\r\ndata: 1\r\n\r\nevent: next\r\ndata: 2\r\n\r\n";
    for (let cut = 0; cut <= text.length; cut++) {
      if (text[cut - 1] === "\r" && text[cut] === "\n") continue; // a server of ours ends lines with \n
      const first = eventsOf(text.slice(0, cut));
      const second = eventsOf(first.rest + text.slice(cut));
      expect([...first.events, ...second.events].map((e) => e.data)).toEqual(["1", "2"]);
    }
  });
});

describe("the link to the server", () => {
  test("is tried again until it is back, and tells each change once", async () => {
    const answers = [false, false, true];
    const waits: (() => void)[] = [];
    const link = newLink(async () => answers.shift() ?? true, (act) => waits.push(act));
    const changed = vi.fn();
    link.watch(changed);
    link.lost();
    link.lost();
    expect(link.state()).toBe("lost");
    expect(changed).toHaveBeenCalledTimes(1);
    while (waits.length > 0) {
      waits.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(answers).toEqual([]);
    expect(link.state()).toBe("up");
    expect(link.returns()).toBe(1);
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
