package terms

import (
	"slices"
	"testing"
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
		"廿五蚊一份":        {25},
	} {
		if got := Amounts(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
