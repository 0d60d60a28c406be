// How the directory feels with very many people: answers to typing, filtering, scrolling, a person's page. browser_crowd_test.go
// makes the people and serves them; LIUYUAN_KEY is an access key, LIUYUAN_PEOPLE how many there are.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { answers, longestTask, percentile } from "./measure.mjs";

const people = Number(process.env.LIUYUAN_PEOPLE);
const scrolls = 40;

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** directory is its page, with what came before forgotten. */
async function directory(path = "/directory") {
  const page = await open(browser, { path, key: process.env.LIUYUAN_KEY });
  await page.locator(".hit").first().waitFor();
  await page.evaluate(() => performance.clearMeasures());
  return page;
}

const count = async (page) => Number((await page.locator(".hits-head b").innerText()).replace(/\D/g, ""));

test("figures: a crowd is searched while one types", async (t) => {
  const page = await directory();
  assert.ok((await count(page)) >= people, "not everybody is found");
  const box = page.getByRole("search").getByRole("combobox");
  const longest = await longestTask(browser, page, async () => {
    for (const words of ["chenzhiqiang", "棠下镇 四邑话 婚姻", "劳资 律师"]) {
      await box.fill("");
      await box.pressSequentially(words, { delay: 90 });
      await page.locator('.hits[aria-busy="false"]').waitFor();
    }
  });
  const took = await answers(page);
  t.diagnostic(`${people} people, answers to typing in the directory: p50 ${Math.round(percentile(took, 0.5))} ms, p95 ${Math.round(percentile(took, 0.95))} ms of ${took.length}, from request to paint; longest task ${longest.processor} ms of processor time, ${longest.clock} ms on the clock`);
  assert.ok(took.length >= 10);
  assert.deepEqual(page.faults, []);
});

test("figures: a crowd is scrolled without a pause", async (t) => {
  const page = await directory();
  const frames = page.evaluate(() => new Promise((done) => {
    const gaps = [];
    let last = performance.now();
    const tick = (now) => { gaps.push(now - last); last = now; if (window.scrolled) done(gaps); else requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  }));
  const longest = await longestTask(browser, page, async () => {
    for (let i = 0; i < scrolls; i++) {
      const before = await page.locator(".hit").count();
      await page.mouse.move(700, 500);
      await page.mouse.wheel(0, 2600);
      await page.waitForFunction((n) => document.querySelectorAll(".hit").length > n, before);
    }
  });
  await page.evaluate(() => { window.scrolled = true; });
  const gaps = await frames;
  const shown = await page.locator(".hit").count();
  t.diagnostic(`${people} people, scrolling to the ${shown}th: frames p50 ${Math.round(percentile(gaps, 0.5))} ms, p99 ${Math.round(percentile(gaps, 0.99))} ms, longest task ${longest.processor} ms of processor time, ${longest.clock} ms on the clock`);
  assert.ok(shown >= 20 * scrolls);
  assert.deepEqual(page.faults, []);
});

test("figures: a facet and a person of a crowd open at once", async (t) => {
  const page = await directory();
  await page.locator(".facet .ant-checkbox-wrapper").first().click();
  await page.waitForURL(/[?&]\w+=/);
  await page.locator('.hits[aria-busy="false"]').waitFor();
  const took = percentile(await answers(page), 0.5);
  const started = Date.now();
  await page.locator(".hit h3 a").first().click();
  await page.locator(".sheet h1").waitFor();
  t.diagnostic(`${people} people, a facet answers in ${Math.round(took)} ms, a person's page after ${Date.now() - started} ms`);
  assert.deepEqual(page.faults, []);
});
