package registry

import (
	"strings"
	"time"
	"unicode/utf8"
)

// PartyKind is what a party is; the values are the API's.
type PartyKind string

// The kinds.
const (
	PartyPerson         PartyKind = "PERSON"
	PartyOrganization   PartyKind = "ORGANIZATION"
	PartyUnincorporated PartyKind = "UNINCORPORATED"
)

// PartySide is on which side a party stands; the values are the API's.
type PartySide string

// The sides.
const (
	SideApplicant  PartySide = "APPLICANT"
	SideRespondent PartySide = "RESPONDENT"
	SideThird      PartySide = "THIRD"
)

// UnknownName is a name: a party nobody could name yet.
const UnknownName = "不详"

// MaxParties is how many parties one dispute may have.
const MaxParties = 200

// Party is a party of a dispute as the store keeps it: sealed, with keyed hashes
// for exact look-up. The hashes tell nothing without the key.
type Party struct {
	ID           PartyID
	Dispute      DisputeID
	Kind         PartyKind
	Side         PartySide
	Sealed       []byte // PartyFacts, encrypted by the centre
	PhoneHash    []byte // nil: no phone
	IdentityHash []byte // nil: no number
	TypedBy      string // principal
	TypedAt      time.Time
}

// PartyFacts are the personal data of a party. They exist in memory only.
type PartyFacts struct {
	Name           string `json:"name"`
	Phone          string `json:"phone,omitempty"`
	IdentityNumber string `json:"identityNumber,omitempty"`
	Address        string `json:"address,omitempty"`
}

// MaxAddress is the longest address of a party, in characters.
const MaxAddress = 200

// Validate refuses facts that cannot be: an empty name, a phone that is none, an
// identity number with a wrong check digit. The values are never in the error.
func (f PartyFacts) Validate(kind PartyKind) error {
	if err := checkName(strings.TrimSpace(f.Name), "parties", "name"); err != nil {
		return err
	}
	if f.Phone != "" && !validPhone(f.Phone) {
		return Invalid([]string{"parties", "phone"}, "电话号码不对：请核对后重填，不知道可以留空", "the phone number is not one: check it, or leave it out")
	}
	if f.IdentityNumber != "" && !ValidIdentityNumber(kind, f.IdentityNumber) {
		return Invalid([]string{"parties", "identityNumber"}, "证件号码的校验位不对：请核对后重填，不知道可以留空", "the identity number's check digit is wrong: check it, or leave it out")
	}
	return checkLength(f.Address, MaxAddress, "parties", "address")
}

// NormalPhone is the phone number as it is compared: digits alone, without +86.
func NormalPhone(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		}
	}
	digits := b.String()
	if len(digits) == 13 && strings.HasPrefix(digits, "86") {
		digits = digits[2:]
	}
	return digits
}

// validPhone: 5 to 15 digits (E.164 allows 15; 12345 has 5), with the signs that
// people write between them.
func validPhone(s string) bool {
	if utf8.RuneCountInString(s) > MaxPhone || strings.Trim(s, "0123456789０１２３４５６７８９+-()（） ") != "" {
		return false
	}
	n := len(NormalPhone(s))
	return n >= 5 && n <= 15
}

// Masked are the facts as everybody sees them who may not see more: the family
// name, the phone's first three and last four digits (138****1234), the identity
// number's first three and last four (330***********123X), the address down to
// the district at most.
func (f PartyFacts) Masked(kind PartyKind) PartyFacts {
	m := PartyFacts{Name: f.Name, Phone: maskMiddle(f.Phone, 3, 4), IdentityNumber: maskMiddle(f.IdentityNumber, 3, 4), Address: maskAddress(f.Address)}
	if kind == PartyPerson && f.Name != UnknownName {
		m.Name = maskName(f.Name)
	}
	return m
}

func maskName(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return ""
	}
	return string(runes[0]) + strings.Repeat("*", min(max(len(runes)-1, 1), 3))
}

func maskMiddle(s string, head, tail int) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return ""
	}
	if len(runes) < head+tail+3 {
		return strings.Repeat("*", len(runes))
	}
	return string(runes[:head]) + strings.Repeat("*", len(runes)-head-tail) + string(runes[len(runes)-tail:])
}

// maskAddress keeps what comes before the first street, road or village part.
func maskAddress(s string) string {
	if s == "" {
		return ""
	}
	if i := strings.LastIndexAny(s, "区县市"); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return s[:i+size] + "****"
	}
	return "****"
}
