// Package roster moves a roster in and out of CSV files. Import, export and the
// generator share one table of columns (column.go), so that what is written is
// read again without loss. Reading streams: memory does not grow with the file.
//
// # The file
//
// UTF-8 (with or without BOM), comma-separated, quoted as RFC 4180 says. The first row names the columns
// by their keys (or their Chinese or English titles), in any order; columns may be
// left out. The column "record" tells what a row is: REGION, ORGANIZATION or
// MEDIATOR (also where it is empty). Regions come first, then institutions, then
// people, each after what it refers to.
//
// # Cells
//
//	roles         MEDIATOR;LAWYER                        also 人民调解员;律师
//	standings     ENGAGED|<institution>|2024-01-01~2026-12-31;INVITED
//	specialties   10.01:3;10.03:2                        type:level; institutions: 10.01;10.03
//	posts         <institution>|RESIDENT|1 08:30-12:00,1 14:30-17:30
//	seats         440703101203|CLAN_ELDER|2024-01-01~    an open end stays empty
//	serviceAreas  440703101;440703102
//	languages     cmn;yue                                also 普通话;粤语
//	leaves        2026-11-02~2026-11-09
//	point         22.682,113.033                         latitude,longitude, WGS-84
//	aliases       仓后;堤东                               \; and \\ are a semicolon and a backslash
//	online …      true or empty                          also 是
//
// Entries are joined by ";" (also "；"), their parts by "|"; parts at the end that
// are empty are left out. A cell that a spreadsheet would take for a formula
// (starting with = + - @ TAB CR LF, also full-width) is written with an apostrophe
// before it, and read without it.
//
// # New people
//
// A person without an id is new. The identifier is then made from the row's own
// cells, so the same row read twice is the same person; to change people, take
// their ids from an export.
package roster
