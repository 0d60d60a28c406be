package execute

import (
	"context"
	"errors"
	"fmt"

	"liuyuan/schema/guard"
)

// CodedError is an error that a caller may see. Any other error of a resolver is masked as INTERNAL and reported.
// It is found with errors.As, so it may be wrapped.
type CodedError interface {
	error
	GraphQLCode() string    // extensions.code, for example NOT_FOUND
	GraphQLMessage() string // what happened and what to do next; no personal data
}

// Codes that the engine itself gives to failed fields and runs.
const (
	Internal       = "INTERNAL"
	Unavailable    = "UNAVAILABLE"
	OutcomeUnknown = "OUTCOME_UNKNOWN"
)

// InternalMessage is all that a caller learns of a fault.
const InternalMessage = "服务器内部错误，请把 requestId 告诉管理员 · internal error; give the requestId to the administrator"

// codedError is the engine's own CodedError.
type codedError struct{ code, message string }

func (e *codedError) Error() string          { return e.code + ": " + e.message }
func (e *codedError) GraphQLCode() string    { return e.code }
func (e *codedError) GraphQLMessage() string { return e.message }

// panicked is a panic of a resolver or scalar, kept for the report.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// stopped says why a run ended before its answer was complete.
func stopped(cause error, mutation bool) *codedError {
	switch {
	case mutation:
		return &codedError{OutcomeUnknown, "请求超时，结果未知；请用同一 idempotencyKey 重试 · the request ended before its outcome was known; retry with the same idempotencyKey"}
	case errors.Is(cause, context.DeadlineExceeded):
		return &codedError{Unavailable, "请求超时，请缩小范围或稍后再试 · the request took too long; ask for less or try again later"}
	}
	return &codedError{Unavailable, "请求已取消 · the request was cancelled"}
}

func tooLarge(limit int) *codedError {
	return &codedError{string(guard.QueryCostExceeded), fmt.Sprintf("回答超过 %d 字节，请缩小范围 · the answer is larger than %[1]d bytes; ask for less", limit)}
}
