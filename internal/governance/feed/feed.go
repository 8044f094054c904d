// Package feed reads the feeds in which other bodies tell of their consultations: Atom (RFC
// 4287), RSS and JSON Feed. [Parse] reads one, whatever it may hold; [Reader] asks for those of
// the register at declared hours, and what is new becomes suggestions.
package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
)

// Entry is an entry of a feed.
type Entry struct {
	ID        string // what the feed calls it; its address where it has no name
	Title     string // in plain text
	Link      string // http or https; empty: none
	Summary   string // in plain text
	Published time.Time
}

// Bounds of what is read [D]. The octets of a feed are bounded by whoever fetches it.
const (
	mostEntries = 500  // of a feed; what comes after is not read
	mostDepth   = 32   // of elements within each other
	mostText    = 2000 // characters of a summary
	mostTitle   = 300  // characters of a title
)

// ErrForm says that something is no feed that can be read here.
var ErrForm = errors.New("feed: want Atom, RSS or JSON Feed")

// Parse reads a feed that was found at an address, against which its links are taken. Entries
// without a name, and without a title, are left out.
func Parse(body []byte, at *url.URL) ([]Entry, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	var found []Entry
	var err error
	switch {
	case bytes.HasPrefix(body, []byte("{")):
		found, err = parseJSON(body)
	case bytes.HasPrefix(body, []byte("<")):
		found, err = parseXML(body)
	default:
		err = fmt.Errorf("%w: it begins with neither < nor {", ErrForm)
	}
	if err != nil {
		return nil, err
	}
	entries, seen := []Entry{}, map[string]bool{}
	for _, e := range found {
		e.Title, e.Summary = plain(e.Title, mostTitle), plain(e.Summary, mostText)
		e.Link = absolute(e.Link, at)
		if e.ID = strings.TrimSpace(e.ID); e.ID == "" {
			e.ID = e.Link
		}
		if e.ID != "" && e.Title != "" && !seen[e.ID] {
			seen[e.ID] = true
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// parseJSON reads a JSON Feed, of version 1 and 1.1.
func parseJSON(body []byte) (entries []Entry, err error) {
	var feed struct {
		Version string
		Items   []struct {
			ID        json.RawMessage // a text; some write a number
			URL       string
			External  string `json:"external_url"`
			Title     string
			Summary   string
			Text      string `json:"content_text"`
			HTML      string `json:"content_html"`
			Published string `json:"date_published"`
		}
	}
	if err := json.Unmarshal(body, &feed); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrForm, err)
	}
	if !strings.HasPrefix(feed.Version, "https://jsonfeed.org/version/") {
		return nil, fmt.Errorf("%w: the JSON is not of a JSON Feed", ErrForm)
	}
	for i, item := range feed.Items {
		if i == mostEntries {
			break
		}
		e := Entry{Title: item.Title, Link: item.URL, Published: instant(item.Published)}
		if err := json.Unmarshal(item.ID, &e.ID); err != nil {
			e.ID = string(item.ID)
		}
		for _, text := range []string{item.Summary, item.Text, item.HTML} {
			if e.Summary == "" {
				e.Summary = text
			}
		}
		if e.Link == "" {
			e.Link = item.External
		}
		if e.Title == "" {
			e.Title = e.Summary
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// instant is an instant as feeds write it; the zero time where it cannot be read.
func instant(text string) time.Time {
	text = strings.TrimSpace(text)
	for _, form := range []string{time.RFC3339, time.RFC1123Z, time.RFC1123,
		"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST",
		"2 Jan 2006 15:04:05 -0700", time.DateOnly} {
		if t, err := time.Parse(form, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// absolute is a link as a whole address, empty where it is not of http or https.
func absolute(link string, at *url.URL) string {
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || link == "" {
		return ""
	}
	u = at.ResolveReference(u)
	if u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

// plain is a text without markup and signs that are not shown, on one line, of at most so many
// characters.
func plain(text string, most int) string {
	if strings.ContainsAny(text, "<&") {
		text = unmarked(text)
	}
	text = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return ' '
		}
		if !unicode.IsPrint(c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, ""))), " ")
	if runes := []rune(text); len(runes) > most {
		text = strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return text
}

// unmarked is the text of markup.
func unmarked(text string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	hidden := false
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !hidden {
				b.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			hidden = string(name) == "script" || string(name) == "style"
			b.WriteByte(' ')
		case html.EndTagToken:
			hidden = false
			b.WriteByte(' ')
		}
	}
}
