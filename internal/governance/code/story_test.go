package code_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// People of the demo.
const (
	analyst  = "demo-secas-analyst"
	official = "demo-authority-official"
	ls       = "demo-ls-a-signatory"
)

// site is a site with what its stories need.
type site struct {
	governancetest.Site
	t *testing.T
}

func newSite(t *testing.T) site { return site{governancetest.NewSite(t), t} }

// now is the register as it is.
func (s site) now() *register.View {
	at := s.Code.Now()
	return s.Code.Register().View(context.Background(), policy.System(),
		register.Moment{So: at, Known: at})
}

// put says that records are so.
func (s site) put(records ...register.Record) {
	s.t.Helper()
	_, err := s.Code.Register().Act(s.t.Context(), register.Act{Who: register.ByClock, Verb: "set up"},
		func(tx *register.Tx) error {
			for _, rec := range records {
				if err := tx.Put(rec); err != nil {
					return err
				}
			}
			return nil
		})
	if err != nil {
		s.t.Fatal(err)
	}
}

// release is a Release of text alone on a day.
func (s site) release(id, on string) *record.Release {
	s.t.Helper()
	day, err := calendar.ParseDate(on)
	if err != nil {
		s.t.Fatal(err)
	}
	r := &record.Release{Head: record.Head{ID: id}, Title: "Release of " + day.Long(), GoesLiveOn: day,
		Content: record.TextOnly, SECVersion: strings.ReplaceAll(on[2:7], "-", ".")}
	s.put(r)
	return r
}

// forRelease has the Authority decide on Modifications that are meant for a Release.
func (s site) forRelease(release string, ids ...string) {
	s.t.Helper()
	for _, id := range ids {
		m, err := register.Get[*record.Modification](s.now(), id)
		if err != nil {
			s.t.Fatal(err)
		}
		m.Stage, m.Path, m.TargetRelease = "authority", record.AuthorityDetermined, release
		s.put(m)
	}
}

// edit changes words of the legal text of a Modification and publishes it.
func (s site) edit(id, document, clause, was, is string) {
	s.t.Helper()
	at := "/modifications/" + id + "/legal-text/edit?document=" + document + "&clause=" + clause
	form, err := s.Form(analyst, at)
	if err != nil {
		s.t.Fatalf("%s: %v", at, err)
	}
	text := form.Fields[0].Values[0]
	if !strings.Contains(text, was) {
		s.t.Fatalf("%s does not say %q:\n%s", at, was, text)
	}
	s.Do(analyst, at, "text", strings.Replace(text, was, is, 1), "why", "Other words", "publish", "yes")
}

// lacks asks for words that do not stand on a page.
func (s site) lacks(who, address, words string) {
	s.t.Helper()
	if text := s.Text(who, address); strings.Contains(text, words) {
		s.t.Errorf("%s as %q says %q:\n%s", address, who, words, text)
	}
}

// says asks for words on a page as somebody sees it.
func (s site) says(who, address string, words ...string) {
	s.t.Helper()
	text := s.Text(who, address)
	for _, want := range words {
		if !strings.Contains(text, want) {
			s.t.Errorf("%s as %q does not say %q:\n%s", address, who, want, text)
		}
	}
}

// then is what a page said at a moment, by what was known at another.
func (s site) then(address, so string, known time.Time) string {
	s.t.Helper()
	at, err := calendar.ParseAsAt(so)
	if err != nil {
		s.t.Fatal(err)
	}
	v, err := s.ViewAsAt("", address, at, known)
	if err != nil {
		s.t.Fatalf("%s as at %s: %v", address, so, err)
	}
	return governancetest.Main(v, address)
}

// TestDraftToCorrection is the life of a change of words: drafted, unseen and published, asked
// about clause by clause, approved, released on its day, and corrected afterwards.
func TestDraftToCorrection(t *testing.T) {
	s := newSite(t)
	const (
		text   = "/modifications/MP192/legal-text"
		clause = "/code/section-h/H4.2A"
	)
	r := s.release("release-2022-03", "2022-03-10")
	s.Do(analyst, text+"/choose", "document", "section-h", "clause", "H4")
	s.Refused(analyst, text+"/choose", "no clause H99", "document", "section-h", "clause", "H99")

	// A draft that is not published is the administrator's alone.
	at := text + "/edit?document=section-h&clause=H4"
	form, err := s.Form(analyst, at)
	if err != nil {
		t.Fatal(err)
	}
	words := form.Fields[0].Values[0]
	s.Refused(analyst, at, "Nothing is changed", "text", words, "why", "none")
	s.Refused(analyst, at, "begin with (a)", "text", words+"\n\n- (q) stray\n", "why", "broken")
	s.Refused(analyst, at, "line ", "text", words+"\n\n### Two\n\n### headings\n", "why", "broken")
	s.Refused(analyst, at, "H99", "text", words+"\n\n**H4.50** See Section H99.\n", "why", "reference")
	s.Do(analyst, at,
		"text", strings.Replace(words, "H4.2A** ", "H4.2A** Subject to Section H4.2, ", 1),
		"why", "Says which provision prevails")
	s.says(analyst, text, "Version 0.2", "only the administrator sees it", "Subject to Section H4.2")
	s.lacks("", text, "Subject to Section H4.2")
	s.Closed(ls, text+"/publish", page.ErrForbidden)
	s.Do(analyst, text+"/publish")
	s.says("", text, "Version 0.2", "Says which provision prevails", "What it changed of version 0.1")
	s.says("", text+"?from=0.1&to=0.2", "Subject to Section H4.2")

	// It is asked about clause by clause.
	done := s.Do(analyst, "/consultations/new", "title", "The words of MP192", "type", "refinement",
		"summary", "Are these the right words?", "modification", "MP192", "owner", "secas",
		"audience", "sec_parties", "questions", "Do you agree?", "clauses", "yes")
	consultation := string(done.To)
	s.Do(analyst, consultation+"/open", "closes-on", "2022-02-18")
	s.says(ls, text, "Comment on this clause")
	s.says("", consultation, "What do you say to the change of H4.2A?", "What would change in H4.2A")

	// What a Party says of a clause is sent with its response, and published beside the clause.
	s.Do(ls, consultation+"/respond", "q1-position", "support", "q1-text", "We agree.",
		"c1-position", "do_not_support", "c1-text", "The words are too narrow.")
	s.Do(ls, consultation+"/respond/check")
	s.lacks("", text, "What was said of this clause")
	s.At("2022-02-19T10:00")
	s.Do(analyst, consultation+"/collate")
	s.Do(analyst, consultation+"/publish", "summary", "One response.")
	s.says("", text, "What was said of this clause")
	s.says("", consultation+"/responses?question=c1", "H4.2A", "The words are too narrow.")

	// Approved, it comes with its Release, and is in force on its day: not before.
	s.forRelease(r.ID, "MP192")
	if _, err := s.View("", clause); err == nil {
		t.Error("H4.2A is there before it is in force")
	}
	s.Do(official, "/modifications/MP192/determine-approve", "reason", "It helps.")
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.says("", "/releases/"+r.ID+"/text", "Not in force", "H4.2A", "Subject to Section H4.2")
	main := s.then("/code/section-h/H4.2A", "2022-03-10", s.Code.Now())
	if !strings.Contains(main, "Not in force") || !strings.Contains(main, "Subject to") {
		t.Errorf("as it will be:\n%s", main)
	}
	s.At("2022-03-09T23:59")
	if _, err := s.View("", clause); err == nil {
		t.Error("H4.2A is there the minute before it is in force")
	}
	s.At("2022-03-10T00:00")
	s.says("", clause, "In force", "since 10 March 2022", "version 22.03", "Subject to Section H4.2",
		"MP192")
	s.says("", clause+"@22.03", "In force", "Subject to")
	s.says("", "/code/changes", "10 March 2022", "MP192", "4 November 2021")
	s.says("", "/document-versions", "Section H", "22.03")

	s.Refused(analyst, "/releases/"+r.ID+"/draft-text", "in force since 10 March 2022")

	// A mistake of drafting is put right afterwards; what was known before is still seen.
	s.At("2022-03-20T10:00")
	before, tags := s.Code.Now(), s.refs()
	at = "/releases/" + r.ID + "/correct-text/edit?document=section-h&clause=H4"
	form, err = s.Form(analyst, at)
	if err != nil {
		t.Fatal(err)
	}
	words = form.Fields[0].Values[0]
	s.Closed(ls, at, page.ErrForbidden)
	s.Do(analyst, at,
		"text", strings.Replace(words, "Subject to Section H4.2", "Despite Section H4.2", 1),
		"reason", "The wrong word was taken over.")
	s.says("", clause, "Despite Section H4.2", "Corrected on", "The wrong word was taken over.")
	s.lacks("", clause, "Subject to")
	after := s.refs()
	for name, hash := range tags {
		if strings.HasPrefix(name, "refs/tags/") && after[name] != hash {
			t.Errorf("%s was moved by a correction", name)
		}
	}
	if after["refs/tags/v22.03"] == "" || after["refs/tags/v22.03-corrected-1"] == "" {
		t.Errorf("no tags of the text and its correction: %v", after)
	}
	if main := s.then(clause, "2022-03-12", before); !strings.Contains(main, "Subject to") {
		t.Errorf("as it was known before the correction:\n%s", main)
	}
	if main := s.then(clause, "2022-03-12", s.Code.Now()); !strings.Contains(main, "Despite") {
		t.Errorf("as it is known now:\n%s", main)
	}
}

// refs are the names under which anybody clones the text.
func (s site) refs() map[string]string {
	s.t.Helper()
	refs, err := s.Code.Library().Refs(s.now().As(policy.Public()))
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]string{}
	for _, r := range refs {
		all[r.Name] = r.Hash
	}
	return all
}

// TestKeptWords: a legal text that does not fit what came into force since is brought up to date
// with its own words, which then stand against those in force.
func TestKeptWords(t *testing.T) {
	s := newSite(t)
	const text = "/modifications/DP197/legal-text"
	r := s.release("release-2022-03", "2022-03-10")
	s.forRelease(r.ID, "MP140")
	s.Do(official, "/modifications/MP140/determine-approve", "reason", "Yes.")
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.At("2022-03-10T00:00")
	s.says("", text, "It does not fit what is in force")
	s.says("", "/code/section-f/F8.7?with=DP197", "Not what was asked for", "DP197 is not in it")
	s.says("", "/code/compare?to=DP197", "Not what was asked for")
	s.Refused(analyst, text+"/update", "in conflict with")
	s.Do(analyst, text+"/update", "keep", "yes")
	s.lacks("", text, "does not fit")
	s.says("", text, "Version 0.2", "deleted: unless the transfer", "inserted: other than one")
	s.says("", "/code/section-f/F8.7?with=DP197", "Not in force", "other than one")
}

// TestTwoOnOneClause: two Modifications that change one clause are found long before the vote,
// and nothing is merged until one of them says something else.
func TestTwoOnOneClause(t *testing.T) {
	s := newSite(t)
	r := s.release("release-2022-03", "2022-03-10")
	s.forRelease(r.ID, "DP197", "MP140")
	s.says("", "/modifications/MP140/legal-text", "DP197", "In conflict", "F8.7(b)",
		"Meant for the same Release")
	for _, id := range []string{"DP197", "MP140"} {
		s.Do(official, "/modifications/"+id+"/determine-approve", "reason", "Yes.")
	}
	s.says("", "/releases/"+r.ID+"/text", "In conflict", "F8.7(b)", "DP197")
	s.Refused(analyst, "/releases/"+r.ID+"/draft-text", "in conflict with DP197")
	main := s.then("/code/section-f/F8.7", "2022-03-10", s.Code.Now())
	if !strings.Contains(main, "MP140 is not in it") || !strings.Contains(main, "other than one") {
		t.Errorf("as it will be with one of them:\n%s", main)
	}
	s.edit("MP140", "section-f", "F8.7", ", unless the transfer of it to another Party has been "+
		"recorded under Section F8.11 before it ceases to be a Party,", ",")
	s.lacks("", "/modifications/MP140/legal-text", "In conflict")
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.At("2022-03-10T00:00")
	s.says("", "/code/section-f/F8.7A", "In force", "DP197")
	s.says("", "/code/section-f/F8.13", "In force", "MP140")
	s.lacks("", "/code/section-f/F8.7", "MP140")
}

// TestTakenOut: a Modification that is taken out of its Release after the text was drafted is not
// in force on the day, and the text has to be drafted again.
func TestTakenOut(t *testing.T) {
	s := newSite(t)
	r := s.release("release-2022-03", "2022-03-10")
	s.forRelease(r.ID, "DP197", "MP192")
	for _, id := range []string{"DP197", "MP192"} {
		s.Do(official, "/modifications/"+id+"/determine-approve", "reason", "Yes.")
	}
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.Do(analyst, "/releases/"+r.ID+"/move-out", "modification", "DP197", "reason", "Not ready.")
	s.says("", "/releases/"+r.ID+"/text", "not drafted yet", "MP192")
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.At("2022-03-10T00:00")
	if _, err := s.View("", "/code/section-f/F8.7A"); err == nil {
		t.Error("F8.7A is in force, of a Modification that was taken out")
	}
	s.says("", "/code/section-h/H4.2A", "In force")
}

// TestVoteFails: what would come with a Release changes when a vote fails.
func TestVoteFails(t *testing.T) {
	s := newSite(t)
	r := s.release("release-2022-03", "2022-03-10")
	s.forRelease(r.ID, "MP192")
	const clause = "/code/section-h/H4.2A?with=intended"
	if main := s.then(clause, "2022-03-10", s.Code.Now()); !strings.Contains(main, "Not in force") ||
		!strings.Contains(main, "nobody has approved it") {
		t.Errorf("before the decision:\n%s", main)
	}
	s.Do(official, "/modifications/MP192/determine-reject", "reason", "No.")
	at, err := calendar.ParseAsAt("2022-03-10")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ViewAsAt("", clause, at, s.Code.Now()); err == nil {
		t.Error("H4.2A is in the future view after MP192 was rejected")
	}
	s.says("", "/code/section-h?with=MP192", "Not in force")
}

// TestWithdrawn: who withdraws is in no future view, and touches nothing any more.
func TestWithdrawn(t *testing.T) {
	s := newSite(t)
	s.says("", "/code/section-f/F8.7", "DP197", "MP140")
	m, err := register.Get[*record.Modification](s.now(), "DP197")
	if err != nil {
		t.Fatal(err)
	}
	m.Stage = "withdrawn"
	s.put(m)
	s.lacks("", "/code/section-f/F8.7", "DP197")
	s.lacks("", "/modifications/MP140/legal-text", "DP197")
}

// TestWatch: who watches a clause hears when a proposal touches it, when that is approved and
// when it changes.
func TestWatch(t *testing.T) {
	s := newSite(t)
	r := s.release("release-2022-03", "2022-03-10")
	s.Do(ls, "/watches/add?document=section-f&clause=F8.7")
	s.Refused(ls, "/watches/add?document=section-f&clause=F8.7", "already")
	s.Do(ls, "/watches/add?term=Hub+Holder")
	s.Do(ls, "/watches/add", "document", "section-h", "clause", "H4")
	s.Refused(ls, "/watches/add", "no clause H99", "document", "section-h", "clause", "H99")
	s.says(ls, "/watches", "F8.7", "Hub Holder", "Nothing yet")
	s.At("2022-01-21T10:00")
	s.edit("DP197", "section-f", "F8.7", "agrees to take", "accepts")
	s.says(ls, "/watches", "DP197 would change it")
	s.forRelease(r.ID, "DP197")
	s.Do(official, "/modifications/DP197/determine-approve", "reason", "Yes.")
	s.says(ls, "/watches", "DP197, which changes it, is approved")
	s.Do(analyst, "/releases/"+r.ID+"/draft-text")
	s.lacks(ls, "/watches", "Release of 10 March 2022 changes it")
	s.Do(analyst, "/releases/"+r.ID+"/change-date", "on", "2022-03-17", "reason", "A week later.")
	s.At("2022-03-10T10:00")
	s.lacks(ls, "/watches", "changes it on its day")
	s.lacks(ls, "/watches", "The Release of 10 March 2022 changes it")
	s.At("2022-03-17T10:00")
	s.says(ls, "/watches", "The Release of 10 March 2022 changes it")
}
