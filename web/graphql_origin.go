package web

import (
	"net/http"
	"net/url"
	"slices"

	"liuyuan/schema/guard"
)

// handled marks a request that is answered already.
var handled = &guard.Refusal{Code: "HANDLED"}

func orHandled(refusal *guard.Refusal) *guard.Refusal {
	if refusal == nil {
		return handled
	}
	return refusal
}

// checkOrigin refuses requests that a browser sends for another site, unless its origin is allowed; programs send
// neither Origin nor Sec-Fetch-Site. It answers preflight requests of allowed origins itself.
func (x *exchange) checkOrigin() (done bool, refusal *guard.Refusal) {
	origin := x.r.Header.Get("Origin")
	allowed := slices.Contains(x.options.AllowedOrigins, origin) && origin != ""
	if allowed {
		h := x.w.Header()
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Expose-Headers", "X-Request-Id, Retry-After")
		h.Add("Vary", "Origin")
	}
	if x.r.Method == http.MethodOptions {
		if !allowed {
			return false, crossSite()
		}
		h := x.w.Header()
		h.Set("Access-Control-Allow-Methods", "GET, POST")
		h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
		h.Set("Access-Control-Max-Age", "600")
		x.w.WriteHeader(http.StatusNoContent)
		return true, nil
	}
	if allowed || sameSite(x.r, origin) {
		return false, nil
	}
	return false, crossSite()
}

func crossSite() *guard.Refusal {
	return guard.Refuse(forbidden, "不接受来自其他网站的请求 · requests from other sites are refused; ask for your origin to be allowed")
}

func sameSite(r *http.Request, origin string) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return true
	case "":
		if origin == "" {
			return true
		}
		parsed, err := url.Parse(origin)
		return err == nil && parsed.Host == r.Host
	}
	return false // same-site and cross-site
}
