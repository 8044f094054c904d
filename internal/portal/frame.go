package portal

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/page"
)

// frame is what stands around the answer. It takes the notice that was left for this page, so
// it is made once, when the page is certain.
func (v *visit) frame() (page.Frame, error) {
	f := v.bareFrame(v.ask())
	f.Self = v.self()
	if v.accounts != nil && v.person.ID == "" {
		f.SignIn = signInFor(v.address.String(), v.query)
	}
	if v.code != nil && v.route != nil && v.route.View != nil && !v.route.live {
		f.Foot = append(f.Foot, page.Link{Text: "See this page as at another moment",
			To: page.At("as-at").With(url.Values{thenField: {string(f.Self)}})})
	}
	if v.moment.AsAt {
		f.Base = v.prefix() + string(f.Self)
		f.AsAt = &page.AsAt{Moment: v.moment, Text: v.banner()}
		return f, nil
	}
	f.Currency = v.currency()
	if v.r.Method == http.MethodHead {
		return f, nil // nobody would read the notice
	}
	notice, err := v.noted(v.r.Context())
	if notice != "" {
		f.Notices = append(f.Notices, page.Notice{Tone: page.Good, Words: page.Say(notice)})
	}
	return f, err
}

// currency says how current a page of now is; nothing of what runs at the moment.
func (v *visit) currency() string {
	if v.code == nil || v.route != nil && v.route.live {
		return ""
	}
	return "The register as it stands at " + v.code.Moment(v.moment.So) + "."
}

// bareFrame is what stands around every page, whatever is asked for.
func (v *visit) bareFrame(ask *page.Ask) page.Frame {
	var f page.Frame
	if v.code != nil {
		f = v.code.Frame(ask)
		f.Nav, f.Foot, f.Notices = slices.Clone(f.Nav), slices.Clone(f.Foot), slices.Clone(f.Notices)
	} else { // there is a catalogue to be searched, and no register
		f.Search = servicesAddress
	}
	if v.path == string(f.Search) {
		f.Searched = ask.Query.Get(searchQuery)
	}
	v.standing = len(f.Notices)
	f.Self, f.Base, f.AsAt, f.Currency = "/", "", nil, ""
	f.Foot = append(f.Foot,
		page.Link{Text: "Network console", To: networkAddress},
		page.Link{Text: "Service Requests", To: servicesAddress})
	if v.person.ID != "" {
		f.Person, f.Account, f.SignOut = v.person.Name, accountAddress, signOutAddress
	} else if v.accounts != nil {
		f.SignIn = signInAddress
	}
	return f
}

// banner says as at when a view is.
func (v *visit) banner() string {
	at := v.code.Moment(v.moment.So)
	switch {
	case v.moment.So.After(v.moment.Known):
		return "You see the register as it will be at " + at + ", as far as is known now."
	case v.known:
		return "You see the register as it was at " + at + ", as is known now."
	}
	return "You see the register as it was, and was known, at " + at + "."
}

// self is the address that was asked for, without prefix and suffix.
func (v *visit) self() page.Address { return page.Address(v.path).With(v.query) }

// site is the address of the site, with the moment where there is one, for documents that
// are read elsewhere.
func (v *visit) site() string {
	return v.base() + v.prefix()
}

// base is the address of the site as people use it: as it is set, else as the reader has it.
func (v *visit) base() string {
	switch {
	case v.origin != nil:
		return v.origin.String()
	case v.secure(v.r):
		return "https://" + v.r.Host
	}
	return "http://" + v.r.Host
}

// signInFor is where to sign in to come back to an address; at the sign-in page, to where that
// leads.
func signInFor(path string, query url.Values) page.Address {
	to := string(page.Address(path).With(query))
	if path == string(signInAddress) {
		to = query.Get(thenField)
	}
	if to = then(to); to == "/" {
		return signInAddress
	}
	return signInAddress.With(url.Values{thenField: {to}})
}
