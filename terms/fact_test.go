package terms

import (
	"slices"
	"testing"

	"liuyuan/registry"
)

func TestSumsAreReadAsPeopleSayThem(t *testing.T) {
	for text, want := range map[string][]float64{
		"借给他伍万元":       {50_000},
		"收据上写叁仟贰佰元":    {3_200},
		"去年借了3w5给他":    {35_000},
		"转了2万8给中介":     {28_000},
		"押金三百五不退":      {350},
		"欠我三百五十块":      {350},
		"输咗两皮嘢":        {20_000},
		"欠我三撇水未还":      {3_000},
		"俾咗佢五嚿水":       {500},
		"种了三百五棵树":      nil,
		"租了一千二亩地":      nil,
		"十几万货款":        {130_000}, // 几 is read as 3
		"今年3w人来过":      nil,
		"欠咗我八千蚊, 仲有2千": {8_000},
	} {
		if got := Amounts(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestCrowdsAreCountedAsPeopleSayThem(t *testing.T) {
	for text, want := range map[string]int{
		"十几二十人围住门口": 20, "我们三十几号人": 30, "几十号人坐在门口": 30, "百来人去了镇政府": 100,
		"五六十个工友": 60, "三四个人": 4, "一天打几十个电话": 0,
	} {
		if got := headcount([]rune(Fold(text))); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func TestDaysNamedInFullAreRead(t *testing.T) {
	for text, want := range map[string][]registry.Date{
		"2026年3月2日入职":     {"2026-03-02"},
		"2026-03-02 入职":   {"2026-03-02"},
		"二〇二六年三月十二日受伤":    {"2026-03-12"},
		"二零二五年十一月三号签的合同":  {"2025-11-03"},
		"2025年十月一号结的婚":    {"2025-10-01"},
		"去年八月借的，上个月又借了一次": nil,
		"二〇二六年二月三十日":      nil,
	} {
		if got := dates([]rune(Fold(text))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
