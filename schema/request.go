package schema

import (
	"context"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

// request is what every resolver of one request shares.
type request struct {
	viewer    identity.Viewer
	locale    registry.Locale
	mediators *loader[registry.MediatorID, *centre.Person]
	caseLoaders
}

type requestKey struct{}

// WithRequest puts who asks, and in which language, into the context of one request.
func WithRequest(ctx context.Context, c *centre.Centre, v identity.Viewer, l registry.Locale) context.Context {
	r := &request{viewer: v, locale: l}
	r.renew(c)
	return context.WithValue(ctx, requestKey{}, r)
}

// requestOf gives the request; without one (a wiring error) the viewer may do nothing.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{}
}
