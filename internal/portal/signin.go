package portal

import (
	"bytes"
	_ "embed" // what the sign-in page has that no page has
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/page"
)

const (
	signInAddress  page.Address = "/sign-in"
	signOutAddress page.Address = "/sign-out"
)

//go:embed signin.html
var signInText string

// signInMarkup is the buttons of sign-in: forms of one press, which no page declares.
var signInMarkup = template.Must(template.New("signin.html").Parse(signInText))

// The empty sections of the pages where the buttons go.
const (
	peopleID  = "people"
	passkeyID = "passkey"
)

// offer is what the sign-in page offers.
type offer struct {
	Then   string
	Script page.Address
	Groups []group
	Begin  page.Address // of the passkey
	Finish page.Address
	Name   bool // the passkey is to be given a name
}

// group is demo people listed together.
type group struct {
	Name   string
	People []Person
}

// signInRoute offers the ways to sign in.
func (p *Portal) signInRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: string(signInAddress)},
		get:  func(v *visit) error { return v.offerSignIn() },
		post: func(v *visit) error { return v.signInAsDemo() },
	}
}

// offerSignIn is the sign-in page.
func (v *visit) offerSignIn() error {
	o := offer{Then: then(v.query.Get(thenField)), Script: passkeyScriptAddress(),
		Begin: passkeySignIn + "/begin", Finish: passkeySignIn + "/finish"}
	view := &page.View{Title: "Sign in"}
	if v.person.ID != "" {
		view.Blocks = append(view.Blocks, page.Notice{Words: page.Words{
			page.T("You are signed in as "), page.Strong(v.person.Name),
			page.T(". Signing in as somebody else signs you out.")}})
	}
	if v.passkeys != nil {
		view.Blocks = append(view.Blocks, v.passkeySection("With a passkey"))
	}
	if v.provider != nil {
		to := providerSignIn.With(url.Values{thenField: {o.Then}})
		view.Blocks = append(view.Blocks, section("With "+v.provider.Name, page.Para{
			Words: page.Words{page.Link{Text: "Go on to " + v.provider.Name, To: to}}}))
	}
	if v.demo {
		people, err := v.code.Demo(v.r.Context())
		if err != nil {
			return err
		}
		o.Groups = grouped(people)
	}
	if len(o.Groups) > 0 {
		view.Blocks = append(view.Blocks, page.Section{Title: "As somebody of the demonstration",
			Blocks: []page.Block{
				page.Para{Words: page.Say("Press a name. Nobody here is a real person.")},
				page.Section{ID: peopleID}}})
	}
	if len(o.Groups) == 0 {
		view.Blocks = append(view.Blocks, section("For the first time", page.Para{Words: page.Say(
			"Whoever runs this system invites you: mains code invite, with the id that you have in the " +
				"register, prints an address that signs you in once.")}))
	}
	return v.sendWith(view, o)
}

// passkeySection is where the button for a passkey goes, or where else it works.
func (v *visit) passkeySection(title string) page.Section {
	if v.r.Host == v.origin.Host {
		return section(title, page.Section{ID: passkeyID})
	}
	return section(title, page.Para{Words: page.Words{page.T("Passkeys work at "),
		page.Link{Text: v.origin.String(), Out: v.origin.String() + v.path}, page.T(" alone.")}})
}

// sendWith sends a view with the buttons in their sections.
func (v *visit) sendWith(view *page.View, o offer) error {
	frame, err := v.frame()
	if err != nil {
		return err
	}
	body := view.AppendHTML(nil, frame)
	for _, id := range []string{peopleID, passkeyID} {
		// An empty section is what the page has of it; there is at most the one.
		before, after, found := bytes.Cut(body, []byte("<section id=\""+id+"\">\n</section>\n"))
		if !found {
			continue
		}
		out := bytes.NewBuffer(bytes.Clone(before))
		if err := signInMarkup.ExecuteTemplate(out, id, o); err != nil {
			return err
		}
		out.Write(after)
		body = out.Bytes()
		if id == passkeyID {
			v.w.Header().Set("Content-Security-Policy", passkeyPolicy)
		}
	}
	v.send(made{status: http.StatusOK, media: notations[asHTML].media, body: body, private: true})
	return nil
}

// grouped lists people under their groups, both in the order they come in; but those to begin
// with first.
func grouped(people []Person) (groups []group) {
	index := map[string]int{}
	for _, tips := range []bool{true, false} {
		for _, person := range people {
			if tips != (person.Tip != "") {
				continue
			}
			name := person.Group
			if tips {
				name = "To begin with"
			}
			i, known := index[name]
			if !known {
				i = len(groups)
				index[name] = i
				groups = append(groups, group{Name: name})
			}
			groups[i].People = append(groups[i].People, person)
		}
	}
	return groups
}

// Does is what somebody is worth signing in as for: a tip, or what they are beside their name.
func (p Person) Does() string {
	if p.Tip != "" || len(p.Roles) == 0 {
		return p.Tip
	}
	return strings.Join(p.Roles[1:], " ") // the first is what they are called by
}

// signInAsDemo signs the reader in as somebody of the demo.
func (v *visit) signInAsDemo() error {
	in, err := v.input()
	if err != nil {
		return err
	}
	if !v.demo {
		return page.ErrNotFound
	}
	person, err := v.code.Person(v.r.Context(), in.Text("person"))
	if err != nil {
		return err
	}
	if !person.Demo {
		return page.ErrNotFound
	}
	to, err := v.signedIn(person, in.Text(thenField))
	if err != nil {
		return err
	}
	v.redirect(http.StatusSeeOther, to)
	return nil
}

// signedIn makes the reader a person, and says where they go on.
func (v *visit) signedIn(person Person, to string) (next string, err error) {
	if err := v.begin(person.ID, fmt.Sprintf("You are signed in as %s.", person.Name)); err != nil {
		return "", err
	}
	v.log.InfoContext(v.r.Context(), "portal: signed in", "person", person.ID)
	return then(to), nil
}

// then is where to go on after signing in: an address of this site that is not about it.
func then(to string) string {
	path, _, _ := strings.Cut(to, "?")
	if !local(to) || path == string(signInAddress) || path == string(signOutAddress) ||
		strings.HasPrefix(path, string(signInAddress)+"/") {
		return "/"
	}
	return to
}

// signOutRoute asks whether to sign out, and does.
func (p *Portal) signOutRoute() *route {
	return &route{Route: page.Route{Pattern: string(signOutAddress),
		Form: func(*page.Ask) (*page.Form, error) {
			return &page.Form{Title: "Sign out", Submit: "Sign out",
				Lead: "What you have typed and not sent is lost."}, nil
		},
		Submit: func(ask *page.Ask, _ page.Input) (*page.Done, error) {
			err := visited(ask).begin("", "You have signed out.")
			return &page.Done{To: "/"}, err
		},
	}}
}
