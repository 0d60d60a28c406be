package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

type matchCommand struct {
	place
	rulesFlag
	Demo   bool   `help:"Use the Pengjiang seed. 使用演示数据。"`
	Region string `help:"Code or name of the place. 地区代码或名称。" required:""`
	Type   string `help:"Type code; from the text if absent. 纠纷类型代码。"`
	First  int    `help:"How many people. 人数。" default:"5"`
	At     string `help:"Judge duty and leave at this time, RFC 3339. 判断值班的时间。" placeholder:"TIME"`
	JSON   bool   `help:"JSON for programs." name:"json"`
	Text   string `arg:"" help:"What the citizen says. 群众的话。"`
}

// Run prints the ranked candidates with their reasons and the funnel.
func (c *matchCommand) Run(ctx context.Context, s streams) error {
	options := appOptions{place: c.place, Log: zerolog.Nop(), Demo: c.Demo, Matching: true, Rules: c.rulesFlag}
	in := centre.MatchInput{Text: &c.Text, Type: registry.TypeCode(c.Type)}
	if c.At != "" {
		at, err := parseTime(c.At)
		if err != nil {
			return err
		}
		// The demonstration roster is made for the day that is asked about.
		in.At, options.DemoDate = &at, registry.DateOf(at)
	}
	a, err := openApp(ctx, options)
	if err != nil {
		return err
	}
	defer a.close()
	viewer := identity.System()
	region, err := a.centre.FindRegion(ctx, viewer, c.Region)
	if err != nil {
		return err
	}
	in.Region = region.Code
	answer, err := a.centre.Match(ctx, viewer, in, c.First)
	if err != nil {
		return err
	}
	words, err := a.centre.Classify(ctx, viewer, c.Text, "")
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(s.out, matchJSON(a.centre, answer, words))
	}
	t, _ := a.centre.Taxonomy().Type(answer.Type)
	fmt.Fprintf(s.out, "%s %s · %s%s\n\n", t.Code, t.Name, region.Name, riskNote(words))
	printMatch(s.out, a.centre, answer)
	return nil
}

// riskNote tells a risk above low, the words that decided, and what a high one asks for.
func riskNote(w registry.Words) string {
	decided := ""
	if len(w.RiskTerms) > 0 {
		decided = "（" + strings.Join(w.RiskTerms, "、") + "）"
	}
	switch w.Risk {
	case registry.RiskHigh:
		return " · 风险高" + decided + "：先由工作人员评估并记录，再派件"
	case registry.RiskMedium:
		return " · 风险中" + decided
	}
	return ""
}

func printMatch(w io.Writer, c *centre.Centre, a *centre.Answer) {
	rows := [][]string{{"#", "姓名", "角色", "经由", "距离", "负荷", "总分"}}
	for _, x := range a.Candidates {
		rows = append(rows, []string{fmt.Sprint(x.Rank), x.Person.Name, roleNames(x.Person.Roles), c.OrganizationName(x.Organization),
			metres(x.Metres), fmt.Sprintf("%d/%d", x.OpenLoad, x.Capacity), fmt.Sprint(x.Total)})
	}
	printTable(w, rows)
	for _, x := range a.Candidates {
		fmt.Fprintf(w, "\n%d %s：%s\n", x.Rank, x.Person.Name, reasons(c, x.Contributions))
	}
	fmt.Fprintf(w, "\n共考虑 %d 人，合适 %d 人；排除（一人可有多条）：\n", a.Summary.Considered, a.Summary.Eligible)
	for _, e := range a.Summary.Excluded {
		note := ""
		if e.Temporary {
			note = "（暂时）"
		}
		fmt.Fprintf(w, "  %5d  %s%s\n", e.Count, c.Message(e.Reason, registry.Chinese), note)
	}
	if a.Binding != nil {
		fmt.Fprintln(w, c.Message(*a.Binding, registry.Chinese))
	}
	for _, r := range a.Relaxations {
		fmt.Fprintf(w, "可放宽：%s → %d 人\n", c.Message(r.Change, registry.Chinese), r.Eligible)
	}
	fmt.Fprintf(w, "策略 %s\n", a.PolicyVersion)
}

// reasons joins the contributions that brought points, most first as the policy lists them.
func reasons(c *centre.Centre, list []registry.Contribution) string {
	var parts []string
	for _, x := range list {
		if x.Points > 0 {
			parts = append(parts, fmt.Sprintf("%s +%d", c.Message(x.Reason, registry.Chinese), x.Points))
		}
	}
	return strings.Join(parts, "；")
}

func roleNames(roles []registry.Role) string {
	var names []string
	for _, r := range roles {
		for _, n := range registry.Roles() {
			if n.Role == r {
				names = append(names, n.Name.ZH)
			}
		}
	}
	return strings.Join(names, "、")
}

func metres(m int) string {
	switch {
	case m < 0:
		return "–"
	case m < 1000:
		return fmt.Sprintf("%d 米", m)
	}
	tenths := (m + 50) / 100 // half up, as the reasons say it
	return fmt.Sprintf("%d.%d 公里", tenths/10, tenths%10)
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
