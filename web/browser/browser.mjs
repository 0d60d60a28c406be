// What the browser tests share: a browser, a page that notes what goes wrong, and the server's address.
import { createRequire } from "node:module";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(new URL("../console/package.json", import.meta.url));
const { chromium } = require("playwright-core");

export const base = process.env.LIUYUAN_BASE;
if (!base) throw new Error("set LIUYUAN_BASE to the address of a server in demo mode, such as http://127.0.0.1:8080");

export const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
export const wages = "棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，大家想要个说法";

const executables = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
  const executablePath = executables.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium found; install it, on Debian with: apt-get install chromium fonts-noto-cjk");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** open is a page in a new context, with the tour if a person is said to sit before it, signed in with a key if one is given; page.faults collects errors of scripts, of the console and of the security policy. */
export async function open(browser, { size = "desktop", locale = "zh", path = "/", person = false, key } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], locale: locale === "zh" ? "zh-CN" : "en-US", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  if (person) await context.addInitScript(() => Object.defineProperty(navigator, "webdriver", { get: () => false }));
  if (key) await context.addInitScript((secret) => window.sessionStorage.setItem("liuyuan.key", secret), key);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.goto(base + path);
  return page;
}

/** graphQL asks the server directly, for what a test needs beforehand. */
export async function graphQL(query, variables = {}) {
  const response = await fetch(`${base}/graphql`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** shot writes a screenshot where the pictures of the documentation are made. */
export async function shot(page, name) {
  const folder = process.env.LIUYUAN_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
