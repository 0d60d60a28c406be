package centre

import (
	"encoding/json"

	"liuyuan/identity"
	"liuyuan/registry"
)

// caseFacts are what is said about people and place in a dispute: sealed as one.
type caseFacts struct {
	Narrative string          `json:"narrative"`
	Point     *registry.Point `json:"point,omitempty"`
}

func casePlace(id registry.DisputeID) identity.Place {
	return identity.Place{Table: "dispute", Column: "sealed", Row: string(id)}
}

func partyPlace(id registry.PartyID) identity.Place {
	return identity.Place{Table: "party", Column: "sealed", Row: string(id)}
}

// seal encrypts for a place; UNAVAILABLE while no keys are at hand.
func (c *Centre) seal(at identity.Place, plain []byte) ([]byte, error) {
	if c.keyring == nil {
		return nil, noKeys()
	}
	return c.keyring.Seal(at, plain)
}

func (c *Centre) sealJSON(at identity.Place, v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return c.seal(at, plain)
}

// unseal decrypts what was sealed for the place; false if the keys do not fit.
func (c *Centre) unseal(at identity.Place, sealed []byte, v any) bool {
	if c.keyring == nil || len(sealed) == 0 {
		return false
	}
	plain, err := c.keyring.Open(at, sealed)
	if err != nil {
		c.log.Warn().Str("table", at.Table).Msg("sealed data does not open: are these the keys it was sealed with?")
		return false
	}
	return json.Unmarshal(plain, v) == nil
}

func (c *Centre) unsealText(at identity.Place, sealed []byte) string {
	if c.keyring == nil || len(sealed) == 0 {
		return ""
	}
	plain, err := c.keyring.Open(at, sealed)
	if err != nil {
		return Unreadable
	}
	return string(plain)
}

// Unreadable stands for sealed data that cannot be opened.
const Unreadable = "（密钥缺失，无法显示）"

func noKeys() error {
	return registry.Refuse(registry.CodeUnavailable, nil,
		"个人信息密钥没有就绪，暂时不能登记；请管理员放回密钥文件", "the keys of personal data are missing; an administrator must put the key file back")
}
