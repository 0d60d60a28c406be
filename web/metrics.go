package web

import (
	"context"
	"math"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"liuyuan/centre"
)

// metrics counts answers; labels are codes and kinds, never input or persons.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	codes    *prometheus.CounterVec
	refusals *prometheus.CounterVec
	cost     prometheus.Histogram
}

func newMetrics(c *centre.Centre, gate *Gate) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "liuyuan_graphql_seconds", Help: "Time to answer a GraphQL request, in seconds.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"kind", "status"}),
		codes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "liuyuan_graphql_errors_total", Help: "Errors told, by code."}, []string{"code"}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "liuyuan_graphql_refusals_total",
			Help: "Requests that were not run, by the first code: over a limit, not allowed, or no place."}, []string{"code"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "liuyuan_graphql_cost", Help: "Actual cost of answers, in objects.",
			Buckets: prometheus.ExponentialBuckets(1, 4, 8)}),
	}
	m.registry.MustRegister(m.seconds, m.codes, m.refusals, m.cost, newGauges(c, gate),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) observe(seen Observation) {
	kind := string(seen.Kind)
	if kind == "" {
		kind = "refused"
	}
	m.seconds.WithLabelValues(kind, strconv.Itoa(seen.Status)).Observe(seen.Duration.Seconds())
	for _, c := range seen.Codes {
		m.codes.WithLabelValues(c).Inc()
	}
	if seen.Kind != "" {
		m.cost.Observe(float64(seen.Actual))
	}
	if (seen.Kind == "" || seen.Status == http.StatusServiceUnavailable) && len(seen.Codes) > 0 {
		m.refusals.WithLabelValues(seen.Codes[0]).Inc()
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// gauges are numbers that are read when they are asked for.
type gauges struct {
	centre *centre.Centre
	gate   *Gate
	all    map[string]*prometheus.Desc
}

func newGauges(c *centre.Centre, gate *Gate) gauges {
	g := gauges{c, gate, map[string]*prometheus.Desc{}}
	for name, help := range map[string]string{
		"requests_running": "GraphQL requests that run.", "requests_waiting": "GraphQL requests that wait for a place.",
		"subscriptions": "Open subscriptions.", "feed_position": "Newest numbered change of the store.",
		"pool_people": "People in the matching pool.", "index_documents": "Documents in the word index.",
		"memory_live_bytes":  "Memory that a collection would not free.",
		"memory_limit_bytes": "GOMEMLIMIT; new work is refused when 90 % of it are live. 0: none.",
	} {
		g.all[name] = prometheus.NewDesc("liuyuan_"+name, help, nil, nil)
	}
	g.all["projection_lag"] = prometheus.NewDesc("liuyuan_projection_lag", "Changes that a projection is behind the store.", []string{"projection"}, nil)
	g.all["projection_failing"] = prometheus.NewDesc("liuyuan_projection_failing", "1 while a projection cannot follow the store.", []string{"projection"}, nil)
	return g
}

// Describe tells which gauges there are.
func (g gauges) Describe(to chan<- *prometheus.Desc) {
	for _, d := range g.all {
		to <- d
	}
}

// Collect reads them.
func (g gauges) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), readyWithin)
	defer cancel()
	tell := func(name string, value int64, labels ...string) {
		to <- prometheus.MustNewConstMetric(g.all[name], prometheus.GaugeValue, float64(value), labels...)
	}
	now := g.centre.Gauges(ctx)
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		limit = 0
	}
	tell("requests_running", int64(g.gate.Running()))
	tell("requests_waiting", int64(g.gate.Waiting()))
	tell("subscriptions", int64(now.Subscribers))
	tell("feed_position", now.Position)
	tell("pool_people", int64(now.People))
	tell("index_documents", int64(now.Documents))
	tell("memory_live_bytes", liveMemory())
	tell("memory_limit_bytes", limit)
	for name, lag := range now.Lag {
		failing := int64(0)
		if now.Failing[name] {
			failing = 1
		}
		tell("projection_lag", lag, name)
		tell("projection_failing", failing, name)
	}
}
