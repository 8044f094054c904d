package repo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/pktline"
)

// request is what a client of upload-pack says.
type request struct {
	wants []plumbing.Hash
	can   map[string]bool // what the client can do
	steps []step          // after the wants
}

// step is a line: a commit that the client has, or the end of some of them, or of all.
type step struct {
	what stepKind
	have plumbing.Hash
}

type stepKind uint8

const (
	have stepKind = iota
	flush
	done
)

// mostWants bounds what is wanted: a clone wants each ref.
const mostWants = 10_000

var errNoWants = errors.New("want lines of git upload-pack: want HASH capabilities")

// parseRequest reads a request of protocol version 0 or 1. One without wants is a client that
// tries the way, before it sends what it cannot send twice.
func parseRequest(body io.Reader) (*request, error) {
	lines := pktline.NewScanner(body)
	q := &request{can: map[string]bool{}}
	for {
		if !lines.Scan() {
			return nil, ended(lines)
		}
		if len(lines.Bytes()) == 0 { // the end of the wants
			break
		}
		if err := q.want(lines.Bytes()); err != nil {
			return nil, err
		}
	}
	if len(q.wants) == 0 {
		return q, nil
	}
	for lines.Scan() {
		s, err := parseStep(lines.Bytes())
		if err != nil {
			return nil, err
		}
		q.steps = append(q.steps, s)
		if s.what == done {
			return q, nil
		}
	}
	return q, lines.Err()
}

// ended is the error of lines that ended too early.
func ended(lines *pktline.Scanner) error {
	if err := lines.Err(); err != nil {
		return err
	}
	return errNoWants
}

// want reads a line before the first end. The first one says what the client can do.
func (q *request) want(line []byte) error {
	said := strings.TrimSuffix(string(line), "\n")
	word, rest, _ := strings.Cut(said, " ")
	switch word {
	case "want":
	case "shallow", "deepen", "deepen-since", "deepen-not", "filter":
		return fmt.Errorf("%s: shallow and partial clones are not served, take all of it", word)
	default:
		return errNoWants
	}
	if len(q.wants) == mostWants {
		return fmt.Errorf("more than %d wants", mostWants)
	}
	name, can, _ := strings.Cut(rest, " ")
	hash, err := parseHash(name)
	if err != nil {
		return err
	}
	if len(q.wants) == 0 {
		for _, word := range strings.Fields(can) {
			q.can[word] = true
		}
	}
	q.wants = append(q.wants, hash)
	return nil
}

func parseStep(line []byte) (step, error) {
	line = bytes.TrimSuffix(line, []byte("\n"))
	if len(line) == 0 {
		return step{what: flush}, nil
	}
	if string(line) == "done" {
		return step{what: done}, nil
	}
	name, ok := bytes.CutPrefix(line, []byte("have "))
	if !ok {
		return step{}, errors.New("want have HASH, or done")
	}
	hash, err := parseHash(string(name))
	return step{have, hash}, err
}

// negotiate tells the client which of its commits are among those that it may see, as git's
// own upload-pack does, and reports whether the pack follows. A client that says nothing of
// multi_ack_detailed is told of the first one alone.
func negotiate(w *pktline.Encoder, v *view, asked *request, wants []plumbing.Hash) (
	common map[plumbing.Hash]bool, send bool, err error,
) {
	n := negotiation{
		w: w, v: v, wants: wants, common: map[plumbing.Hash]bool{},
		detailed: asked.can["multi_ack_detailed"],
		noDone:   asked.can["no-done"] && asked.can["multi_ack_detailed"],
	}
	for _, s := range asked.steps {
		switch s.what {
		case have:
			n.have(s.have)
		case done:
			n.end()
			return n.common, n.err == nil, n.err
		case flush:
			n.flush()
			return n.common, n.noDone && n.ready && n.err == nil, n.err // the client asks again
		}
		if n.err != nil {
			return nil, false, n.err
		}
	}
	return nil, false, n.err
}

type negotiation struct {
	w                *pktline.Encoder
	v                *view
	wants            []plumbing.Hash
	common           map[plumbing.Hash]bool
	last             plumbing.Hash // of common
	detailed, noDone bool
	other            bool // the client has what we have not
	ready            bool // it was told that we know enough
	judged           int  // how many of common enough has looked at
	suffice          bool
	err              error
}

func (n *negotiation) say(format string, args ...any) {
	if n.err == nil {
		n.err = n.w.Encodef(format+"\n", args...)
	}
}

// have answers a commit of the client. One that it may not see we do not know.
func (n *negotiation) have(hash plumbing.Hash) {
	if !n.v.commits[hash] {
		n.other = true
		if n.detailed && n.enough() {
			n.ready = true
			n.say("ACK %s ready", hash)
		}
		return
	}
	first := len(n.common) == 0
	n.common[hash] = true
	n.last = hash
	switch {
	case n.detailed:
		n.say("ACK %s common", hash)
	case first:
		n.say("ACK %s", hash)
	}
}

func (n *negotiation) flush() {
	if n.detailed && len(n.common) > 0 && !n.other && n.enough() {
		n.ready = true
		n.say("ACK %s ready", n.last)
	}
	if n.detailed || len(n.common) == 0 {
		n.say("NAK")
	}
	if n.noDone && n.ready {
		n.say("ACK %s", n.last)
	}
}

func (n *negotiation) end() {
	switch {
	case len(n.common) == 0:
		n.say("NAK")
	case n.detailed:
		n.say("ACK %s", n.last)
	}
}

// enough reports whether each commit that is wanted comes after one that is common.
func (n *negotiation) enough() bool {
	if n.judged == len(n.common) {
		return n.suffice
	}
	n.judged, n.suffice = len(n.common), true
	for _, want := range n.wants {
		n.suffice = n.suffice && n.v.reaches(want, n.common)
	}
	return n.suffice
}
