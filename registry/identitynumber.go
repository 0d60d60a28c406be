package registry

import (
	"strings"
	"time"
)

// ValidIdentityNumber checks a citizen's number (GB 11643-1999) for persons and a
// unified social credit code (GB 32100-2015) for others; a person's passport or
// permit number of 6 to 12 letters and digits passes unchecked.
func ValidIdentityNumber(kind PartyKind, s string) bool {
	s = strings.ToUpper(s)
	if kind != PartyPerson && kind != "" {
		return validCreditCode(s)
	}
	if len(s) == 18 || len(s) == 15 {
		return validCitizenNumber(s)
	}
	return len(s) >= 6 && len(s) <= 12 && strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// validCitizenNumber: 17 digits with an existing day of birth, and the check
// character by ISO 7064 MOD 11-2. The 15-digit form of before 1999 has none.
func validCitizenNumber(s string) bool {
	body, birth := s, "19"
	if len(s) == 18 {
		body = s[:17]
	}
	for i := range len(body) {
		if body[i] < '0' || body[i] > '9' {
			return false
		}
	}
	if len(s) == 15 {
		birth += s[6:12]
	} else {
		birth = s[6:14]
	}
	if _, err := time.Parse("20060102", birth); err != nil {
		return false
	}
	if len(s) == 15 {
		return true
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return s[17] == "10X98765432"[sum%11]
}

// validCreditCode: 18 characters without I, O, S, V, Z; check character by MOD 31.
func validCreditCode(s string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(s) != 18 {
		return false
	}
	weights := [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i := range 18 {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		if i < 17 {
			sum += v * weights[i]
		}
	}
	return s[17] == alphabet[(31-sum%31)%31]
}
