// After the intake: what is on file already, two persons where safety is at stake, the team, the board.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { base, graphQL, launch, open, shot } from "./browser.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** register puts a matter on file and gives its id and number. */
async function register(narrative, regionCode) {
  const { registerDispute } = await graphQL("mutation ($input: RegisterDisputeInput!) { registerDispute(input: $input) { dispute { id number } userErrors { message } } }", {
    input: { narrative, regionCode, parties: [{ side: "APPLICANT", name: "陈测试", phone: "13800001234" }, { side: "RESPONDENT", name: "某某公司", kind: "ORGANIZATION" }] },
  });
  assert.deepEqual(registerDispute.userErrors, []);
  return registerDispute.dispute;
}

test("what may be on file already is shown while typing, with the reasons, and can be put aside", async () => {
  const { number } = await register("杜阮镇一家灯饰厂欠二十三个工人两个月工资，共46000元", "440703103");
  const page = await open(browser);
  await page.locator("#narrative:focus").waitFor();
  await page.keyboard.type("我们二十三个人在杜阮灯饰厂做，两个月工资46000元没有发");
  const alike = page.locator(".alike li", { hasText: number });
  await alike.waitFor();
  const why = await alike.locator(".alike-why").innerText();
  for (const reason of ["同在杜阮镇", "都是 23 人", "46000", "同为欠薪"]) assert.ok(why.includes(reason), why);
  assert.ok(!(await alike.innerText()).includes("13800001234"));
  await page.locator('.results[aria-busy="false"]').waitFor();
  await shot(page, "duplicate-desktop-zh");
  await alike.getByRole("button", { name: /不是同一件/ }).press("Enter");
  await alike.waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".alike-none").waitFor();
  await page.getByRole("button", { name: "重新显示" }).press("Enter");
  await alike.getByRole("link", { name: number }).press("Enter");
  await page.locator(".sheet h1", { hasText: number }).waitFor();
  await page.goBack();
  await page.locator("#narrative").waitFor();
  assert.match(await page.locator("#narrative").inputValue(), /杜阮灯饰厂/, "looking at the file loses nothing");
  assert.deepEqual(page.faults, []);
});

test("where safety is at stake a second person confirms before anybody is asked", async () => {
  const { id } = await register("棠下镇两家因界址争执，一方扬言拿刀砍人，已经打伤一人", "440703101203");
  const page = await open(browser, { path: `/disputes/${encodeURIComponent(id)}` });
  await page.getByRole("button", { name: "记录研判" }).click();
  await page.getByRole("button", { name: "复核同意" }).click();
  await page.getByText("不能复核自己的研判").waitFor();
  assert.equal(await page.locator(".next-person").count(), 0, "nobody is proposed before the second look");
  await page.locator(".persona").click();
  await page.locator(".ant-select-item-option", { hasText: "棠下镇工作人员" }).click();
  await page.getByRole("button", { name: "复核同意" }).click();
  await page.locator(".next-person .candidate").first().waitFor();
  await page.getByText("第二人复核研判").waitFor();
  assert.deepEqual(page.faults, []);
});

test("one of the six is invited to a matter on file, and the parties' consent is recorded", async () => {
  const page = await open(browser);
  await page.locator("#narrative").fill("棠下镇桐井村两兄弟为祖屋分家争执，想请人讲和");
  await page.locator(".candidate.chosen").waitFor();
  await page.getByRole("button", { name: "只登记" }).click();
  await page.locator(".offer-dialog .ant-btn-primary").click();
  await page.locator(".registered").waitFor();
  await page.locator(".results .views label:nth-child(2)").click();
  const seat = page.locator(".panel-seats .seat", { hasText: "受邀参与人" }).first();
  const name = await seat.locator("b").innerText();
  await seat.getByRole("button", { name: "邀请参与" }).click();
  await page.getByRole("link", { name: "打开纠纷" }).click();
  const asked = page.locator(".block li", { hasText: name }).filter({ hasText: "当事人同意" });
  await asked.getByText("当事人同意 0/2").waitFor();
  await asked.getByRole("button", { name: "记录：当事人均同意" }).click();
  await asked.getByText("当事人同意 2/2").waitFor();
  assert.deepEqual(page.faults, []);
});

test("the board counts every state whole", async () => {
  const page = await open(browser, { path: "/disputes?view=board" });
  await page.locator(".slip").first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".column").length === document.querySelectorAll(".column h2 .numeric").length);
  const counts = await page.locator(".column h2 .numeric").allInnerTexts();
  const { disputes } = await graphQL("{ disputes(first: 1, filter: { status: [REGISTERED, ASSESSING, AWAITING_MATCH, AWAITING_CHOICE, AWAITING_ACCEPTANCE, MEDIATING] }) { totalCount } }");
  assert.equal(counts.reduce((sum, n) => sum + Number(n), 0), disputes.totalCount);
});

test("a filter is saved under a name and brings the same list again", async () => {
  const page = await open(browser, { path: "/disputes?risk=HIGH&status=MEDIATING" });
  await page.getByRole("button", { name: "保存为常用" }).click();
  await page.getByLabel("名称").fill("高风险在调");
  await page.keyboard.press("Enter");
  await page.locator(".pill", { hasText: "高风险在调" }).waitFor();
  await page.locator(".pill", { hasText: "全部" }).click();
  await page.waitForURL((url) => !url.search.includes("risk"));
  await page.reload();
  await page.locator(".pill", { hasText: "高风险在调" }).click();
  await page.waitForURL(/risk=HIGH/);
});

test("what someone else did meanwhile is said, and one press brings the newest state", async () => {
  const { id } = await register("潮连街道两户为围墙高度争执，谈不拢", "440703103");
  const { matchMediators } = await graphQL("query ($input: MatchMediatorsInput!) { matchMediators(input: $input, first: 1) { candidates { mediator { id name } } } }", { input: { disputeId: id } });
  const { mediator } = matchMediators.candidates[0];
  const { offerAssignment } = await graphQL("mutation ($input: OfferAssignmentInput!) { offerAssignment(input: $input) { assignment { id } } }", { input: { disputeId: id, mediatorId: mediator.id } });
  const page = await open(browser, { path: "/nowhere" });
  await page.route("**/graphql/stream", (route) => route.fulfill({ status: 400, body: "" })); // no news reaches this page
  await page.goto(`${base}/disputes/${encodeURIComponent(id)}`);
  await page.locator(".offer-OFFERED").waitFor();
  await graphQL("mutation ($input: DeclineAssignmentInput!) { declineAssignment(input: $input) { userErrors { code } } }", { input: { assignmentId: offerAssignment.assignment.id, reason: "UNAVAILABLE", channel: "PHONE" } });
  await page.getByRole("button", { name: "记录：电话接受" }).click();
  await page.getByRole("button", { name: "他人已更新" }).click();
  await page.locator(".next-person .candidate").first().waitFor();
  assert.notEqual(await page.locator(".next-person .candidate").first().locator("h3 button").innerText(), mediator.name);
});
