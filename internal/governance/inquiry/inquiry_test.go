package inquiry_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/file"
	"github.com/mains-energy/mains/internal/governance/inquiry"
	"github.com/mains-energy/mains/internal/store"
)

const source = `known_at: '2022-01-20T00:00:00+00:00'
bodies:
  - {id: tag, name: Testing Advisory Group, kind: sec}
meetings:
  - {id: tag-86, body: tag, title: Meeting 86, held_on: '2022-01-26'}
draft_proposals:
  - {id: TAG-8-6, title: Another}
`

func TestAnswer(t *testing.T) {
	db, err := store.Open(t.Context(), store.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	now := time.Date(2022, 2, 1, 0, 0, 0, 0, time.UTC)
	code, err := governance.Open(t.Context(), governance.Config{DB: db, Clock: clock.NewFrozen(now),
		Random: rand.NewChaCha8([32]byte{})})
	if err != nil {
		t.Fatal(err)
	}
	from, err := file.Read(file.Source{Name: "f", Text: []byte(source)})
	if err == nil {
		err = code.Import(t.Context(), from, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	before := now.AddDate(-1, 0, 0)
	type ask = inquiry.Question
	for name, c := range map[string]struct {
		asked      ask
		want, fail string
	}{
		"list":       {ask{List: true, Of: "meetings"}, "tag-86  ", ""},
		"kind":       {ask{List: true, Of: "Draft-Proposal"}, "TAG-8-6  ", ""},
		"none":       {ask{List: true, Of: "parties", JSON: true}, "[]\n", ""},
		"before":     {ask{List: true, Of: "meetings", JSON: true, AsAt: before}, "[]\n", ""},
		"no list":    {ask{List: true, Of: "meets"}, "", `no kind of record called "meets"`},
		"show":       {ask{Show: true, Of: "tag-86"}, "Meeting 86\nmeeting tag-86, ", ""},
		"exactly":    {ask{Show: true, Of: "TAG-8-6"}, "Another\ndraft_proposal", ""},
		"as written": {ask{Show: true, Of: "Tag_86"}, "Meeting 86\n", ""},
		"JSON":       {ask{Show: true, Of: "TAG86", JSON: true}, "{\n  \"id\": \"tag-86\"", ""},
		"nobody":     {ask{Show: true, Of: "tag-87"}, "", "there is no record tag-87 at that"},
		"not yet":    {ask{Show: true, Of: "tag-86", AsAt: before}, "", "no record tag-86"},
		"no edition": {ask{Newsletter: true, Of: "e1"}, "", "there is no edition e1 at that"},
		"verify":     {ask{Verify: true}, "3 records hold with the journal; the last change", ""},
		"nothing":    {ask{}, "", "nothing is asked"},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			err := c.asked.Answer(t.Context(), code, &out, nil)
			if !strings.HasPrefix(out.String(), c.want) || (c.want == "") != (out.Len() == 0) {
				t.Errorf("says %q, want %q", out.String(), c.want)
			}
			if c.fail == "" && err != nil ||
				c.fail != "" && (err == nil || !strings.Contains(err.Error(), c.fail)) {
				t.Errorf("fails with %v, want %q", err, c.fail)
			}
		})
	}
}

func TestFaults(t *testing.T) {
	for n, want := range []string{"0 faults", "1 fault", "2 faults"} {
		if got := inquiry.Faults(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
