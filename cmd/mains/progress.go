package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// quickStep is how long a step may take before it is worth a word.
const quickStep = 300 * time.Millisecond

// progress shows how far a long step is: a line that rewrites itself on a
// terminal, a plain line a step otherwise. Quick steps stay silent.
type progress struct {
	env     environment
	name    string
	started time.Time
	last    time.Time // when a count was shown
	shown   bool
}

func newProgress(env environment) *progress { return &progress{env: env} }

// step is told that done of total parts of a step are made.
func (p *progress) step(name string, done, total int) {
	if name != p.name {
		p.done()
		p.name, p.started = name, time.Now()
	}
	if time.Since(p.started) < quickStep {
		return
	}
	if p.env.terminal {
		const width = 30
		full := width * done / max(total, 1)
		fmt.Fprintf(p.env.out, "\r%-6s %s%s %d/%d", name,
			strings.Repeat("█", full), strings.Repeat("░", width-full), done, total)
	} else if !p.shown {
		fmt.Fprintf(p.env.out, "making %s: %d of %d\n", name, done, total)
	}
	p.shown = true
}

// count is told that so many parts of a step are made, of a number that nobody knows: on a
// terminal alone.
func (p *progress) count(name string, done int) {
	if name != p.name {
		p.done()
		p.name, p.started = name, time.Now()
	}
	now := time.Now()
	if !p.env.terminal || now.Sub(p.started) < quickStep || now.Sub(p.last) < quickStep {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.env.out, "\r%-6s %d", name, done)
}

// done ends the line of the last step.
func (p *progress) done() {
	if p.shown && p.env.terminal {
		fmt.Fprintln(p.env.out)
	}
	p.shown = false
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
