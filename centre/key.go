package centre

import (
	"context"
	"net/netip"
	"strings"
	"time"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewKey is what an API key is made for.
type NewKey struct {
	Role     registry.Access
	Region   registry.RegionCode
	Mediator registry.MediatorID
	Note     string
	Lifetime time.Duration // 0: does not expire
	// AllowFrom are the networks the key may be used from; none: from anywhere.
	AllowFrom []netip.Prefix
	PerMinute int // requests a minute; 0: the usual limit
}

// CreateKey makes an API key. The credential is returned this once only.
func (c *Centre) CreateKey(ctx context.Context, v identity.Viewer, in NewKey) (registry.Key, string, error) {
	if err := systemOnly(v); err != nil {
		return registry.Key{}, "", err
	}
	if !in.Role.Valid() {
		return registry.Key{}, "", registry.Invalid([]string{"role"}, "角色不认识", "unknown role")
	}
	if in.PerMinute < 0 {
		return registry.Key{}, "", registry.Invalid([]string{"perMinute"}, "每分钟次数不能为负", "requests a minute are not negative")
	}
	if _, err := c.Region(ctx, v, in.Region); err != nil {
		return registry.Key{}, "", err
	}
	if in.Mediator != "" {
		if err := c.view(ctx, func(tx registry.Reader) error { _, err := tx.Mediator(in.Mediator); return err }); err != nil {
			return registry.Key{}, "", err
		}
	}
	// Hyphens are dropped: a credential is one word for whoever copies it.
	id := strings.ReplaceAll(uuid.NewString(), "-", "")[:16]
	credential, hash := identity.NewSecret(registry.KeyID(id))
	k := registry.Key{ID: registry.KeyID(id), Hash: hash, Role: in.Role, Region: in.Region, Mediator: in.Mediator, Note: in.Note,
		AllowFrom: in.AllowFrom, PerMinute: in.PerMinute}
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		k.CreatedAt = tx.Now()
		if in.Lifetime > 0 {
			k.ExpiresAt = k.CreatedAt.Add(in.Lifetime)
		}
		return tx.PutKey(k)
	})
	return k, credential, err
}

// Keys lists all API keys, without their secrets.
func (c *Centre) Keys(ctx context.Context, v identity.Viewer) (keys []registry.Key, err error) {
	if err := systemOnly(v); err != nil {
		return nil, err
	}
	err = c.view(ctx, func(tx registry.Reader) error {
		keys, err = tx.Keys()
		return err
	})
	return keys, err
}

// RevokeKey closes a key at once; revoking it again changes nothing.
func (c *Centre) RevokeKey(ctx context.Context, v identity.Viewer, id registry.KeyID) error {
	if err := systemOnly(v); err != nil {
		return err
	}
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		k, err := tx.Key(id)
		if err != nil || !k.RevokedAt.IsZero() {
			return err
		}
		k.RevokedAt = tx.Now()
		return tx.PutKey(k)
	})
	return err
}

// Authenticate gives the viewer that a credential stands for when it comes from an
// address. A bad, unknown, expired or revoked one, and one from elsewhere than the key
// allows, is UNAUTHENTICATED with one and the same sentence. The key is read each
// time, so that revoking acts at once.
func (c *Centre) Authenticate(ctx context.Context, credential string, from netip.Addr) (identity.Viewer, error) {
	id, secret, ok := identity.ParseCredential(credential)
	if !ok {
		return identity.Viewer{}, unauthenticated()
	}
	var k registry.Key
	var now time.Time
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		now = tx.Now()
		k, err = tx.Key(id)
		return err
	})
	if err != nil && registry.CodeOf(err) != registry.CodeNotFound {
		return identity.Viewer{}, err
	}
	if err != nil || !identity.Opens(k, secret) || !k.InForce(now) {
		return identity.Viewer{}, unauthenticated()
	}
	if !k.UsableFrom(from) {
		c.noteMisuse(ctx, k)
		return identity.Viewer{}, unauthenticated()
	}
	return identity.OfKey(k), nil
}

// noteMisuse writes that a good key came from an address it may not be used from, at
// most once a minute for a key: it may have been stolen.
func (c *Centre) noteMisuse(ctx context.Context, k registry.Key) {
	principal := identity.OfKey(k).Principal
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		n, err := tx.CountAudit(principal, registry.AuditKeyMisused, tx.Now().Add(-time.Minute))
		if err != nil || n > 0 {
			return err
		}
		return tx.AddAudit(registry.Audit{At: tx.Now(), By: principal, Action: registry.AuditKeyMisused, Object: string(k.ID)})
	})
	if err != nil {
		c.log.Error().Err(err).Str("key", string(k.ID)).Msg("the misuse of a key could not be audited")
	}
	c.log.Warn().Str("key", string(k.ID)).Msg("a good key came from an address it may not be used from; revoke it if it was stolen")
}

func unauthenticated() error {
	return registry.Refuse(registry.CodeUnauthenticated, nil, "需要有效的访问密钥", "a valid key is required")
}

// systemOnly admits the program itself: keys are made at the command line.
func systemOnly(v identity.Viewer) error {
	if v.IsSystem() {
		return nil
	}
	return registry.Refuse(registry.CodeForbidden, nil, "只能在命令行管理密钥", "keys are managed at the command line only")
}
