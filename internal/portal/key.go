package portal

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

// Keys is where keys are kept: secrets by which programs read in the name of a person.
type Keys interface {
	// AddKey reports whether the person may have one more.
	AddKey(ctx context.Context, k Key) (added bool, err error)
	Keys(ctx context.Context, person string) ([]Key, error)
	Key(ctx context.Context, id string) (k Key, known bool, err error)
	// UsedKey notes the day of a use.
	UsedKey(ctx context.Context, id string, day time.Time) error
	RemoveKey(ctx context.Context, person, id string) error
}

// Key is a secret of a program.
type Key struct {
	ID     string // the digest of the secret, hexadecimal
	Person string
	Name   string
	Use    string // forData or forCalendar
	Made   time.Time
	Until  time.Time // zero: it does not expire
	Used   time.Time // the beginning of the day, UTC; zero: never
}

// What a key is good for: what its person may read, or the calendar of that person alone.
const (
	forData     = "data"
	forCalendar = "calendar"
)

// keyPrefix begins every key, so that who finds one knows what it is.
const keyPrefix = "mains_"

// freshKey makes a key: as it is shown once, and what is kept of it.
func (v *visit) freshKey(use string) (shown, id string, err error) {
	secret, err := freshSecret(v.random)
	return keyPrefix + base64.RawURLEncoding.EncodeToString(secret), digest(use+" key", secret), err
}

// keyOf finds a key that is good for a use now; known is false where it is not.
func (p *Portal) keyOf(ctx context.Context, shown, use string) (k Key, known bool, err error) {
	text, ours := strings.CutPrefix(shown, keyPrefix)
	secret, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if p.keys == nil || !ours || err != nil || len(secret) != tokenSize {
		return Key{}, false, nil
	}
	k, known, err = p.keys.Key(ctx, digest(use+" key", secret))
	now := p.wall.Now().UTC()
	if err != nil || !known || k.Use != use || !k.Until.IsZero() && !now.Before(k.Until) {
		return Key{}, false, err
	}
	if today := now.Truncate(24 * time.Hour); k.Used.Before(today) {
		err = p.keys.UsedKey(ctx, k.ID, today)
	}
	return k, true, err
}

// keyed finds out who asks with a key. Where it is not good they are told: somebody else would
// wonder why they see so little.
func (p *Portal) keyed(r *http.Request, shown []string) (reader, error) {
	scheme, token, _ := strings.Cut(shown[0], " ")
	if len(shown) > 1 || !strings.EqualFold(scheme, "Bearer") {
		return reader{}, badKey
	}
	k, known, err := p.keyOf(r.Context(), strings.TrimSpace(token), forData)
	if err != nil {
		return reader{}, err
	}
	if !known {
		return reader{}, badKey
	}
	person, err := p.code.Person(r.Context(), k.Person)
	if errors.Is(err, page.ErrNotFound) {
		err = badKey
	}
	return reader{person: person, key: k.ID}, err
}

// keyReads refuses what a key cannot do.
func (v *visit) keyReads() error {
	if v.key != "" && (v.route.Form != nil || strings.HasPrefix(v.path, string(accountAddress)+"/") ||
		v.r.Method != http.MethodGet && v.r.Method != http.MethodHead) {
		return keyOnlyReads
	}
	return nil
}

// counted holds programs to how often they may ask: each key, and everybody at an address who
// has not signed in.
func (v *visit) counted() error {
	by, name, key := v.reading.session, "key", v.key
	if key == "" {
		by, name, key = v.reading.address, "address", whence(v.r.RemoteAddr)
		if v.person.ID != "" || here(key) {
			return nil
		}
	}
	return v.waits(by.tell(v.w.Header(), name, key, v.wall.Now()))
}

const (
	keysAddress     page.Address = "/account/keys"
	calendarAddress page.Address = "/account/keys/new-calendar"
	// ownCalendar is the address of the calendar of whoever asks, and byToken of that of whoever
	// a secret address is of.
	ownCalendar = "/calendar/mine"
	byToken     = "/calendar/{token}"
)

// keyRoutes are the pages of keys.
func (p *Portal) keyRoutes() []*route {
	routes := []*route{p.keysRoute(), p.removeKeyRoute(),
		p.makeRoute(keysAddress+"/new", p.dataKeyForm, p.makeDataKey)}
	for _, r := range p.code.Routes() {
		if r.Pattern == ownCalendar {
			routes = append(routes, p.secretCalendar(r),
				p.makeRoute(calendarAddress, calendarForm, p.makeCalendar))
		}
	}
	return routes
}

// keysRoute lists the keys of the reader.
func (p *Portal) keysRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: string(keysAddress),
		View: func(ask *page.Ask) (*page.View, error) {
			if ask.Who == "" {
				return nil, page.ErrSignIn
			}
			all, err := p.keys.Keys(ask.Context, ask.Who)
			if err != nil {
				return nil, err
			}
			keys, calendars := page.Items{Empty: "You have none."}, page.Items{Empty: "You have none."}
			for _, k := range all {
				if k.Use == forCalendar {
					calendars.Items = append(calendars.Items, p.keyItem(k))
				} else {
					keys.Items = append(keys.Items, p.keyItem(k))
				}
			}
			view := &page.View{Title: "Keys and calendar addresses",
				Lead:   "With these, programs read in your name: what you may see, and no more.",
				Crumbs: []page.Link{{Text: "Your account", To: accountAddress}},
				Blocks: []page.Block{section("Keys", keys), section("Calendar addresses", calendars)},
				Actions: []page.Link{{Text: "Make a key", To: keysAddress + "/new"},
					{Text: "Make a calendar address", To: calendarAddress}},
			}
			return view, nil
		}}}
}

// keyItem is a key in the list.
func (p *Portal) keyItem(k Key) page.Item {
	used := page.Words{page.T("Never used. Made "), page.When{At: k.Made}}
	if !k.Used.IsZero() {
		used = page.Words{page.T("Last used on " + k.Used.Format("2 January 2006") + ". Made "),
			page.When{At: k.Made}}
	}
	item := page.Item{Head: page.Say(k.Name), Body: []page.Words{used}}
	if !k.Until.IsZero() {
		item.Body = append(item.Body, page.Words{page.T("Good until "), page.When{At: k.Until}})
		if !p.wall.Now().Before(k.Until) {
			item.Tag = &page.Tag{Text: "Expired", Tone: page.Stop}
		}
	}
	item.Body = append(item.Body, page.Words{page.Link{Text: "Remove " + k.Name,
		To: keysAddress + "/" + page.Address(shortOf(k))}})
	return item
}

// shortOf is what a key is called in an address.
func shortOf(k Key) string { return k.ID[:16] }

// makeRoute is a form that makes a key.
func (p *Portal) makeRoute(
	at page.Address, form func() *page.Form, do func(*visit, page.Input) (string, error),
) *route {
	return &route{Route: page.Route{Pattern: string(at),
		Form: func(ask *page.Ask) (*page.Form, error) {
			if ask.Who == "" {
				return nil, page.ErrSignIn
			}
			f := form()
			f.Crumbs = []page.Link{{Text: "Your account", To: accountAddress},
				{Text: "Keys and calendar addresses", To: keysAddress}}
			return f, nil
		},
		Submit: func(ask *page.Ask, in page.Input) (*page.Done, error) {
			if ask.Who == "" {
				return nil, page.ErrSignIn
			}
			notice, err := do(visited(ask), in)
			return &page.Done{To: keysAddress, Notice: notice}, err
		}}}
}

// lasts are how long a key may be good, in days: ours [D].
var lasts = []page.Option{{Value: "30", Label: "30 days"}, {Value: "90", Label: "90 days"},
	{Value: "365", Label: "A year"}}

func (p *Portal) dataKeyForm() *page.Form {
	return &page.Form{Title: "Make a key", Submit: "Make a key",
		Lead: "A program that sends it reads what you may see. It can change nothing. It is shown " +
			"once, on the next page: keep it where the program keeps its secrets.",
		Fields: []page.Field{{Name: "name", Label: "Name", Control: page.Line, Limit: 80,
			Hint: "What it is for, such as “Nightly copy”"},
			{Name: "days", Label: "Good for", Control: page.Choice, Options: lasts,
				Values: []string{"90"}}}}
}

func (p *Portal) makeDataKey(v *visit, in page.Input) (notice string, err error) {
	days, err := strconv.Atoi(in.Text("days"))
	if err != nil {
		return "", page.Faults{{Field: "days", Text: "Choose how long it is good"}}
	}
	now := p.wall.Now()
	shown, err := v.makeKey(Key{Name: in.Text("name"), Use: forData, Made: now,
		Until: now.AddDate(0, 0, days)})
	return "The key is " + shown + " . Copy it now: it is not shown again.", err
}

func calendarForm() *page.Form {
	return &page.Form{Title: "Make a calendar address", Submit: "Make an address",
		Lead: "A calendar program that is given the address shows your meetings and deadlines. Whoever " +
			"has the address sees them too: give it to nobody, and remove it here when it has got about.",
		Fields: []page.Field{{Name: "name", Label: "Name", Control: page.Line, Limit: 80,
			Hint: "Which program it is for, such as “Telephone”"}}}
}

func (p *Portal) makeCalendar(v *visit, in page.Input) (notice string, err error) {
	shown, err := v.makeKey(Key{Name: in.Text("name"), Use: forCalendar, Made: p.wall.Now()})
	return "The address is " + v.base() + strings.Replace(byToken, "{token}", shown, 1) +
		notations[asICal].suffix + " . Copy it now: it is not shown again.", err
}

// makeKey makes a key of the reader.
func (v *visit) makeKey(k Key) (shown string, err error) {
	shown, k.ID, err = v.freshKey(k.Use)
	if err != nil {
		return "", err
	}
	k.Person = v.person.ID
	added, err := v.keys.AddKey(v.r.Context(), k)
	if err == nil && !added {
		err = page.Faults{{Text: "You have as many keys as one person can have. Remove one first."}}
	}
	return shown, err
}

// removeKeyRoute removes a key of the reader.
func (p *Portal) removeKeyRoute() *route {
	find := func(ask *page.Ask) (Key, error) {
		if ask.Who == "" {
			return Key{}, page.ErrSignIn
		}
		all, err := p.keys.Keys(ask.Context, ask.Who)
		for _, k := range all {
			if shortOf(k) == ask.Path["key"] {
				return k, nil
			}
		}
		return Key{}, cmp.Or(err, page.ErrNotFound)
	}
	return &route{Route: page.Route{Pattern: string(keysAddress) + "/{key}",
		Form: func(ask *page.Ask) (*page.Form, error) {
			k, err := find(ask)
			return &page.Form{Title: "Remove " + k.Name, Submit: "Remove", Danger: true,
				Lead: "Whatever program has it is refused from now on.",
				Crumbs: []page.Link{{Text: "Your account", To: accountAddress},
					{Text: "Keys and calendar addresses", To: keysAddress}}}, err
		},
		Submit: func(ask *page.Ask, _ page.Input) (*page.Done, error) {
			k, err := find(ask)
			if err == nil {
				err = p.keys.RemoveKey(ask.Context, ask.Who, k.ID)
			}
			return &page.Done{To: keysAddress, Notice: k.Name + " was removed."}, err
		}}}
}

// secretCalendar is the calendar of the person whom a secret address is of, as iCal alone: a page
// would lead on from the address, and tell it.
func (p *Portal) secretCalendar(own page.Route) *route {
	return &route{live: true, Route: page.Route{Pattern: byToken,
		View: func(ask *page.Ask) (*page.View, error) {
			v := visited(ask)
			if v.suffix != notations[asICal].suffix {
				return nil, page.ErrNotFound
			}
			k, known, err := p.keyOf(ask.Context, ask.Path["token"], forCalendar)
			if err != nil || !known {
				return nil, cmp.Or(err, page.ErrNotFound)
			}
			if v.person, err = p.code.Person(ask.Context, k.Person); err != nil {
				return nil, err
			}
			v.path, ask.Who = ownCalendar, k.Person
			return own.View(ask)
		}}}
}

// logged is the path of a request as it may stand in a log: without the secret of a calendar, and
// without the token of a link that was sent to somebody.
func (v *visit) logged() string {
	path := v.r.URL.Path
	if token := v.values["token"]; token != "" {
		path = strings.ReplaceAll(path, token, "…")
	}
	if before, _, found := strings.Cut(path, keyPrefix); found {
		return before + "…"
	}
	return path
}
