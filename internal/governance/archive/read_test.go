package archive_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/chained"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/archive"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// signed is a file of lines that somebody has put together and signed with a key of their own.
func signed(t *testing.T, lines ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	w := chained.NewWriter(&file, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	for _, l := range lines {
		if err := w.Line(json.RawMessage(l)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

const (
	head   = `{"archive":{"version":1,"for":"everyone","known":"2022-01-20T10:00:00Z"}}`
	object = `{"object":{"kind":"blob","content":""}}`
	person = `{"person":{"id":"person-a","works_for":"secas"}}`
)

// changed is a line of a change of a body.
func changed(known, id, rec string) string {
	return `{"change":{"known":"` + known + `","who":"clock","what":"add","kind":"body","id":"` + id +
		`","record":` + rec + `}}`
}

// TestHostile: a file that holds, and whose signer wrote what no archive says. None of it comes to
// be in the register, nor does anything that went before.
func TestHostile(t *testing.T) {
	const known = "2022-01-20T09:00:00Z"
	good := changed(known, "panel", `{"id":"panel","name":"Panel"}`)
	for name, tt := range map[string]struct {
		lines []string
		line  int    // at which Check finds it; 0: taking it in does
		says  string // empty: it is good
	}{
		"good":           {lines: []string{head, person, good}},
		"no head":        {[]string{good}, 1, "where it belongs"},
		"two heads":      {[]string{head, head}, 2, "where it belongs"},
		"late object":    {[]string{head, good, object}, 3, "where it belongs"},
		"late person":    {[]string{head, good, person}, 3, "where it belongs"},
		"two things":     {[]string{head, strings.TrimSuffix(person, "}") + "," + good[1:]}, 2, "says 2"},
		"nothing":        {[]string{head, `{}`}, 2, "says 0"},
		"unknown field":  {[]string{head, `{"secret":1}`}, 2, "cannot be read"},
		"no moment":      {[]string{`{"archive":{"version":1,"for":"everyone"}}`}, 1, "of when"},
		"escapes":        {[]string{strings.Replace(head, "everyone", `\u001b[2J`, 1)}, 1, "whom"},
		"later version":  {[]string{strings.Replace(head, `:1`, `:2`, 1)}, 1, "take a newer one"},
		"from to come":   {[]string{head, changed("9999-01-01T00:00:00Z", "panel", "null")}, 2, "known"},
		"another's name": {[]string{head, good, changed(known, "ssc", `{"id":"dcc"}`)}, 0, `called "dcc"`},
		"a path":         {[]string{head, good, changed(known, "../x", `{"id":"../x"}`)}, 0, "no id"},
		"not in order": {[]string{head, good, changed("2022-01-20T08:00:00Z", "ssc", `{"id":"ssc"}`)}, 0,
			"before the change before it"},
		"deep": {[]string{head, good, changed(known, "ssc",
			strings.Repeat(`{"name":`, 9000)+`""`+strings.Repeat(`}`, 9000))}, 0, "ssc"},
	} {
		t.Run(name, func(t *testing.T) { hostile(t, signed(t, tt.lines...), tt.line, tt.says) })
	}
}

// hostile checks a file, and has it taken in.
func hostile(t *testing.T, file []byte, line int, says string) {
	_, faults, err := archive.Check(bytes.NewReader(file))
	switch {
	case err != nil:
		t.Fatal(err)
	case line == 0 && len(faults) > 0:
		t.Fatalf("%v", faults)
	case line > 0 && (len(faults) == 0 || faults[0].Line != line ||
		!strings.Contains(faults[0].Text, says)):
		t.Errorf("%v: want line %d, %q", faults, line, says)
	}
	db, err := store.Open(t.Context(), store.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	code, err := governance.Open(t.Context(), governance.Config{DB: db,
		Clock: clock.NewFrozen(time.Date(2022, 2, 1, 9, 0, 0, 0, time.UTC)), Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	_, err = code.Restore(t.Context(), bytes.NewReader(file), "")
	if says == "" {
		if err != nil || code.Register().Last().IsZero() {
			t.Errorf("%v: want it taken", err)
		}
		return
	}
	if err == nil || !strings.Contains(err.Error(), says) || errors.Is(err, register.ErrNotEmpty) {
		t.Errorf("taken in: %v, want %q", err, says)
	}
	if last := code.Register().Last(); !last.IsZero() {
		t.Errorf("the register has something of %v", last)
	}
}
