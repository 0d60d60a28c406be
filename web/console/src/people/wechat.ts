import type { Locale } from "../words/locale";

/** What an invitation sent through WeChat may say: nothing about the parties and nothing of what they told. */
export interface Invitation {
  mediator: string;
  typeName: string | null;
  placeName: string | null;
  riskName: string | null;
  centre: string;
  phone: string | null;
  number: string | null;
}

/**
 * invitationText is the text to copy into WeChat. It is made from the type, the place down to the village and the
 * number only: names, phone numbers and the statement of the parties never leave the system this way.
 */
export function invitationText(i: Invitation, locale: Locale): string {
  const lines = locale === "zh"
    ? [
        `${i.mediator}您好，这里是${i.centre}。`,
        `想请您参与调解一起${i.typeName ?? "矛盾纠纷"}${i.placeName ? `（${i.placeName}）` : ""}${i.riskName ? `，${i.riskName}` : ""}。`,
        i.number ? `编号：${i.number}` : null,
        `方便的话请回复“可以”或来电${i.phone ? ` ${i.phone}` : ""}；如需回避或没有时间，也请告诉我们。`,
        "当事人信息请在系统内或当面了解，请勿转发。",
      ]
    : [
        `Hello ${i.mediator}, this is ${i.centre}.`,
        `We would like to ask you to mediate a matter: ${i.typeName ?? "a dispute"}${i.placeName ? ` (${i.placeName})` : ""}${i.riskName ? `, ${i.riskName.toLowerCase()}` : ""}.`,
        i.number ? `Number: ${i.number}` : null,
        `Please answer "yes" or call${i.phone ? ` ${i.phone}` : " us"}; tell us if you have a conflict of interest or no time.`,
        "Details of the parties are given inside the system or in person; please do not forward.",
      ];
  return lines.filter((line) => line !== null).join("\n");
}

/** copy puts a text on the clipboard; on plain-HTTP local networks browsers offer only the old way. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offscreen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
