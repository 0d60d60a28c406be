package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/schema"
	"liuyuan/schema/guard"
)

// Where the personas of demo mode work: a town clerk in 棠下镇, the others in the district.
const (
	demoDistrict registry.RegionCode = "440703"
	demoTown     registry.RegionCode = "440703101"
	demoHeader                       = "X-Demo-Role"
)

// authenticate tells who sends a request: the viewer of a bearer key or, in demo
// mode and without one, a persona.
func (s *Server) authenticate(r *http.Request) (context.Context, Caller, error) {
	v, err := s.viewerOf(r)
	if err != nil {
		return nil, Caller{}, err
	}
	ctx := schema.WithRequest(r.Context(), s.centre, v, localeOf(r))
	caller := Caller{Limits: guard.Staff(), Key: v.Principal}
	if v.Public() {
		caller.Limits, caller.PerMinute, caller.TrustedOnly = guard.Public(), s.options.PublicPerMinute, s.options.Trusted != nil
	}
	if v.PerMinute > 0 {
		caller.PerMinute = v.PerMinute
	}
	return ctx, caller, nil
}

func (s *Server) viewerOf(r *http.Request) (identity.Viewer, error) {
	header := r.Header.Get("Authorization")
	if header != "" {
		credential, ok := strings.CutPrefix(header, "Bearer ")
		if !ok {
			return identity.Viewer{}, unknownCaller()
		}
		return s.centre.Authenticate(r.Context(), strings.TrimSpace(credential), s.addressOf(r))
	}
	if !s.options.Demo {
		return identity.Viewer{}, unknownCaller()
	}
	if !ownHost(r.Host) {
		return identity.Viewer{}, otherName{}
	}
	role := registry.Access(r.Header.Get(demoHeader))
	region := demoDistrict
	if role == registry.AccessStaff {
		region = demoTown
	}
	v, ok := identity.Demo(role, region)
	if !ok {
		return identity.Viewer{}, unknownCaller()
	}
	return v, nil
}

// addressOf is where a request comes from: the other end of the connection or, if that
// is one of our proxies, the last address before them that a proxy of ours wrote down.
// What a client itself puts into X-Forwarded-For stands further left and is not read.
func (s *Server) addressOf(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	address := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && within(s.options.Proxies, address); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	return address
}

func within(networks []netip.Prefix, address netip.Addr) bool {
	return slices.ContainsFunc(networks, func(n netip.Prefix) bool { return n.Contains(address) })
}

// ownHost reports whether a request names this machine as it names itself. A site of
// others may have its own name point here; its pages would then be of the same origin.
func ownHost(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	address, err := netip.ParseAddr(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && address.IsLoopback()
}

// otherName refuses requests to the demonstration under a name that is not the machine's own.
type otherName struct{}

func (otherName) Error() string       { return "the demonstration was asked under another name" }
func (otherName) GraphQLCode() string { return string(registry.CodeForbidden) }

func (otherName) GraphQLMessage() string {
	return "演示模式只回应本机地址，请打开 http://localhost 或 http://127.0.0.1 加端口 · the demonstration answers to this machine's own names only: use http://localhost or http://127.0.0.1 with the port"
}

func unknownCaller() error {
	return registry.Refuse(registry.CodeUnauthenticated, nil, "需要有效的访问密钥", "a valid key is required")
}

// inside admits callers that are not public apps; others get the one 401.
func (s *Server) inside(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := s.viewerOf(r)
		if err != nil || v.Public() {
			w.Header().Set("WWW-Authenticate", "Bearer")
			answerJSON(w, http.StatusUnauthorized, map[string]string{"code": string(registry.CodeUnauthenticated)})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// localeOf is the language of messages: Chinese unless English is preferred.
func localeOf(r *http.Request) registry.Locale {
	for _, part := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag := strings.ToLower(strings.TrimSpace(part))
		switch {
		case strings.HasPrefix(tag, "zh"):
			return registry.Chinese
		case strings.HasPrefix(tag, "en"):
			return registry.English
		}
	}
	return registry.Chinese
}
