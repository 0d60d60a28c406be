// Every page, in both languages, on a desk and on a phone: nothing serious for axe, no fault, nothing wider than the screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { base, graphQL, launch, open, shot, sizes, wages } from "./browser.mjs";

const axe = readFileSync(createRequire(new URL("../console/package.json", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let places;
before(async () => {
  browser = await launch();
  places = await prepare();
});
after(async () => { await browser?.close(); });

/** prepare registers matters in several states, so that lists and pages show something. */
async function prepare() {
  const matters = [
    ["440703101209", "工地拖欠十几个工人三个月工资，大家想要个说法", "ACCEPT"],
    ["440703102001", "夫妻闹离婚，为孩子抚养权争执，老人只会讲四邑话", "OFFER"],
    ["440703002101", "楼上漏水浸坏天花，谈了几次都没有结果", "DECLINE"],
    ["440703103", "健身房关门不退卡，几十个会员要求退款", "NONE"],
    ["440703006", "两家为停车位打架，其中一人说要拿刀", "NONE"],
    ["440703101", "祖屋分家产，兄弟几个从香港回来，意见不一", "OFFER"],
  ];
  const found = await graphQL("query { villages: regions(parentCode: \"440703\", level: VILLAGE) { code } towns: regions(parentCode: \"440703\", level: TOWN) { code } }");
  const codes = new Set([...found.villages, ...found.towns].map((r) => r.code));
  let dispute;
  for (const [code, narrative, then] of matters) {
    const regionCode = codes.has(code) ? code : code.slice(0, 9);
    const { registerDispute } = await graphQL("mutation ($input: RegisterDisputeInput!) { registerDispute(input: $input) { dispute { id } userErrors { message } } }", {
      input: { regionCode, narrative, parties: [{ side: "APPLICANT", name: "陈测试", phone: "13800001234" }, { side: "RESPONDENT", name: "某某公司", kind: "ORGANIZATION" }] },
    });
    const id = registerDispute.dispute.id;
    if (then === "NONE") continue;
    const { matchMediators } = await graphQL("query ($input: MatchMediatorsInput!) { matchMediators(input: $input, first: 1) { candidates { mediator { id } } } }", { input: { disputeId: id } });
    const { offerAssignment } = await graphQL("mutation ($input: OfferAssignmentInput!) { offerAssignment(input: $input) { assignment { id } userErrors { message } } }", {
      input: { disputeId: id, mediatorId: matchMediators.candidates[0].mediator.id },
    });
    const assignmentId = offerAssignment.assignment?.id;
    if (assignmentId && then === "ACCEPT") await graphQL("mutation ($input: AcceptAssignmentInput!) { acceptAssignment(input: $input) { userErrors { code } } }", { input: { assignmentId, channel: "PHONE" } });
    if (assignmentId && then === "DECLINE") await graphQL("mutation ($input: DeclineAssignmentInput!) { declineAssignment(input: $input) { userErrors { code } } }", { input: { assignmentId, channel: "PHONE", reason: "UNAVAILABLE" } });
    dispute ??= id;
  }
  const { mediators, organizations } = await graphQL("{ mediators(first: 1, filter: { roles: [VILLAGE_LAWYER] }) { nodes { id } } organizations(first: 1, filter: { kinds: [ROOM] }) { nodes { id } } }");
  const village = found.villages.find((v) => v.code.startsWith("440703101"))?.code ?? "";
  return { dispute, person: mediators.nodes[0].id, room: organizations.nodes[0].id, village };
}

const pages = {
  home: { path: () => "/", ready: ".desk-waiting li" },
  match: { path: () => "/", ready: "#narrative", act: match },
  team: { path: () => "/", ready: "#narrative", act: async (page) => { await match(page); await view(page, 2, ".panel-seats .seat"); } },
  map: { path: () => "/", ready: "#narrative", act: async (page) => { await match(page); await view(page, 3, ".map-canvas canvas"); } },
  alike: { path: () => "/", ready: "#narrative", act: async (page) => { await page.locator("#narrative").fill("棠下镇工地拖欠十几个工人三个月工资，大家想要个说法"); await page.locator(".alike li").first().waitFor(); await page.locator('.results[aria-busy="false"]').waitFor(); } },
  offer: { path: () => "/", ready: "#narrative", act: async (page) => { await match(page); await page.keyboard.press("Control+Enter"); await page.locator(".offer-dialog .ant-btn-primary").waitFor(); } },
  disputes: { path: () => "/disputes", ready: ".ant-table-row" },
  board: { path: () => "/disputes?view=board", ready: ".slip" },
  dispute: { path: () => `/disputes/${encodeURIComponent(places.dispute)}`, ready: ".statement" },
  directory: { path: () => `/directory?q=${encodeURIComponent("棠下镇 四邑话 婚姻")}`, ready: ".hit" },
  person: { path: () => `/people/${encodeURIComponent(places.person)}`, ready: ".sheet-grid" },
  room: { path: () => `/organizations/${encodeURIComponent(places.room)}`, ready: ".members .hit" },
  six: { path: () => `/six?village=${places.village}`, ready: ".seats .seat" },
  nowhere: { path: () => "/nowhere", ready: ".gate" },
};

// The pictures of the documentation.
const pictured = new Set([
  ...["home", "match", "team", "map", "offer", "disputes", "board", "dispute", "directory", "person", "six"].map((name) => `${name}-desktop-zh`),
  "match-phone-zh", "dispute-phone-zh", "match-desktop-en",
]);

async function match(page) {
  await page.locator("#narrative").fill(wages);
  await page.locator(".candidate.chosen").waitFor();
  await page.locator('.results[aria-busy="false"]').waitFor();
}

async function view(page, which, ready) {
  await page.locator(`.results .views label:nth-child(${which})`).click();
  await page.locator(ready).first().waitFor();
}

for (const [name, { path, ready, act }] of Object.entries(pages)) {
  for (const locale of ["zh", "en"]) {
    test(`${name} is accessible and whole in ${locale}, on a desk and on a phone`, async () => {
      const page = await open(browser, { locale, path: path() });
      await page.locator(ready).first().waitFor();
      await act?.(page);
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await settle(page);
        if (act && name !== "offer") await page.locator(".results").evaluate((results) => results.scrollIntoView()); // on a phone it lies below
        if (pictured.has(`${name}-${size}-${locale}`)) await shot(page, `${name}-${size}-${locale}`);
        assert.deepEqual(await audit(page), [], size);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= viewport.width, `the page is ${wide} px wide on a screen of ${viewport.width}`);
      }
      assert.deepEqual(page.faults, []);
      assert.equal(await page.evaluate(() => document.documentElement.lang), locale === "zh" ? "zh-CN" : "en");
      await page.context().close();
    });
  }
}

/** settle waits for fonts and for what is still fading to its colour. */
async function settle(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((a) => a.finished));
  });
}

/** audit runs axe and gives what is serious or critical, shortly. */
async function audit(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => ({ rule: v.id, where: v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + n.html.slice(0, 160)) }));
}

test("English pages hold no Chinese but the names of places, people and words that were said", async () => {
  const page = await open(browser, { locale: "en" });
  await page.locator(".desk").waitFor();
  const chrome = await page.evaluate(() => [...document.querySelectorAll("nav a, h2, .desk-how, .narrative-title, .narrative .hint")].map((e) => e.textContent).join(" "));
  assert.doesNotMatch(chrome.replaceAll("中", ""), /[\u4e00-\u9fff]/);
  await page.context().close();
});

/** answered runs the example until its answer stands there: a click that comes before the editor has its query runs nothing. */
async function answered(page) {
  const answer = page.getByText('"classifyDispute"'); // the editor holds only the lines in sight
  for (let tries = 1; ; tries++) {
    await page.locator(".graphiql-execute-button").click();
    try {
      return await answer.waitFor({ timeout: 8_000 });
    } catch (fault) {
      if (tries === 5) throw fault;
    }
  }
}

test("GraphiQL runs without a network of its own", async () => {
  const page = await open(browser, { path: "/graphiql" });
  const foreign = [];
  page.on("request", (request) => request.url().startsWith(base) || request.url().startsWith("data:") || foreign.push(request.url()));
  await answered(page);
  assert.deepEqual(foreign, []);
  assert.deepEqual(page.faults, []);
});
