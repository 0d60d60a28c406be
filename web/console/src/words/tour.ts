import type { Book } from "./locale";

export const tour = {
  tell: ["一、照样写下来访人的话", "1. Write what the visitor says"],
  tellMore: ["写或粘贴都行。类型、风险、人数、地点随写随识别，识别错了可直接更正。下一步会填入一个例子。", "Write or paste. Type, risk, headcount and place are recognised as you go, and you can correct them. The next step fills in an example."],
  see: ["二、看谁合适、为什么", "2. See who fits, and why"],
  seeMore: ["每一分都有理由：专长、场所、距离、负荷、语言……。Alt + ↓ 看下一位；“六员组合”和“地图”在右上角。", "Every point has its reason: speciality, room, distance, load, language … Alt + ↓ goes to the next; the team of six and the map are at the top."],
  ask: ["三、Ctrl + Enter 邀请", "3. Ctrl + Enter makes the offer"],
  askMore: ["登记与邀请一步完成。对方电话答复后点“接受”或“谢绝”；谢绝了，下一位已经排好。", "Registering and offering are one step. Record the answer by phone; after a no, the next person is ready."],
  example: ["棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，大家想要个说法", "棠下镇桐井村一个工地，老板拖欠十几个工人三个月工资，大家想要个说法"],
} as const satisfies Book;
