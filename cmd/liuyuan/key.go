package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

type keyCommand struct {
	Create keyCreateCommand `cmd:"" help:"Make a key; it is printed once. 新建密钥，只显示一次。"`
	List   keyListCommand   `cmd:"" help:"List keys without their secrets. 列出密钥。"`
	Revoke keyRevokeCommand `cmd:"" help:"Close a key at once. 立即停用密钥。"`
}

type keyCreateCommand struct {
	place
	Role   string        `help:"PUBLIC_APP, MEDIATOR, STAFF, DISTRICT_STAFF, ROSTER_ADMIN, SYSTEM_ADMIN or AUDITOR. 角色。" required:""`
	Region string        `help:"Code or name of the region the key is for. 适用地区。" required:""`
	Note   string        `help:"What the key is for. 用途。"`
	Expire time.Duration `help:"How long it opens; 0 does not expire. 有效期，如 2160h。" default:"0"`

	AllowIP   []netip.Prefix `help:"Networks the key may be used from, such as 10.1.0.0/16; from anywhere if absent. 限定来源网段。" name:"allow-ip" placeholder:"CIDR"`
	PerMinute int            `help:"Requests a minute; 0: the usual limit. 每分钟请求数。" default:"0"`
	Mediator  string         `help:"For the role MEDIATOR: the mediator's id. 调解员的 id。"`
}

// Run prints the credential, alone on the first line so that scripts can take it.
func (c *keyCreateCommand) Run(ctx context.Context, s streams) error {
	return withCentre(ctx, c.place, func(a *app) error {
		region, err := a.centre.FindRegion(ctx, identity.System(), c.Region)
		if err != nil {
			return err
		}
		k, credential, err := a.centre.CreateKey(ctx, identity.System(), centre.NewKey{
			Role: registry.Access(strings.ToUpper(c.Role)), Region: region.Code, Note: c.Note, Lifetime: c.Expire,
			AllowFrom: c.AllowIP, PerMinute: c.PerMinute, Mediator: mediatorOf(c.Mediator)})
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, credential)
		fmt.Fprintf(s.err, "密钥 %s（%s，%s）只显示这一次，请妥善保存 · shown this once: keep it\n", k.ID, k.Role, region.Name)
		return nil
	})
}

// mediatorOf takes a person's id as the API writes it, or as the roster does.
func mediatorOf(id string) registry.MediatorID {
	if raw, err := base64.RawURLEncoding.DecodeString(id); err == nil {
		if own, ok := strings.CutPrefix(string(raw), "Mediator:"); ok {
			return registry.MediatorID(own)
		}
	}
	return registry.MediatorID(id)
}

type keyListCommand struct {
	place
	JSON bool `help:"JSON for programs." name:"json"`
}

// Run lists the keys.
func (c *keyListCommand) Run(ctx context.Context, s streams) error {
	return withCentre(ctx, c.place, func(a *app) error {
		keys, err := a.centre.Keys(ctx, identity.System())
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(s.out, keysJSON(keys))
		}
		rows := [][]string{{"ID", "角色", "地区", "建立", "状态", "备注"}}
		for _, k := range keys {
			rows = append(rows, []string{string(k.ID), string(k.Role), string(k.Region), k.CreatedAt.In(registry.Shanghai()).Format(time.DateOnly), keyState(k), k.Note})
		}
		printTable(s.out, rows)
		return nil
	})
}

// keyOut is a key in key list --json.
type keyOut struct {
	ID        registry.KeyID      `json:"id"`
	Role      registry.Access     `json:"role"`
	Region    registry.RegionCode `json:"region"`
	Note      string              `json:"note"`
	CreatedAt time.Time           `json:"createdAt"`
	State     string              `json:"state"`
}

func keysJSON(keys []registry.Key) []keyOut {
	out := []keyOut{}
	for _, k := range keys {
		out = append(out, keyOut{k.ID, k.Role, k.Region, k.Note, k.CreatedAt, keyState(k)})
	}
	return out
}

func keyState(k registry.Key) string {
	switch {
	case !k.RevokedAt.IsZero():
		return "revoked"
	case !k.InForce(time.Now()):
		return "expired"
	}
	return "in force"
}

type keyRevokeCommand struct {
	place
	ID string `arg:"" help:"Identifier of the key, as key list shows it."`
}

// Run closes the key.
func (c *keyRevokeCommand) Run(ctx context.Context, s streams) error {
	return withCentre(ctx, c.place, func(a *app) error {
		if err := a.centre.RevokeKey(ctx, identity.System(), registry.KeyID(c.ID)); err != nil {
			return err
		}
		fmt.Fprintf(s.err, "密钥 %s 已停用 · revoked\n", c.ID)
		return nil
	})
}

// withCentre runs a short operation without search.
func withCentre(ctx context.Context, p place, fn func(*app) error) error {
	a, err := openApp(ctx, appOptions{place: p, Log: zerolog.Nop()})
	if err != nil {
		return err
	}
	defer a.close()
	return fn(a)
}
