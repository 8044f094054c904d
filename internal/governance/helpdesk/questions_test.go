package helpdesk_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// preview is the text of what a form shows of what is typed.
func preview(t *testing.T, s governancetest.Site, who, address string, typed ...string) string {
	t.Helper()
	in := page.Input{Values: map[string][]string{}, Preview: true}
	for i := 0; i < len(typed); i += 2 {
		in.Values[typed[i]] = []string{typed[i+1]}
	}
	now := s.Code.Now()
	blocks, err := s.Routes()[address].Preview(&page.Ask{Context: context.Background(), Who: who,
		Moment: page.Moment{So: now, Known: now}}, in)
	if err != nil {
		t.Fatal(err)
	}
	return governancetest.Main(&page.View{Title: "x", Blocks: blocks}, address)
}

// TestQuestionsAndAnswers is the story of an answer that becomes one for everybody.
func TestQuestionsAndAnswers(t *testing.T) {
	s := governancetest.NewSite(t)
	at := question(s, asker)
	s.Do(staff, at+"/resolve", "text", "You asked, and the Change Board votes.")
	s.Closed(asker, at+"/publish", page.ErrForbidden)
	s.Refused(staff, at+"/publish", "not everybody can see nothing of that name", "question", "x",
		"answer", "x", "about", at)
	s.Do(staff, at+"/publish", "question", "Who votes on a Modification?", "answer",
		"The Change Board votes, in its meeting.", "about", "MP192")
	made := slices.DeleteFunc(all[*record.QuestionAnswer](t, s), func(q *record.QuestionAnswer) bool {
		return q.Ticket == "" // those of the demo
	})
	faq := "/questions/" + made[0].ID
	hidden(t, s, "", faq)
	hidden(t, s, asker, faq)
	silent(t, s, "", "/questions", "Who votes")
	silent(t, s, "", "/helpdesk", "Who votes")
	says(t, s, staff, "/questions", "Drafts", "Who votes on a Modification?")
	if text := preview(t, s, "", "/helpdesk/ask", "subject", "Who votes?"); strings.Contains(text,
		"Change Board") {
		t.Errorf("a draft is suggested: %s", text)
	}
	s.Closed("", faq+"/helpful", page.ErrNotFound)
	s.Do(staff, faq+"/publish")
	s.Says(faq, "Modifications", "Who votes on a Modification?", "The Change Board votes", "About",
		"Extend Scheduled Services", "Was this helpful?")
	silent(t, s, "", faq, "Made of", "T-")
	says(t, s, staff, faq, "Made of", "Question T-", "0 yes, 0 no")
	s.Says("/helpdesk", "Questions and answers", "Who votes on a Modification?")
	s.Says("/questions?about=modifications", "Who votes on a Modification?")
	s.Says("/questions?about=smki", "None is published about this yet")
	s.Says("/questions?q=vot+chang", "Those that have all words of", "Who votes on a Modification?")
	s.Says("/questions?q=vote+hub", "None has all these words")
	if to := s.Do("", "/questions/search", "q", "vote").To; to != "/questions?q=vote" {
		t.Errorf("search leads to %s", to)
	}
	feed := string(s.Page("", "/questions").AppendAtom(nil, "https://mains.example", "/questions"))
	if !strings.Contains(feed, "Who votes on a Modification?") {
		t.Errorf("the feed: %s", feed)
	}
	for typed, want := range map[string]string{
		"Which body votes on our modification?": "Who votes on a Modification?",
		"When is it with the hub?":              "No question that is answered here is like yours yet",
		"":                                      "No question",
	} {
		if text := preview(t, s, "", "/helpdesk/ask", "subject", typed); !strings.Contains(text, want) {
			t.Errorf("%q: %s", typed, text)
		}
	}
	s.Do("", faq+"/helpful", "helpful", "no", "text", "It does not say when")
	s.Do(rival, faq+"/helpful", "helpful", "yes")
	says(t, s, staff, faq, "1 yes, 1 no")
	silent(t, s, "", faq, "1 yes")
	says(t, s, staff, "/feedback-received", "To be looked at", "Whether an answer was helpful",
		"It does not say when")
	s.Do(staff, faq+"/withdraw", "reason", "It has changed")
	hidden(t, s, "", faq)
	says(t, s, staff, "/questions", "Withdrawn", "Who votes")
	s.Do(staff, faq+"/redraft")
}

// TestFeedback is the story of feedback, from whoever gave it to what was done.
func TestFeedback(t *testing.T) {
	s := governancetest.NewSite(t)
	s.Refused("", "/feedback", "What you want to say: fill this in", "topic", "website")
	s.Refused("", "/feedback", "use 5,000 characters or fewer", "topic", "website", "text",
		strings.Repeat("x", 5_001))
	s.Do(asker, "/feedback", "topic", "website", "text", "Our yard in Leeds cannot print it")
	s.Do("", "/feedback", "topic", "newsletter", "text", "Too long by far", "quote", "yes", "contact",
		"reader@example.org")
	known := string(s.Do(asker, "/feedback", "topic", "meetings", "text", "Papers are late", "named",
		"yes").To)
	s.Says("/feedback-responses", "Nothing is published yet")
	for _, f := range all[*record.Feedback](t, s) {
		at := "/feedback-received/" + f.ID
		hidden(t, s, "", at)
		hidden(t, s, rival, at)
		says(t, s, staff, at, "Feedback F-", "Received")
		if f.Topic == "website" {
			silent(t, s, staff, at, "Demo Large Supplier A")
			silent(t, s, staff, at+"/history", "Demo Large Supplier A")
			s.Refused(staff, at+"/answer", "What became of it: choose one", "said", "x", "done", "x")
			s.Do(staff, at+"/answer", "said", "Pages could not be printed.", "disposition", "done",
				"done", "Every page has a form for paper now.", "quote", "yes")
			s.Refused(staff, at+"/note", "Nothing is possible any more", "done", "x")
		}
		if f.Topic == "newsletter" {
			s.Do(staff, at+"/answer", "said", "The newsletter is long.", "disposition", "considered",
				"done", "It has to say all of it.", "quote", "yes")
		}
	}
	s.Says("/feedback-responses", "The newsletter is long", "Considered: It has to say", "Newsletter")
	s.Says("/feedback-responses", "Pages could not be printed", "Done: Every page", "This site")
	silent(t, s, "", "/feedback-responses", "Leeds", "reader@example")
	for _, r := range all[*record.FeedbackResponse](t, s) {
		at := "/feedback-responses/" + r.ID
		silent(t, s, "", at, "Leeds", "reader@example", "F-")
		if r.Topic == "newsletter" {
			s.Says(at, "The newsletter is long.", "Too long by far")
		}
	}
	says(t, s, asker, known, "Meetings and papers", "Papers are late")
	s.Do(staff, known+"/note", "done", "The chairs were told.")
	says(t, s, asker, known, "Noted", "The chairs were told.")
	told := 0
	for _, n := range all[*record.Notice](t, s) {
		if n.Event == "feedback_answered" {
			told++
			if strings.Contains(n.Why+n.Text, "Too long by far") {
				t.Errorf("a notice quotes: %+v", n)
			}
		}
	}
	if told != 2 {
		t.Errorf("%d were told", told)
	}
	says(t, s, asker, "/feedback-received", "Feedback F-")
}

// TestStatistics counts, for the administrator alone.
func TestStatistics(t *testing.T) {
	s := governancetest.NewSite(t)
	const at = "/helpdesk/statistics"
	for who, want := range map[string]error{"": page.ErrSignIn, asker: page.ErrForbidden} {
		if _, err := s.View(who, at); err != want {
			t.Errorf("as %q: %v", who, err)
		}
	}
	says(t, s, staff, at, "February 2021", "0", "January 2022", "0")
	one := question(s, asker)
	two := string(s.Do("", "/helpdesk/ask", "subject", "Keys", "text", "Which?", "category", "smki",
		"name", "x", "email", "x@example.org").To)
	s.Do(staff, one+"/resolve", "text", "x")
	s.Do(asker, one+"/rate", "score", "4")
	s.At("2022-02-01T10:00")
	question(s, rival)
	says(t, s, staff, at, "January 2022", "2", "1", "1", "February 2022", "1",
		"First replies and satisfaction by month", "January 2022", "1", "1", "1", "4.0")
	silent(t, s, staff, at, "MP192", two, "example.org")
}
