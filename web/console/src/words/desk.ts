import type { Book } from "./locale";

export const desk = {
  how: ["三步找到合适的人", "Three steps to the right person"],
  tell: ["写下来访人的话", "Write what the visitor says"],
  tellMore: ["类型、风险、人数、地点边写边识别，可随手更正。", "Type, risk, headcount and place are recognised as you write; correct them at will."],
  see: ["看谁合适、为什么", "See who fits, and why"],
  seeMore: ["专长、场所、距离、负荷、语言，每一分都写明理由。", "Speciality, room, distance, load, language: every point states its reason."],
  ask: ["邀请，记录答复", "Make the offer, record the answer"],
  askMore: ["登记与邀请一步完成；谢绝了，下一位已排好。", "Registering and offering are one step; after a no, the next person is ready."],
  proposal: ["结果只是建议，由您决定。", "It is a proposal; you decide."],
  waiting: ["待办纠纷", "Waiting"],
  count: ["{n} 件", "{n}"],
  all: ["全部", "all"],
  fresh: ["刚登记", "just registered"],
  waited: ["已等 {time}", "waiting {time}"],
  none: ["没有待办。", "Nothing waits."],
} as const satisfies Book;
