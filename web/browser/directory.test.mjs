// The directory: found by pinyin, narrowed by facets, understood as filters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { graphQL, launch, open } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

test("a person is found by pinyin", async () => {
  const page = await open(browser, { path: "/directory" });
  await page.getByRole("search").getByRole("combobox").fill("chuange");
  await page.locator(".hit", { hasText: "船哥" }).first().waitFor();
  assert.match(await page.locator(".hit").first().innerText(), /船哥/);
  assert.deepEqual(page.faults, []);
});

test("type-ahead opens a person's page by keyboard", async () => {
  const { mediators } = await graphQL("{ mediators(first: 1) { nodes { name } } }");
  const name = mediators.nodes[0].name;
  const page = await open(browser, { path: "/directory" });
  await page.getByRole("search").getByRole("combobox").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await page.locator(".ant-select-item-option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".sheet h1").waitFor();
  assert.ok((await page.locator(".sheet h1").innerText()).length > 0);
});

test("words that are understood become chips, and removing one widens the search", async () => {
  const page = await open(browser, { path: `/directory?q=${encodeURIComponent("棠下镇 四邑话")}` });
  await page.locator(".chip", { hasText: "四邑话" }).waitFor();
  const count = async () => Number((await page.locator(".hits-head b").innerText()).replace(/\D/g, ""));
  const narrow = await count();
  await page.locator(".chip", { hasText: "四邑话" }).click();
  await page.locator(".chip", { hasText: "四邑话" }).waitFor({ state: "detached" });
  assert.ok((await count()) > narrow);
});

test("a facet narrows the search and the address keeps it", async () => {
  const page = await open(browser, { path: "/directory" });
  await page.locator(".facet").getByText("律师", { exact: true }).click();
  await page.waitForURL(/role=LAWYER/);
  await page.reload();
  await page.locator(".hit").first().waitFor();
  assert.ok(await page.locator(".facet").getByRole("checkbox", { name: /^律师/ }).isChecked());
});

test("markup in a query is shown as text", async () => {
  const page = await open(browser, { path: `/directory?q=${encodeURIComponent("<img src=x onerror=alert(1)> 船哥")}` });
  await page.locator(".hits-head").waitFor();
  assert.equal(await page.locator("img[src=x]").count(), 0);
  assert.deepEqual(page.faults, []);
});
