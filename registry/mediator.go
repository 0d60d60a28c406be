package registry

import (
	"fmt"
	"time"
)

// Gender of a person, where known; the values are the API's.
type Gender string

// The genders; the empty value is "not recorded".
const (
	Female Gender = "FEMALE"
	Male   Gender = "MALE"
)

// MediatorStatus says whether a person takes part at all.
type MediatorStatus string

// The statuses. A suspended person keeps open work and gets none; a removed one
// stays for the files and appears nowhere.
const (
	MediatorActive    MediatorStatus = "ACTIVE"
	MediatorSuspended MediatorStatus = "SUSPENDED"
	MediatorRemoved   MediatorStatus = "REMOVED"
)

// Specialty is a dispute type that a person handles.
// Level 1 knows, 2 has practised, 3 expert.
type Specialty struct {
	Type  TypeCode `json:"type"`
	Level int      `json:"level"`
}

// Leave is a span of days without new work.
type Leave struct {
	Term
}

// StaleAfter is the age of a record's last confirmation after which it sinks in
// ranking and is marked stale, in days (local policy).
const StaleAfter = 180

// Mediator is a person of the roster, with everything an admin keeps about them.
// Open load and time of the last assignment change with the work and live in Workload.
type Mediator struct {
	ID           MediatorID     `json:"id"`
	Name         string         `json:"name"`
	Gender       Gender         `json:"gender,omitempty"`
	Roles        []Role         `json:"roles"`
	Standings    []StandingTerm `json:"standings,omitempty"`
	Specialties  []Specialty    `json:"specialties,omitempty"`
	Facets       []Facet        `json:"facets,omitempty"` // traits the person is suited for: 涉侨, 涉未成年人
	Posts        []Post         `json:"posts,omitempty"`
	Seats        []Seat         `json:"seats,omitempty"`
	ServiceAreas []RegionCode   `json:"serviceAreas"`
	Home         RegionCode     `json:"home,omitempty"`
	Point        *Point         `json:"point,omitempty"` // rounded to about 100 m; nil: the home's point
	Languages    []Language     `json:"languages"`
	Introduction string         `json:"introduction,omitempty"`
	DutyPhone    string         `json:"dutyPhone,omitempty"` // the institution's, never a private number
	Online       bool           `json:"online,omitempty"`    // works by video where the dispute allows it
	Capacity     int            `json:"capacity"`            // weight units; 0 takes no new work
	Leaves       []Leave        `json:"leaves,omitempty"`
	Quota        *Quota         `json:"quota,omitempty"`     // "three more this week"
	AssuredAt    Date           `json:"assuredAt,omitempty"` // when the record was last confirmed
	Status       MediatorStatus `json:"status"`
	StatusReason string         `json:"statusReason,omitempty"`
	StatusUntil  Date           `json:"statusUntil,omitempty"` // a suspension's last day; empty: until lifted
	Synthetic    bool           `json:"synthetic,omitempty"`   // an invented person, for demonstration
	Version      int            `json:"version"`
}

// Workload is the live side of a person: weighted open work and rotation.
type Workload struct {
	Mediator       MediatorID
	Open           int       // weight units of offered and accepted work
	LastAssignedAt time.Time // zero: never
}

// ActiveOn reports whether the person takes part on the day.
func (m *Mediator) ActiveOn(day Date) bool {
	return m.Status == MediatorActive ||
		m.Status == MediatorSuspended && m.StatusUntil != "" && m.StatusUntil < day
}

// OnLeave reports whether a leave covers the day.
func (m *Mediator) OnLeave(day Date) bool {
	for _, l := range m.Leaves {
		if l.Covers(day) {
			return true
		}
	}
	return false
}

// StaleOn reports whether the record was not confirmed within StaleAfter days.
func (m *Mediator) StaleOn(day Date) bool {
	return m.AssuredAt == "" || m.AssuredAt.AddDays(StaleAfter) < day
}

// Serves reports whether one of the service areas contains the region.
func (m *Mediator) Serves(r RegionCode) bool {
	for _, a := range m.ServiceAreas {
		if a.Contains(r) {
			return true
		}
	}
	return false
}

// Validate refuses a record that a roster may not hold. It names the first
// place that is wrong; types are checked against the taxonomy.
func (m *Mediator) Validate(t *Taxonomy) error {
	if err := checkName(m.Name, "name"); err != nil {
		return err
	}
	if m.Gender != "" && m.Gender != Female && m.Gender != Male {
		return Invalid([]string{"gender"}, "性别须为 FEMALE 或 MALE，或留空", "gender is FEMALE, MALE or absent")
	}
	switch m.Status {
	case MediatorActive, MediatorSuspended, MediatorRemoved:
	default:
		return Invalid([]string{"status"}, "状态不认识", "unknown status")
	}
	if m.Capacity < 0 || m.Capacity > MaxCapacity {
		return Invalid([]string{"capacity"}, fmt.Sprintf("容量须在 0 到 %d 之间", MaxCapacity), fmt.Sprintf("capacity is 0 to %d", MaxCapacity))
	}
	if m.Point != nil && !m.Point.Valid() {
		return Invalid([]string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
	}
	for _, check := range []func() error{
		func() error { return m.checkRoles() },
		func() error { return m.checkSpecialties(t) },
		func() error { return m.checkPlaces() },
		func() error { return m.checkTerms() },
		func() error { return m.checkTexts() },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (m *Mediator) checkRoles() error {
	if len(m.Roles) == 0 {
		return Invalid([]string{"roles"}, "至少要有一个角色", "at least one role is required")
	}
	if err := checkCount(len(m.Roles), MaxList, "roles"); err != nil {
		return err
	}
	seen := map[Role]bool{}
	for _, r := range m.Roles {
		if !r.Valid() || seen[r] {
			return Invalid([]string{"roles"}, "角色不认识或重复", "a role is unknown or repeated")
		}
		seen[r] = true
	}
	return nil
}

func (m *Mediator) checkSpecialties(t *Taxonomy) error {
	if err := checkCount(len(m.Specialties), MaxList, "specialties"); err != nil {
		return err
	}
	seen := map[TypeCode]bool{}
	for _, s := range m.Specialties {
		if _, ok := t.Resolve(s.Type); !ok || seen[s.Type] {
			return Invalid([]string{"specialties", "disputeType"}, "纠纷类型代码不认识或重复", "a dispute type is unknown or repeated")
		}
		if s.Level < 1 || s.Level > 3 {
			return Invalid([]string{"specialties", "level"}, "专长等级须为 1（了解）、2（办过）或 3（专家）", "a level is 1 (knows), 2 (practised) or 3 (expert)")
		}
		seen[s.Type] = true
	}
	return nil
}

func (m *Mediator) checkPlaces() error {
	if len(m.ServiceAreas) == 0 {
		return Invalid([]string{"serviceAreaCodes"}, "至少要有一个服务区域", "at least one service area is required")
	}
	if err := checkCount(len(m.ServiceAreas), MaxServiceAreas, "serviceAreaCodes"); err != nil {
		return err
	}
	for _, a := range m.ServiceAreas {
		if a.Level() == "" {
			return Invalid([]string{"serviceAreaCodes"}, "服务区域的区划代码不对", "a service area is not a region code")
		}
	}
	if m.Home != "" && m.Home.Level() == "" {
		return Invalid([]string{"homeRegionCode"}, "所在地的区划代码不对", "the home is not a region code")
	}
	if err := checkCount(len(m.Seats), MaxServiceAreas, "seats"); err != nil {
		return err
	}
	for _, s := range m.Seats {
		if s.Region.Level() == "" || !s.Role.Valid() {
			return Invalid([]string{"seats"}, "席位的区划代码或角色不对", "a seat's region or role is wrong")
		}
		if err := s.Validate("seats"); err != nil {
			return err
		}
	}
	return nil
}

func (m *Mediator) checkTerms() error {
	for _, n := range []struct {
		count int
		field string
	}{{len(m.Standings), "standings"}, {len(m.Posts), "posts"}, {len(m.Leaves), "leaves"}, {len(m.Languages), "languages"}} {
		if err := checkCount(n.count, MaxList, n.field); err != nil {
			return err
		}
	}
	for _, s := range m.Standings {
		if standingRank(s.Kind) == len(Standings()) {
			return Invalid([]string{"standings", "kind"}, "调解身份不认识", "unknown standing")
		}
		if err := s.Validate("standings"); err != nil {
			return err
		}
	}
	for _, p := range m.Posts {
		if err := p.validate(); err != nil {
			return err
		}
	}
	for _, l := range m.Leaves {
		if err := l.Validate("leaves"); err != nil {
			return err
		}
	}
	return nil
}

func (m *Mediator) checkTexts() error {
	if len(m.Languages) == 0 {
		return Invalid([]string{"languages"}, "至少要有一种语言", "at least one language is required")
	}
	for _, l := range m.Languages {
		if !l.Valid() {
			return Invalid([]string{"languages"}, "语言须为 BCP 47 代码，如 cmn、yue", "a language is a BCP 47 tag such as cmn or yue")
		}
	}
	if err := checkLength(m.Introduction, MaxIntroduction, "introduction"); err != nil {
		return err
	}
	if err := checkLength(m.StatusReason, MaxIntroduction, "reason"); err != nil {
		return err
	}
	for _, d := range []Date{m.AssuredAt, m.StatusUntil} {
		if d == "" {
			continue
		}
		if _, err := ParseDate(string(d)); err != nil {
			return err
		}
	}
	return checkLength(m.DutyPhone, MaxPhone, "dutyPhone")
}
