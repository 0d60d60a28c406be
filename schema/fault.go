package schema

import (
	"context"
	"errors"

	"liuyuan/registry"
)

// coded is an error as the API tells it: the executor reads code and message and
// masks whatever else comes up.
type coded struct {
	error
	code    registry.ErrorCode
	message string
}

// GraphQLCode is extensions.code.
func (e coded) GraphQLCode() string { return string(e.code) }

// GraphQLMessage is the sentence shown.
func (e coded) GraphQLMessage() string { return e.message }

// tell gives an error its code and its sentence in the caller's language. A
// refusal of bad input that has no transport code of its own is out of range.
func tell(ctx context.Context, err error) error {
	var e *registry.Error
	if !errors.As(err, &e) {
		return err
	}
	code := e.Code
	if code == registry.CodeInvalid {
		code = registry.CodeOutOfRange
	}
	return coded{error: err, code: code, message: e.Text.In(requestOf(ctx).locale)}
}

// business are the refusals that reach people as userErrors.
func business(c registry.ErrorCode) bool {
	switch c {
	case registry.CodeInvalid, registry.CodeNotFound, registry.CodeNotEligible, registry.CodeCapacityFull,
		registry.CodeLeadTaken, registry.CodeOfferExpired, registry.CodeConflictOfInterest, registry.CodeConsentMissing,
		registry.CodeState, registry.CodeVersionConflict, registry.CodeKeyReused:
		return true
	}
	return false
}

// userErrors turns a business refusal into data. FORBIDDEN is data when it names a
// place of the input, and an error when the role may not use the mutation at all.
func userErrors(ctx context.Context, err error) ([]userError, error) {
	var e *registry.Error
	if !errors.As(err, &e) {
		return nil, err
	}
	if business(e.Code) || e.Code == registry.CodeForbidden && len(e.Field) > 0 {
		return []userError{{Code: string(e.Code), Field: e.Field, Message: e.Text.In(requestOf(ctx).locale)}}, nil
	}
	return nil, tell(ctx, err)
}
