package terms

import (
	"strings"

	"liuyuan/registry"
)

// fillers join the words of a need and mean nothing by themselves.
func fillers() []string {
	return []string{
		"会讲", "会说", "能讲", "能说", "懂", "会", "讲", "说", "的", "在", "找", "要", "想", "请", "请问", "个", "位", "名", "一个", "一位", "有没有", "有",
		"哪个", "哪位", "谁", "擅长", "熟悉", "精通", "处理", "调解", "办", "附近", "帮忙", "可以", "方面", "需要", "帮我找", "我要找", "我想找", "那个", "那边", "这边",
		"嘅", "识讲", "识得", "识", "边个", "边位", "搵", "有冇", "喺", "同", "和", "与", "及", "值班", "在岗", "当值", "专门", "专业",
		"那位", "这位", "这个", "那种", "那里", "这里", "有个", "有一个", "有位", "哪里有", "哪里", "哪儿", "去哪个", "去哪", "找哪个", "找谁", "问谁", "归谁管", "谁管",
		"帮我", "帮忙找", "给我", "我要", "我想", "想找", "想问", "想问下", "问下", "问一下", "一下", "麻烦", "最好", "能够", "会不会", "懂得", "的人", "的人员", "人员",
		"负责", "专管", "解决", "搞", "关于", "有关", "相关", "的问题", "问题", "的事情", "的事", "事情", "纠纷", "案件", "案子", "打官司", "官司", "矛盾", "争议", "类",
		"怎么办", "咋办", "点算", "点搞", "谁会", "边度", "边度有", "帮手", "唔该", "嗰个", "呢个", "嗰位", "同埋", "而且", "并且", "以及", "还有", "又会", "也会", "还会", "又懂", "也懂", "还懂",
	}
}

// demands are what people want in a matter. Beside its name they tell nothing more of it:
// 撞车赔偿 is 撞车.
func demands() []string {
	return []string{"赔偿", "赔钱", "索赔", "赔付", "赔款", "要赔", "怎么赔", "赔多少", "讨说法", "扯皮", "维权"}
}

// fillersBeside are the fillers of a query with filters: none if it has none, since all of
// it may be a name.
func fillersBeside(filters []registry.InterpretedFilter) []string {
	if len(filters) == 0 {
		return nil
	}
	for _, f := range filters {
		if f.Kind == "type" {
			return append(fillers(), demands()...)
		}
	}
	return fillers()
}

// single are characters that mean nothing when they are all that is left. Surnames (管, 过,
// 从, 那) are not among them.
const single = "做当能这事又还也跟我你他她啊呀吗呢吧么咩㗎啦呗哦人里去用被为是带让替给对到"

// trimFillers takes fillers from both ends of a piece.
func trimFillers(piece string) string { return trimWords(piece, fillers()) }

// trimWords takes words from both ends of a piece, the longest first: 那个 goes as a
// whole, and not 个 alone.
func trimWords(piece string, words []string) string {
	piece = strings.TrimSpace(piece)
	for {
		cut := longestEdge(piece, words)
		if cut == piece {
			break
		}
		piece = strings.TrimSpace(cut)
	}
	if strings.Trim(piece, single) == "" {
		return ""
	}
	return piece
}

// longestEdge is the piece without the longest of the words at its begin or its end.
func longestEdge(piece string, words []string) string {
	shortest := piece
	for _, f := range words {
		for _, cut := range []func(string, string) (string, bool){strings.CutPrefix, strings.CutSuffix} {
			if left, ok := cut(piece, f); ok && len(left) < len(shortest) {
				shortest = left
			}
		}
	}
	return shortest
}
