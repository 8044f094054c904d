package portal

import (
	"errors"
	"fmt"
	"math"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// maxBody is the most that is read of what is posted: the longest response to a
// consultation, many times over.
const maxBody = 1 << 20

// submit answers POST.
func (v *visit) submit() error {
	if v.route.post == nil && v.route.Submit == nil {
		return v.otherMethod()
	}
	if v.suffix != "" {
		return page.ErrNotFound
	}
	if err := v.mayPost(); err != nil {
		return err
	}
	if v.route.post != nil {
		if err := v.slowly(); err != nil {
			return err
		}
		return v.route.post(v)
	}
	in, err := v.input()
	pace := v.pressing
	if in.Preview && v.route.Preview != nil {
		pace = v.previewing
	}
	if err := v.within(pace); err != nil {
		return err
	}
	if err != nil {
		return err
	}
	return v.once(in.Once, func() (string, error) { return v.press(in) })
}

// press does what was posted, and sends the reader on; to is empty where it is refused.
func (v *visit) press(in page.Input) (to string, err error) {
	ask := v.ask()
	form, err := v.route.Form(ask)
	if err != nil {
		return "", err
	}
	in = form.Keep(in)
	if in.Preview {
		return "", v.preview(ask, form, in)
	}
	var done *page.Done
	faults := form.Check(in)
	if len(faults) == 0 {
		if unseen, err := v.unseen(ask, form, in); unseen || err != nil {
			return "", err
		}
		done, err = v.route.Submit(ask, in)
		if err != nil && !errors.As(err, &faults) {
			return "", err
		}
	}
	if len(faults) > 0 {
		return "", v.sendForm(http.StatusUnprocessableEntity, form.Filled(in, faults))
	}
	return v.done(done)
}

// unseen shows the form again, with what would come of it, where that is to be seen first and was
// not as it is now.
func (v *visit) unseen(ask *page.Ask, form *page.Form, in page.Input) (bool, error) {
	if form.Preview == nil || form.Preview.First == "" {
		return false, nil
	}
	blocks, err := v.route.Preview(ask, in)
	var faults page.Faults
	if errors.As(err, &faults) {
		return true, v.sendForm(http.StatusUnprocessableEntity, form.Filled(in, faults))
	}
	if err != nil {
		return false, err
	}
	if faults = form.Unseen(in, blocks); len(faults) == 0 {
		return false, nil
	}
	shown := form.Previewed(in, blocks)
	shown.Faults = faults
	return true, v.sendForm(http.StatusUnprocessableEntity, shown)
}

// preview shows the form again, with what would come of it. Nothing is done.
func (v *visit) preview(ask *page.Ask, form *page.Form, in page.Input) error {
	if v.route.Preview == nil {
		return fmt.Errorf("the form %s has a preview, and its route makes none", v.route.Pattern)
	}
	faults := form.Check(in)
	if len(faults) == 0 {
		blocks, err := v.route.Preview(ask, in)
		if err == nil {
			return v.sendForm(http.StatusOK, form.Previewed(in, blocks))
		}
		if !errors.As(err, &faults) {
			return err
		}
	}
	return v.sendForm(http.StatusUnprocessableEntity, form.Filled(in, faults))
}

// done sends the reader on, with what is to be said there.
func (v *visit) done(done *page.Done) (to string, err error) {
	if done == nil || !local(string(done.To)) {
		return "", fmt.Errorf("the form %s does not say where to go on", v.route.Pattern)
	}
	if err := v.note(done.Notice); err != nil {
		// It is done all the same: that it was not said is no reason to say that it was not.
		v.log.ErrorContext(v.r.Context(), "portal: notice", "path", v.logged(),
			"err", err)
	}
	v.redirect(http.StatusSeeOther, string(done.To))
	return string(done.To), nil
}

// input reads what was posted.
func (v *visit) input() (page.Input, error) {
	kind, _, err := mime.ParseMediaType(v.r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return page.Input{}, notAForm
	}
	v.r.Body = http.MaxBytesReader(v.w, v.r.Body, maxBody)
	if err := v.r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return page.Input{}, err
		}
		return page.Input{}, notAForm
	}
	return page.ReadInput(v.r.PostForm), nil
}

// mayPost holds a request that changes something to the origin of this site, and to its name.
func (v *visit) mayPost() error {
	if err := v.crossOrigin.Check(v.r); err != nil {
		return otherOrigin
	}
	if !v.named(v.r.Host) {
		return otherHost
	}
	return nil
}

// slowly holds the reader, and everybody at their address, to how often.
func (v *visit) slowly() error { return v.within(v.pressing) }

// within holds the reader, and everybody at their address, to a pace.
func (v *visit) within(p pace) error {
	return v.waits(p.take(v.session.ID, whence(v.r.RemoteAddr), v.wall.Now()))
}

// waits refuses a reader who has to wait.
func (v *visit) waits(wait time.Duration) error {
	if wait == 0 {
		return nil
	}
	v.w.Header().Set("Retry-After", strconv.Itoa(seconds(wait)))
	return tooOften
}

// seconds are those of a wait, rounded up.
func seconds(wait time.Duration) int { return int(math.Ceil(float64(wait) / float64(time.Second))) }

// named reports whether a request names this site: by an address, as localhost, or as it is
// set up. A name that somebody else has pointed at this machine makes pages of theirs pages of
// this site to a browser.
func (p *Portal) named(host string) bool {
	if p.origin != nil && host == p.origin.Host {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	_, err = netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost" || name != "" && name == p.host
}

// local reports whether to is an address of this site, and to a browser as well, which takes
// two slashes, or a slash and a backslash, for another.
func local(to string) bool {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsFunc(to, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return false
	}
	u, err := url.Parse(to)
	return err == nil && u.Scheme == "" && u.Host == "" && u.User == nil
}
