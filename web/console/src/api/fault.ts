import type { CombinedError } from "urql";

import type { Locale, Phrase } from "../words/locale";

/** What went wrong, in words, and what to do. */
export interface Fault {
  code: string;
  message: string;
  advice: string;
  requestId?: string;
  /** The same request may succeed later. */
  retry: boolean;
}

interface Wording {
  message: Phrase;
  advice: Phrase;
  retry?: boolean;
}

const wordings: Readonly<Record<string, Wording>> = {
  NETWORK: {
    message: ["连不上服务器", "The server cannot be reached"],
    advice: ["您输入的内容已保留。请检查网络，恢复后会自动继续。", "What you typed is kept. Check the network; work goes on when it is back."],
    retry: true,
  },
  UNAUTHENTICATED: {
    message: ["需要访问密钥", "An access key is needed"],
    advice: ["密钥可能已过期或被停用。请重新输入，或向系统管理员申请。", "The key may have expired or been revoked. Enter it again, or ask the system administrator."],
  },
  FORBIDDEN: {
    message: ["您的岗位不能做这件事", "Your role may not do this"],
    advice: ["如确有需要，请联系本级管理员。", "If it is needed, ask the administrator of your level."],
  },
  NOT_FOUND: {
    message: ["没有找到，或不在您的辖区", "Not found, or outside your region"],
    advice: ["请核对编号，或从列表进入。", "Check the number, or open it from the list."],
  },
  RATE_LIMITED: {
    message: ["请求太频繁", "Too many requests"],
    advice: ["请稍等片刻再试。", "Wait a moment and try again."],
    retry: true,
  },
  UNAVAILABLE: {
    message: ["系统正忙", "The service is busy"],
    advice: ["您输入的内容已保留，请稍后再试。", "What you typed is kept; try again shortly."],
    retry: true,
  },
  STORAGE_FULL: {
    message: ["存储空间已满，暂时不能保存", "Storage is full; nothing can be saved"],
    advice: ["查询不受影响。请联系系统管理员清理空间，您输入的内容已保留。", "Searching still works. Ask the system administrator to free space; what you typed is kept."],
    retry: true,
  },
  OUTCOME_UNKNOWN: {
    message: ["还不能确定是否已保存", "It is not known whether this was saved"],
    advice: ["再点一次即可：同一操作只会生效一次。", "Do it once more: the same action takes effect only once."],
    retry: true,
  },
  ARGUMENT_TOO_LONG: {
    message: ["文字太长", "The text is too long"],
    advice: ["来访陈述最多 4,000 字，检索词最多 200 字。", "A statement has at most 4,000 characters, a search 200."],
  },
};

const unknown: Wording = {
  message: ["出了点问题", "Something went wrong"],
  advice: ["请再试一次；如仍不行，把下面的编号告诉系统管理员。", "Try again; if it stays, tell the system administrator the number below."],
  retry: true,
};

/** faultOf says in plain words what an answer without data means. */
export function faultOf(error: CombinedError, locale: Locale): Fault {
  const first = error.graphQLErrors[0];
  const status = (error.response as Response | undefined)?.status;
  const code = codeOf(first?.extensions["code"], status, error.networkError !== undefined);
  const wording = wordings[code] ?? unknown;
  const index = locale === "zh" ? 0 : 1;
  const requestId = first?.extensions["requestId"];
  return {
    code,
    message: wording.message[index],
    advice: wording.advice[index],
    retry: wording.retry ?? false,
    ...(typeof requestId === "string" ? { requestId } : {}),
  };
}

function codeOf(told: unknown, status: number | undefined, network: boolean): string {
  if (typeof told === "string") return told;
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "FORBIDDEN";
  if (status === 429) return "RATE_LIMITED";
  if (status === 503) return "UNAVAILABLE";
  return network ? "NETWORK" : "INTERNAL";
}
