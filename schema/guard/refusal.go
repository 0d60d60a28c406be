package guard

import "fmt"

// Code is the machine-readable reason of a refusal, told in extensions.code.
type Code string

// The codes of refusals before execution. Their HTTP status is decided in package web.
const (
	ParseFailed           Code = "GRAPHQL_PARSE_FAILED"
	ValidationFailed      Code = "GRAPHQL_VALIDATION_FAILED"
	BadJSON               Code = "BAD_JSON"
	BodyTooLarge          Code = "BODY_TOO_LARGE"
	DocumentTooLarge      Code = "DOCUMENT_TOO_LARGE"
	TooManyTokens         Code = "TOO_MANY_TOKENS"
	TooManyDirectives     Code = "TOO_MANY_DIRECTIVES"
	TooManyArguments      Code = "TOO_MANY_ARGUMENTS"
	TooManyOperations     Code = "TOO_MANY_OPERATIONS"
	QueryTooDeep          Code = "QUERY_TOO_DEEP"
	QueryTooComplex       Code = "QUERY_TOO_COMPLEX"
	QueryCostExceeded     Code = "QUERY_COST_EXCEEDED"
	FragmentCycle         Code = "FRAGMENT_CYCLE"
	VariablesTooDeep      Code = "VARIABLES_TOO_DEEP"
	VariablesTooLarge     Code = "VARIABLES_TOO_LARGE"
	ArgumentOutOfRange    Code = "ARGUMENT_OUT_OF_RANGE"
	ArgumentTooLong       Code = "ARGUMENT_TOO_LONG"
	IntrospectionDisabled Code = "INTROSPECTION_DISABLED"
	MethodNotAllowed      Code = "METHOD_NOT_ALLOWED"
	BatchingDisabled      Code = "BATCHING_DISABLED"
)

// Location is a place in the document: line and column from 1, columns in characters.
type Location struct{ Line, Column int }

// Refusal says why a request is not run. Its message never repeats what was sent.
type Refusal struct {
	Code      Code
	Message   string
	Locations []Location
}

// Error makes a Refusal an error.
func (r *Refusal) Error() string { return string(r.Code) + ": " + r.Message }

// Refuse builds a refusal; the message is Chinese, then English, and may hold limits but no input.
func Refuse(code Code, message string, args ...any) *Refusal {
	return &Refusal{Code: code, Message: fmt.Sprintf(message, args...)}
}

// At adds a place to the refusal and returns it.
func (r *Refusal) At(line, column int) *Refusal {
	r.Locations = append(r.Locations, Location{line, column})
	return r
}
