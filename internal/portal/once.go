package portal

import (
	"context"
	"encoding/base64"
	"net/http"
	"sync"
)

// mostPresses is how many of the latest forms that were sent are remembered.
const mostPresses = 10_000

// presses are the forms that were sent, so that what is sent twice is done once: a button
// pressed twice, or a page that is asked for again. They are known by a key of who sent what
// where from; a form that was changed, and one that was shown again, has another.
type presses struct {
	mu   sync.Mutex
	made map[string]*press
	done []string // the keys of those that led somewhere, the first first
}

// press is a form that was sent.
type press struct {
	over chan struct{} // closed when it is known what came of it
	to   string        // where it led; empty: it was refused
}

func newPresses() *presses { return &presses{made: map[string]*press{}} }

// begin is a press to be done, and then ended; or nil, and where the same one has led. It waits
// for one that is being done. One that was refused may be done again.
func (p *presses) begin(ctx context.Context, key string) (mine *press, to string, err error) {
	for {
		p.mu.Lock()
		before := p.made[key]
		if before == nil {
			mine = &press{over: make(chan struct{})}
			p.made[key] = mine
		}
		p.mu.Unlock()
		if mine != nil {
			return mine, "", nil
		}
		select {
		case <-before.over:
		case <-ctx.Done():
			return nil, "", ctx.Err()
		}
		if before.to != "" {
			return nil, before.to, nil
		}
	}
}

// end notes where a press has led; nowhere where it was refused.
func (p *presses) end(key string, mine *press, to string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	mine.to = to
	close(mine.over)
	if to == "" {
		delete(p.made, key)
		return
	}
	p.done = append(p.done, key)
	if len(p.done) > mostPresses {
		delete(p.made, p.done[0])
		p.done = p.done[1:]
	}
}

// once does what was posted, but for what the same reader has posted from the same form already.
// What has no token, as programs post it, is done each time.
func (v *visit) once(token string, do func() (to string, err error)) error {
	if token == "" {
		_, err := do()
		return err
	}
	key := digest("press", []byte(v.person.ID+"\n"+string(v.self())+"\n"+v.r.PostForm.Encode()))
	mine, to, err := v.presses.begin(v.r.Context(), key)
	if err != nil {
		return err
	}
	if mine == nil {
		v.redirect(http.StatusSeeOther, to)
		return nil
	}
	defer func() { v.presses.end(key, mine, to) }() // of a panic too
	to, err = do()
	return err
}

// onceToken is the token of a form that is shown.
func (v *visit) onceToken() (string, error) {
	secret, err := freshSecret(v.random)
	return base64.RawURLEncoding.EncodeToString(secret), err
}
