package web

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts answers; labels are codes and kinds, never input or persons.
type metrics struct {
	registry *prometheus.Registry
	seconds  *prometheus.HistogramVec
	codes    *prometheus.CounterVec
	cost     prometheus.Histogram
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "liuyuan_graphql_seconds", Help: "Time to answer a GraphQL request, in seconds.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"kind", "status"}),
		codes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "liuyuan_graphql_errors_total", Help: "Errors told, by code."}, []string{"code"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "liuyuan_graphql_cost", Help: "Actual cost of answers, in objects.",
			Buckets: prometheus.ExponentialBuckets(1, 4, 8)}),
	}
	m.registry.MustRegister(m.seconds, m.codes, m.cost, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
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
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
