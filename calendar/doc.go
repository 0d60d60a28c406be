// Package calendar knows working days, legal clocks and duty hours in China. It is
// pure: days and instants come in, days and instants come out.
//
// Start with workday.go (which days are worked), then clock.go (the versioned
// table of legal and local clocks, clocks.json) and duty.go. The holidays of a
// year come from the State Council's notice: data/ holds 2025 and 2026 as published
// in npm chinese-days 1.5.7 (MIT); the notice of a further year is added with Add.
package calendar
