package governancetest

import (
	"math"
	"strings"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// system sees everything.
var system = policy.System()

// nouns are what the Code is about, the commonest first.
var nouns = strings.Fields(`meter Supplier Device Communications Hub Party data Service Request
	alert
	certificate firmware SMETS DCC User installation network consumer tariff prepayment register
	security credential key response report Change testing assurance obligation threshold forecast
	timetable invoice charge region gateway interface schedule export import power outage voltage
	load switch credit balance emergency top-up churn migration enrolment adoption decommissioning
	inventory MPxN postcode address appliance auxiliary controller valve pressure calorific readings
	profile half-hourly daily monthly calendar season holiday event log access role permission
	subscription delivery queue retry timeout format schema version signature encryption recovery
	replacement warranty maintenance window incident problem severity availability target capacity
	performance measurement baseline methodology audit privacy assessment remediation notice consent
	directory mailbox portal guidance template definition appendix schedule clause objective benefit
	cost saving estimate procurement contract supplier-of-last-resort disconnection theft tamper
	magnetic sensor battery display in-home zigbee wireless mesh antenna signal coverage survey
	engineer visit appointment booking fault diagnosis swap return logistics warehouse label serial
	identifier electricity gas heat pump vehicle charger storage solar generation flexibility demand
	response aggregator settlement balancing code licence direction derogation consultation
	retention deletion correction duplicate orphan reconcile threshold tolerance sampling`)

var doing = strings.Fields(`amend clarify extend introduce remove correct align require allow
	limit publish notify review replace improve`)

// noun is a word, the common ones more often.
func (m *maker) noun() string {
	u := m.random.Float64()
	return nouns[int(float64(len(nouns))*math.Pow(u, 2))]
}

// words are some.
func (m *maker) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = m.noun()
	}
	return strings.Join(all, " ")
}

// sentence is one of about so many words.
func (m *maker) sentence(n int) string {
	text := one(m, doing...) + " the " + m.words(n/2) + " of each " + m.words(n-n/2)
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// prose is so many sentences.
func (m *maker) prose(sentences int) string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = m.sentence(m.between(8, 16))
	}
	return strings.Join(all, " ")
}

// title is what a thing is called.
func (m *maker) title() string { return strings.TrimSuffix(m.sentence(m.between(3, 6)), ".") }
