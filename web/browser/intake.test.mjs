// From what a visitor says to a person who was asked, walked by keyboard against the real server.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { graphQL, launch, open, shot, wages } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** typeIn types a statement and waits for the people. */
async function typeIn(page, text) {
  await page.locator("#narrative:focus").waitFor();
  await page.keyboard.type(text);
  await page.locator(".candidate.chosen").waitFor();
  await page.locator('.results[aria-busy="false"]').waitFor();
}

/** offerByKeys offers to the chosen candidate with the keyboard alone. */
async function offerByKeys(page) {
  await page.keyboard.press("Control+Enter");
  await page.locator(".offer-dialog .ant-btn-primary").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".offer-OFFERED").waitFor();
}

test("a wage dispute goes from typing to an offer by keyboard only", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  assert.match(await page.locator(".heard").innerText(), /欠薪/);
  await page.keyboard.press("Alt+ArrowDown");
  await page.locator(".candidates li:nth-child(2) .candidate.chosen").waitFor();
  const second = await page.locator(".candidate.chosen h3 button").innerText();
  await offerByKeys(page);
  assert.match(await page.locator(".registered").innerText(), new RegExp(`已登记 440703-\\d{4}-\\d+[\\s\\S]*已邀请 ${second}`));
  assert.deepEqual(page.faults, []);
});

test("a declined offer goes to the next person", async () => {
  const page = await open(browser);
  await typeIn(page, "荷塘镇两夫妻闹离婚，为孩子抚养费争执");
  await offerByKeys(page);
  const first = await page.locator(".offer-line b").innerText();
  await page.getByRole("button", { name: "记录：谢绝" }).press("Enter");
  await page.getByRole("button", { name: "保 存" }).or(page.getByRole("button", { name: "保存" })).press("Enter");
  await page.locator(".next-person").waitFor();
  const told = await page.locator(".next-person").innerText();
  const [, declined, next] = /(\S+) 已谢绝。下一位：(\S+)/.exec(told) ?? assert.fail(told);
  assert.ok(first.includes(declined));
  assert.notEqual(next, declined);
  await page.locator("#narrative").focus();
  await offerByKeys(page);
  assert.ok((await page.locator(".offer-line b").innerText()).includes(next));
  await page.getByRole("button", { name: "记录：电话接受" }).press("Enter");
  await page.locator(".offer-ACCEPTED").waitFor();
  assert.deepEqual(page.faults, []);
});

test("high risk is not offered before a person has assessed it", async () => {
  const page = await open(browser);
  await typeIn(page, "棠下镇桐井村，工人说再不发工资就去堵路拉横幅");
  await page.keyboard.press("Control+Enter");
  await page.locator(".offer-dialog .assess").waitFor();
  await page.keyboard.press("Control+Enter");
  assert.ok(await page.locator(".offer-dialog .ant-btn-primary").isDisabled());
  await page.keyboard.press("Space"); // the focus is on "I have assessed it"
  await page.keyboard.press("Control+Enter");
  await page.locator(".offer-OFFERED").waitFor();
  assert.deepEqual(page.faults, []);
});

test("Enter sends nothing while an input method composes, and half-typed pinyin is not asked about", async () => {
  const page = await open(browser);
  await page.locator("#narrative:focus").waitFor();
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/graphql") && asked.push(request.postData() ?? ""));
  const keys = await page.context().newCDPSession(page);
  await keys.send("Input.imeSetComposition", { text: "loushui", selectionStart: 7, selectionEnd: 7 });
  await page.evaluate(() => {
    for (const init of [{ isComposing: true }, { keyCode: 229 }, { isComposing: true, ctrlKey: true }]) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }));
    }
  });
  await keys.send("Input.insertText", { text: "楼上漏水" });
  await page.locator(".candidate.chosen").waitFor();
  assert.equal(await page.locator("#narrative").inputValue(), "楼上漏水");
  assert.equal(await page.locator(".offer-dialog").count(), 0);
  assert.ok(asked.every((body) => !body.includes("loushui")));
});

test("a reload loses nothing that was typed or corrected, and nothing outlives the tab", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  await page.getByLabel("人数", { exact: true }).fill("15");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Alt+c"); // copying for WeChat leaves no trace either
  await page.reload();
  await page.locator(".candidate.chosen").waitFor();
  assert.equal(await page.locator("#narrative").inputValue(), wages);
  assert.equal(await page.getByLabel("人数", { exact: true }).inputValue(), "15");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes("工资"), kept);
});

test("the text for WeChat and the receipt hold what they should, and the text nothing of the parties", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("申请人 姓名或单位", { exact: true }).fill("陈测试");
  await page.getByLabel("申请人 电话", { exact: true }).fill("13800001234");
  await page.keyboard.press("Control+Enter");
  await page.locator(".offer-OFFERED").waitFor();
  await page.keyboard.press("Alt+c");
  await page.getByText("已复制").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /欠薪/);
  for (const secret of ["陈测试", "13800001234", "老板", "工地"]) assert.ok(!copied.includes(secret), copied);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".receipt").isVisible());
  assert.ok(!(await page.locator("#narrative").isVisible()));
  await page.setViewportSize({ width: 794, height: 1123 }); // A4
  await page.locator(".receipt").evaluate((sheet) => { sheet.style.padding = "14mm 20mm"; }); // the margins of the paper
  await shot(page, "receipt-print-zh");
  const receipt = await page.locator(".receipt").innerText();
  assert.match(receipt, /矛盾纠纷受理回执/);
  assert.match(receipt, /陈测试/);
  assert.match(receipt, /不收取任何费用/);
});

test("why not a person is answered by name, in pinyin too", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  await page.keyboard.press("Alt+y");
  await page.locator("#why-not:focus").waitFor();
  const name = await page.locator(".candidates li:nth-child(3) h3 button").innerText();
  await page.keyboard.type(name);
  await page.locator(".ant-select-item-option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".explained").waitFor();
  assert.match(await page.locator(".explained").innerText(), new RegExp(name));
});

test("where few people fit, the ladder says what could be relaxed and who would then be first", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  await page.getByLabel("语言", { exact: true }).focus();
  for (const tongue of ["客家话", "英语", "潮汕话"]) {
    await page.keyboard.type(tongue);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  const step = page.locator(".ladder li").first();
  await step.waitFor();
  assert.match(await step.innerText(), /则有 \d+ 人[\s\S]*首位/);
});

test("a lost connection is told, keeps what was typed and heals by itself", async () => {
  const page = await open(browser);
  await typeIn(page, wages);
  await page.context().setOffline(true);
  await page.locator("#narrative").focus();
  await page.keyboard.type("，工人很着急");
  await page.getByText("连接已断开").waitFor();
  await page.getByText("连不上服务器").waitFor();
  await page.context().setOffline(false);
  await page.getByText("连接已断开").waitFor({ state: "hidden" });
  await page.getByText("连不上服务器").waitFor({ state: "hidden" });
  assert.ok((await page.locator("#narrative").inputValue()).endsWith("工人很着急"));
});

test("the tour shows in three steps how a matter finds its mediator", async () => {
  const page = await open(browser);
  await page.getByRole("button", { name: "更多" }).click();
  await page.getByText("三步导览").click();
  for (const step of ["一、", "二、", "三、"]) {
    await page.locator(".ant-tour-title", { hasText: step }).waitFor();
    await page.locator(".ant-tour .ant-btn-primary").click();
  }
  await page.locator(".ant-tour-title").waitFor({ state: "hidden" });
  assert.match(await page.locator("#narrative").inputValue(), /拖欠/);
  assert.deepEqual(page.faults, []);
});

test("a change made elsewhere appears by itself on the dispute's page", async () => {
  const { registerDispute } = await graphQL("mutation ($input: RegisterDisputeInput!) { registerDispute(input: $input) { dispute { id } } }", {
    input: { regionCode: "440703103", narrative: "楼上半夜噪音扰民，多次沟通没有用" },
  });
  const id = registerDispute.dispute.id;
  const page = await open(browser, { path: `/disputes/${encodeURIComponent(id)}` });
  await page.locator(".next-person .candidate").first().waitFor();
  const { matchMediators } = await graphQL("query ($input: MatchMediatorsInput!) { matchMediators(input: $input, first: 1) { candidates { mediator { id name } } } }", { input: { disputeId: id } });
  const { mediator } = matchMediators.candidates[0];
  await graphQL("mutation ($input: OfferAssignmentInput!) { offerAssignment(input: $input) { userErrors { code } } }", { input: { disputeId: id, mediatorId: mediator.id } });
  await page.locator(".offer-OFFERED", { hasText: mediator.name }).waitFor({ timeout: 10_000 });
  await page.getByText("刚被他人更新").waitFor();
  assert.deepEqual(page.faults, []);
});
