package matching

import "liuyuan/registry"

// ProposePanel proposes the six members, and others the matter asks for, as a team.
func (p *Pool) ProposePanel(policy *Policy, q registry.MatchQuestion, involved ...registry.MediatorID) registry.Panel {
	return registry.Panel{PolicyVersion: policy.Version}
}
