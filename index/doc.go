// Package index finds people and institutions by words. It is a projection of the
// store on Bleve: disposable, rebuilt when it is missing, foreign or damaged.
// Start with index.go (opening, applying), search.go (a question), document.go
// (what of a record is searchable); other packages see it as registry.Index.
//
// # How a search decides, for front ends
//
// Send what the person typed, as it is. Everything is literal: no sign has a
// meaning, so nothing needs escaping. Width, case and traditional characters do
// not matter. An empty text lists what the filter lets stand; more than 200
// characters are refused.
//
// The text is read in up to eleven ways; the first that finds anything answers:
//
//  1. understood: words for a place, type, language, role, trait, gender or duty
//     time become filters (see Interpreted below), codes too (440703101, 10.01); the
//     rest must be in the text of the record. Records whose name, brand or institution
//     holds the whole text are in the answer as well, and first: 棠下镇劳资纠纷专项调解室
//     finds that room, although 棠下 and 劳资 are also filters. So are offices, where the
//     query asks for nothing else but places and matters, also by former and everyday
//     names and for a place that has none of its own: 国土局 棠下 is 蓬江区自然资源局,
//     北街派出所 is 白沙街道派出所 and then its police.
//  2. plain: every word is text.
//  3. called: what no filter took is somebody's whole name: 陈国平律师 finds 陈国平,
//     who is no lawyer.
//  4. addressed: a surname or a part of the given name, as people are spoken of: 老陈,
//     阿强, 强哥, 谭队, 姓欧阳的; 杨支书 finds all 杨 if none is a secretary.
//  5. spelled: what no filter took sounds like known words: tangxia lvshi is 棠下 律师,
//     so is 堂下律师, and tx ls by the initials of a town and a role. Roles and
//     languages have initials before towns, and these before types.
//  6. described: an introduction says it in other words (当过兵 is 退伍军人). Words
//     for a matter, a trait or a time may be such words as well (夜间巡楼).
//  7. tolerant: a slip in each piece is forgiven: other characters of the same
//     sound (船歌), one wrong, missing, surplus or swapped character in a name of
//     three and more, one such letter in pinyin of four and more, begins of pinyin
//     and initials, letters left out (ruanzk, txlzzxtjs), abbreviations of
//     institutions (妇联; beside a place 环市 物调室).
//  8. partly: beside filters, a pair of characters that few introductions hold:
//     写水乡那本书的网格员.
//  9. loose: the filters hold, words that nobody has are passed over, unless they
//     could be a person's name. Beside a kind (…调解室) they could not: who names one
//     wants no person.
//  10. relaxed: the filters fit nobody together: types are widened to their family,
//     a time or a trait is given up beside another filter, places are widened up to
//     the district; of three or more kinds the least missed one is given up.
//  11. Nothing: Total is 0, and DidYouMean may offer the nearest name.
//
// From 6 on words known by their sound alone count as in 5. Words that only join
// others (那个, 找, 嘅) are passed over at both ends of what no filter took.
//
// Text is compared in pairs of characters; each character must stand in a pair that
// the record holds too, so 棠下劳资 finds 棠下镇劳资纠纷…. Common words (调解, 纠纷,
// 人民, 调解室, 工作室 …) are a wish and not a condition, unless there are no others. Single
// characters find names and brands. 区, 镇, 街道 or 村 before a kind or an office tells
// where it stands: 撞车 区调解室 is a room of a district. Letters find words, whole pinyin
// (chuange), initials (cg; of institutions also shortened: txlz, lztjs), and syllables inside
// names (laozi). Tones and ü may be typed or not: lü, lv and lu are one.
//
// Interpreted holds the filters that the answer obeys. Show each as a chip with
// Label; to remove one, send the query without its Text, which is always a piece of
// the query as it was typed. A word that was read as a filter and given up (3, 4, 6,
// 7, 10) has no chip. A filter that was read from words is a little wider than
// one picked from a list: 欠薪 (10.01) also finds who handles labour in general (10),
// 律师 also a village's lawyer.
//
// # Filters
//
// Fields are joined by AND, values in a list by OR. A region finds who has home,
// seat or service area within it or serves a place that contains it; institutions
// only where they stand. A type of level one finds all its second level. Roles and
// languages are people's: institutions have none.
//
// Facets count all hits, not only the page, by kind, role, region (towns), type
// (level one) and language; a count is exactly the Total that the value would have
// as a further filter.
//
// # Order
//
// Points of everything that fits are added (award.go): the whole name or brand
// 2,000; its pinyin 700, initials 500; an office that is asked for 400; in the brand 320,
// in the name 240 and up to 60 more the more of the name it covers; syllables 160; having the role that was named
// 120; in the name of a person's institution 110; the kind that was named (…调解室) 90; speciality 60, and 50 more
// for a room or studio; said in other words or in part 60; being within the place 50;
// in the introduction 40; a real record before a synthetic one 5. People and
// institutions are mixed. Equals are ordered by a hash of the identifier, so that
// pages neither overlap nor miss.
//
// # Highlights and suggestions
//
// A highlight is a piece of the record's own text with the match between <em> and
// </em>. The text is not escaped: escape it, then replace the escaped marks.
// Suggest answers while somebody types: names and brands that begin with the
// prefix, in characters, pinyin or initials; institutions before people.
//
// # Why sets and not Bleve's own queries
//
// Bleve's scorch keeps dictionaries, postings and stored text, merges, persists and
// recovers. Its query engine walks document by document, about 2 µs a hit, and its
// relevance by term frequency means nothing for names: a pair that is in every
// record cost 50 ms at a million, an OR over common pairs 187 ms. Here each term's
// documents are taken as the bitmap that the segment holds, and queries are AND and
// OR of bitmaps (set.go), so exact totals and facets cost little, and the order is
// the table above. Frequencies, norms, positions and doc values are not stored.
package index
