package modification_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// proposal is a complete proposal.
func proposal(title string) values {
	return values{"title": title, "issue": "Nobody can tell two hubs apart.", "impacted": "LS|DCC",
		"document": "Section F", "clause": "F8.7", "path": "self_governance",
		"path_reason": "No effect on consumers.", "contact": "someone@example.org"}
}

// begin makes a draft and returns its address.
func (w *world) begin(who string, v values) string {
	w.t.Helper()
	done := w.do(who, "/draft-proposals/new", v)
	return strings.TrimSuffix(string(done.To), "/submit")
}

// raise takes a proposal of a Party all the way to its number.
func (w *world) raise(signatory string, v values) (id string) {
	w.t.Helper()
	at := w.begin(signatory, v)
	w.do(signatory, at+"/submit", nil)
	done := w.do(analyst, at+"/raise", nil)
	return strings.TrimPrefix(string(done.To), "/modifications/")
}

// unseen checks that somebody cannot know of an address.
func (w *world) unseen(who, address string) {
	w.t.Helper()
	ask, route := w.ask(who, address)
	if _, err := route.View(ask); !errors.Is(err, page.ErrNotFound) {
		w.t.Fatalf("%s as %q: got %v, want not found", address, who, err)
	}
}

func TestDraftByDelegateSubmittedBySignatory(t *testing.T) {
	w := newWorld(t)
	const delegate, signatory = "demo-ls-a-delegate", "demo-ls-a-signatory"
	w.forbid("", "/draft-proposals/new")
	w.forbid("demo-user-cio-assessor", "/draft-proposals/new")

	form, err := w.form(delegate, "/draft-proposals/new")
	if err != nil {
		t.Fatal(err)
	}
	done, err := w.send(delegate, "/draft-proposals/new", form, values{"title": "Hubs alike"}, true)
	if err != nil {
		t.Fatal(err)
	}
	at := string(done.To)
	for _, who := range []string{"", analyst, "demo-ls-b-delegate", "demo-ls-a2-signatory"} {
		w.unseen(who, at)
	}
	w.forbid(delegate, at+"/submit") // a delegate does not bind the Party
	w.refuse(signatory, at+"/submit", nil, "lacks what the problem is, who is affected, a path")
	if done := w.do(delegate, at+"/edit", proposal("Hubs alike")); !strings.Contains(done.Notice,
		"signatory") {
		t.Errorf("notice to the delegate: %q", done.Notice)
	}
	w.holds("check", w.main(signatory, at), "Nobody can tell", "someone@example.org")
	if done := w.do(signatory, at+"/submit", nil); !strings.Contains(done.Notice, "Reference draft-") {
		t.Errorf("notice to the signatory: %q", done.Notice)
	}
	w.refuse(delegate, at+"/edit", proposal("Another title"), "cannot be changed now")
	w.refuse(signatory, at+"/submit", nil, "not possible now")
	w.holds("due", w.main(analyst, at), "5pm on 27 January 2022", "5 Working Days after Thursday 20")
	w.unseen("demo-ls-b-delegate", at)
	w.unseen("", at)

	w.forbid(delegate, at+"/comment")
	w.do(analyst, at+"/comment", values{"comments": "Say who is affected."})
	w.holds("comments", w.main(delegate, at), "Say who is affected.", "Returned with comments")
	w.do(delegate, at+"/edit", proposal("Hubs that look alike"))
	w.do(signatory, at+"/submit", nil)
	w.at("2022-01-27 17:00:00.000000")
	w.holds("late", w.main(analyst, at), "late")

	w.forbid(signatory, at+"/raise")
	if done := w.do(analyst, at+"/raise", nil); done.To != "/modifications/DP200" {
		t.Fatalf("raised at %s", done.To)
	}
	w.refuse(analyst, at+"/raise", nil, "not possible now")
	w.refuse(delegate, at+"/edit", proposal("Too late"), "cannot be changed now")
	w.holds("raised", w.main("", "/modifications/DP200"), "Draft Proposal DP200",
		"Hubs that look alike", "Demo Large Supplier A", "27 January 2022", "Section F F8.7",
		"Demo SECAS analyst", "Demo record: nobody real.")
	if text := w.main("", "/modifications/DP200"); strings.Contains(text, "someone@example.org") {
		t.Error("the contact is public")
	}
	if id := w.raise("demo-gn-a-signatory", proposal("Another")); id != "DP201" {
		t.Errorf("the next number is %s", id)
	}
}

func TestOtherProposers(t *testing.T) {
	w := newWorld(t)
	party := w.begin("demo-ss-a-signatory", proposal("By a Party"))
	for path, want := range map[string]string{
		"fast_track": "Only the Panel", "authority_led": "Authority-Led is for the Authority",
	} {
		v := proposal("By a Party")
		v["path"] = path
		w.do("demo-ss-a-signatory", party+"/edit", v)
		w.refuse("demo-ss-a-signatory", party+"/submit", nil, want)
	}
	w.do("demo-ss-a-signatory", party+"/discard", nil)
	w.refuse("demo-ss-a-signatory", party+"/submit", nil, "not possible now")

	led := proposal("By the DCC")
	led["path"] = "authority_led"
	for _, tt := range []struct {
		who, by string
		v       values
	}{
		{"demo-dcc-signatory", "Demo DCC", led},
		{"demo-con-a-delegate", "Demo Consumer Body A", proposal("By a consumer body")},
		{official, "Ofgem", led},
	} {
		id := w.raise(tt.who, tt.v)
		w.holds(id, w.main("", "/modifications/"+id), tt.by)
	}

	fast := proposal("By the Panel")
	fast["path"] = "fast_track"
	at := w.begin("demo-ls-a-member", fast) // sits on the Panel, and speaks for no Party
	w.unseen("demo-ls-a-delegate", at)
	w.do(secretary, at+"/submit", nil)
	done := w.do(analyst, at+"/raise", nil)
	w.holds("fast", w.main("", string(done.To)), "SEC Panel", "Fast-Track")
}

// TestDraftsLeak: what somebody prepares changes no octet of what others see.
func TestDraftsLeak(t *testing.T) {
	w := newWorld(t)
	pages := []string{"/draft-proposals", "/modifications"}
	before := map[string]string{}
	for _, p := range pages {
		before[p] = w.main("demo-ls-b-delegate", p)
	}
	w.begin("demo-ls-a-delegate", proposal("A secret"))
	for _, p := range pages {
		if got := w.main("demo-ls-b-delegate", p); got != before[p] {
			t.Errorf("%s changed", p)
		}
	}
	if text := w.main("demo-ls-a-delegate", "/draft-proposals"); !strings.Contains(text, "A secret") {
		t.Error("a delegate does not see their own draft")
	}
}
