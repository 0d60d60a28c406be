// How fast the console is. The figures are printed; only gross failures fail, because the machine is shared.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { base, launch, open, wages } from "./browser.mjs";
import { answers, longestTask, percentile } from "./measure.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

test("figures: the first page is there soon", async (t) => {
  const times = [];
  let bytes = 0;
  for (let i = 0; i < 3; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    bytes = 0;
    network.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
    const started = Date.now();
    await page.goto(base);
    await page.locator("#narrative:focus").waitFor();
    times.push(Date.now() - started);
    await page.locator(".desk-waiting").waitFor();
    await context.close();
  }
  t.diagnostic(`home interactive after ${percentile(times, 0.5)} ms (median of ${times.length}), ${Math.round(bytes / 1024)} KiB over the network`);
  assert.ok(bytes > 0 && bytes <= 600 * 1024, `the first load takes ${bytes} bytes`);
});

test("figures: answers follow typing and typing stays smooth", async (t) => {
  const page = await open(browser);
  await page.locator("#narrative:focus").waitFor();
  const longest = await longestTask(browser, page, async () => {
    await page.keyboard.type(wages + "，包工头说没有钱，工人从上个月起每天到项目部门口等", { delay: 90 });
    await page.locator('.results[aria-busy="false"]').waitFor();
  });
  const took = await answers(page);
  t.diagnostic(`answers to typing: p50 ${Math.round(percentile(took, 0.5))} ms, p95 ${Math.round(percentile(took, 0.95))} ms of ${took.length}, from request to paint`);
  t.diagnostic(`longest task while typing ${longest.processor} ms of processor time, ${longest.clock} ms on the clock`);
  assert.ok(took.length >= 5, "typing brought no answers");
  assert.ok(longest.processor <= 200, `a task of ${longest.processor} ms holds the page`);
});
