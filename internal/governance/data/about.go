package data

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// The examples of the page. SITE is the address of this site.
const (
	askAnything = "curl SITE/consultations.json"
	askFeed     = "curl 'SITE/feed.json?limit=100'"
	askAfter    = "curl 'SITE/feed.json?limit=100&cursor=CURSOR'"
	askByKey    = "curl -H 'Authorization: Bearer KEY' SITE/feed.json"
	askAsAt     = "curl SITE/as-at/2022-01-20/modifications.json"
	askCalendar = "curl SITE/calendar.ics"
)

// about tells what there is for programs.
func (h *Hub) about(*page.Ask) (*page.View, error) {
	return &page.View{Title: "Open data", Crumbs: []page.Link{desk.Home()},
		Lead: "Everything that this site shows can be read by programs, without asking first.",
		Blocks: []page.Block{
			page.Para{Words: page.Words{page.T("In the examples, SITE is the address of this site, such "),
				page.T("as "),
				page.Code("https://code.example"), page.T(", and CURSOR and KEY are what you were given.")}},
			suffixes(), aboutFeed(), aboutKeys(), aboutHooks(), licence()},
		Data: map[string]any{"feed": "/feed.json", "webhooks": "/webhooks", "kinds": kinds(),
			"page": UsualPage, "most": MostPage},
	}, nil
}

// example is what can be pasted.
func example(command string) page.Block { return page.Para{Words: page.Words{page.Code(command)}} }

func say(text string, args ...any) page.Block {
	return page.Para{Words: page.Say(fmt.Sprintf(text, args...))}
}

func suffixes() page.Block {
	return page.Section{Title: "Every page", Blocks: []page.Block{
		say("The address of a page with .json at its end is its content as data. Lists also come as " +
			".csv and .atom, and lists of what has a date as .ics, for calendar programs."),
		example(askAnything), example(askCalendar),
		say("With /as-at/ and a day or an instant before the path, it is what was so and known then."),
		example(askAsAt),
		page.Para{Words: page.Words{page.T("The text of the Code, with its history, can be cloned: "),
			page.Code("git clone SITE/code.git"), page.T(".")}},
	}}
}

func aboutFeed() page.Block {
	return page.Section{Title: "A copy of everything", Blocks: []page.Block{
		page.Para{Words: page.Words{page.Link{Text: "The feed", To: "/feed"}, page.T(" gives all " +
			"records that you may see, page by page, and from then on each that has changed. Keep the " +
			"cursor of an answer, and ask with it for what comes after.")}},
		example(askFeed), example(askAfter),
		page.Summary{Rows: []page.Row{
			page.Fact("records", page.T("each with kind, id, known (when it last changed), and record: "+
				"what it says now. Put it in the place of what you have under that kind and id")),
			page.Fact("gone", page.T("in place of record: it has ended, or is not for you any more. "+
				"Delete it")),
			page.Fact("more", page.T("true: ask again at once; false: ask again when you like")),
			page.Fact("cursor", page.T("where you are. It says nothing, and does not expire")),
			page.Fact("reset", page.T("true: what you may see has changed, or the site was taken back "+
				"to an earlier state. Delete all you have; this answer is the first page again")),
		}},
		say("A page has %d records, or as many as limit says, up to %d; a few more where what you may "+
			"see of others has changed with them. A record may come twice, and comes as it is now: "+
			"versions between are in its history.", UsualPage, MostPage),
	}}
}

func aboutKeys() page.Block {
	return page.Section{Title: "Keys and limits", Blocks: []page.Block{
		say("Without a key, programs read what everybody may see. Whoever can sign in makes keys on " +
			"their account: a program that sends one reads what they may see. It can change nothing, and " +
			"expires. The account also makes secret addresses of your own calendar, for calendar " +
			"programs, which cannot send a key."),
		example(askByKey),
		say("How often you may ask stands in the headers RateLimit-Policy and RateLimit of each " +
			"answer. Whoever asks too often is answered 429, with how many seconds to wait in Retry-After."),
	}}
}

func aboutHooks() page.Block {
	var topics []string
	for _, t := range record.Topics() {
		if len(t.Kinds) > 0 {
			topics = append(topics, t.Title)
		}
	}
	return page.Section{Title: "Webhooks", Blocks: []page.Block{
		page.Para{Words: page.Words{page.T("Whoever can sign in has an address of theirs told of " +
			"changes: "), page.Link{Text: "your webhooks", To: "/webhooks"}, page.T(". Topics are " +
			strings.Join(topics, "; ") + ".")}},
		say("A message is JSON: type (record.changed, record.gone or test), timestamp, and data with " +
			"kind, id and address. It does not say what the record says: ask for that, by rights that " +
			"hold when you do. Messages are signed as Standard Webhooks has it: webhook-signature is v1, " +
			"a comma, and the base64 of HMAC-SHA256 over webhook-id, webhook-timestamp and the body, with " +
			"dots between, by the secret after whsec_."),
		say("Answer 200 within seconds. What is not taken is sent again, %d times over some days, in "+
			"the same order and under the same webhook-id; then the webhook stops, and you are told. A "+
			"message may come twice: the webhook-id tells. 410 stops a webhook at once.", len(waits())),
	}}
}

func licence() page.Block {
	return page.Section{Title: "What you may do with it", Blocks: []page.Block{
		say("The operator of this site decides under which terms its data can be used, and has not " +
			"said it here. Ask the helpdesk.")}}
}
