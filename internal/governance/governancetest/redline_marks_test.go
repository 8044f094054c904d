package governancetest_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// between is the redline of a record between two versions; the zero time leaves an end out.
func between(rec register.Record, from, to time.Time) string {
	values := url.Values{}
	for name, at := range map[string]time.Time{"from": from, "to": to} {
		if !at.IsZero() {
			values.Set(name, at.Format(stamp))
		}
	}
	return string((desk.AddressOf(rec) + "/redline").With(values))
}

// TestRedlineKeepsMarks has a paper under one mark and then another. A version under a mark that
// the reader may not see is none, in every form; and where the mark of today hides the paper, so
// are all.
func TestRedlineKeepsMarks(t *testing.T) {
	site := governancetest.NewSite(t)
	w := site.World
	step := func(rec register.Record) time.Time {
		w.Clock.Advance(time.Hour)
		return put(t, w, rec)
	}
	of := func(mark record.Classification, text string) *record.Publication {
		return &record.Publication{Head: record.Head{ID: "zz-marks"}, Title: "Paper of " + text,
			Kind: "paper", Classification: mark, Body: "ssc", Summary: "It says " + text}
	}
	first := step(of("WHITE", "one"))
	hidden := step(of("AMBER", "secretly two"))
	last := step(of("WHITE", "three"))
	const sees, public = "demo-ls-a-security", ""
	for _, test := range []struct {
		who           string
		from, to      time.Time
		before, after string
		there         bool
	}{
		{public, first, last, "It says one", "It says three", true},
		{public, time.Time{}, time.Time{}, "", "It says three", false},
		{public, time.Time{}, last, "", "It says three", false},
		{public, hidden, last, "", "It says three", false},
		{public, hidden.Add(time.Minute), time.Time{}, "", "It says three", false},
		{public, last, hidden, "It says three", "", true},
		{public, first.Add(-time.Minute), first, "", "It says one", false},
		{sees, hidden, last, "It says secretly two", "It says three", true},
		{sees, time.Time{}, hidden, "It says one", "It says secretly two", true},
	} {
		address := between(of("", ""), test.from, test.to)
		data := dataOf(t, site.Page(test.who, address))
		before, after, _ := data.field("summary")
		if before != test.before || after != test.after || data.From.There != test.there {
			t.Errorf("%s as %q: from %q to %q, there %v", address, test.who, before, after, data.From.There)
		}
		if all := strings.Join(forms(w, test.who, address), "\n"); test.who == public &&
			strings.Contains(all, "secretly") {
			t.Errorf("%s says what the public may not see:\n%s", address, all)
		}
	}
	if got := dataOf(t, site.Page(public, between(of("", ""), first, last))); slices.ContainsFunc(
		got.Versions, func(v struct{ At, What string }) bool { return v.At == hidden.Format(stamp) }) {
		t.Errorf("a version is named that the reader may not see: %v", got.Versions)
	}
	step(of("AMBER", "four"))
	for _, address := range []string{between(of("", ""), first, last),
		between(of("", ""), time.Time{}, time.Time{})} {
		if _, err := w.View(public, address); err != page.ErrNotFound {
			t.Errorf("%s: %v: the mark of today hides the paper", address, err)
		}
	}
}

// TestRedlineOfNotedPaper shows how a text changed of which every reading is noted to whoever has
// opened it, as long as the reading lasts.
func TestRedlineOfNotedPaper(t *testing.T) {
	site := governancetest.NewSite(t)
	w := site.World
	of := func(mark record.Classification, text string) *record.Paper {
		return &record.Paper{Head: record.Head{ID: "zz-noted"}, Title: "Noted", Kind: record.PaperKind,
			Body: "ssc", Meeting: "ssc-139", Classification: mark, Text: register.NewSecret(text),
			PublishedAt: governancetest.Start}
	}
	const long = "What everybody knows stays as it was. "
	w.Clock.Advance(time.Hour)
	first := put(t, w, of("AMBER", strings.Repeat(long, 20)+"\n\nA grey hub.\n\nGone for good."))
	w.Clock.Advance(time.Hour)
	last := put(t, w, of("AMBER", strings.Repeat(long, 20)+"\n\nA blue hub.\n\nWritten anew."))
	const who = "demo-ls-a-security"
	at := between(of("", ""), first, last)
	closed := func(when, who string) {
		t.Helper()
		if all := strings.Join(forms(w, who, at), "\n"); strings.Contains(all, "grey") ||
			!strings.Contains(all, "opens this paper") {
			t.Errorf("%s as %q the redline says:\n%s", when, who, all)
		}
	}
	closed("before it is opened", who)
	if _, err := w.View("", at); err != page.ErrNotFound {
		t.Errorf("as the public: %v", err)
	}
	reading := site.Do(who, string(desk.AddressOf(of("", "")))+"/open").To
	view := site.Page(who, at)
	if !words(view, "What it says", "grey", "blue") {
		t.Errorf("whoever has opened it is not shown what changed: %v", view.Blocks)
	}
	text := site.Text(who, at)
	for _, want := range []string{"Not changed: What everybody", "Gone for good.", "Written anew.",
		strings.TrimPrefix(string(reading), "/readings/")} {
		if !strings.Contains(text, want) {
			t.Errorf("the redline does not say %q:\n%s", want, text)
		}
	}
	closed("while somebody else has opened it", "demo-ss-b-delegate")
	if view, err := w.ViewAsAt(who, at, w.Code.Now(), w.Code.Now()); err != nil ||
		strings.Contains(governancetest.Main(view, at), "grey") {
		t.Errorf("as at a moment it is shown again, unnoted: %v", err)
	}
	w.Clock.Advance(61 * time.Minute)
	closed("after the reading", who)
	put(t, w, of("WHITE", "Lowered."))
	closed("once the mark is lowered", who)
}

// TestRedlineOfErased says of a text that was removed that it was, in all versions.
func TestRedlineOfErased(t *testing.T) {
	site := governancetest.NewSite(t)
	w := site.World
	of := func(text string) *record.Paper {
		return &record.Paper{Head: record.Head{ID: "zz-erased"}, Title: "Paper", Kind: record.MinutesKind,
			Body: "panel", Classification: "WHITE", Text: register.NewSecret(text),
			PublishedAt: governancetest.Start}
	}
	first := put(t, w, of("The grey hub of a person."))
	w.Clock.Advance(time.Hour)
	put(t, w, of("The blue hub of a person."))
	if view := site.Page("", between(of(""), first, time.Time{})); !words(view, "What it says", "grey",
		"blue") {
		t.Errorf("minutes are not compared: %v", view.Blocks)
	}
	if _, err := w.Code.Register().Act(t.Context(), register.Act{Who: register.ByClock, Verb: "erase"},
		func(tx *register.Tx) error { return tx.Erase("paper", "zz-erased", "asked for") }); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Hour)
	for _, address := range []string{between(of(""), first, time.Time{}),
		between(of(""), time.Time{}, time.Time{})} {
		all := strings.Join(forms(w, "", address), "\n")
		if strings.Contains(all, "of a person") || !strings.Contains(all, "removed on 20 January 2022: "+
			"asked for") {
			t.Errorf("%s: the text was removed:\n%s", address, all)
		}
	}
	put(t, w, of("The hub, without anybody."))
	if before, after, _ := dataOf(t, site.Page("", between(of(""), first, time.Time{}))).
		field("text"); !strings.HasPrefix(before, "removed on") || after != "The hub, without anybody." {
		t.Errorf("from %q to %q", before, after)
	}
}

// TestRedlineNamesWhatMayBeSeen compares what a record names: with links, and without what is
// hidden.
func TestRedlineNamesWhatMayBeSeen(t *testing.T) {
	site := governancetest.NewSite(t)
	w := site.World
	put(t, w, &record.Meeting{Head: record.Head{ID: "zz-unseen",
		Visible: policy.Label{Mark: policy.Red, Scope: "nobody"}}, Title: "Unseen"})
	of := func(meeting string) *record.Publication {
		return &record.Publication{Head: record.Head{ID: "zz-names"}, Title: "Paper", Meeting: meeting}
	}
	times := []time.Time{}
	for _, meeting := range []string{"ssc-139", "zz-unseen", ""} {
		w.Clock.Advance(time.Hour)
		times = append(times, put(t, w, of(meeting)))
	}
	view := site.Page("", between(of(""), times[0], times[1]))
	if text := governancetest.Main(view, between(of(""), times[0], times[1])); !strings.Contains(text,
		"/meetings/ssc-139") || strings.Contains(text, "zz-unseen") || strings.Contains(text, "Unseen") {
		t.Errorf("what is seen has a link, what is hidden has no name:\n%s", text)
	}
	if data := dataOf(t, site.Page("", between(of(""), times[1], times[2]))); len(data.Changes) != 0 {
		t.Errorf("what is hidden and nothing are told apart: %+v", data.Changes)
	}
}
