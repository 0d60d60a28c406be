package web

import (
	"errors"
	"net/http"
	"slices"

	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// Codes of refusals that belong to transport, beside those of package guard.
const (
	notAcceptable        guard.Code = "NOT_ACCEPTABLE"
	unsupportedMediaType guard.Code = "UNSUPPORTED_MEDIA_TYPE"
	rateLimited          guard.Code = "RATE_LIMITED"
	unauthenticatedCode  guard.Code = "UNAUTHENTICATED"
	forbidden            guard.Code = "FORBIDDEN"
	unavailable          guard.Code = execute.Unavailable
	storageFull          guard.Code = "STORAGE_FULL"
)

// transportStatus is the status of refusals that both media types show; the others are 400 with
// application/graphql-response+json and 200 with application/json, because the request itself was well-formed.
func transportStatus(code guard.Code) (int, bool) {
	switch code {
	case guard.BadJSON, guard.BatchingDisabled:
		return http.StatusBadRequest, true
	case unauthenticatedCode:
		return http.StatusUnauthorized, true
	case forbidden:
		return http.StatusForbidden, true
	case guard.MethodNotAllowed:
		return http.StatusMethodNotAllowed, true
	case notAcceptable:
		return http.StatusNotAcceptable, true
	case guard.BodyTooLarge, guard.DocumentTooLarge:
		return http.StatusRequestEntityTooLarge, true
	case unsupportedMediaType:
		return http.StatusUnsupportedMediaType, true
	case rateLimited:
		return http.StatusTooManyRequests, true
	case execute.Internal:
		return http.StatusInternalServerError, true
	case unavailable, execute.OutcomeUnknown, storageFull:
		return http.StatusServiceUnavailable, true
	}
	return 0, false
}

func statusOf(code guard.Code, media string) int {
	if status, isTransport := transportStatus(code); isTransport {
		return status
	}
	if media == mediaResponse {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// statusOfAnswer is 200 unless nothing was answered because the service could not: then it is 503 or 429, which
// clients and proxies know how to retry.
func statusOfAnswer(o execute.Outcome) int {
	if !o.Unanswered {
		return http.StatusOK
	}
	for _, code := range []guard.Code{unavailable, execute.OutcomeUnknown, storageFull, rateLimited} {
		if slices.Contains(o.Codes, string(code)) {
			status, _ := transportStatus(code)
			return status
		}
	}
	return http.StatusOK
}

func overloaded() *guard.Refusal {
	return guard.Refuse(unavailable, "系统繁忙，请稍后再试 · the service is busy; try again in a second")
}

func internal() *guard.Refusal {
	return &guard.Refusal{Code: execute.Internal, Message: execute.InternalMessage}
}

// unauthenticated is the same for missing, wrong and expired credentials.
func unauthenticated(err error) *guard.Refusal {
	var coded execute.CodedError
	if errors.As(err, &coded) {
		return &guard.Refusal{Code: guard.Code(coded.GraphQLCode()), Message: coded.GraphQLMessage()}
	}
	return guard.Refuse(unauthenticatedCode, "请提供有效的密钥 · send a valid key: Authorization: Bearer KEY")
}
