package terms

import (
	"testing"

	"liuyuan/registry"
)

func TestEveryRiskGroupGradesItsExample(t *testing.T) {
	d, err := readRisks()
	if err != nil {
		t.Fatal(err)
	}
	c := newClassifier(t)
	for level, groups := range map[registry.RiskLevel][]riskGroup{registry.RiskHigh: d.High, registry.RiskMedium: d.Medium} {
		for _, g := range groups {
			w := c.Classify(g.Example)
			if w.Risk != level || len(w.RiskTerms) == 0 {
				t.Errorf("%s: %q is graded %s %v, want %s", g.Why, g.Example, w.Risk, w.RiskTerms, level)
			}
		}
	}
}

func TestHarmlessWordsAreNoRisk(t *testing.T) {
	c := newClassifier(t)
	for _, text := range []string{
		"我住的劏房被房东收回", "劏鸡档卖的鸡有问题", "孩子判给谁抚养", "不会去跳楼堵路，只想拿回工资", "不是打架，没有动手",
		"打电话给客服没人接", "打了欠条到期不还", "出门打工三年", "邻居天天打麻将", "点了一份炸鸡", "孩子打篮球摔了一跤", "施工打桩",
		"夫妻离婚孩子归谁，没有打骂",
	} {
		if w := c.Classify(text); w.Risk != registry.RiskLow {
			t.Errorf("%s: %s %v", text, w.Risk, w.RiskTerms)
		}
	}
}

func TestCrowdsRaiseTheRisk(t *testing.T) {
	c := newClassifier(t)
	for text, want := range map[string]registry.RiskLevel{
		"九个工友拿不到工资": registry.RiskLow, "十个工友拿不到工资": registry.RiskMedium, "29名业主要求退款": registry.RiskMedium,
		"30名业主要求退款": registry.RiskHigh, "几十个工友拿不到工资": registry.RiskHigh, "全村都不同意": registry.RiskHigh,
	} {
		if w := c.Classify(text); w.Risk != want {
			t.Errorf("%s: %s, want %s", text, w.Risk, want)
		}
	}
}

// Nobody told these dangers with a word of data/risk.json: the model alone judges, and
// says by which words.
func TestDangerToldWithoutAnyCueIsFlaggedAndExplained(t *testing.T) {
	c := newClassifier(t)
	for _, text := range []string{
		"她把养了六年的猫托给邻居，银行卡和密码都写在纸上，说不用等她了", "他说你女儿四点放学吧，他可以去替我接孩子",
		"对方已经在摇人，半小时到，让我们别走", "早上开门，门口一只剖开肚子的死鸡，墙上写着我的名字",
		"他在群里发了一张药瓶的照片，说对不起大家，先走一步", "班组长说话的时候手一直在抖，讲他把遗嘱录在手机里了",
	} {
		folded := []rune(Fold(text))
		if r := c.risks.read(folded, denials(folded), headcount(folded).figure); r.level == registry.RiskHigh {
			t.Errorf("%s has a cue %v and tells nothing of the model", text, r.terms)
		}
		if w := c.Classify(text); w.Risk != registry.RiskHigh || len(w.RiskTerms) == 0 {
			t.Errorf("%s: %s %v", text, w.Risk, w.RiskTerms)
		}
	}
}

func TestAWarierClassifierFlagsMore(t *testing.T) {
	c := newClassifier(t)
	text := "房东天天来催，说话很凶"
	if w := c.Warier(-9).Classify(text); w.Risk == registry.RiskHigh {
		t.Errorf("the bold one: %s", w.Risk)
	}
	w := c.Warier(9).Classify(text)
	if w.Risk != registry.RiskHigh || len(w.RiskTerms) == 0 {
		t.Errorf("the wary one: %s %v", w.Risk, w.RiskTerms)
	}
}
