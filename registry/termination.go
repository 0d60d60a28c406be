package registry

// TerminationReason is why mediation ended without an agreement; the values are the API's.
type TerminationReason string

// The reasons (人民法院在线调解规则 art. 25, as a model).
const (
	EndRefused     TerminationReason = "REFUSED"
	EndFailed      TerminationReason = "FAILED"
	EndUnreachable TerminationReason = "UNREACHABLE"
	EndTimeLimit   TerminationReason = "TIME_LIMIT"
	EndWithdrawn   TerminationReason = "WITHDRAWN"
	EndReferred    TerminationReason = "REFERRED"
	EndOther       TerminationReason = "OTHER"
)

// TerminationName is a reason with its name.
type TerminationName struct {
	Reason TerminationReason
	Name   Text
}

// TerminationReasons lists the reasons with their names.
func TerminationReasons() []TerminationName {
	return []TerminationName{
		{EndRefused, Text{"一方拒绝调解", "a party refuses"}},
		{EndFailed, Text{"调解不成", "no agreement"}},
		{EndUnreachable, Text{"联系不上当事人", "a party cannot be reached"}},
		{EndTimeLimit, Text{"期限届满", "time limit"}},
		{EndWithdrawn, Text{"撤回申请", "withdrawn"}},
		{EndReferred, Text{"移送其他机关", "referred elsewhere"}},
		{EndOther, Text{"其他", "other"}},
	}
}

// Routes are the ways that stay open when mediation ends: they must be told to
// the parties (人民调解法 art. 26). Labour matters go to arbitration first.
func Routes(t TypeCode) []Text {
	routes := []Text{{"可以依法向人民法院起诉", "the parties may sue before a people's court"}}
	switch t.Family() {
	case "10":
		routes = append([]Text{{"劳动争议可以向劳动人事争议仲裁委员会申请仲裁（劳动争议调解仲裁法第五条）", "labour disputes: apply for labour arbitration"}}, routes...)
		if t == "10.01" {
			routes = append(routes, Text{"拖欠劳动报酬达成协议后不履行的，可以申请支付令（同法第十六条）", "unpaid wages agreed upon and not paid: apply for a payment order"})
		}
	case "23":
		routes = append([]Text{{"可以申请行政复议或者提起行政诉讼", "apply for administrative review or sue the public body"}}, routes...)
	case "03", "07":
		routes = append([]Text{{"土地、林地权属争议先由人民政府处理", "who owns land or forest is decided by the government first"}}, routes...)
	}
	return append(routes, Text{"有仲裁协议的，可以申请仲裁；也可以请有关行政机关处理", "with an arbitration agreement: arbitration; or ask the competent authority"})
}
