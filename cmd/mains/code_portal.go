package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The bounds of what is asked of a portal.
const (
	portalLimit = 30 * time.Second // for one answer, on a slow machine
	portalBytes = 64 << 20
	portalPages = 1000 // of a list
)

// get asks the portal of a running system for an address as at a moment, the zero time being
// now. It fails with [register.ErrNotFound] where there is nothing for everyone.
func (e *runningError) get(ctx context.Context, to string, moment time.Time) ([]byte, error) {
	if e.portal == "" {
		return nil, e
	}
	if !moment.IsZero() {
		to = "/as-at/" + url.PathEscape(moment.Format(time.RFC3339Nano)) + to
	}
	ctx, cancel := context.WithTimeout(ctx, portalLimit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, e.portal+to, nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%w, and its portal does not answer: %w", e, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, portalBytes))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", e.portal, err)
	case resp.StatusCode == http.StatusNotFound:
		return nil, register.ErrNotFound
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s%s answers %s", e.portal, to, resp.Status)
	}
	return body, nil
}

// say says once whose answer it is.
func (e *runningError) say(env environment) {
	if e.portal != "" {
		fmt.Fprintf(env.err, "a system is running on %s: this is what its portal shows everyone\n",
			e.data)
	}
}

// newsletter is an edition as the portal has it.
func (e *runningError) newsletter(
	ctx context.Context, env environment, edition string, moment time.Time,
) (*newsletter.Issue, error) {
	if edition == "" {
		edition = "next"
	}
	text, err := e.get(ctx, string(page.At("newsletters", edition))+".json", moment)
	if err != nil {
		return nil, err
	}
	e.say(env)
	issue := &newsletter.Issue{}
	return issue, json.Unmarshal(text, issue)
}

// feed is a list as the portal has it.
type feed struct {
	Entries []struct {
		Title string     `xml:"title"`
		Links []feedLink `xml:"link"`
	} `xml:"entry"`
	Links []feedLink `xml:"link"`
}

// feedLink is where an entry, or the rest of a feed, is.
type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// hrefOf is the address of a link of a kind; empty: there is none.
func hrefOf(links []feedLink, rel string) string {
	for _, l := range links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

// list is a list as the portal has it, with all its pages.
func (e *runningError) list(
	ctx context.Context, env environment, of record.List, moment time.Time,
) (rows []recordRow, err error) {
	to := "/" + of.Path + ".atom"
	for range portalPages {
		text, err := e.get(ctx, to, moment)
		if errors.Is(err, register.ErrNotFound) {
			return nil, fmt.Errorf("the portal has no list of %s: stop the system on %s first", of.Name,
				e.data)
		}
		if err != nil {
			return nil, err
		}
		var f feed
		if err := xml.Unmarshal(text, &f); err != nil {
			return nil, fmt.Errorf("%s%s: %w", e.portal, to, err)
		}
		for _, entry := range f.Entries {
			at, err := url.Parse(hrefOf(entry.Links, "alternate"))
			if err != nil {
				return nil, err
			}
			rows = append(rows, recordRow{path.Base(at.Path), entry.Title})
		}
		next, err := url.Parse(hrefOf(f.Links, "next"))
		if err != nil || next.Path == "" {
			e.say(env)
			return rows, err
		}
		to = next.RequestURI()
		if i := strings.Index(to, "/"+of.Path); i > 0 { // get puts the moment before it
			to = to[i:]
		}
	}
	return rows, nil
}

// show prints a record as the portal has it.
func (e *runningError) show(
	ctx context.Context, env environment, c *codeShow, moment time.Time,
) error {
	for _, l := range record.Lists() {
		text, err := e.get(ctx, string(page.At(l.Path, c.ID))+".json", moment)
		if errors.Is(err, register.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		e.say(env)
		if !c.JSON {
			fmt.Fprintf(env.out, "%s%s\n\n", e.portal, page.At(l.Path, c.ID))
		}
		_, err = env.out.Write(text)
		return err
	}
	return c.notThere()
}
