package registry

import (
	"errors"
	"strings"
)

// ErrorCode is the stable name of a refusal or fault. Business codes reach
// people as userErrors; the others as errors of the transport (see the API).
type ErrorCode string

// The codes. The first group is business refusals, the second faults.
const (
	CodeInvalid            ErrorCode = "INVALID"
	CodeNotFound           ErrorCode = "NOT_FOUND"
	CodeNotEligible        ErrorCode = "NOT_ELIGIBLE"
	CodeCapacityFull       ErrorCode = "CAPACITY_FULL"
	CodeLeadTaken          ErrorCode = "LEAD_TAKEN"
	CodeOfferExpired       ErrorCode = "OFFER_EXPIRED"
	CodeConflictOfInterest ErrorCode = "CONFLICT_OF_INTEREST"
	CodeConsentMissing     ErrorCode = "CONSENT_MISSING"
	CodeState              ErrorCode = "STATE"
	CodeVersionConflict    ErrorCode = "VERSION_CONFLICT"
	CodeKeyReused          ErrorCode = "IDEMPOTENCY_KEY_REUSED"
	CodeForbidden          ErrorCode = "FORBIDDEN"

	CodeUnauthenticated ErrorCode = "UNAUTHENTICATED"
	CodeOutOfRange      ErrorCode = "ARGUMENT_OUT_OF_RANGE"
	CodeTooLong         ErrorCode = "ARGUMENT_TOO_LONG"
	CodeBadCursor       ErrorCode = "BAD_CURSOR"
	CodeRateLimited     ErrorCode = "RATE_LIMITED"
	CodeUnavailable     ErrorCode = "UNAVAILABLE"
	CodeStorageFull     ErrorCode = "STORAGE_FULL"
	CodeOutcomeUnknown  ErrorCode = "OUTCOME_UNKNOWN"
	CodeInternal        ErrorCode = "INTERNAL"
)

// Text is one sentence in both languages. It says what happened and what to do
// next, and never holds personal data, SQL, paths or the caller's own input.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In picks the sentence for a locale.
func (t Text) In(l Locale) string {
	if l == English {
		return t.EN
	}
	return t.ZH
}

// Error is the one error type of the project: a code for programs, the place,
// and a sentence for people. Anything else that comes up is an INTERNAL fault.
type Error struct {
	Code  ErrorCode
	Field []string // path into the input, outermost first; nil if none
	Text  Text
	Cause error // for logs only, never shown
}

// Error gives code, place and both sentences: for logs and the command line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if len(e.Field) > 0 {
		b.WriteString(" " + strings.Join(e.Field, "."))
	}
	b.WriteString(": " + e.Text.ZH + " · " + e.Text.EN)
	if e.Cause != nil {
		b.WriteString(" (" + e.Cause.Error() + ")")
	}
	return b.String()
}

// Unwrap gives the cause, for errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Cause }

// Refuse makes an error of any code.
func Refuse(code ErrorCode, field []string, zh, en string) *Error {
	return &Error{Code: code, Field: field, Text: Text{ZH: zh, EN: en}}
}

// Invalid is a refusal of bad input at a place.
func Invalid(field []string, zh, en string) *Error { return Refuse(CodeInvalid, field, zh, en) }

// NotFound is the one answer for "does not exist" and "not yours to see".
func NotFound(field ...string) *Error {
	return Refuse(CodeNotFound, field, "没有找到，或不在您的权限范围内", "not found, or not yours to see")
}

// Fault wraps an unexpected error with a code and a sentence that is safe to show.
func Fault(code ErrorCode, cause error, zh, en string) *Error {
	return &Error{Code: code, Text: Text{ZH: zh, EN: en}, Cause: cause}
}

// CodeOf is the code of the first *Error in the chain; INTERNAL for any other
// error, empty for nil.
func CodeOf(err error) ErrorCode {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
