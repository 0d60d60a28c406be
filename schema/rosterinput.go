package schema

import "github.com/graphql-go/graphql"

func (b *builder) standingTermInput() *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "StandingTermInput", Description: "A standing with its term.",
		Fields: graphql.InputObjectConfigFieldMap{
			"kind":           input(nonNull(b.enums["Standing"]), "The standing."),
			"organizationId": input(graphql.ID, "The committee whose seal the person acts under."),
			"from":           input(b.date, "First day; open if absent."),
			"to":             input(b.date, "Last day; open if absent."),
		}})
}

func (b *builder) specialtyInput() *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "SpecialtyInput", Description: "A dispute type the person handles.",
		Fields: graphql.InputObjectConfigFieldMap{
			"disputeType": input(nonNull(graphql.String), "Type code LL or LL.SS."),
			"level":       input(nonNull(graphql.Int), "1 knows, 2 has practised, 3 expert."),
		}})
}

func (b *builder) postInput() *graphql.InputObject {
	hours := graphql.NewInputObject(graphql.InputObjectConfig{Name: "DutyHoursInput", Description: "One weekly duty.",
		Fields: graphql.InputObjectConfigFieldMap{
			"weekday": input(nonNull(graphql.Int), "1 Monday … 7 Sunday."),
			"from":    input(nonNull(graphql.String), "Start, such as 09:00."),
			"to":      input(nonNull(graphql.String), "End, not included, such as 12:00."),
		}})
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "PostInput", Description: "A place at an institution.",
		Fields: graphql.InputObjectConfigFieldMap{
			"organizationId": input(nonNull(graphql.ID), "The institution."),
			"presence":       input(nonNull(b.enums["Presence"]), "Resident, on call or rotating."),
			"hours":          input(optionalList(hours), "Weekly hours; by appointment if absent."),
		}})
}

func (b *builder) leaveInput() *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "LeaveInput", Description: "Days without new work.",
		Fields: graphql.InputObjectConfigFieldMap{
			"from": input(b.date, "First day; open if absent."),
			"to":   input(b.date, "Last day; open if absent."),
		}})
}

// recordInputs are the fields of a person's record; required says which of them a
// new record must have.
func (b *builder) recordInputs(required bool) graphql.InputObjectConfigFieldMap {
	must := func(t graphql.Type) graphql.Input {
		if required {
			return nonNull(t)
		}
		return t.(graphql.Input)
	}
	return graphql.InputObjectConfigFieldMap{
		"name":             input(must(graphql.String), "Name, 1 to 60 characters."),
		"gender":           input(b.enums["Gender"], "Gender, where it may be recorded."),
		"roles":            input(must(optionalList(b.enums["MediatorRole"])), "What the person is."),
		"standings":        input(must(optionalList(b.shared.standing)), "Standings with terms; without one the person takes part as invited."),
		"specialties":      input(must(optionalList(b.shared.specialty)), "Dispute types the person handles."),
		"posts":            input(optionalList(b.shared.post), "Places at institutions."),
		"serviceAreaCodes": input(must(optionalList(graphql.String)), "Regions the person serves, at least one."),
		"homeRegionCode":   input(graphql.String, "Where the person is based."),
		"languages":        input(must(optionalList(graphql.String)), "BCP 47 tags, at least one."),
		"capacity":         input(must(graphql.Int), "Weight units of open work, 0 to 1,000; 0 takes no new work."),
		"introduction":     input(graphql.String, "At most 2,000 characters."),
		"dutyPhone":        input(graphql.String, "The institution's phone, never a private one."),
		"leaves":           input(optionalList(b.shared.leave), "Days without new work."),
		"online":           input(graphql.Boolean, "Works by video where the dispute allows it."),
		"idempotencyKey":   input(graphql.String, "Makes a retry safe: the same key and input give the first answer."),
	}
}

// sharedInputs are the input types that several mutations use.
type sharedInputs struct {
	standing, specialty, post, leave *graphql.InputObject
}

func (b *builder) makeSharedInputs() {
	b.shared = sharedInputs{b.standingTermInput(), b.specialtyInput(), b.postInput(), b.leaveInput()}
}

func (b *builder) registerInput() *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "RegisterMediatorInput", Description: "A new person of the roster.", Fields: b.recordInputs(true)})
}

func (b *builder) updateInput() *graphql.InputObject {
	fields := b.recordInputs(false)
	fields["mediatorId"] = input(nonNull(graphql.ID), "Whose record.")
	fields["clear"] = input(optionalList(graphql.String), "Fields to empty: gender, standings, specialties, posts, homeRegionCode, introduction, dutyPhone, leaves, suspension.")
	fields["version"] = input(graphql.Int, "The version that was read; a mismatch is VERSION_CONFLICT.")
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "UpdateMediatorInput", Description: "Changes to a record; absent and null both mean unchanged.", Fields: fields})
}

func (b *builder) suspendInput() *graphql.InputObject {
	return graphql.NewInputObject(graphql.InputObjectConfig{Name: "SuspendMediatorInput", Description: "Takes a person out of matching.",
		Fields: graphql.InputObjectConfigFieldMap{
			"mediatorId":     input(nonNull(graphql.ID), "Who."),
			"reason":         input(nonNull(graphql.String), "Why; kept with the record."),
			"until":          input(b.date, "Last day; until lifted if absent."),
			"version":        input(graphql.Int, "The version that was read; a mismatch is VERSION_CONFLICT."),
			"idempotencyKey": input(graphql.String, "Makes a retry safe."),
		}})
}
