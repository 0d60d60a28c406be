package registry

import (
	"fmt"
	"time"
)

// DisputeStatus is where a dispute stands; the values are the API's.
type DisputeStatus string

// The statuses, in the order of the default procedure.
const (
	DisputeRegistered         DisputeStatus = "REGISTERED"
	DisputeAssessing          DisputeStatus = "ASSESSING" // a person must assess before anything is offered
	DisputeAwaitingMatch      DisputeStatus = "AWAITING_MATCH"
	DisputeAwaitingChoice     DisputeStatus = "AWAITING_CHOICE" // the parties choose among names
	DisputeAwaitingAcceptance DisputeStatus = "AWAITING_ACCEPTANCE"
	DisputeMediating          DisputeStatus = "MEDIATING"
	DisputeAgreed             DisputeStatus = "AGREED"
	DisputePerforming         DisputeStatus = "PERFORMING"
	DisputeClosed             DisputeStatus = "CLOSED"
	DisputeTerminated         DisputeStatus = "TERMINATED"
)

// StatusName is a status with its name and the statuses that may follow.
type StatusName struct {
	Status DisputeStatus
	Name   Text
	Next   []DisputeStatus
}

// DisputeStatuses is the state machine of a dispute: what may follow what. The
// two last states are final.
func DisputeStatuses() []StatusName {
	return []StatusName{
		{DisputeRegistered, Text{"已登记", "registered"}, []DisputeStatus{DisputeAssessing, DisputeAwaitingMatch, DisputeAwaitingChoice, DisputeAwaitingAcceptance, DisputeTerminated}},
		{DisputeAssessing, Text{"研判中", "being assessed"}, []DisputeStatus{DisputeAwaitingMatch, DisputeTerminated}},
		{DisputeAwaitingMatch, Text{"待匹配", "awaiting a match"}, []DisputeStatus{DisputeAssessing, DisputeAwaitingChoice, DisputeAwaitingAcceptance, DisputeTerminated}},
		{DisputeAwaitingChoice, Text{"待选定", "awaiting the parties' choice"}, []DisputeStatus{DisputeAssessing, DisputeAwaitingMatch, DisputeAwaitingAcceptance, DisputeTerminated}},
		{DisputeAwaitingAcceptance, Text{"待接受", "awaiting acceptance"}, []DisputeStatus{DisputeAssessing, DisputeAwaitingMatch, DisputeMediating, DisputeTerminated}},
		{DisputeMediating, Text{"调解中", "in mediation"}, []DisputeStatus{DisputeAwaitingMatch, DisputeAwaitingAcceptance, DisputeAgreed, DisputeTerminated}},
		{DisputeAgreed, Text{"已达成协议", "agreed"}, []DisputeStatus{DisputePerforming, DisputeClosed}},
		{DisputePerforming, Text{"履行中", "being performed"}, []DisputeStatus{DisputeClosed}},
		{DisputeClosed, Text{"已结案", "closed"}, nil},
		{DisputeTerminated, Text{"已终止", "terminated"}, nil},
	}
}

// May reports whether the status may follow; staying is always allowed.
func (s DisputeStatus) May(next DisputeStatus) bool {
	if s == next {
		return true
	}
	for _, n := range DisputeStatuses() {
		if n.Status == s {
			for _, x := range n.Next {
				if x == next {
					return true
				}
			}
		}
	}
	return false
}

// Final reports whether nothing follows.
func (s DisputeStatus) Final() bool { return s == DisputeClosed || s == DisputeTerminated }

// Offering reports whether offers may be made in the status.
func (s DisputeStatus) Offering() bool {
	switch s {
	case DisputeRegistered, DisputeAwaitingMatch, DisputeAwaitingChoice, DisputeAwaitingAcceptance, DisputeMediating:
		return true
	}
	return false
}

// SignalSource is where a matter came from; the values are the API's.
type SignalSource string

// The sources: the six channels of the district, and others.
const (
	SourceGridOfficer SignalSource = "GRID_OFFICER"
	SourcePolice      SignalSource = "POLICE_NON_EMERGENCY"
	SourceHotline     SignalSource = "HOTLINE_12345"
	SourceAlliance    SignalSource = "PEACE_ALLIANCE"
	SourceOpinion     SignalSource = "ONLINE_OPINION"
	SourceWalkIn      SignalSource = "WALK_IN"
	SourceOther       SignalSource = "OTHER"
)

// SourceName is a source with its name.
type SourceName struct {
	Source SignalSource
	Name   Text
}

// SignalSources lists the sources with their names.
func SignalSources() []SourceName {
	return []SourceName{
		{SourceGridOfficer, Text{"网格员", "grid officer"}},
		{SourcePolice, Text{"110非警情", "110 calls outside police duties"}},
		{SourceHotline, Text{"12345热线", "12345 hotline"}},
		{SourceAlliance, Text{"平安联盟", "peace alliance"}},
		{SourceOpinion, Text{"网络舆情", "online opinion"}},
		{SourceWalkIn, Text{"现场来访", "walk-in"}},
		{SourceOther, Text{"其他", "other"}},
	}
}

// DisputeOrigin is how mediation began (人民调解法 art. 17, 18); the values are the API's.
type DisputeOrigin string

// The origins: on application, on the committee's own initiative, referred.
const (
	OriginApplication DisputeOrigin = "APPLICATION"
	OriginOwn         DisputeOrigin = "OWN_INITIATIVE"
	OriginReferral    DisputeOrigin = "REFERRAL"
)

// SafetyFlag marks a matter in which nothing is offered before a person assessed it.
type SafetyFlag string

// The flags (local policy; 人民调解法 art. 25): a reason for care, never proof.
const (
	SafetyViolence  SafetyFlag = "VIOLENCE"
	SafetySelfHarm  SafetyFlag = "SELF_HARM"
	SafetyMinorHarm SafetyFlag = "MINOR_HARM"
)

// Assessment is a person's recorded judgement that lets offers be made.
type Assessment struct {
	At time.Time `json:"at"`
	By string    `json:"by"` // principal
	// Risk that the person found; a later higher grading asks for a new assessment.
	Risk RiskLevel `json:"risk"`
	// PoliceInformed: the police or the department concerned was told (art. 25).
	PoliceInformed bool `json:"policeInformed,omitempty"`
	// ConfirmedBy is the second person, who agreed with the first (two-person rule);
	// empty: nobody yet, or nobody is needed.
	ConfirmedBy string    `json:"confirmedBy,omitempty"`
	ConfirmedAt time.Time `json:"confirmedAt,omitzero"`
}

// Termination tells why mediation ended without an agreement.
type Termination struct {
	Reason TerminationReason `json:"reason"`
	At     time.Time         `json:"at"`
}

// Dispute is a registered matter. What is said about people stands sealed in
// Sealed; nothing else in the record names anyone.
type Dispute struct {
	ID        DisputeID     `json:"id"`
	Number    string        `json:"number"` // 440703-2026-000123
	Status    DisputeStatus `json:"status"`
	Type      TypeCode      `json:"type"`
	Secondary []TypeCode    `json:"secondary,omitempty"`
	Facets    []Facet       `json:"facets,omitempty"`
	Risk      RiskLevel     `json:"risk"`
	Headcount int           `json:"headcount,omitempty"` // 0: not told
	Weight    int           `json:"weight"`              // load units, by policy
	Region    RegionCode    `json:"region"`
	Languages []Language    `json:"languages,omitempty"` // that the parties need, all of them
	Gender    Gender        `json:"gender,omitempty"`    // of the mediator, where a party asks
	Online    bool          `json:"online,omitempty"`    // the parties accept to meet by video
	Source    SignalSource  `json:"source"`
	Origin    DisputeOrigin `json:"origin"`
	Safety    []SafetyFlag  `json:"safety,omitempty"`
	Assessed  *Assessment   `json:"assessed,omitempty"`
	Ended     *Termination  `json:"ended,omitempty"`
	Choice    *Choice       `json:"choice,omitempty"`
	// Sealed holds narrative and exact place, encrypted by the centre.
	Sealed    []byte    `json:"sealed,omitempty"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`           // principal
	Synthetic bool      `json:"synthetic,omitempty"` // invented, for demonstration
	Version   int       `json:"version"`
}

// MaxHeadcount is the largest number of people of one dispute.
const MaxHeadcount = 100_000

// NeedsAssessment reports whether a person must assess before anything is
// offered: a HIGH grading or a safety flag that nobody has looked at yet.
func (d *Dispute) NeedsAssessment() bool {
	if d.Risk != RiskHigh && len(d.Safety) == 0 {
		return false
	}
	return d.Assessed == nil || d.Risk == RiskHigh && d.Assessed.Risk != RiskHigh
}

// TwoPersons reports whether a second person must confirm the assessment (local
// policy for matters with a safety flag).
func (d *Dispute) TwoPersons() bool { return len(d.Safety) > 0 }

// NeedsConfirmation reports whether one person assessed and a second has yet to agree.
func (d *Dispute) NeedsConfirmation() bool {
	return d.TwoPersons() && !d.NeedsAssessment() && d.Assessed.ConfirmedBy == ""
}

// Held reports whether people must look at the matter before anything is offered.
func (d *Dispute) Held() bool { return d.NeedsAssessment() || d.NeedsConfirmation() }

// Move changes the status; STATE if the state machine does not allow it.
func (d *Dispute) Move(next DisputeStatus) error {
	if !d.Status.May(next) {
		return Refuse(CodeState, nil, "纠纷当前的状态不允许这项操作，请刷新后再看", "the dispute's present status does not allow this; load it again")
	}
	d.Status = next
	return nil
}

// Validate refuses a record that the store may not hold.
func (d *Dispute) Validate(t *Taxonomy) error {
	if _, ok := t.Resolve(d.Type); !ok {
		return Invalid([]string{"disputeType"}, "纠纷类型代码不认识", "the dispute type is unknown")
	}
	if err := checkCount(len(d.Secondary), MaxList, "secondaryTypes"); err != nil {
		return err
	}
	for _, s := range d.Secondary {
		if _, ok := t.Resolve(s); !ok {
			return Invalid([]string{"secondaryTypes"}, "纠纷类型代码不认识", "a dispute type is unknown")
		}
	}
	if _, err := ParseRegionCode(string(d.Region)); err != nil {
		return err
	}
	if d.Headcount < 0 || d.Headcount > MaxHeadcount {
		return Invalid([]string{"headcount"}, fmt.Sprintf("人数须在 0 到 %d 之间", MaxHeadcount), fmt.Sprintf("headcount is 0 to %d", MaxHeadcount))
	}
	if d.Gender != "" && d.Gender != Female && d.Gender != Male {
		return Invalid([]string{"gender"}, "性别须为 FEMALE 或 MALE，或留空", "gender is FEMALE, MALE or absent")
	}
	if !known(d.Risk, RiskLow, RiskMedium, RiskHigh) {
		return Invalid([]string{"riskLevel"}, "风险等级不认识", "unknown risk level")
	}
	if !known(d.Origin, OriginApplication, OriginOwn, OriginReferral) {
		return Invalid([]string{"origin"}, "来源方式不认识", "unknown origin")
	}
	return d.checkTraits()
}

func (d *Dispute) checkTraits() error {
	found := false
	for _, s := range SignalSources() {
		found = found || s.Source == d.Source
	}
	if !found {
		return Invalid([]string{"source"}, "线索来源不认识", "unknown source")
	}
	if err := checkCount(len(d.Facets), MaxList, "facets"); err != nil {
		return err
	}
	for _, f := range d.Facets {
		named := false
		for _, n := range Facets() {
			named = named || n.Facet == f
		}
		if !named {
			return Invalid([]string{"facets"}, "没有这个特征，如 涉侨、群体性", "no facet has this name; they read like 涉侨")
		}
	}
	if err := checkCount(len(d.Languages), MaxList, "languages"); err != nil {
		return err
	}
	for _, l := range d.Languages {
		if !l.Valid() {
			return Invalid([]string{"languages"}, "语言须为 BCP 47 代码，如 cmn、yue", "a language is a BCP 47 tag such as cmn or yue")
		}
	}
	return nil
}

func known[T comparable](v T, list ...T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
