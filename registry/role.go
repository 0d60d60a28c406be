package registry

// Role is what a person is in the directory; the values are the API's.
type Role string

// The roles. The first six are the 六员, each bound to a village or community.
const (
	RoleClanElder        Role = "CLAN_ELDER"
	RoleVillageSecretary Role = "VILLAGE_SECRETARY"
	RoleVillagePolice    Role = "VILLAGE_POLICE"
	RoleGridOfficer      Role = "GRID_OFFICER"
	RoleVillageLawyer    Role = "VILLAGE_LAWYER"
	RoleDelegate         Role = "DELEGATE"
	RoleMediator         Role = "MEDIATOR"
	RoleLawyer           Role = "LAWYER"
	RoleCounsellor       Role = "COUNSELLOR"
	RoleBuildingHead     Role = "BUILDING_HEAD"
	RoleChamberMember    Role = "CHAMBER_MEMBER"
	RoleRider            Role = "RIDER"
	RoleOther            Role = "OTHER"
)

// RoleName is a role with its name in both locales.
type RoleName struct {
	Role Role
	Name Text
}

// Roles lists all roles in the order in which people expect them.
func Roles() []RoleName {
	return []RoleName{
		{RoleClanElder, Text{"乡贤宗亲", "respected local or kin"}},
		{RoleVillageSecretary, Text{"村（社区）书记", "village secretary"}},
		{RoleVillagePolice, Text{"驻村民警", "village police officer"}},
		{RoleGridOfficer, Text{"网格员", "grid officer"}},
		{RoleVillageLawyer, Text{"驻村律师", "village lawyer"}},
		{RoleDelegate, Text{"两代表一委员", "delegate"}},
		{RoleMediator, Text{"人民调解员", "people's mediator"}},
		{RoleLawyer, Text{"律师", "lawyer"}},
		{RoleCounsellor, Text{"心理咨询师", "counsellor"}},
		{RoleBuildingHead, Text{"志愿楼长", "volunteer building head"}},
		{RoleChamberMember, Text{"商会协会成员", "chamber or association member"}},
		{RoleRider, Text{"新业态骑手", "rider"}},
		{RoleOther, Text{"其他", "other"}},
	}
}

// SixMembers are the six roles that every village seats, in their usual order.
func SixMembers() []Role {
	return []Role{RoleClanElder, RoleVillageSecretary, RoleVillagePolice, RoleGridOfficer, RoleVillageLawyer, RoleDelegate}
}

// Valid reports whether the role is known.
func (r Role) Valid() bool {
	for _, n := range Roles() {
		if n.Role == r {
			return true
		}
	}
	return false
}

// Seat is a village's place for one of the six members. A seat may have several
// holders (grid officers), and a person several seats (a lawyer of several villages).
type Seat struct {
	Region RegionCode `json:"region"`
	Role   Role       `json:"role"`
	Term
}

// SeatHolder is a person in a seat.
type SeatHolder struct {
	Seat
	Mediator MediatorID
}
