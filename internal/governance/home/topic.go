package home

import (
	"context"
	"maps"
	"slices"

	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// topicKinds are the kinds of date that belong to a topic, of those that have dates [D].
var topicKinds = map[string][]string{
	"consultations": {"consultation"},
	"releases":      {"release"},
	"meetings":      {"meeting"},
	"events":        {"event", "deadline"},
}

// topicExamples are the topics that have a calendar.
func topicExamples(context.Context) (all []map[string]string, err error) {
	for _, id := range slices.Sorted(maps.Keys(topicKinds)) {
		all = append(all, map[string]string{"id": id})
	}
	return all, nil
}

// ofTopic is the calendar of a topic.
func (h home) ofTopic(ask *page.Ask) (*page.View, error) {
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	of := due.Everybody()
	of.Kinds = topicKinds[ask.Path["id"]]
	for _, t := range record.Topics() {
		if t.ID == ask.Path["id"] && len(of.Kinds) > 0 {
			return h.calendar(ask, v, t.Title, page.At("calendar", "topics", t.ID), of)
		}
	}
	return nil, page.ErrNotFound
}
