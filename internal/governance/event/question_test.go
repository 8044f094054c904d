package event_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/event"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
)

// asks asks a question, and gives what is said and its address.
func asks(s governancetest.Site, who, at, text string, pairs ...string) (said, to string) {
	done := s.Do(who, at+"/ask", append(pairs, "question", text)...)
	return done.Notice, string(done.To)
}

// says asks for words on a page as somebody sees it, and for others that it must not say.
func says(t *testing.T, s governancetest.Site, who, at string, words []string, not ...string) {
	t.Helper()
	text := s.Text(who, at)
	for _, want := range words {
		if !strings.Contains(text, want) {
			t.Errorf("%s as %q does not say %q: %s", at, who, want, text)
		}
	}
	for _, hidden := range not {
		if strings.Contains(text, hidden) {
			t.Errorf("%s as %q says %q: %s", at, who, hidden, text)
		}
	}
}

// TestQuestions: what is in before the deadline is for the presentation, what is in later for the
// questions during the webinar; duplicates share an answer, which is published when it is over.
func TestQuestions(t *testing.T) {
	s := governancetest.NewSite(t)
	const large, small = "demo-ls-a-delegate", "demo-ss-a-delegate"
	s.At("2022-01-24T16:59:59")
	s.Refused("demo-beis-official", webinar+"/ask", "act for none of them", "question", "Why?")
	s.Refused(large, webinar+"/ask", "fill this in", "question", " ")
	s.Closed("", webinar+"/ask", page.ErrSignIn)
	said, first := asks(s, large, webinar, "When is a bond of ours returned?", "open", "yes")
	if !strings.Contains(said, "into the presentation") {
		t.Errorf("before the deadline: %q", said)
	}
	_, second := asks(s, small, webinar, "How long until a small supplier has its bond back?")
	s.At("2022-01-24T17:00")
	said, third := asks(s, small, webinar, "Which forms of support are there?")
	if !strings.Contains(said, "during the event") {
		t.Errorf("after the deadline: %q", said)
	}
	_, fourth := asks(s, large, webinar, "What is for lunch?")
	_, fifth := asks(s, large, webinar, "Never mind?")
	s.Do(large, fifth+"/withdraw")
	s.Closed(small, fifth+"/withdraw", page.ErrNotFound)

	says(t, s, large, webinar, []string{"Your questions", "a bond of ours", "What is for lunch"},
		"small supplier", "Which forms")
	says(t, s, "", webinar, nil, "bond", "Your questions", "Questions that were asked")
	says(t, s, staff, webinar, []string{"Questions that were asked", "a bond of ours", "small supplier",
		"For the presentation", "For the questions during the event"})
	says(t, s, staff, second, []string{"Delegate of Demo Small Supplier A"})
	if _, err := s.View(small, first); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("another asker sees a question: %v", err)
	}
	s.Closed(large, first+"/answer", page.ErrForbidden)

	s.Refused(staff, second+"/join", "choose one", "with", "")
	s.Do(staff, first+"/answer", "question", "When is a bond returned?", "answer", "In five days.")
	answer := answerOf(t, s, "When is a bond returned?")
	s.Do(staff, second+"/join", "with", answer)
	s.Do(staff, third+"/answer", "answer", "Guarantees, letters of credit and cash.")
	s.Do(staff, fourth+"/set-aside", "why", "It is not about Credit Cover")
	says(t, s, large, fourth, []string{"Set aside", "It is not about Credit Cover"})
	says(t, s, staff, "/event-answers/"+answer, []string{"a bond of ours", "small supplier"})
	s.Refused(staff, webinar+"/publish", "not possible now")
	if _, err := s.View(large, "/event-answers/"+answer); !errors.Is(err, page.ErrNotFound) {
		t.Errorf("an answer is seen before it is published: %v", err)
	}

	s.At("2022-01-31T14:44:59")
	s.Do(small, webinar+"/ask", "question", "One more?")
	s.At("2022-01-31T14:45")
	s.Refused(small, webinar+"/ask", "The event is over", "question", "Too late?")
	s.Do(staff, webinar+"/publish", "recording", "https://video.example/credit-cover")
	says(t, s, small, webinar, []string{"Materials published", "When is a bond returned?",
		"In five days.", "Guarantees", "https://video.example/credit-cover"}, "a bond of ours")
	says(t, s, "", webinar, []string{"Materials published"}, "bond", "video.example")
	says(t, s, small, "/event-answers/"+answer, []string{"In five days.",
		"Asked by Demo Large Supplier A"}, "Delegate", "a bond of ours", "Small Supplier")
	s.Refused(staff, webinar+"/publish", "nothing new to publish")
	s.Refused(staff, "/event-answers/"+answer+"/withdraw", "It is published", "reason", "x")
	s.Refused(staff, first+"/join", "choose from what is offered", "with", answer)
	told := map[string]int{}
	for _, n := range notices(t, s, "event_answered") {
		told[n.Person]++
	}
	if len(told) != 2 || told[large] != 1 || told[small] != 1 {
		t.Errorf("of answers are told %v", told)
	}
}

// answerOf is the id of the answer to a question.
func answerOf(t *testing.T, s governancetest.Site, question string) string {
	t.Helper()
	for _, e := range s.Page(staff, "/event-answers").List.Entries {
		if e.Title == question {
			return e.ID
		}
	}
	t.Fatalf("there is no answer to %q", question)
	return ""
}

// TestNoQuestions: an event that takes no questions during it takes none after the deadline.
func TestNoQuestions(t *testing.T) {
	s := governancetest.NewSite(t)
	none := adds(s)
	s.Refused("demo-ls-a-delegate", none+"/ask", "takes no questions here", "question", "Why?")
	early := adds(s, "until", "2022-02-01")
	s.At("2022-02-01T17:00")
	s.Refused("demo-ls-a-delegate", early+"/ask", "Questions closed at 5pm on 1 February 2022, and "+
		"none are taken", "question", "Why?")
	s.Do(staff, early+"/cancel", "reason", "x")
	s.Refused("demo-ls-a-delegate", early+"/ask", "was cancelled", "question", "Why?")
}

// TestAnswerTakenBack: questions whose answer is withdrawn are open again.
func TestAnswerTakenBack(t *testing.T) {
	s := governancetest.NewSite(t)
	_, q := asks(s, "demo-ls-a-delegate", webinar, "Why?")
	s.Do(staff, q+"/answer", "answer", "Because.")
	says(t, s, staff, q, []string{"Answered"})
	s.Do(staff, "/event-answers/"+answerOf(t, s, "Why?")+"/withdraw", "reason", "Wrong")
	says(t, s, staff, q, []string{"Open"}, "Answered")
	s.Do(staff, q+"/answer", "answer", "Because of that.")
}

func TestQuestionMachine(t *testing.T) {
	if err := event.QuestionLife.Check(); err != nil {
		t.Error(err)
	}
}
