// What the figures share: percentiles, and how long the page's own thread was held.

export const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))];

/** answers are the milliseconds that each answer took from request to paint, as the console noted them. */
export const answers = (page) => page.evaluate(() => performance.getEntriesByName("liuyuan.answer").map((e) => e.duration));

/**
 * longestTask does something and tells the longest task of the page's thread meanwhile: in processor time, which is the
 * console's, and on the clock, which is also that of whatever else this machine does.
 */
export async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const thread = (e) => `${e.pid} ${e.tid}`;
  const pages = new Set(traceEvents.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((e) => e.name.endsWith("RunTask") && pages.has(thread(e)));
  if (tasks.length === 0) throw new Error("the trace holds no task of the page");
  const longest = (part) => Math.round(Math.max(...tasks.map((t) => t[part] ?? 0)) / 1000);
  return { processor: longest("tdur"), clock: longest("dur") };
}
