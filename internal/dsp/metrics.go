package dsp

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/mains-energy/mains/duis"
)

// Metrics counts what the gateway does. No label names a Device or a User.
type Metrics struct {
	requests   *prometheus.CounterVec   // by service and response code or HTTP status
	seconds    *prometheus.HistogramVec // from receipt to reply, wall time, by service
	answers    *prometheus.CounterVec   // by Service Reference Variant and code
	wait       *prometheus.HistogramVec // from receipt to the Device's answer, system time
	alerts     *prometheus.CounterVec   // by alert code
	deliveries *prometheus.CounterVec   // by outcome of an attempt
	retries    prometheus.Counter
	discarded  prometheus.Counter
}

// NewMetrics registers the gateway's metrics with r.
func NewMetrics(r prometheus.Registerer) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: "mains", Subsystem: "dsp", Name: name, Help: help}, labels)
		r.MustRegister(c)
		return c
	}
	histogram := func(
		name, help string, buckets []float64, labels ...string,
	) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "mains", Subsystem: "dsp", Name: name, Help: help, Buckets: buckets}, labels)
		r.MustRegister(h)
		return h
	}
	return &Metrics{
		requests: counter("requests_total", "Documents received, by service and outcome.",
			"service", "code"),
		seconds: histogram("reply_seconds", "Receipt of a document to the reply.",
			prometheus.ExponentialBuckets(0.0005, 2, 14), "service"),
		answers: counter("answers_total", "Requests answered or given up.", "srv", "code"),
		wait: histogram("answer_seconds", "Receipt of a request to its Device's answer.",
			prometheus.ExponentialBuckets(0.01, 4, 10), "srv"),
		alerts:     counter("alerts_total", "Device and DCC Alerts passed on.", "code"),
		deliveries: counter("deliveries_total", "Attempts to deliver to Users.", "state"),
		retries: counter("retries_total", "Commands handed to the WAN again.").
			WithLabelValues(),
		discarded: counter("discarded_total", "Messages from homes that were dropped.").
			WithLabelValues(),
	}
}

func (m *Metrics) served(service string, code duis.ResponseCode, took time.Duration) {
	m.requests.WithLabelValues(service, string(code)).Inc()
	m.seconds.WithLabelValues(service).Observe(took.Seconds())
}

func (m *Metrics) refused(service string, status int) {
	m.requests.WithLabelValues(service, strconv.Itoa(status)).Inc()
}

func (m *Metrics) answered(variant string, code duis.ResponseCode, took time.Duration) {
	m.answers.WithLabelValues(variant, string(code)).Inc()
	m.wait.WithLabelValues(variant).Observe(took.Seconds())
}
