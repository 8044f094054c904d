package register

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/policy"
)

// What a record may have. The bounds are far beyond what the Code needs; they keep one act
// short, since nobody else writes meanwhile, and one entry of an index small enough for
// every engine.
const (
	maxBody   = 1 << 20 // octets of a body as JSON, and of the text of a Secret
	maxWords  = 4_000   // distinct words to be found by
	maxKeys   = 1_000
	maxKey    = 1_000  // octets of the value of a key
	maxID     = 200    // octets of an id, the scope of a label, the name of a kind or key
	maxActing = 10_000 // octets of each text of an act
)

// TooMuch says that somebody has written more than the register keeps.
type TooMuch struct {
	Of        string // what there is too much of: "the reason", "title"
	Has, Most int
	Unit      string // "octets", "words"
}

func (e *TooMuch) Error() string {
	return fmt.Sprintf("%s has %d %s: at most %d", e.Of, e.Has, e.Unit, e.Most)
}

// check refuses a kind that cannot be kept.
func (k Kind) check() error {
	if err := checkID(k.Name); err != nil {
		return fmt.Errorf("register: kind: %w", err)
	}
	of := reflect.TypeOf(k.New())
	if of == nil || of.Kind() != reflect.Pointer || of.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("register: kind %s: New makes %v, want a pointer to a struct", k.Name, of)
	}
	return nil
}

// checkID refuses what is no id: it stands in addresses and in keys.
func checkID(id string) error {
	switch {
	case id == "" || id == "." || id == "..":
		return fmt.Errorf("%q is no id", id)
	case len(id) > maxID:
		return &TooMuch{"an id", len(id), maxID, "octets"}
	case !utf8.ValidString(id) || strings.ContainsFunc(id, func(c rune) bool {
		return c == '/' || unicode.IsControl(c)
	}):
		return fmt.Errorf("%q is no id: want UTF-8 without a slash or control characters", id)
	}
	return nil
}

// isText reports whether every engine can keep it as text.
func isText(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// check refuses the texts of an act that cannot be kept.
func (a Act) check() error {
	for _, part := range []struct{ name, text string }{
		{"who", a.Who}, {"behalf", a.Behalf}, {"verb", a.Verb}, {"reason", a.Reason},
	} {
		if !isText(part.text) {
			return fmt.Errorf("register: act: %s is no text: want UTF-8 without NUL", part.name)
		}
		if len(part.text) > maxActing {
			return fmt.Errorf("register: act: %w",
				&TooMuch{part.name, len(part.text), maxActing, "octets"})
		}
	}
	return nil
}

func checkLabel(l policy.Label) error {
	switch {
	case !l.Mark.Valid():
		return fmt.Errorf("no mark %q: see policy.Marks", l.Mark)
	case !isText(l.Scope) || len(l.Scope) > maxID || strings.ContainsFunc(l.Scope, unicode.IsControl):
		return fmt.Errorf("the scope of its label is no line of text of at most %d octets", maxID)
	}
	return nil
}

// keysOf are the keys of a record, each once, its id among them.
func keysOf(rec Record) ([]Key, error) {
	_, id := rec.Named()
	keys := []Key{{"id", id}}
	seen := map[Key]bool{keys[0]: true}
	for _, k := range rec.Keys() {
		if seen[k] {
			continue
		}
		seen[k] = true
		keys = append(keys, k)
		switch {
		case k.Name == "id":
			return nil, fmt.Errorf("key id=%q: the id is a key by itself", k.Value)
		case k.Name == "" || !isText(k.Name) || len(k.Name) > maxID:
			return nil, fmt.Errorf("%q is no name of a key", k.Name)
		case strings.Contains(k.Value, "\x00"):
			return nil, fmt.Errorf("key %s=%q: want no NUL in it", k.Name, k.Value)
		case len(k.Value) > maxKey:
			return nil, fmt.Errorf("key %w", &TooMuch{k.Name, len(k.Value), maxKey, "octets"})
		}
	}
	if len(keys) > maxKeys {
		return nil, &TooMuch{"the record", len(keys), maxKeys, "keys"}
	}
	return keys, nil
}

// wordsOf are the words that a record is searched for by, with their weights.
func wordsOf(rec Record) (map[string]int64, error) {
	weight := weights(rec.Words())
	if len(weight) > maxWords {
		return nil, &TooMuch{"the record", len(weight), maxWords, "words to be found by"}
	}
	return weight, nil
}
