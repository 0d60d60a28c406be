import type { ThemeConfig } from "antd";

/** Colours of the console; text on them keeps a contrast of 4.5 : 1 and more. */
export const colours = {
  ink: "#16324f",
  brand: "#1f4e79",
  text: "#1b2733",
  secondary: "#4b5a69",
  line: "#d9dfe6",
  ground: "#f3f5f8",
  good: "#1b6b3f",
  warn: "#8a5300",
  bad: "#a8201a",
} as const;

export const fontFamily = '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.brand,
    colorInfo: colours.brand,
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    colorError: colours.bad,
    colorSuccessBg: "#e5f3ea",
    colorSuccessBorder: "#b9d4c4",
    colorWarningBg: "#fff6e4",
    colorWarningBorder: "#ecd9ae",
    colorErrorBg: "#fdeceb",
    colorErrorBorder: "#f0c4c1",
    colorText: colours.text,
    colorTextSecondary: colours.secondary,
    colorTextTertiary: "#5d6b79",
    colorTextDescription: colours.secondary,
    colorTextPlaceholder: "#6b7885",
    colorBorder: "#bfc8d2",
    colorLink: "#1a5a96",
    fontFamily,
    borderRadius: 6,
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
  },
  components: { Table: { headerBg: "#eef2f6", cellPaddingBlock: 10 }, Button: { primaryShadow: "none", defaultShadow: "none" } },
};
