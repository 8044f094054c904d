package governancetest_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Of whom and what the rare records are.
const (
	rareParty        = "demo-ls-a"
	rarePerson       = "demo-ls-a-signatory"
	rareMeeting      = "/meetings/panel-100"
	rareConsultation = "consultation-mp192-refinement"
)

// rareRecords puts what no example leads to, since it takes an election or a vote to its end.
func rareRecords(t *testing.T, w *governancetest.World) {
	t.Helper()
	now := w.Code.Now()
	head := func(id string) record.Head {
		return record.Head{ID: id, Visible: policy.Label{Mark: policy.White}}
	}
	put(t, w, &record.Election{Head: head("rare-election"), Body: "panel",
		NominationsOpenAt: now.Add(-time.Hour), NominationsClose: now.Add(time.Hour)})
	put(t, w, &record.Nomination{Head: head("rare-nomination"), Election: "rare-election",
		Party: rareParty, Person: rarePerson, Called: register.NewSecret("Somebody"), Standing: true})
	put(t, w, &record.Paper{Head: head("rare-paper"), Title: "A paper", Body: "panel",
		Meeting: "panel-100", Classification: "WHITE", Kind: "report", PublishedAt: now})
	put(t, w, &record.Reading{Head: record.Head{ID: "rare-reading"}, Paper: "rare-paper",
		Person: rarePerson, At: now, Until: now.Add(time.Hour)})
	put(t, w, &record.ChangeVote{Head: head("rare-vote"), Modification: "MP192",
		Purpose: "determination", State: "counted", OpenedAt: now.Add(-time.Hour), ClosesAt: now,
		CountedAt: now, Options: []record.VoteOption{{Option: record.Original, Title: "As it stands"}}})
	// Its id comes before that of a bare one, which is there where the monkey made none.
	put(t, w, &record.Response{Head: record.Head{ID: "a-response"}, Consultation: rareConsultation,
		Party: rareParty, Status: record.Submitted, Version: 1, SubmittedAt: now,
		SubmittedBy: rarePerson})
	put(t, w, &record.Publication{Head: head("rare-publication"), Title: "A publication",
		Versions: []record.PublicationVersion{{Version: "1.0", Text: register.NewSecret("A text")}}})
	put(t, w, &record.Registration{Head: record.Head{ID: "rare-registration"},
		Event: "event-credit-cover", State: record.RegistrationSeated, Since: now,
		Address: register.NewSecret("guest@rare.example"), Token: register.NewSecret("rare")})
}

// rare makes what no example leads to, and gives the addresses of it.
func rare(t *testing.T, w *governancetest.World) (addresses []string) {
	t.Helper()
	rareRecords(t, w)
	now := w.Code.Now()
	settle := func() {
		t.Helper()
		if err := w.Code.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	settle() // what there was before is not told
	w.Clock.Advance(time.Minute)
	v := w.Code.Register().View(t.Context(), policy.System(), register.Moment{So: now, Known: now})
	signs, err := register.Get[*record.Person](v, rarePerson)
	if err != nil {
		t.Fatal(err)
	}
	signs.Email = register.NewSecret("signatory@rare.example")
	put(t, w, signs)
	put(t, w, &record.Notice{Head: record.Head{ID: "rare-notice"}, Event: "rare", Why: "It is rare",
		To: []string{"person:" + rarePerson}, Person: rarePerson, Due: w.Code.Now()})
	w.Clock.Advance(time.Minute)
	settle()
	submit := func(who, address string, values map[string][]string) *page.Done {
		t.Helper()
		done, err := w.Submit(who, address, values)
		if err != nil {
			t.Fatalf("%s as %q: %v", address, who, err)
		}
		return done
	}
	ticket := submit("", "/helpdesk/ask", map[string][]string{"subject": {"A question"},
		"category": {"modifications"}, "text": {"What is rare?"}, "name": {"Somebody"},
		"email": {"somebody@rare.example"}})
	// Nothing is looked for after this: no message goes to the target.
	hook := submit("demo-secas-analyst", "/webhooks/new", map[string][]string{
		"target": {"https://93.184.216.34/"}, "topics": {"publications"}})
	submit("demo-secas-analyst", string(hook.To)+"/test", nil)
	for _, each := range []struct{ who, at, leads string }{
		{rarePerson, "/messages", "/messages/"}, {"", rareMeeting, rareMeeting + "/packs/"},
	} {
		view, err := w.View(each.who, each.at)
		if err != nil {
			t.Fatal(err)
		}
		here, err := url.Parse(each.at)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range hrefs.FindAllStringSubmatch(governancetest.Main(view, each.at), -1) {
			if to, err := here.Parse(link[1]); err == nil && strings.HasPrefix(to.Path, each.leads) {
				addresses = append(addresses, to.Path)
			}
		}
	}
	return append(addresses, "/publications/rare-publication/versions/1.0",
		"/registrations/of/rare-registration/rare", "/nominations/rare-nomination",
		"/readings/rare-reading",
		"/change-votes/rare-vote/recount", "/consultations/"+rareConsultation+"/response",
		"/consultations/"+rareConsultation+"/response/copy", string(ticket.To), "/webhooks",
		string(hook.To))
}
