package main

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/rs/zerolog"

	"liuyuan/identity"
	"liuyuan/matching"
	"liuyuan/registry"
)

type policyCommand struct {
	Check   policyCheckCommand   `cmd:"" help:"Check a policy file. 检查策略文件。"`
	Compare policyCompareCommand `cmd:"" help:"Who would be asked instead. 换策略后会改派给谁。"`
}

type policyCheckCommand struct {
	File string `arg:"" help:"Policy file, JSON." type:"existingfile"`
}

// Run tells whether the file is a policy, and the place of the first mistake.
func (c *policyCheckCommand) Run(s streams) error {
	p, err := readPolicy(c.File)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "策略 %s 有效 · policy %s is valid\n", p.Version, p.Version)
	return nil
}

func readPolicy(path string) (*matching.Policy, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return matching.ParsePolicy(data)
}

// rulesFlag names the matching policy in force.
type rulesFlag struct {
	Policy string `help:"File of the matching policy in force; the built-in one if absent. 生效的匹配策略文件。" type:"existingfile" placeholder:"FILE"`
}

// read gives the policy of the file, nil for the built-in one. A version names one
// policy for good, or answers could not be recomputed: the built-in version is taken.
func (f rulesFlag) read() (*matching.Policy, error) {
	if f.Policy == "" {
		return nil, nil
	}
	p, err := readPolicy(f.Policy)
	if err != nil {
		return nil, err
	}
	own, err := matching.DefaultPolicy()
	if err != nil {
		return nil, err
	}
	if p.Version == own.Version && !reflect.DeepEqual(p, own) {
		return nil, registry.Invalid([]string{"version"}, "版本 "+p.Version+" 是内置策略的版本号，内容却不同：请给这份策略另起版本号",
			"version "+p.Version+" is the built-in policy's and the figures differ: give this policy a version of its own")
	}
	return p, nil
}

type policyCompareCommand struct {
	place
	rulesFlag
	File  string `arg:"" help:"Policy file to compare with the one in force." type:"existingfile"`
	Demo  bool   `help:"Use the Pengjiang seed. 使用演示数据。"`
	First int    `help:"How many people count. 比较前几名。" default:"3"`
	JSON  bool   `help:"JSON for programs." name:"json"`
}

// Run asks about every type in every town under both policies.
func (c *policyCompareCommand) Run(ctx context.Context, s streams) error {
	other, err := readPolicy(c.File)
	if err != nil {
		return err
	}
	if c.First < 1 || c.First > registry.MaxCandidates {
		return registry.Refuse(registry.CodeOutOfRange, []string{"first"}, "first 须在 1 到 100 之间", "first is 1 to 100")
	}
	a, err := openApp(ctx, appOptions{place: c.place, Log: zerolog.Nop(), Demo: c.Demo, Matching: true, Rules: c.rulesFlag})
	if err != nil {
		return err
	}
	defer a.close()
	found, err := a.centre.ComparePolicy(ctx, identity.System(), other, nil, c.First)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(s.out, found)
	}
	fmt.Fprintf(s.out, "%s → %s：%d 个问题，首选不变 %d，名单不变 %d\n\n", found.Before, found.After, found.Questions, found.SameFirst, found.SameList)
	rows := [][]string{{"类型", "地区", "现在", "改后"}}
	for _, x := range found.Shifts {
		rows = append(rows, []string{string(x.Type), string(x.Region), strings.Join(x.Before, "、"), strings.Join(x.After, "、")})
	}
	printTable(s.out, rows)
	return nil
}
