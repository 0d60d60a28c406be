import { chromium } from "playwright-core";
const base = process.env.BASE ?? "http://127.0.0.1:18477";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const text = "棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，有人说要去拉横幅";
const which = process.argv.slice(2);
async function page(size, lang) {
  const ctx = await browser.newContext({ viewport: size, locale: lang === "en" ? "en-US" : "zh-CN" });
  const p = await ctx.newPage();
  p.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") console.log("console:", m.text().slice(0, 400)); });
  p.on("pageerror", (e) => console.log("pageerror:", e.message.slice(0, 600)));
  return p;
}
const D = { width: 1366, height: 768 }, M = { width: 390, height: 844 };
const shots = {
  home: async (p) => { await p.goto(base + "/"); await p.waitForSelector("#narrative"); },
  intake: async (p) => { await p.goto(base + "/"); await p.fill("#narrative", text); await p.waitForSelector(".candidate"); await p.waitForTimeout(500); },
  team: async (p) => { await shots.intake(p); await p.click(".results .views label:nth-child(2)"); await p.waitForTimeout(1200); },
  map: async (p) => { await shots.intake(p); await p.click(".results .views label:nth-child(3)"); await p.waitForTimeout(2500); },
  directory: async (p) => { await p.goto(base + "/directory?q=" + encodeURIComponent("棠下 会讲四邑话 婚姻")); await p.waitForSelector(".hit"); await p.waitForTimeout(400); },
  six: async (p) => { await p.goto(base + "/six"); await p.waitForSelector(".matrix tbody tr"); await p.click(".matrix tbody tr:nth-child(2) button"); await p.waitForTimeout(900); },
  person: async (p) => { await p.goto(base + "/directory"); await p.waitForSelector(".hit"); await p.click(".hit h3 a"); await p.waitForSelector(".sheet"); await p.waitForTimeout(500); },
  room: async (p) => { await p.goto(base + "/directory?kind=ROOM"); await p.waitForSelector(".hit"); await p.click(".hit h3 a"); await p.waitForSelector(".sheet"); await p.waitForTimeout(500); },
  offer: async (p) => { await shots.intake(p); await p.focus("#narrative"); await p.keyboard.press("Control+Enter"); await p.waitForTimeout(700); },
  offered: async (p) => { await shots.offer(p); const c = await p.$(".assess input"); if (c) await p.click(".assess input"); await p.keyboard.press("Control+Enter"); await p.waitForTimeout(2000); },
  disputes: async (p) => { await p.goto(base + "/disputes"); await p.waitForTimeout(2000); },
  board: async (p) => { await p.goto(base + "/disputes?view=board"); await p.waitForTimeout(2000); },
  dispute: async (p) => { await p.goto(base + "/disputes"); await p.waitForSelector(".ant-table-row a"); await p.click(".ant-table-row a"); await p.waitForTimeout(1500); },
  graphiql: async (p) => { await p.goto(base + "/graphiql"); await p.waitForTimeout(2500); },
  lookup: async (p) => { await p.goto(base + "/"); await p.waitForSelector("#narrative"); },
};
for (const w of which) {
  const [name, size = "d", lang = "zh"] = w.split(":");
  const p = await page(size === "m" ? M : D, lang);
  try { await shots[name](p); } catch (e) { console.log(name, "FAILED", e.message.slice(0, 300)); }
  await p.screenshot({ path: `/tmp/console/${name}-${size}-${lang}.png`, fullPage: process.env.FULL === "1" });
  await p.context().close();
}
await browser.close();
