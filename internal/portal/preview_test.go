package portal_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

const textAddress = "/modifications/MP1/text"

// text is a form with a preview.
func (c *code) text(ask *page.Ask) (*page.Form, error) {
	form, err := c.vote(ask)
	if err == nil {
		form.Preview = &page.Preview{First: c.first}
	}
	return form, err
}

// previewed says what was typed.
func previewed(_ *page.Ask, in page.Input) ([]page.Block, error) {
	switch text := in.Text("reason"); text {
	case "maybe":
		return nil, fmt.Errorf("text: %w", page.Faults{{Field: "reason", Text: "Make up your mind"}})
	case "fault":
		return nil, errHushed
	default:
		return []page.Block{page.Para{Words: page.Say("It reads: " + text)}}, nil
	}
}

// preview is what a browser posts when the button of the preview is pressed.
func preview(reason string) url.Values {
	v := vote(reason)
	v.Set("_preview", "yes")
	return v
}

// A preview shows what would come of the form, keeps what was typed, and does nothing: the same
// page can be previewed again, and sent.
func TestPreview(t *testing.T) {
	w := open(t, nil)
	b := w.browser()
	first := b.get(textAddress).want(t, 200, `name="_preview"`)
	if policy := first.Header.Get("Content-Security-Policy"); !strings.Contains(policy,
		"script-src 'self'; connect-src 'self'") {
		t.Errorf("the page may not ask for a preview: %s", policy)
	}
	_, rest, _ := strings.Cut(first.body, `name="_once" value="`)
	token, _, _ := strings.Cut(rest, `"`)
	asked := preview("Good <idea>")
	asked.Set("_once", token)
	for range 2 {
		b.post(textAddress, asked).want(t, 200, "<p>It reads: Good &lt;idea&gt;</p>",
			">\nGood &lt;idea&gt;</textarea>", " autofocus")
	}
	b.post(textAddress, preview("")).want(t, 200, "<p>It reads: </p>")
	b.post(textAddress, preview("maybe")).want(t, 422, "Make up your mind", "maybe</textarea>")
	b.post(textAddress, preview("fault")).want(t, 500).lacks(t, errHushed.Error())
	b.post(textAddress, url.Values{"_preview": {"yes"}, "_version": {"6"}}).
		want(t, 422, "This has changed since you opened it")
	if len(w.code.votes) != 0 {
		t.Fatalf("previews have counted %q", w.code.votes)
	}
	asked.Del("_preview")
	for range 2 {
		b.post(textAddress, asked).sends(t, 303, "/modifications/MP1")
	}
	if len(w.code.votes) != 1 {
		t.Errorf("sent twice, counted %q", w.code.votes)
	}
	// A form without a preview takes the press of none for what it is.
	b.post(voteAddress, preview("")).want(t, 422, "Enter a reason for your vote")
	if policy := b.get(voteAddress).Header.Get("Content-Security-Policy"); strings.Contains(policy,
		"connect-src") {
		t.Errorf("a page without a preview may ask for more: %s", policy)
	}
}

// What is to be seen first is not sent before it was shown as it is now; then one press is enough.
func TestPreviewFirst(t *testing.T) {
	w := open(t, nil)
	w.code.first = "Look through it, and press again"
	b := w.browser()
	b.get(textAddress).want(t, 200, ` id="form"`).lacks(t, "_seen")
	sent := vote("Good")
	shown := b.post(textAddress, sent).want(t, 422, "Look through it, and press again",
		"<p>It reads: Good</p>", "Good</textarea>")
	_, rest, _ := strings.Cut(shown.body, `form="form" name="_seen" value="`)
	seen, _, _ := strings.Cut(rest, `"`)
	other := vote("Bad")
	for _, wrong := range []string{"", "x"} {
		sent.Set("_seen", wrong)
		b.post(textAddress, sent).want(t, 422, "press again")
	}
	other.Set("_seen", seen)
	b.post(textAddress, other).want(t, 422, "press again", "<p>It reads: Bad</p>")
	b.post(textAddress, vote("maybe")).want(t, 422, "Make up your mind")
	b.post(textAddress, vote("fault")).want(t, 500)
	sent.Set("_seen", seen)
	b.post(textAddress, sent).sends(t, 303, "/modifications/MP1")
	if len(w.code.votes) != 1 {
		t.Errorf("sent: %q", w.code.votes)
	}
}

// Previews have a budget of their own: who types may still press, and who has pressed too often
// may still type. What only says that it is a preview is a press.
func TestPreviewsTooOften(t *testing.T) {
	w := open(t, nil)
	b := w.browser().signIn("p1")
	often := func(address string, posted url.Values) (n int) {
		for ; n < 500; n++ {
			if b.post(address, posted).StatusCode == http.StatusTooManyRequests {
				return n
			}
		}
		return n
	}
	if n := often(textAddress, preview("Good")); n != 60 {
		t.Errorf("%d previews at once, want 60", n)
	}
	if n := often(voteAddress, preview("")); n != 30 {
		t.Errorf("%d presses at once that say to be previews, want 30", n)
	}
	w.wall.Advance(500 * time.Millisecond)
	b.post(textAddress, preview("Good")).want(t, 200)
	b.post(textAddress, preview("Good")).want(t, 429)
}
