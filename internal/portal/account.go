package portal

import "github.com/mains-energy/mains/internal/page"

const (
	accountAddress page.Address = "/account"
	othersAddress  page.Address = "/account/sign-out-others"
)

// accountRoutes are the addresses of sign-in, and of who is signed in.
func (p *Portal) accountRoutes() []*route {
	routes := []*route{p.signInRoute(), p.signOutRoute(), p.invitedRoute(), p.accountRoute(),
		p.othersRoute()}
	post := func(to page.Address, do func(*visit) error) {
		routes = append(routes, &route{live: true, Route: page.Route{Pattern: string(to)}, post: do})
	}
	if p.keys != nil {
		routes = append(routes, p.keyRoutes()...)
	}
	if p.passkeys != nil {
		routes = append(routes, p.passkeysRoute(), p.removeRoute())
		post(passkeySignIn+"/begin", (*visit).beginSignIn)
		post(passkeySignIn+"/finish", (*visit).finishSignIn)
		post(passkeyAddress+"/begin", (*visit).beginRegistration)
		post(passkeyAddress+"/finish", (*visit).finishRegistration)
	}
	if p.provider != nil {
		routes = append(routes,
			&route{live: true, Route: page.Route{Pattern: string(providerSignIn)},
				get: (*visit).toProvider},
			&route{live: true, Route: page.Route{Pattern: string(providerReturn)},
				get: (*visit).fromProvider})
	}
	return routes
}

// me is the account for programs.
type me struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	What  string   `json:"what,omitempty"`
	Roles []string `json:"roles"`
}

// accountRoute says who the reader is.
func (p *Portal) accountRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: string(accountAddress),
		View: func(ask *page.Ask) (*page.View, error) {
			who := visited(ask).person
			if who.ID == "" {
				return nil, page.ErrSignIn
			}
			items := page.Items{Empty: "You have no role."}
			for _, role := range who.Roles {
				items.Items = append(items.Items, page.Item{Head: page.Say(role)})
			}
			view := &page.View{
				Title: who.Name, Kicker: "Your account", Lead: who.What,
				Blocks: []page.Block{section("Your roles", items)},
				Data:   me{who.ID, who.Name, who.What, append([]string{}, who.Roles...)},
				Actions: []page.Link{{Text: "Sign out", To: signOutAddress},
					{Text: "Sign out everywhere else", To: othersAddress}},
			}
			if p.passkeys != nil {
				view.Actions = append(view.Actions, page.Link{Text: "Passkeys", To: passkeyAddress})
			}
			if p.keys != nil {
				view.Actions = append(view.Actions, page.Link{Text: "Keys and calendar addresses",
					To: keysAddress})
			}
			return view, nil
		}}}
}

// othersRoute ends the other sessions of the reader.
func (p *Portal) othersRoute() *route {
	return &route{Route: page.Route{Pattern: string(othersAddress),
		Form: func(ask *page.Ask) (*page.Form, error) {
			if ask.Who == "" {
				return nil, page.ErrSignIn
			}
			return &page.Form{Title: "Sign out everywhere else", Submit: "Sign out everywhere else",
				Lead: "You stay signed in here, and nowhere else."}, nil
		},
		Submit: func(ask *page.Ask, _ page.Input) (*page.Done, error) {
			err := p.accounts.EndOthers(ask.Context, ask.Who, visited(ask).session.ID)
			return &page.Done{To: accountAddress, Notice: "You are signed out everywhere else."}, err
		},
	}}
}

// passkeysRoute lists the passkeys of the reader, with a button for one more.
func (p *Portal) passkeysRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: string(passkeyAddress)},
		get: func(v *visit) error {
			if v.person.ID == "" {
				return page.ErrSignIn
			}
			all, err := v.accounts.Passkeys(v.r.Context(), v.person.ID)
			if err != nil {
				return err
			}
			items := page.Items{Empty: "You have none yet."}
			for _, each := range all {
				used := page.Words{page.T("Never used. Added "), page.When{At: each.Made}}
				if !each.Used.IsZero() {
					used = page.Words{page.T("Last used "), page.When{At: each.Used},
						page.T(". Added "), page.When{At: each.Made}}
				}
				remove := page.Link{Text: "Remove " + each.Name,
					To: page.At("account", "passkeys", passkeyKey(each))}
				items.Items = append(items.Items,
					page.Item{Head: page.Say(each.Name), Body: []page.Words{used, {remove}}})
			}
			view := &page.View{Title: "Passkeys",
				Lead:   "With a passkey you sign in by your finger, face or PIN.",
				Crumbs: []page.Link{{Text: "Your account", To: accountAddress}},
				Blocks: []page.Block{items, v.passkeySection("Add a passkey")}}
			return v.sendWith(view, offer{Script: passkeyScriptAddress(), Name: true,
				Begin: passkeyAddress + "/begin", Finish: passkeyAddress + "/finish"})
		}}
}

// passkeyKey is what a passkey is called in an address: its own name may be long.
func passkeyKey(p Passkey) string { return digest("passkey", p.ID)[:16] }

// removeRoute removes a passkey of the reader.
func (p *Portal) removeRoute() *route {
	find := func(ask *page.Ask) (Passkey, error) {
		if ask.Who == "" {
			return Passkey{}, page.ErrSignIn
		}
		all, err := p.accounts.Passkeys(ask.Context, ask.Who)
		for _, each := range all {
			if passkeyKey(each) == ask.Path["key"] {
				return each, nil
			}
		}
		if err == nil {
			err = page.ErrNotFound
		}
		return Passkey{}, err
	}
	return &route{Route: page.Route{Pattern: string(passkeyAddress) + "/{key}",
		Form: func(ask *page.Ask) (*page.Form, error) {
			key, err := find(ask)
			if err != nil {
				return nil, err
			}
			return &page.Form{
				Title: "Remove the passkey " + key.Name, Submit: "Remove passkey", Danger: true,
				Lead: "You cannot sign in with it any more. Remove it from the device as well.",
				Crumbs: []page.Link{{Text: "Your account", To: accountAddress},
					{Text: "Passkeys", To: passkeyAddress}},
			}, nil
		},
		Submit: func(ask *page.Ask, _ page.Input) (*page.Done, error) {
			key, err := find(ask)
			if err != nil {
				return nil, err
			}
			err = p.accounts.RemovePasskey(ask.Context, ask.Who, key.ID)
			return &page.Done{To: passkeyAddress, Notice: "The passkey was removed."}, err
		},
	}}
}
