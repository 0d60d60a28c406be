// Package registry holds the nouns of Liuyuan: their types, checks, ports and the
// one error type. It imports nothing else of the project; everything imports it.
// Start with mediator.go (who), disputetype.go (what), region.go (where) and
// match.go (the question and the answer).
//
// # Glossary 词汇
//
//	centre 综治中心            the district or town centre that hears of disputes and sends them on
//	dispute 矛盾纠纷           a matter between parties that may be mediated
//	dispute type 纠纷类型      one of the two-level taxonomy, code LL or LL.SS
//	facet 涉…                 a trait that cuts across types: 涉侨, 涉家暴 …
//	risk level 风险等级        LOW, MEDIUM, HIGH by local policy; care, not proof
//	mediator 调解力量          a person of the roster, whatever the role
//	role 角色                 what the person is: clan elder, lawyer, counsellor …
//	six members 六员           the six roles every village seats: 乡贤宗亲 书记 民警 网格员 律师 两代表一委员
//	seat 席位                 a village's place for one of the six members
//	holder 任职人             a person in a seat
//	standing 调解身份          legal position: committee member, engaged, court-invited, invited
//	lead 主持                 to conduct the mediation and sign the agreement
//	co-mediator 协助           to mediate beside the lead
//	invited participant 受邀参与人  takes part with the parties' consent, never signs
//	committee 人民调解委员会    the body whose seal goes on an agreement
//	room 调解室               a place with a speciality
//	studio 个人调解工作室       a named person's brand
//	post 驻点                 a person's place at an institution, with presence and hours
//	presence 驻点方式          resident 常驻, on call 随驻, rotating 轮驻
//	speciality 专长            a dispute type with a level: 1 knows, 2 practised, 3 expert
//	service area 服务区域      a region the person serves
//	home 所在地               where the person is based
//	capacity 容量             weight units of open work a person takes
//	open load 在办负荷         weight units of offered and accepted work
//	weight 权重               what one dispute adds to the load: 1, more for crowd and risk
//	offer 派单                a proposal of an assignment; it is accepted, declined or expires
//	assignment 承办            a dispute given to a person in a part
//	candidate 候选人           an eligible person in an answer
//	rule 规则                 a hard criterion: excludes or lets stand
//	scorer 评分项             a soft criterion: 0…100 points, times its weight
//	contribution 得分明细      one scorer's share of a total
//	exclusion 排除原因         a failing rule; temporary means "not now"
//	relaxation 放宽           a step of the ladder when few are eligible
//	panel 六员组合             a team for one dispute
//	plan 批量派单方案          a backlog assigned under capacities
//	assured 核实               when a record was last confirmed
//	stale 过期未核实           not confirmed within 180 days
//	store 存储                the one truth
//	index 词索引              the word projection of the store
//	pool 匹配池               the matching projection of the store, in memory
//	change feed 变更流         the numbered list of committed changes
//	mark 位点                 a position in the change feed of one database life
//	viewer 访问者              who asks, with roles and regions
package registry
