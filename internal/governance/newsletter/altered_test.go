package newsletter_test

import (
	"slices"
	"strings"
	"testing"
)

// alteration is a change of the register, and what it changes of the edition.
type alteration struct {
	name  string
	alter func(d *doc)
	less  []string
	more  []string
	order []string // lines that are to stand in this order; what is not here stays as it was
}

const (
	budget   = "governance consultation-panel-budget-2022-2025"
	jip      = "governance jip-cr-ecos-2022-01-14 consultation-ecos-jip-cr"
	contacts = "governance operations-contact-list publication-critical-alert-guidance"
	posts    = "governance vacancy-operations-analyst vacancy-senior-committee-administrator"
	webinars = "secas_events event-security-assessment-guidance event-credit-cover"
	drafts   = "modifications DP197 DP198 DP199 feedback-new-draft-proposals"
	refine   = "modifications consultation-mp192-refinement"
	reports  = "modifications consultation-mp078-mrc consultation-mp085a-mrc"
	papers   = "publications publication-operations-report publication-tgu"
)

var consulted = []alteration{
	{name: "a consultation closes earlier", alter: func(d *doc) {
		d.set("consultation-panel-budget-2022-2025", "closes_on", "2022-01-19")
		d.set("consultation-panel-budget-2022-2025", "closes_at", "2022-01-19T17:00:00+00:00")
	}, less: []string{budget, "until 2022-01-28 17:00 consultation-panel-budget-2022-2025"}},
	{name: "it closes at the very moment", alter: func(d *doc) {
		d.set("consultation-panel-budget-2022-2025", "closes_on", "2022-01-20")
		d.set("consultation-panel-budget-2022-2025", "closes_at", "2022-01-20T00:00:00+00:00")
	}, less: []string{budget, "until 2022-01-28 17:00 consultation-panel-budget-2022-2025"}},
	{name: "it closes a second later", alter: func(d *doc) {
		d.set("consultation-panel-budget-2022-2025", "closes_on", "2022-01-20")
		d.set("consultation-panel-budget-2022-2025", "closes_at", "2022-01-20T00:00:01+00:00")
	}, less: []string{"until 2022-01-28 17:00 consultation-panel-budget-2022-2025"},
		more: []string{"until 2022-01-20 00:00 consultation-panel-budget-2022-2025"}},
	{name: "its time of day is assumed", alter: func(d *doc) {
		d.set("consultation-panel-budget-2022-2025", "basis_of", map[string]any{"closes_at": "assumed"})
	}, less: []string{"until 2022-01-28 17:00 consultation-panel-budget-2022-2025"},
		more: []string{"until 2022-01-28 consultation-panel-budget-2022-2025"}},
	{name: "a time of day is known after all", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "basis_of", nil)
	}, less: []string{"until 2022-02-04 consultation-mp192-refinement"},
		more: []string{"until 2022-02-04 17:00 consultation-mp192-refinement"}},
	{name: "only the day is known", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "closes_at", nil)
	}},
	{name: "no closing date is known", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "closes_at", nil)
		d.set("consultation-mp192-refinement", "closes_on", nil)
	}, less: []string{"until 2022-02-04 consultation-mp192-refinement"}},
	{name: "a consultation changes its type", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "type", "modification_report")
	}, less: []string{refine, reports},

		more: []string{"modifications consultation-mp192-refinement " + reports[len("modifications "):]}},
	{name: "one more about a budget", alter: func(d *doc) {
		d.add("consultations", `{id: c-more, title: Another Budget, type: panel_budget,
			closes_on: '2022-01-27', closes_at: '2022-01-27T12:00:00+00:00', basis: stated}`)
	}, more: []string{"governance c-more", "until 2022-01-27 12:00 c-more"},
		order: []string{"governance c-more", budget}},
	{name: "one more of a kind without a rule of its own", alter: func(d *doc) {
		d.add("consultations", `{id: c-charging, title: Charging Statement, type: dcc,
			closes_on: '2022-03-01', closes_at: '2022-03-01T17:00:00+00:00', basis: stated}`)
	}, more: []string{"governance c-charging", "until 2022-03-01 17:00 c-charging"},
		order: []string{jip, "governance c-charging", "governance survey-annual-customer-satisfaction"}},
	{name: "one more refinement, entered last", alter: func(d *doc) {
		d.add("consultations", `{id: a-refinement, title: Refinement, type: refinement,
			closes_on: '2022-02-04', closes_at: '2022-02-04T17:00:00+00:00', basis: stated}`)
	}, less: []string{refine},
		more: []string{"modifications consultation-mp192-refinement a-refinement",
			"until 2022-02-04 17:00 a-refinement"}},
	{name: "a request for information about a Modification", alter: func(d *doc) {
		d.add("consultations", `{id: c-rfi, title: Facts, type: rfi, modification: MP192,
			closes_on: '2022-02-01', closes_at: '2022-02-01T17:00:00+00:00', basis: stated}`)
	}, more: []string{"modifications c-rfi", "until 2022-02-01 17:00 c-rfi"}},
	{name: "feedback on a proposal that is not new", alter: func(d *doc) {
		d.add("consultations", `{id: c-old, title: Old, type: development_feedback,
			modifications: [MP140],
			closes_on: null, closes_at: null, basis: stated}`)
	}},
	{name: "a consultation was withdrawn", alter: func(d *doc) {
		d.set("consultation-mp078-mrc", "stage", "withdrawn")
	}, less: []string{reports, "until 2022-02-08 consultation-mp078-mrc"},
		more: []string{"modifications consultation-mp085a-mrc"}},
	{name: "it is not announced yet", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "stage", "planned")
	}, less: []string{refine, "until 2022-02-04 consultation-mp192-refinement"}},
	{name: "it opens later", alter: func(d *doc) {
		d.set("consultation-mp192-refinement", "opens_at", "2022-01-21T09:00:00+00:00")
	}, less: []string{refine, "until 2022-02-04 consultation-mp192-refinement"}},
	{name: "it is somebody else's", alter: func(d *doc) {
		d.set("consultation-ecos-jip-cr", "elsewhere", true)
	}, less: []string{jip, "until 2022-02-04 17:00 consultation-ecos-jip-cr",
		"until 2023-06-30 jip-ecos-go-live"}},
	{name: "a consultation is gone", alter: func(d *doc) { d.drop("consultation-mp085a-mrc") },
		less: []string{reports, "until 2022-02-08 consultation-mp085a-mrc"},
		more: []string{"modifications consultation-mp078-mrc"}},
	{name: "the change request is gone", alter: func(d *doc) { d.drop("jip-cr-ecos-2022-01-14") },
		less: []string{jip, "until 2023-06-30 jip-ecos-go-live"},
		more: []string{"governance consultation-ecos-jip-cr"}},
	{name: "the request closes first", alter: func(d *doc) {
		d.set("consultation-ecos-jip-cr", "closes_on", "2022-01-21")
		d.set("consultation-ecos-jip-cr", "closes_at", "2022-01-21T17:00:00+00:00")
	}, less: []string{"until 2022-02-04 17:00 consultation-ecos-jip-cr"},
		more: []string{"until 2022-01-21 17:00 consultation-ecos-jip-cr"}, order: []string{jip, budget}},
}

var proposed = []alteration{
	{name: "a Draft Proposal more", alter: func(d *doc) {
		d.add("modifications", `{id: DP200, title: More, stage: development,
			raised_after: '2021-12-20', basis: stated}`)
	}, less: []string{drafts},
		more: []string{"modifications DP197 DP198 DP199 DP200 feedback-new-draft-proposals"}},
	{name: "one that was raised before", alter: func(d *doc) {
		d.set("DP198", "raised_after", "2021-12-16")
	},
		less: []string{drafts}, more: []string{"modifications DP197 DP199 feedback-new-draft-proposals"}},
	{name: "one that is raised later", alter: func(d *doc) {
		d.set("DP198", "raised_on", "2022-01-21")
	},
		less: []string{drafts}, more: []string{"modifications DP197 DP199 feedback-new-draft-proposals"}},
	{name: "one of an unknown day that was printed as new", alter: func(d *doc) {
		d.set("DP198", "raised_after", nil)
	}},
	{name: "one of an unknown day that was not", alter: func(d *doc) {
		d.set("DP198", "raised_after", nil)
		d.set("DP198", "new_since_last_newsletter", false)
	}, less: []string{drafts},
		more: []string{"modifications DP197 DP199 feedback-new-draft-proposals"}},
	{name: "one has become a Modification Proposal", alter: func(d *doc) {
		d.set("DP199", "stage", "refinement")
	},
		less: []string{drafts, "until 2022-06-30 release-2022-06"},
		more: []string{"modifications DP197 DP198 feedback-new-draft-proposals"}},
	{name: "the edition before came out later", alter: func(d *doc) {
		d.set("edition-2021-12", "published_on", "2021-12-31")
	}, less: []string{drafts, "until 2022-06-30 release-2022-06"}},
	{name: "no edition before is known", alter: func(d *doc) { d.drop("edition-2021-12") }},
	{name: "a Release is put off", alter: func(d *doc) {
		d.set("release-2022-02", "goes_live_on", "2022-03-04")
	},
		less: []string{"modifications release-2022-02", "until 2022-02-24 release-2022-02"}},
	{name: "a Release on the last day of six weeks", alter: func(d *doc) {
		d.set("release-2022-02", "goes_live_on", "2022-03-03")
	}, less: []string{"until 2022-02-24 release-2022-02"},
		more: []string{"until 2022-03-03 release-2022-02"}},
	{name: "a Release went live", alter: func(d *doc) {
		d.set("release-2022-02", "goes_live_on", "2022-01-19")
	},
		less: []string{"modifications release-2022-02", "until 2022-02-24 release-2022-02"}},
	{name: "the June Release is brought forward", alter: func(d *doc) {
		d.set("release-2022-06", "goes_live_on", "2022-02-10")
	}, less: []string{"modifications release-2022-02", "until 2022-06-30 release-2022-06"},
		more: []string{"modifications release-2022-06 release-2022-02",
			"until 2022-02-10 release-2022-06"}},
}

var others = []alteration{
	{name: "a meeting more, entered last", alter: func(d *doc) {
		d.add("meetings", `{id: a-meeting, body: csc, number: 37, title: More, held_on: '2022-01-26',
			basis: stated}`)
	}, more: []string{"meets 2022-01-26 a-meeting"}, order: []string{"meets 2022-01-26 tag-86",
		"meets 2022-01-26 a-meeting", "meets 2022-01-28 event-security-assessment-guidance"}},
	{name: "a meeting is moved", alter: func(d *doc) {
		d.set("tag-86", "held_on", "2022-02-19")
		d.set("tag-86", "weekday", "saturday")
	}, less: []string{"meets 2022-01-26 tag-86"}, more: []string{"meets 2022-02-19 tag-86"},
		order: []string{"meets 2022-02-18 panel-101", "meets 2022-02-19 tag-86"}},
	{name: "a meeting is moved out of the 30 days", alter: func(d *doc) {
		d.set("tag-86", "held_on", "2022-02-20")
		d.set("tag-86", "weekday", nil)
	}, less: []string{"meets 2022-01-26 tag-86"}},
	{name: "a meeting is cancelled", alter: func(d *doc) { d.set("ssc-140", "state", "cancelled") },
		less: []string{"meets 2022-02-09 ssc-140"}},
	{name: "a day is not known any more", alter: func(d *doc) {
		d.set("ssc-140", "held_on", nil)
		d.set("ssc-140", "held_month", "2022-02")
	}, less: []string{"meets 2022-02-09 ssc-140"}},
	{name: "a forum comes into the Code", alter: func(d *doc) { d.set("imf", "kind", "sec") },
		more: []string{"meets 2022-01-27 imf-2022-01-27"}},
	{name: "a body leaves it", alter: func(d *doc) { d.set("opsg", "kind", "transitional") },
		less: []string{"meets 2022-02-08 opsg-65"}},
	{name: "the workshop is the administrator's", alter: func(d *doc) {
		d.set("event-dcc-ipv-workshop", "hosts", []string{"dcc", "secas"})
	}, less: []string{"governance event-dcc-ipv-workshop", webinars},

		more: []string{"secas_events event-dcc-ipv-workshop " + webinars[len("secas_events "):],
			"meets 2022-01-27 event-dcc-ipv-workshop"}},
	{name: "a webinar is another's", alter: func(d *doc) {
		d.set("event-credit-cover", "hosts", []string{"dcc"})
	},
		less: []string{webinars, "meets 2022-01-31 event-credit-cover"},
		more: []string{"secas_events event-security-assessment-guidance",
			"governance event-credit-cover"},
		order: []string{"governance event-dcc-ipv-workshop", "governance event-credit-cover",
			"governance survey-ofgem-cross-code-2021"}},
	{name: "a webinar is over", alter: func(d *doc) {
		d.set("event-security-assessment-guidance", "starts_at", "2022-01-19T14:00:00+00:00")
		d.set("event-security-assessment-guidance", "ends_at", "2022-01-19T15:00:00+00:00")
	}, less: []string{webinars, "meets 2022-01-28 event-security-assessment-guidance"},
		more: []string{"secas_events event-credit-cover"}},
	{name: "the questions are in", alter: func(d *doc) {
		d.set("event-credit-cover", "question_deadline_at", "2022-01-19T17:00:00+00:00")
	}, less: []string{"until 2022-01-24 17:00 event-credit-cover"}},
	{name: "a vacancy is filled", alter: func(d *doc) {
		d.set("vacancy-operations-analyst", "status", "filled")
	},
		less: []string{posts}, more: []string{"governance vacancy-senior-committee-administrator"}},
	{name: "all vacancies are", alter: func(d *doc) {
		d.set("vacancy-operations-analyst", "status", "filled")
		d.set("vacancy-senior-committee-administrator", "status", "closed")
	}, less: []string{posts}},
	{name: "the results of the survey are out", alter: func(d *doc) {
		d.set("survey-annual-customer-satisfaction", "status", "results_published")
	}, order: []string{"governance event-dcc-ipv-workshop",
		"governance survey-annual-customer-satisfaction",
		"governance survey-ofgem-cross-code-2021"}},
	{name: "a survey is being held", alter: func(d *doc) {
		d.set("survey-annual-customer-satisfaction", "status", "open")
		d.set("survey-annual-customer-satisfaction", "closes_on", "2022-01-20")
	}},
	{name: "it is over", alter: func(d *doc) {
		d.set("survey-annual-customer-satisfaction", "status", "open")
		d.set("survey-annual-customer-satisfaction", "closes_on", "2022-01-19")
	}, less: []string{"governance survey-annual-customer-satisfaction"}},
	{name: "it was withdrawn", alter: func(d *doc) {
		d.set("survey-annual-customer-satisfaction", "status", "withdrawn")
	}, less: []string{"governance survey-annual-customer-satisfaction"}},
	{name: "a vacancy closes", alter: func(d *doc) {
		d.set("vacancy-operations-analyst", "closes_on", "2022-01-31")
		d.set("vacancy-senior-committee-administrator", "closes_on", "2022-01-19")
	}, less: []string{posts},
		more: []string{"governance vacancy-operations-analyst",
			"until 2022-01-31 vacancy-operations-analyst"}},
	{name: "the contact list has no guidance", alter: func(d *doc) {
		d.set("operations-contact-list", "guidance", nil)
	},
		less: []string{contacts, papers},
		more: []string{"governance operations-contact-list",

			papers + " publication-critical-alert-guidance"}},
	{name: "a paper is for a committee alone", alter: func(d *doc) {
		d.set("publication-tgu", "classification", "AMBER")
		d.set("publication-tgu", "body", "panel")
	}, less: []string{papers}, more: []string{"publications publication-operations-report"}},
	{name: "a paper of a meeting before", alter: func(d *doc) {
		d.set("panel-100", "held_month", "2021-12")
	},
		less: []string{papers}},
	{name: "its day is known", alter: func(d *doc) { d.set("panel-100", "held_on", "2022-01-14") }},
	{name: "one more publication", alter: func(d *doc) {
		d.add("publications", `{id: a-report, title: Report, kind: report, classification: WHITE,
			basis: stated}`)
	}, less: []string{papers}, more: []string{papers + " a-report"}},
	{name: "one of the day of the edition before, one of before it, one to come, and one replaced",
		alter: func(d *doc) {
			d.add("publications", `{id: a-then, title: T, kind: letter, published_on: '2021-12-17',
				basis: stated}`)
			d.add("publications", `{id: b-before, title: B, kind: letter, published_on: '2021-12-16',
				basis: stated}`)
			d.add("publications", `{id: c-come, title: C, kind: letter, published_on: '2022-01-21',
				basis: stated}`)
			d.add("publications", `{id: d-old, title: D, kind: letter, basis: stated}`)
			d.add("publications", `{id: e-new, title: E, kind: letter, supersedes: d-old, basis: stated}`)
		}, less: []string{papers}, more: []string{papers + " a-then e-new"}},
	{name: "an event is cancelled", alter: func(d *doc) {
		d.set("event-credit-cover", "cancelled", "The speaker is ill")
	}, less: []string{webinars, "meets 2022-01-31 event-credit-cover",
		"until 2022-01-24 17:00 event-credit-cover"},
		more: []string{"secas_events event-security-assessment-guidance"}},
	{name: "no helpdesk", alter: func(d *doc) { d.drop("secas-helpdesk") },
		less: []string{"publications secas-helpdesk"}},
	{name: "two sections change places and one is gone", alter: func(d *doc) {
		d.set("edition-2022-01", "sections", []any{
			map[string]any{"id": "modifications", "title": "Modifications"},
			map[string]any{"id": "governance", "title": "Governance"},
			map[string]any{"id": "publications", "title": "Publications"},
			map[string]any{"id": "key_meeting_dates", "title": "Key Meeting Dates"}})
	}, less: []string{"welcome edition-2022-01", webinars,
		"until 2022-01-24 17:00 event-credit-cover"},
		order: []string{reports, "modifications release-2022-02", budget}},
	{name: "no welcome", alter: func(d *doc) { d.set("edition-2022-01", "welcome", nil) },
		less: []string{"welcome edition-2022-01"}},
}

// inOrder reports whether lines stand in an order.
func inOrder(t *testing.T, lines, order []string) {
	t.Helper()
	at := -1
	for _, l := range order {
		i := slices.Index(lines, l)
		if i <= at {
			t.Errorf("out of order: %s\n%s", l, strings.Join(lines, "\n"))
			return
		}
		at = i
	}
}

// TestAltered alters the register in one way at a time, and holds that the edition is altered
// by exactly that.
func TestAltered(t *testing.T) {
	base := print(open(t, january(t).text()).at("2022-01-20"))
	for _, a := range slices.Concat(consulted, proposed, others) {
		t.Run(a.name, func(t *testing.T) {
			d := january(t)
			a.alter(d)
			got := print(open(t, d.text()).at("2022-01-20"))
			want := slices.DeleteFunc(slices.Clone(base), func(l string) bool {
				return slices.Contains(a.less, l)
			})
			for _, l := range a.less {
				if !slices.Contains(base, l) {
					t.Errorf("the base has no %s", l)
				}
			}
			want = append(want, a.more...)
			sortedWant, sortedGot := slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))
			same(t, sortedGot, sortedWant)
			inOrder(t, got, a.order)
			if len(a.order) == 0 {
				inOrder(t, got, slices.DeleteFunc(slices.Clone(base), func(l string) bool {
					return slices.Contains(a.less, l)
				}))
			}
		})
	}
	t.Logf("%d alterations", len(consulted)+len(proposed)+len(others))
}
