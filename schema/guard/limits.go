package guard

// Limits is what one caller may ask for. The zero value allows nothing; start from Public or Staff.
// Every limit names the code of its refusal.
type Limits struct {
	DocumentBytes  int // GraphQL document, UTF-8 bytes: DOCUMENT_TOO_LARGE
	Tokens         int // lexical tokens without comments: TOO_MANY_TOKENS
	Brackets       int // depth of {, ( and [ together: QUERY_TOO_DEEP
	Directives     int // in the whole document: TOO_MANY_DIRECTIVES
	Arguments      int // of one field or directive: TOO_MANY_ARGUMENTS
	NameBytes      int // one name or number: GRAPHQL_PARSE_FAILED
	StringBytes    int // one string literal as written: ARGUMENT_TOO_LONG
	Operations     int // definitions in one document, of which one is run: TOO_MANY_OPERATIONS
	Fields         int // after expanding fragments: QUERY_TOO_COMPLEX
	Repeats        int // times one response key stands in one selection set: QUERY_TOO_COMPLEX
	Aliases        int // after expanding fragments: QUERY_TOO_COMPLEX
	Depth          int // nested fields: QUERY_TOO_DEEP
	IntrospectDeep int // nested fields below __schema and __type: QUERY_TOO_DEEP
	Cost           int // objects the answer may hold: QUERY_COST_EXCEEDED
	Errors         int // most errors told for one document
	Introspection  bool
	Suggestions    bool // "Did you mean" and the caller's own names in validation messages
}

// Staff is what a signed-in person of the centre may ask for.
func Staff() Limits {
	return Limits{
		DocumentBytes: 16 << 10, Tokens: 1000, Brackets: 24, Directives: 20, Arguments: 20,
		NameBytes: 128, StringBytes: 4 << 10, Operations: 10, Fields: 400, Repeats: 20, Aliases: 30,
		Depth: 10, IntrospectDeep: 20, Cost: 20_000, Errors: 10, Introspection: true, Suggestions: true,
	}
}

// Public is what an app with a public key may ask for: half the aliases, a quarter of the cost, and neither
// introspection nor suggestions, which would tell the schema.
func Public() Limits {
	l := Staff()
	l.Aliases, l.Cost = 15, 5_000
	l.Introspection, l.Suggestions = false, false
	return l
}
