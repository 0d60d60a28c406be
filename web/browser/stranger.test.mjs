// A stranger who read README's first screen, and one who only takes the tour, both get a wage dispute to an offered mediator.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { launch, open, shot } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const readme = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

for (const [name, locale, confirm] of [["README.md", "en", "Register and offer"], ["README.zh-CN.md", "zh", "登记并邀请"]]) {
  test(`what ${name} tells to do gets a wage dispute to an offered mediator in under a minute`, async (t) => {
    const told = readme(name).split("## ").slice(0, 2).join(""); // the first screen: what it is, and two commands
    const text = /[（(]([^（）()]*工资[^（）()]*)[）)]/.exec(told)?.[1];
    assert.ok(text, "README no longer says what to paste");
    assert.match(told, /serve --demo/);
    assert.match(told, /Ctrl\s*\+\s*Enter/);
    const started = Date.now();
    const page = await open(browser, { locale });
    await page.locator("#narrative:focus").waitFor();
    await page.keyboard.insertText(text);
    await page.locator(".candidate.chosen").waitFor();
    await page.locator('.results[aria-busy="false"]').waitFor();
    assert.match(await page.locator(".heard").innerText(), locale === "zh" ? /欠薪/ : /Unpaid wages/);
    await page.keyboard.press("Control+Enter");
    await page.locator(".offer-dialog").getByRole("button", { name: confirm }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator(".offer-OFFERED").waitFor();
    const seconds = (Date.now() - started) / 1000;
    t.diagnostic(`from the empty page to an offered mediator, as ${name} tells it: ${seconds.toFixed(1)} s of the machine's time`);
    assert.ok(seconds < 60);
    assert.deepEqual(page.faults, []);
  });
}

test("the tour that opens by itself in demo mode leads to an offer", async () => {
  const page = await open(browser, { person: true });
  for (const step of ["一、", "二、", "三、"]) {
    await page.locator(".ant-tour-title", { hasText: step }).waitFor();
    if (step === "二、") await page.locator(".candidate.chosen").waitFor();
    if (step === "二、") await shot(page, "tour-desktop-zh");
    await page.locator(".ant-tour .ant-btn-primary").click();
  }
  await page.locator(".ant-tour-title").waitFor({ state: "hidden" });
  await page.locator(".candidate.chosen").getByRole("button", { name: /邀请/ }).click();
  await page.locator(".offer-dialog").getByRole("button", { name: "登记并邀请" }).click();
  await page.locator(".offer-OFFERED").waitFor();
  await page.reload();
  await page.locator(".offer-OFFERED").waitFor();
  assert.equal(await page.locator(".ant-tour").count(), 0, "the tour opens once");
  assert.deepEqual(page.faults, []);
});
