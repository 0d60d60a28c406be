package registry

// Standing is a person's legal position in mediation; the values are the API's.
type Standing string

// The standings, strongest first (人民调解法 art. 9, 13, 14, 20). Only a committee
// member or an engaged mediator may lead and sign; a court-invited one may lead
// court-referred matters only; an invited person takes part by consent.
const (
	StandingCommitteeMember Standing = "COMMITTEE_MEMBER"
	StandingEngaged         Standing = "ENGAGED"
	StandingCourtInvited    Standing = "COURT_INVITED"
	StandingInvited         Standing = "INVITED"
)

// Standings lists all standings, strongest first, with their names.
func Standings() []StandingName {
	return []StandingName{
		{StandingCommitteeMember, Text{"调委会委员", "committee member"}},
		{StandingEngaged, Text{"聘任调解员", "engaged mediator"}},
		{StandingCourtInvited, Text{"特邀调解员", "court-invited mediator"}},
		{StandingInvited, Text{"受邀参与人", "invited participant"}},
	}
}

// StandingName is a standing with its name in both locales.
type StandingName struct {
	Standing Standing
	Name     Text
}

// MayLead reports whether the standing allows to lead an ordinary people's
// mediation and to sign its agreement (人民调解法 art. 13, 29).
func (s Standing) MayLead() bool {
	return s == StandingCommitteeMember || s == StandingEngaged
}

// StandingTerm is a standing with the committee whose seal the person acts under.
type StandingTerm struct {
	Kind         Standing       `json:"kind"`
	Organization OrganizationID `json:"organization,omitempty"`
	Term
}

// Strongest is the strongest standing in force on the day. A person without any
// takes part as invited.
func Strongest(terms []StandingTerm, day Date) StandingTerm {
	best := StandingTerm{Kind: StandingInvited}
	rank := standingRank(StandingInvited) + 1
	for _, t := range terms {
		if r := standingRank(t.Kind); t.Covers(day) && r < rank {
			best, rank = t, r
		}
	}
	return best
}

func standingRank(s Standing) int {
	all := Standings()
	for i, n := range all {
		if n.Standing == s {
			return i
		}
	}
	return len(all)
}
