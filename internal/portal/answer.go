package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// The headers of every answer. Nothing is loaded from elsewhere, framed by others, or run
// but the two scripts of our own, and those only on the pages that have them.
const (
	policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'self'; " +
		"frame-ancestors 'none'"
	scriptPolicy  = policy + "; script-src 'self'"
	askingPolicy  = scriptPolicy + "; connect-src 'self'" // of a script that asks for more
	passkeyPolicy = askingPolicy
	varies        = "Accept, Accept-Encoding, Authorization, Cookie"
	asAtHeader    = "Mains-As-At" // the instant that the view was made at
)

// guard sets the headers that every answer has.
func (p *Portal) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Embedder-Policy", "require-corp")
		if p.secure(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// made is an answer that has been made: how it is sent depends on it and on the reader.
type made struct {
	status  int
	media   string
	body    []byte
	clock   string // what in the body changes with time alone
	private bool   // never kept, whoever asks
}

// sendView sends a view in a notation.
func (v *visit) sendView(n notation, view *page.View) error {
	m := made{status: http.StatusOK, media: notations[n].media}
	switch n {
	case asHTML:
		frame, err := v.frame()
		if err != nil {
			return err
		}
		m.private = len(frame.Notices) > v.standing
		m.body, m.clock = view.AppendHTML(nil, frame), frame.Currency
	case asJSON:
		var err error
		if m.body, err = view.AppendJSON(nil); err != nil {
			return err
		}
	case asAtom:
		if err := view.Date(); err != nil {
			return err
		}
		m.body = view.AppendAtom(nil, v.site(), v.self())
	case asCSV:
		m.body = view.AppendCSV(nil)
	case asICal:
		if err := view.Gather(); err != nil {
			return err
		}
		m.body = view.AppendICal(nil, v.site(), v.self())
	case asPDF:
		var err error
		if m.body, err = v.print(view); err != nil {
			return err
		}
	}
	v.w.Header().Set(asAtHeader, v.moment.So.UTC().Format(time.RFC3339Nano))
	v.send(m)
	return nil
}

// print is a view as PDF. What the clock alone changes in it is as it was when the same view was
// printed first: it says so itself.
func (v *visit) print(view *page.View) ([]byte, error) {
	f := page.Frame{Self: v.self()}
	if v.moment.AsAt {
		f.AsAt = &page.AsAt{Moment: v.moment, Text: v.banner()}
	} else {
		f.Currency = v.currency()
	}
	document := view.AppendPrint(nil, f, v.site())
	pdf, err := v.printer.Print(v.r.Context(), etag(document, f.Currency), document)
	if errors.Is(err, ErrBusy) {
		v.w.Header().Set("Retry-After", "10")
		return nil, printing
	}
	return pdf, err
}

// sendForm sends a form, as it is first shown or as it was filled in.
func (v *visit) sendForm(status int, form *page.Form) error {
	frame, err := v.frame()
	if err != nil {
		return err
	}
	shown := *form
	if shown.Once, err = v.onceToken(); err != nil {
		return err
	}
	h := v.w.Header()
	h.Set("Content-Security-Policy", scriptPolicy)
	if form.Preview != nil {
		h.Set("Content-Security-Policy", askingPolicy)
	}
	h.Set(asAtHeader, v.moment.So.UTC().Format(time.RFC3339Nano))
	v.send(made{status: status, media: notations[asHTML].media, body: shown.AppendHTML(nil, frame),
		private: true})
	return nil
}

// send sends an answer: whole, zipped, its headers alone, or that nothing has changed.
func (v *visit) send(m made) {
	h := v.w.Header()
	h.Set("Vary", varies)
	h.Set("Content-Type", m.media)
	if m.private || v.person.ID != "" || m.status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
	} else {
		tag := etag(m.body, m.clock)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("ETag", tag)
		if matches(v.r.Header.Values("If-None-Match"), tag) {
			h.Del("Content-Type")
			v.w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	body := m.body
	if len(body) >= leastZipped && zipped(strings.Join(v.r.Header.Values("Accept-Encoding"), ",")) {
		h.Set("Content-Encoding", "gzip")
		body = v.zip(body)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	v.w.WriteHeader(m.status)
	if v.r.Method != http.MethodHead {
		_, _ = v.w.Write(body) // a reader that has gone needs no answer
	}
}

// etag names the content of a body, whatever coding it is sent in and whatever its clock
// says.
func etag(body []byte, clock string) string {
	digest := sha256.New()
	before, after, _ := bytes.Cut(body, []byte(html.EscapeString(clock)))
	if clock == "" {
		before, after = body, nil
	}
	digest.Write(before)
	digest.Write(after)
	return `W/"` + base64.RawURLEncoding.EncodeToString(digest.Sum(nil)[:15]) + `"`
}

// matches reports whether a tag is among those that the reader has (RFC 9110, 13.1.2).
func matches(headers []string, tag string) bool {
	for each := range strings.SplitSeq(strings.Join(headers, ","), ",") {
		if each = strings.TrimSpace(each); each == "*" ||
			strings.TrimPrefix(each, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// leastZipped is the length from which zipping saves a packet.
const leastZipped = 1400

// zip packs a body with a packer that is used again.
func (p *Portal) zip(body []byte) []byte {
	packer, ok := p.packers.Get().(*gzip.Writer)
	if !ok {
		packer = gzip.NewWriter(nil)
	}
	defer p.packers.Put(packer)
	var out bytes.Buffer
	out.Grow(len(body) / 3)
	packer.Reset(&out)
	// Neither fails: a buffer takes everything.
	_, _ = packer.Write(body)
	_ = packer.Close()
	return out.Bytes()
}

// asset serves what never changes at its address. It is packed once, as well as that goes.
func asset(media string, content []byte) http.HandlerFunc {
	var packed bytes.Buffer
	// None of these fails: there is such a level, and a buffer takes everything.
	packer, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	_, _ = packer.Write(content)
	_ = packer.Close()
	return func(w http.ResponseWriter, r *http.Request) {
		h, body := w.Header(), content
		h.Set("Content-Type", media)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		if zipped(strings.Join(r.Header.Values("Accept-Encoding"), ",")) {
			h.Set("Content-Encoding", "gzip")
			body = packed.Bytes()
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // a reader that has gone needs no answer
		}
	}
}
