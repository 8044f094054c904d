package portal

import (
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/page"
)

// refusal is an answer that is no view: what it is called, and a sentence of what to do.
type refusal struct {
	status int
	title  string
	text   string
}

func (r *refusal) Error() string { return r.title + ": " + r.text }

// The refusals that do not depend on what is asked.
var (
	notFound = &refusal{http.StatusNotFound, "There is nothing here",
		"There is no page at this address, or none that you may see. Check the address, or search."}
	forbidden = &refusal{http.StatusForbidden, "This is not yours to do",
		"Your roles do not allow it. Your account says which they are."}
	noSignIn = &refusal{http.StatusForbidden, "There is no signing in here",
		"This system shows only what everybody may see."}
	signedOut = &refusal{http.StatusForbidden, "Nothing was saved: you are not signed in",
		"You have signed out, perhaps in another window, or were signed out after a while. Copy what " +
			"you had typed, sign in, and send it again."}
	wrongMethod = &refusal{http.StatusMethodNotAllowed, "That cannot be done here",
		"The address answers, but not to this method."}
	onlyNow = &refusal{http.StatusNotFound, "This is only of now",
		"Forms, and pages of what runs at the moment, cannot be seen as at another moment."}
	otherOrigin = &refusal{http.StatusForbidden, "Another site sent this",
		"What is sent to this site must come from its own pages. Open the page here, and try again."}
	otherHost = &refusal{http.StatusMisdirectedRequest, "This site has another name",
		"What is sent to this site must name it by its address, or as it is set up."}
	tooLarge = &refusal{http.StatusRequestEntityTooLarge, "That is too much",
		fmt.Sprintf("Send at most %d kilobytes at once.", maxBody>>10)}
	notAForm = &refusal{http.StatusUnsupportedMediaType, "That is not a form",
		"Send application/x-www-form-urlencoded, as browsers do."}
	printing = &refusal{http.StatusServiceUnavailable, "Others are printing",
		"Pages are printed one after the other, and many wait. Try again in a moment, or print the " +
			"page from your browser."}
	badKey = &refusal{http.StatusUnauthorized, "That key is not good",
		"It is not known here, has expired or was removed, or is no key for reading. Make another on " +
			"your account, and send it as “Authorization: Bearer KEY”."}
	keyOnlyReads = &refusal{http.StatusForbidden, "A key only reads",
		"With a key, pages can be read with GET and HEAD. Forms, and keys and passkeys, are for people " +
			"who have signed in with a browser."}
	tooOften = &refusal{http.StatusTooManyRequests, "That was too often",
		"Wait a moment, and try again."}
)

// notKnown is [notFound] as at a moment. It says the same of what was not known then, of what is
// hidden, and of what never was.
func (v *visit) notKnown() *refusal {
	return &refusal{notFound.status, "Nothing of that name was known then",
		"As at " + v.code.Moment(v.moment.So) + " there was nothing at this address, or nothing that " +
			"you may see. It may have come later: see the page as it is now."}
}

// notAcceptable says which notations there are.
func notAcceptable(there []notation) *refusal {
	kinds := make([]string, len(there))
	for i, n := range there {
		kinds[i] = notations[n].kind
	}
	return &refusal{http.StatusNotAcceptable, "Not in that form",
		"This page can be had as " + strings.Join(kinds, ", ") + "."}
}

// maxDropped is how much is read and dropped of what is too large.
const maxDropped = 8 << 20

// badMoment is a moment that cannot be read.
type badMoment struct {
	typed string
	err   error
}

func (b *badMoment) Error() string { return b.err.Error() }

// errPanic: a subject has panicked.
var errPanic = errors.New("panic")

func panicked(fault any) error { return fmt.Errorf("%w: %v\n%s", errPanic, fault, debug.Stack()) }

// refuse answers where there is an error in place of a view. It is the only place that makes
// answers of errors.
func (v *visit) refuse(err error) {
	var (
		moved   *page.Moved
		moment  *badMoment
		refused *refusal
		wrong   *page.Wrong
		large   *http.MaxBytesError
	)
	switch {
	case errors.As(err, &moved):
		v.moved(moved.To)
	case errors.Is(err, page.ErrNotFound) && v.moment.AsAt && v.code != nil:
		v.sendRefusal(v.notKnown())
	case errors.Is(err, page.ErrNotFound):
		v.sendRefusal(notFound)
	case errors.Is(err, page.ErrSignIn), errors.Is(err, page.ErrForbidden) && v.person.ID == "":
		v.askWho()
	case errors.Is(err, page.ErrForbidden):
		v.sendRefusal(forbidden, v.typed()...)
	case errors.As(err, &moment):
		v.refuseMoment(moment)
	case errors.As(err, &refused):
		v.sendRefusal(refused)
	case errors.As(err, &wrong):
		v.sendRefusal(&refusal{http.StatusBadRequest, "That cannot be answered", wrong.Text})
	case errors.As(err, &large):
		// A browser that is cut off while it sends does not show the answer.
		_, _ = io.CopyN(io.Discard, v.body, maxDropped)
		v.sendRefusal(tooLarge)
	default:
		v.fault(err)
	}
}

// moved sends the reader on, in the notation and at the moment that they asked for.
func (v *visit) moved(to page.Address) {
	target, err := url.Parse(string(to))
	if err != nil || !local(string(to)) {
		v.fault(fmt.Errorf("moved to %q: no address of this site", to))
		return
	}
	query := target.Query()
	for name, values := range v.query {
		if _, set := query[name]; !set {
			query[name] = values
		}
	}
	at := v.address
	at.path = target.EscapedPath()
	status := http.StatusMovedPermanently
	if v.r.Method == http.MethodPost {
		status = http.StatusPermanentRedirect
	}
	where := page.Address(at.String()).With(query)
	if target.Fragment != "" {
		where += "#" + page.Address(target.EscapedFragment())
	}
	v.redirect(status, string(where))
}

// askWho sends the reader to sign in and back here; who has sent something is told first that
// it was not saved.
func (v *visit) askWho() {
	switch {
	case v.accounts == nil:
		v.sendRefusal(noSignIn)
		return
	case v.r.Method == http.MethodPost:
		to := page.Link{Text: "Sign in", To: signInFor(v.address.String(), v.query)}
		v.sendRefusal(signedOut, append(v.typed(), page.Para{Words: page.Words{to}})...)
		return
	}
	v.redirect(http.StatusSeeOther, string(signInFor(v.address.String(), v.query)))
}

// redirect sends the reader to an address of this site.
func (v *visit) redirect(status int, to string) {
	h := v.w.Header()
	h.Set("Vary", varies)
	h.Set("Location", to)
	if status != http.StatusMovedPermanently {
		h.Set("Cache-Control", "no-store")
	} else {
		h.Set("Cache-Control", "private, no-cache")
	}
	v.w.WriteHeader(status)
}

// fault answers where it is us who are wrong: the reader is told a reference, the log why.
func (v *visit) fault(err error) {
	if v.r.Context().Err() != nil {
		return // the reader has gone, and what was done for them was given up
	}
	reference := "none"
	secret := make([]byte, 5)
	if _, randomErr := io.ReadFull(v.random, secret); randomErr == nil {
		reference = base32.StdEncoding.EncodeToString(secret)
	}
	v.log.ErrorContext(v.r.Context(), "portal", "path", v.logged(),
		"reference", reference, "err", err)
	v.sendRefusal(&refusal{http.StatusInternalServerError, "Something went wrong here",
		"What you asked for could not be done, and it is not your fault. Try again; if it happens " +
			"again, say that the reference is " + reference + "."})
}

// typed is what the reader has sent, to be copied from where it was not taken.
func (v *visit) typed() (blocks []page.Block) {
	values := page.ReadInput(v.r.PostForm).Values
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if text := strings.TrimSpace(strings.Join(values[name], "\n\n")); text != "" {
			blocks = append(blocks, section("You had typed: "+strings.ReplaceAll(name, "_", " "),
				page.Prose{Text: text}))
		}
	}
	return blocks
}

// sendRefusal sends a refusal as a page with more on it, or as JSON to programs. But for what is
// more, the page depends on the refusal, the reader and the moment alone: the same refusal looks
// the same for whatever reason. As at a moment, the menu stays there, and a link leads to now.
func (v *visit) sendRefusal(r *refusal, more ...page.Block) {
	if v.wantsJSON() {
		body, err := json.Marshal(page.Problem{Title: r.title, Status: r.status, Detail: r.text})
		if err == nil {
			v.send(made{status: r.status, media: page.ProblemMedia, body: body})
			return
		}
	}
	view := &page.View{Title: r.title,
		Blocks: append([]page.Block{page.Para{Words: page.Say(r.text)}}, more...)}
	frame := v.bareFrame(&page.Ask{Context: v.r.Context(), Who: v.person.ID,
		Moment: page.Moment{So: v.now(), Known: v.now()}})
	if v.moment.AsAt && v.code != nil && local(string(v.self())) {
		frame.Self, frame.Base = v.self(), v.prefix()+string(v.self())
		frame.AsAt = &page.AsAt{Moment: v.moment, Text: v.banner()}
	}
	if len(more) > 0 {
		frame.Self = v.self() // links in it begin here
	}
	v.send(made{status: r.status, media: notations[asHTML].media,
		body: view.AppendHTML(nil, frame)})
}

// wantsJSON reports whether the reader is a program that would rather have JSON.
func (v *visit) wantsJSON() bool {
	if v.suffix != "" {
		return v.suffix == notations[asJSON].suffix
	}
	n, ok := negotiate(strings.Join(v.r.Header.Values("Accept"), ","), []notation{asHTML, asJSON})
	return ok && n == asJSON
}
