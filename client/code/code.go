// Package code keeps a copy of the register of the Code: of all records that its reader may
// see, from the feed that docs/open-data.md describes. [Copy.Follow] takes what is new.
//
//	c, err := code.New(code.Config{Site: "https://code.example", Key: key}, nil)
//	err = c.Follow(ctx)
//	for id, record := range c.Records("consultation") { … }
//
// What [Copy.State] gives is all that has to be kept to go on after a restart.
package code

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Config says whose copy it is, and of what.
type Config struct {
	Site  string       // the address of the site, https://code.example
	Key   string       // an API key of the reader; empty: what everyone may see
	Limit int          // records of a page, from 1 to 1000; 0: as the site likes
	HTTP  *http.Client // nil: http.DefaultClient
	// OnChange, where it is set, is told each change before it is in the copy; an error stops the
	// page, which is then asked for again. Of what was changed several times it may be told once,
	// and of what was changed once, several times.
	OnChange func(Change) error
	// OnReset, where it is set, is told before the changes of a page that all which was told before
	// no longer holds: what the reader may see has changed, and the copy begins again.
	OnReset func() error
}

// Change is what a record is now, or that it is gone, or not for this reader any more.
type Change struct {
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`
	Known  time.Time       `json:"known"` // when it last changed; zero where it is gone
	Gone   bool            `json:"gone"`
	Record json.RawMessage `json:"record"`
}

// State is a copy as it is kept from one run to the next: how far it has come, and the records by
// kind and id.
type State struct {
	Cursor  string                                `json:"cursor"`
	Records map[string]map[string]json.RawMessage `json:"records"`
}

// Copy is what a reader may see. It is safe for concurrent use.
type Copy struct {
	config Config
	feed   *url.URL

	follow sync.Mutex // one page at a time
	mu     sync.RWMutex
	state  State
}

// Refused says that the site did not answer with a page of the feed.
type Refused struct {
	Status     int
	Detail     string        // what the site says to do
	RetryAfter time.Duration // how long it asks to wait; 0: it says nothing
}

func (r *Refused) Error() string {
	return fmt.Sprintf("code: the site answers %d %s: %s", r.Status, http.StatusText(r.Status),
		r.Detail)
}

// New is a copy that goes on from a state; nil: from nothing.
func New(config Config, from *State) (*Copy, error) {
	site, err := url.Parse(config.Site)
	if err != nil || site.Host == "" || site.Scheme != "http" && site.Scheme != "https" {
		return nil, fmt.Errorf("code: site %q: want an address such as https://code.example",
			config.Site)
	}
	c := &Copy{config: config, feed: site.JoinPath("feed.json")}
	if from != nil {
		c.state.Cursor = from.Cursor
		c.state.Records = clone(from.Records)
	}
	return c, nil
}

func clone(records map[string]map[string]json.RawMessage) map[string]map[string]json.RawMessage {
	all := make(map[string]map[string]json.RawMessage, len(records))
	for kind, of := range records {
		all[kind] = maps.Clone(of)
	}
	return all
}

// State is the copy as it is to be kept. Records are shared: they are not to be changed.
func (c *Copy) State() State {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return State{Cursor: c.state.Cursor, Records: clone(c.state.Records)}
}

// Get is a record as JSON.
func (c *Copy) Get(kind, id string) (record json.RawMessage, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	record, ok = c.state.Records[kind][id]
	return record, ok
}

// Records are those of a kind by id, in the order of ids, as they are when it is called.
func (c *Copy) Records(kind string) iter.Seq2[string, json.RawMessage] {
	c.mu.RLock()
	of := maps.Clone(c.state.Records[kind])
	c.mu.RUnlock()
	return func(yield func(string, json.RawMessage) bool) {
		for _, id := range slices.Sorted(maps.Keys(of)) {
			if !yield(id, of[id]) {
				return
			}
		}
	}
}

// Follow takes all that is new. Where it fails, what it has taken is kept, and the next call
// goes on from there.
func (c *Copy) Follow(ctx context.Context) error {
	for {
		if more, err := c.Next(ctx); err != nil || !more {
			return err
		}
	}
}

// page is a page of the feed.
type page struct {
	Reset   bool     `json:"reset"`
	Records []Change `json:"records"`
	Cursor  string   `json:"cursor"`
	More    bool     `json:"more"`
}

// Next takes one page, and reports whether there is more already.
func (c *Copy) Next(ctx context.Context) (more bool, err error) {
	c.follow.Lock()
	defer c.follow.Unlock()
	p, err := c.ask(ctx)
	if err != nil {
		return false, err
	}
	if p.Reset && c.config.OnReset != nil {
		if err := c.config.OnReset(); err != nil {
			return false, err
		}
	}
	for _, change := range p.Records {
		if change.Kind == "" || change.ID == "" || !change.Gone && len(change.Record) == 0 {
			return false, errors.New("code: the feed tells of a record without a name or content")
		}
		if c.config.OnChange != nil {
			if err := c.config.OnChange(change); err != nil {
				return false, err
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.Reset || c.state.Records == nil {
		c.state.Records = map[string]map[string]json.RawMessage{}
	}
	for _, change := range p.Records {
		of := c.state.Records[change.Kind]
		switch {
		case change.Gone:
			delete(of, change.ID)
			continue
		case of == nil:
			of = map[string]json.RawMessage{}
			c.state.Records[change.Kind] = of
		}
		of[change.ID] = change.Record
	}
	c.state.Cursor = p.Cursor
	return p.More, nil
}

// maxPage bounds what is read of a page, in octets.
const maxPage = 256 << 20

// ask asks for the page after what the copy has.
func (c *Copy) ask(ctx context.Context) (*page, error) {
	address := *c.feed
	query := url.Values{}
	if c.state.Cursor != "" {
		query.Set("cursor", c.state.Cursor)
	}
	if c.config.Limit > 0 {
		query.Set("limit", strconv.Itoa(c.config.Limit))
	}
	address.RawQuery = query.Encode()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("code: %w", err)
	}
	if c.config.Key != "" {
		r.Header.Set("Authorization", "Bearer "+c.config.Key)
	}
	through := c.config.HTTP
	if through == nil {
		through = http.DefaultClient
	}
	answer, err := through.Do(r)
	if err != nil {
		return nil, fmt.Errorf("code: %w", err)
	}
	defer answer.Body.Close() // what was read is complete or refused
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxPage))
	if err != nil {
		return nil, fmt.Errorf("code: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		return nil, refused(answer, body)
	}
	var p page
	if err := json.Unmarshal(body, &p); err != nil {
		return nil, fmt.Errorf("code: what %s answers is no page of the feed: %w", c.feed, err)
	}
	if p.Cursor == "" {
		return nil, fmt.Errorf("code: what %s answers has no cursor", c.feed)
	}
	if p.More && p.Cursor == c.state.Cursor { // it would be asked for without end
		return nil, fmt.Errorf("code: %s says that there is more, and does not lead on to it", c.feed)
	}
	return &p, nil
}

// refused reads a refusal: a problem as of RFC 9457, where it is one.
func refused(answer *http.Response, body []byte) *Refused {
	var problem struct {
		Detail string `json:"detail"`
	}
	r := &Refused{Status: answer.StatusCode}
	if json.Unmarshal(body, &problem) == nil { // else there is no detail
		r.Detail = strings.TrimSpace(problem.Detail)
	}
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
		r.RetryAfter = time.Duration(seconds) * time.Second
	}
	return r
}
