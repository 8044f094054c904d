package newsletter_test

import (
	"bytes"
	"encoding/xml"
	"log/slog"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	printer "github.com/mains-energy/mains/internal/print"
)

const origin = "https://mains.example"

// taken is a form of an edition, taken apart: what stands below each of its headlines, as words.
type taken struct {
	name      string
	headlines []string
	below     []string // of each
}

// TestAgree takes the page, both parts of the mail, the PDF and the feed of an edition apart, and
// compares them item by item: headlines, entries, deadlines and contacts.
func TestAgree(t *testing.T) {
	i := open(t, january(t).text()).at("2022-01-20")
	mail := newsletter.Letter(i, origin)
	headlines := headlinesOf(i)
	page := ofHTML(t, "page", string(i.View().AppendMain(nil, i.Address())), headlines)
	if len(headlines) != 24 || page.below[2] == "" {
		t.Fatalf("the page is without its days or items: %q", headlines)
	}
	agree(t, page, ofHTML(t, "mail, HTML", mail.HTML(), headlines))
	agree(t, page, ofText(t, "mail, text", mail.Text(), headlines))
	feedAgrees(t, i, page)
	document, err := i.HTML(origin)
	if err != nil {
		t.Fatal(err)
	}
	for _, browser := range []string{"", printer.Find()} {
		p := printer.New(printer.Config{Browser: browser, Log: slog.New(slog.DiscardHandler)})
		pdf, err := p.Print(t.Context(), "", document)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, page, ofText(t, "PDF of "+browser, words(t, pdf), headlines))
	}
}

// headlinesOf are those of the sections and items, in order.
func headlinesOf(i *newsletter.Issue) (all []string) {
	for n, s := range i.Sections {
		if n == 1 {
			all = append(all, "Deadlines")
		}
		all = append(all, s.Title)
		for _, item := range s.Items {
			all = append(all, item.Headline)
		}
	}
	return all
}

// agree compares a form with the page.
func agree(t *testing.T, page, with taken) {
	t.Helper()
	if !slices.Equal(page.headlines, with.headlines) {
		t.Errorf("%s has the headlines\n%q\nthe page\n%q", with.name, with.headlines, page.headlines)
	}
	for n, h := range page.headlines {
		if got, want := with.below[min(n, len(with.below)-1)], page.below[n]; got != want {
			t.Errorf("%s says below %q\n%s\nthe page\n%s", with.name, h, got, want)
		}
	}
}

// ornaments are what a form has around the words that all have: addresses of links, marks of lists,
// numbers of sheets, and heads of tables.
var ornaments = regexp.MustCompile(`<[^\s<>]*[@:][^\s<>]*>|(?m)^ *[-•] |^\d+ of \d+$|:\s|` +
	`\b(?:Days?|What|When|In order)\b`)

// plain are words without ornaments.
func plain(text string) string {
	text = strings.Join(strings.Fields(ornaments.ReplaceAllString(text, " ")), " ")
	return strings.NewReplacer(" ,", ",", " )", ")", "( ", "(").Replace(text)
}

// ofText takes a text apart at the lines that are its headlines.
func ofText(t *testing.T, name, text string, headlines []string) taken {
	t.Helper()
	f := taken{name: name}
	text = regexp.MustCompile(`(?m)^[=-]+$`).ReplaceAllString(text, "")
	text, _, _ = strings.Cut(text, "This page: ")
	last := ""
	for _, h := range headlines {
		line := regexp.MustCompile(`(?m)^` + strings.Join(quoted(strings.Fields(h)), `\s+`) + `$`)
		at := line.FindStringIndex(text)
		if at == nil {
			t.Errorf("%s: no line %q after %q", name, h, last)
			continue
		}
		if last != "" {
			f.below = append(f.below, plain(text[:at[0]]))
		}
		text, last = text[at[1]:], h
		f.headlines = append(f.headlines, h)
	}
	f.below = append(f.below, plain(text))
	return f
}

func quoted(words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = regexp.QuoteMeta(w)
	}
	return all
}

// ofHTML takes a document apart at the headings that are headlines.
func ofHTML(t *testing.T, name, document string, headlines []string) taken {
	t.Helper()
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		inline := slices.Contains([]string{"a", "strong", "span", "time", "code"}, n.Data)
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			return
		case n.Data == "head":
			return
		case !inline:
			b.WriteString("\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if !inline {
			b.WriteString("\n")
		}
	}
	walk(root)
	return ofText(t, name, b.String(), headlines)
}

// words are those of a PDF.
func words(t *testing.T, pdf []byte) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), "pdftotext", "-raw", "-", "-")
	c.Stdin = bytes.NewReader(pdf)
	out, err := c.Output()
	if err != nil {
		t.Skipf("no PDF is read here: apt-get install poppler-utils: %v", err)
	}
	return strings.ReplaceAll(string(out), "\f", "\n") // a sheet begins a line
}

// feedAgrees compares the feed of an edition with the page: an entry for each item, which says all
// but where the records are, and leads to the item on the page.
func feedAgrees(t *testing.T, i *newsletter.Issue, of taken) {
	t.Helper()
	var feed struct {
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Summary string `xml:"summary"`
			Updated string `xml:"updated"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	view := i.View()
	if err := xml.Unmarshal(view.AppendAtom(nil, origin, i.Address()), &feed); err != nil {
		t.Fatal(err)
	}
	at := map[string]int{} // of an item, which may be named as its section is
	for n, h := range of.headlines {
		at[h] = n
	}
	document, ids := string(view.AppendMain(nil, i.Address())), map[string]bool{}
	for _, s := range i.Sections {
		for _, item := range s.Items {
			if len(feed.Entries) == 0 {
				t.Fatalf("the feed ends before %s", item.Headline)
			}
			e := feed.Entries[0]
			feed.Entries = feed.Entries[1:]
			want := regexp.MustCompile(` ?In the register .*`).ReplaceAllString(
				of.below[at[item.Headline]], "")
			if e.Title != item.Headline || len(item.Entries) == 1 && plain(e.Summary+"\n") != want {
				t.Errorf("the feed says %q\n%s\nthe page\n%s", e.Title, plain(e.Summary+"\n"), want)
			}
			to, fragment, _ := strings.Cut(e.Link.Href, "#")
			if to != origin+string(i.Address()) || !strings.Contains(document, `id="`+fragment+`"`) {
				t.Errorf("%s leads to %s", e.Title, e.Link.Href)
			}
			if ids[e.ID] || e.Updated != "2022-01-20T00:00:00Z" {
				t.Errorf("%s has the id %s and is of %s", e.Title, e.ID, e.Updated)
			}
			ids[e.ID] = true
		}
	}
	if len(feed.Entries) > 0 {
		t.Errorf("the feed goes on: %v", feed.Entries)
	}
}

// TestFeedOfDay: the list of the page stays that of its days.
func TestFeedOfDay(t *testing.T) {
	view := open(t, january(t).text()).at("2022-01-20").View()
	if err := view.Gather(); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(view.AppendICal(nil, origin, "/x")), "BEGIN:VEVENT"); got != 9+13 {
		t.Errorf("%d days", got)
	}
}
