// Package guard refuses GraphQL requests that would cost more than they are worth, before anything expensive looks at
// them: strict JSON for the request body, a scan of the document without recursion, a memoised walk over the parsed
// document, and a cost with page sizes multiplied in.
//
// Everything here is a pure function of its input. Start with Limits (what is allowed to whom), then in the order of
// a request: ParseRequest, Scan, Measure, Cost.
//
// Why in front of the parser: 32 bytes of a fragment that spreads itself end a process by stack overflow in the
// validator of graphql-go, and a few kilobytes of brackets or directives take seconds in most libraries.
package guard
