/** Hours of one weekly duty, Asia/Shanghai. */
export interface Hours {
  weekday: number;
  from: string;
  to: string;
}

export interface Post {
  presence: "RESIDENT" | "ON_CALL" | "ROTATING";
  organization: { id: string; name: string };
  hours: readonly Hours[];
}

/** Where a person is at a moment: on duty, to be called, due later, or by appointment. */
export type PresenceNow =
  | { kind: "here"; until: string; place: string }
  | { kind: "later"; weekday: number; from: string; today: boolean; place: string }
  | { kind: "call"; place: string }
  | { kind: "appointment"; place: string | null };

/** shanghai is the weekday (1 Monday … 7 Sunday) and the time of an instant in China. */
export function shanghai(at: Date): { weekday: number; time: string } {
  const local = new Date(at.getTime() + 8 * 3_600_000); // China keeps UTC+8 all year
  return { weekday: local.getUTCDay() || 7, time: local.toISOString().slice(11, 16) };
}

/** presenceAt tells where a person with these posts is. Public holidays are the server's business. */
export function presenceAt(posts: readonly Post[], at: Date): PresenceNow {
  const now = shanghai(at);
  for (const post of posts) {
    const duty = post.hours.find((h) => h.weekday === now.weekday && h.from <= now.time && now.time < h.to);
    if (duty) return { kind: "here", until: duty.to, place: post.organization.name };
  }
  const onCall = posts.find((p) => p.presence === "ON_CALL");
  if (onCall) return { kind: "call", place: onCall.organization.name };
  return nextDuty(posts, now) ?? { kind: "appointment", place: posts[0]?.organization.name ?? null };
}

function nextDuty(posts: readonly Post[], now: { weekday: number; time: string }): PresenceNow | null {
  let best: { wait: number; duty: Hours; place: string } | null = null;
  for (const post of posts) {
    for (const duty of post.hours) {
      const days = (duty.weekday - now.weekday + 7) % 7;
      const wait = minutes(duty.from) - minutes(now.time) + (days === 0 && duty.from <= now.time ? 7 : days) * 1440;
      if (best === null || wait < best.wait) best = { wait, duty, place: post.organization.name };
    }
  }
  if (best === null) return null;
  return { kind: "later", weekday: best.duty.weekday, from: best.duty.from, today: best.duty.weekday === now.weekday && best.duty.from > now.time, place: best.place };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
