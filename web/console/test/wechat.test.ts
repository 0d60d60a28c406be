import { describe, expect, test } from "vitest";

import { invitationText } from "../src/people/wechat";

const invitation = { mediator: "容婷婷", typeName: "欠薪", placeName: "棠下镇 · 桐井村", riskName: "高风险", centre: "蓬江区综治中心", phone: "0750-0000001", number: "440703-2026-000123" };

describe("the text for WeChat", () => {
  test("names the mediator, the type, the place and the number", () => {
    const text = invitationText(invitation, "zh");
    for (const part of ["容婷婷", "欠薪", "棠下镇 · 桐井村", "高风险", "440703-2026-000123", "0750-0000001"]) expect(text).toContain(part);
  });

  test("can hold nothing of the parties: its input has no place for them", () => {
    expect(Object.keys(invitation).sort()).toEqual(["centre", "mediator", "number", "phone", "placeName", "riskName", "typeName"]);
  });

  test("leaves out what is not known without leaving traces", () => {
    const text = invitationText({ ...invitation, typeName: null, placeName: null, riskName: null, phone: null, number: null }, "zh");
    expect(text).not.toMatch(/null|undefined|（）|编号/);
    expect(text).toContain("矛盾纠纷");
  });

  test("is written in English for English readers", () => {
    expect(invitationText(invitation, "en")).toMatch(/^Hello 容婷婷/);
  });
});
