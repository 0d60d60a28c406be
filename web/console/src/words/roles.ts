import type { Book, Locale } from "./locale";

/** Names of the roles; the first six are the six members (六员) of a village. */
export const roles = {
  CLAN_ELDER: ["乡贤宗亲", "Respected local or kin"],
  VILLAGE_SECRETARY: ["村（社区）书记", "Village secretary"],
  VILLAGE_POLICE: ["驻村民警", "Village police officer"],
  GRID_OFFICER: ["网格员", "Grid officer"],
  VILLAGE_LAWYER: ["驻村律师", "Village lawyer"],
  DELEGATE: ["两代表一委员", "Delegate or committee member"],
  MEDIATOR: ["调解员", "Mediator"],
  LAWYER: ["律师", "Lawyer"],
  COUNSELLOR: ["心理咨询师", "Counsellor"],
  BUILDING_HEAD: ["志愿楼长", "Building head"],
  CHAMBER_MEMBER: ["商会协会", "Chamber or association"],
  RIDER: ["新业态骑手", "Delivery rider"],
  OTHER: ["其他", "Other"],
} as const satisfies Book;

export type Role = keyof typeof roles;

/** The six members in the order they are usually named. */
export const sixRoles = ["CLAN_ELDER", "VILLAGE_SECRETARY", "VILLAGE_POLICE", "GRID_OFFICER", "VILLAGE_LAWYER", "DELEGATE"] as const satisfies readonly Role[];

export const standings = {
  COMMITTEE_MEMBER: ["调委会委员", "Committee member"],
  ENGAGED: ["聘任调解员", "Engaged mediator"],
  COURT_INVITED: ["特邀调解员", "Court-invited mediator"],
  INVITED: ["受邀参与人", "Invited participant"],
} as const satisfies Book;

/** What a standing allows, after 人民调解法 art. 9, 13, 20 and 29. */
export const powers = {
  COMMITTEE_MEMBER: ["可主持、可签字", "may lead and sign"],
  ENGAGED: ["可主持、可签字", "may lead and sign"],
  COURT_INVITED: ["仅法院委派委托案件可主持", "may lead court-referred cases only"],
  INVITED: ["受邀参与，不主持、不签字", "takes part, may not lead or sign"],
} as const satisfies Book;

export const presences = {
  RESIDENT: ["常驻", "Resident"],
  ON_CALL: ["随驻", "On call"],
  ROTATING: ["轮驻", "Rotating"],
} as const satisfies Book;

export const organizationKinds = {
  CENTRE: ["综治中心", "Centre"],
  COMMITTEE: ["人民调解委员会", "Mediation committee"],
  ROOM: ["专项调解室", "Mediation room"],
  STUDIO: ["品牌工作室", "Named studio"],
  DEPARTMENT: ["职能部门", "Department"],
  COURT: ["法院", "Court"],
  PROCURATORATE: ["检察院", "Procuratorate"],
  POLICE: ["公安", "Police"],
  OTHER: ["其他机构", "Other institution"],
} as const satisfies Book;

export const languages = {
  cmn: ["普通话", "Mandarin"],
  yue: ["粤语", "Cantonese"],
  "yue-x-siyap": ["四邑话", "Siyi (Taishanese)"],
  hak: ["客家话", "Hakka"],
  "nan-x-teoswa": ["潮汕话", "Teochew"],
  en: ["英语", "English"],
  csl: ["手语", "Chinese Sign Language"],
  za: ["壮语", "Zhuang"],
  vi: ["越南语", "Vietnamese"],
  es: ["西班牙语", "Spanish"],
} as const satisfies Book;

/** nameOf looks a code up in a book; a code the book does not hold is shown as it is. */
export function nameOf(book: Book, code: string, locale: Locale): string {
  return book[code]?.[locale === "zh" ? 0 : 1] ?? code;
}
