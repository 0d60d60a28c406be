/** One server-sent event. */
export interface ServerEvent {
  event: string;
  data: string;
}

/** eventsOf takes the whole events out of what was received and gives back the rest, which belongs to the next one. */
export function eventsOf(received: string): { events: ServerEvent[]; rest: string } {
  const blocks = received.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.map(eventOf).filter((e) => e !== null);
  return { events, rest };
}

function eventOf(block: string): ServerEvent | null {
  const lines = block.split("\n");
  const values = (field: string) => lines.filter((l) => l.startsWith(`${field}:`)).map((l) => l.slice(field.length + 1).replace(/^ /, ""));
  const event = values("event")[0];
  return event === undefined ? null : { event, data: values("data").join("\n") }; // lines of comment only keep the line open
}
