import type { Book } from "./locale";

export const risks = {
  LOW: ["低风险", "Low risk"],
  MEDIUM: ["中风险", "Medium risk"],
  HIGH: ["高风险", "High risk"],
} as const satisfies Book;

export const facets = {
  涉侨: ["涉侨", "Overseas Chinese"],
  涉港澳台: ["涉港澳台", "Hong Kong, Macao, Taiwan"],
  涉外: ["涉外", "Foreign"],
  群体性: ["群体性", "Group"],
  涉未成年人: ["涉未成年人", "Minors"],
  涉老年人: ["涉老年人", "Older people"],
  涉残: ["涉残", "Disability"],
  涉军: ["涉军", "Military"],
  涉家暴: ["涉家暴", "Domestic violence"],
  新业态: ["新业态", "Platform work"],
} as const satisfies Book;

export const criteria = {
  speciality: ["专长", "Speciality"],
  room: ["调解室", "Room"],
  proximity: ["距离", "Distance"],
  role: ["身份", "Role"],
  load: ["负荷", "Load"],
  languages: ["语言", "Languages"],
  rotation: ["轮换", "Rotation"],
  facets: ["特征", "Traits"],
  presence: ["在岗", "Presence"],
  freshness: ["资料", "Record"],
} as const satisfies Book;

export const levels = {
  1: ["了解", "knows"],
  2: ["常办", "practised"],
  3: ["专长", "expert"],
} as const satisfies Book;

export const disputeStatuses = {
  REGISTERED: ["已登记", "Registered"],
  ASSESSING: ["研判中", "Assessing"],
  AWAITING_MATCH: ["待匹配", "Awaiting match"],
  AWAITING_CHOICE: ["待选定", "Awaiting choice"],
  AWAITING_ACCEPTANCE: ["待接受", "Awaiting acceptance"],
  MEDIATING: ["调解中", "Mediating"],
  AGREED: ["达成协议", "Agreed"],
  PERFORMING: ["履行中", "Performing"],
  CLOSED: ["已结案", "Closed"],
  TERMINATED: ["已终止", "Terminated"],
} as const satisfies Book;

export const assignmentStatuses = {
  OFFERED: ["已邀请，待答复", "Offered"],
  ACCEPTED: ["已接受", "Accepted"],
  DECLINED: ["已谢绝", "Declined"],
  EXPIRED: ["逾期未答", "Expired"],
  RESCINDED: ["已撤回", "Rescinded"],
  WITHDRAWN: ["已退出", "Withdrawn"],
  COMPLETED: ["已完成", "Completed"],
} as const satisfies Book;

export const declineReasons = {
  UNAVAILABLE: ["没有时间", "Not available"],
  OUT_OF_EXPERTISE: ["不熟悉此类纠纷", "Outside my expertise"],
  OUT_OF_SCOPE: ["不属调解范围", "Outside the scope"],
  CONFLICT_OF_INTEREST: ["需要回避", "Conflict of interest"],
  UNSUITABLE: ["不宜担任", "Unsuitable"],
  OTHER: ["其他", "Other"],
} as const satisfies Book;

export const parts = {
  LEAD: ["主持调解员", "Lead"],
  CO_MEDIATOR: ["协助调解员", "Co-mediator"],
  INVITED: ["受邀参与人", "Invited"],
} as const satisfies Book;

export const sources = {
  WALK_IN: ["现场来访", "Walk-in"],
  GRID_OFFICER: ["网格员上报", "Grid officer"],
  POLICE_NON_EMERGENCY: ["110 非警情", "110 calls outside police duties"],
  HOTLINE_12345: ["12345 热线", "12345 hotline"],
  PEACE_ALLIANCE: ["平安联盟", "Peace alliance"],
  ONLINE_OPINION: ["网络舆情", "Online opinion"],
  OTHER: ["其他", "Other"],
} as const satisfies Book;

export const sides = {
  APPLICANT: ["申请人", "Applicant"],
  RESPONDENT: ["被申请人", "Respondent"],
  THIRD: ["第三人", "Third party"],
} as const satisfies Book;

export const partyKinds = {
  PERSON: ["自然人", "Person"],
  ORGANIZATION: ["法人", "Legal person"],
  UNINCORPORATED: ["非法人组织", "Unincorporated body"],
} as const satisfies Book;

export const channels = {
  PHONE: ["电话", "Phone"],
  WECHAT: ["微信", "WeChat"],
  IN_PERSON: ["当面", "In person"],
  CONSOLE: ["系统", "Console"],
  SYSTEM: ["系统", "System"],
} as const satisfies Book;

export const terminationReasons = {
  REFUSED: ["当事人拒绝调解", "A party refused"],
  FAILED: ["调解不成", "Mediation failed"],
  UNREACHABLE: ["联系不上当事人", "Party unreachable"],
  TIME_LIMIT: ["期限届满", "Time limit reached"],
  WITHDRAWN: ["申请人撤回", "Application withdrawn"],
  REFERRED: ["移送其他途径", "Referred elsewhere"],
  OTHER: ["其他", "Other"],
} as const satisfies Book;
