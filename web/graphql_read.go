package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"liuyuan/schema/guard"
)

// The media types of answers.
const (
	mediaResponse = "application/graphql-response+json"
	mediaJSON     = "application/json"
	mediaStream   = "text/event-stream"
)

// negotiate picks the media type of an answer: what Accept weighs highest, application/json when it says nothing.
func negotiate(r *http.Request) (string, bool) { return pick(r, mediaJSON, mediaResponse) }

// negotiateStream accepts event streams only.
func negotiateStream(r *http.Request) (string, bool) { return pick(r, mediaStream) }

// pick is the offer that Accept prefers; the first one wins a tie, and a wildcard means the first.
func pick(r *http.Request, offers ...string) (best string, ok bool) {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return offers[0], true
	}
	weight := 0.0
	for _, part := range strings.Split(accept, ",") {
		media, parameters, err := mime.ParseMediaType(part)
		if err != nil || !isUTF8(parameters["charset"]) {
			continue
		}
		q := 1.0
		if text, weighed := parameters["q"]; weighed {
			q, _ = strconv.ParseFloat(text, 64)
		}
		for _, offer := range offers {
			if matches(media, offer) && q > weight {
				best, weight = offer, q
			}
		}
	}
	return best, weight > 0
}

func matches(media, offer string) bool {
	kind, _, _ := strings.Cut(offer, "/")
	return media == offer || media == "*/*" || media == kind+"/*"
}

func isUTF8(charset string) bool {
	return charset == "" || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// isJSON accepts application/json in UTF-8. Nothing else: a browser sends it across sites only after asking.
func isJSON(contentType string) bool {
	media, parameters, err := mime.ParseMediaType(contentType)
	return err == nil && media == mediaJSON && isUTF8(parameters["charset"])
}

// read reads the request from the body or, for GET, from the address.
func (x *exchange) read() (guard.Request, *guard.Refusal) {
	if x.r.Method == http.MethodGet {
		return readAddress(x.r)
	}
	body, err := io.ReadAll(http.MaxBytesReader(x.w, x.r.Body, guard.BodyBytes))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return guard.Request{}, guard.Refuse(guard.BodyTooLarge, "请求超过 %d 字节 · the body is larger than %[1]d bytes", guard.BodyBytes)
	case err != nil:
		return guard.Request{}, guard.Refuse(guard.BadJSON, "请求没有读完 · the body ended early")
	}
	request, refusal := guard.ParseRequest(body)
	if refusal == nil {
		refusal = needsDocument(request)
	}
	return request, refusal
}

func readAddress(r *http.Request) (request guard.Request, refusal *guard.Refusal) {
	if len(r.URL.RawQuery) > guard.BodyBytes {
		return request, guard.Refuse(guard.BodyTooLarge, "地址过长，请用 POST · the address is too long; use POST")
	}
	values := r.URL.Query()
	request.Query, request.OperationName, request.DocumentID = values.Get("query"), values.Get("operationName"), values.Get("documentId")
	if text := values.Get("variables"); text != "" {
		if request.Variables, refusal = guard.ParseVariables([]byte(text)); refusal != nil {
			return request, refusal
		}
	}
	if text := values.Get("extensions"); text != "" {
		if request.Extensions, refusal = guard.ParseVariables([]byte(text)); refusal != nil {
			return request, refusal
		}
	}
	return request, needsDocument(request)
}

func needsDocument(request guard.Request) *guard.Refusal {
	if request.Query == "" && documentID(request) == "" {
		return guard.Refuse(guard.BadJSON, "缺少 query · the request has no query")
	}
	return nil
}
