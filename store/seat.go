package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"liuyuan/registry"
)

// Seats gives the holders in force on the day in the region and all within it,
// by region, role and identifier; removed people hold no seat.
func (t *tx) Seats(region registry.RegionCode, day registry.Date) ([]registry.SeatHolder, error) {
	if region.Level() == "" {
		return nil, nil
	}
	holders, err := list(t, `SELECT s.value, s.since, s.until, m.id FROM trait s JOIN mediator m ON m.no = s.mediator
		WHERE s.kind = $1 AND s.value >= $2 AND s.value < $3 AND m.status <> 'REMOVED'
		AND (s.since = '' OR s.since <= $4) AND (s.until = '' OR s.until >= $4)`,
		[]any{traitSeat, string(region), within(region), clean(string(day))},
		func(row *sql.Rows) (registry.SeatHolder, error) {
			var h registry.SeatHolder
			var value string
			err := row.Scan(&value, &h.From, &h.To, &h.Mediator)
			code, role, _ := strings.Cut(value, "/")
			h.Region, h.Role = registry.RegionCode(code), registry.Role(role)
			return h, err
		})
	slices.SortFunc(holders, func(a, b registry.SeatHolder) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Mediator, b.Mediator),
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return holders, err
}

// within is the open end of the range that holds every well-formed code within
// the region: codes continue with digits or a hyphen, both below the colon.
func within(region registry.RegionCode) string { return string(region) + ":" }
