package register

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Fault is something that the verifier found.
type Fault struct {
	Where string // "event 17", "modification DP197"
	What  string
}

func (f Fault) String() string { return f.Where + ": " + f.What }

// Verify reads the whole register and compares: each event with the chain of hashes, each
// version, key, label and word with what the events say, and each secret with its hash. It returns
// every difference; progress is told of records done, and may be nil.
func (r *Register) Verify(
	ctx context.Context, progress func(done, total int),
) (faults []Fault, err error) {
	v := &verifier{r: r, ctx: ctx}
	if err := v.chain(); err != nil {
		return nil, err
	}
	for i, name := range v.records {
		if err := v.record(name); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(i+1, len(v.records))
		}
	}
	if err := v.strays(); err != nil {
		return nil, err
	}
	return v.faults, nil
}

type recordName struct{ kind, id string }

func (n recordName) String() string { return n.kind + " " + n.id }

type verifier struct {
	r       *Register
	ctx     context.Context
	records []recordName // that the journal names
	faults  []Fault
}

func (v *verifier) fault(where fmt.Stringer, what string, args ...any) {
	v.faults = append(v.faults, Fault{where.String(), fmt.Sprintf(what, args...)})
}

type place string

func (p place) String() string { return string(p) }

// each runs fn for every row of a query.
func (v *verifier) each(fn func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := v.r.db.QueryContext(v.ctx, query, args...)
	if err != nil {
		return fmt.Errorf("register: verify: %w", err)
	}
	for rows.Next() {
		if err := fn(rows.Scan); err != nil {
			_ = rows.Close() // the error that stopped us is the one to tell
			return err
		}
	}
	return rows.Err()
}

// chain checks the hashes, and notes which records there are.
func (v *verifier) chain() error {
	var previous []byte
	var last int64
	seen := map[recordName]bool{}
	rows, err := v.r.db.QueryContext(v.ctx,
		`SELECT `+eventColumns+` FROM register_event e ORDER BY e.seq`)
	if err != nil {
		return fmt.Errorf("register: verify: %w", err)
	}
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return err
		}
		where := place(fmt.Sprintf("event %d", e.Seq))
		if e.Seq != last+1 {
			v.fault(where, "follows event %d: some are missing", last)
		}
		if !bytes.Equal(e.hash, e.chain(previous)) {
			v.fault(where, "does not fit its hash: it, or one before it, was altered")
		}
		last, previous = e.Seq, e.hash
		if name := (recordName{e.Kind, e.ID}); !seen[name] {
			seen[name] = true
			v.records = append(v.records, name)
		}
	}
	return rows.Err()
}

// replay is what the events of a record make of it.
func (v *verifier) replay(name recordName) (versions []version, err error) {
	rows, err := v.r.db.QueryContext(v.ctx, `SELECT `+eventColumns+` FROM register_event e
		WHERE e.kind = $1 AND e.id = $2 ORDER BY e.seq`, name.kind, name.id)
	if err != nil {
		return nil, fmt.Errorf("register: verify: %w", err)
	}
	for rows.Next() {
		e, err := scanEvent(rows)
		if err != nil {
			return nil, err
		}
		versions = applied(versions, e)
	}
	return versions, rows.Err()
}

// applied is what versions are once an event is known.
func applied(versions []version, e Event) []version {
	known, from := store.Micros(e.Known), store.Micros(e.From)
	var rest, kept []version
	for _, old := range versions {
		if old.knownUntil != forever || old.soUntil <= from {
			kept = append(kept, old)
			continue
		}
		if old.soFrom < from {
			piece := old
			piece.soUntil, piece.knownFrom = from, known
			rest = append(rest, piece)
		}
		if old.knownFrom != known {
			old.knownUntil = known
			kept = append(kept, old)
		}
	}
	kept = append(kept, rest...)
	if e.After != "" {
		kept = append(kept, version{kind: e.Kind, id: e.ID, knownFrom: known, knownUntil: forever,
			soFrom: from, soUntil: forever, event: e.Seq, label: e.label, body: e.After})
	}
	return kept
}

// record compares what is stored of a record with what its events say.
func (v *verifier) record(name recordName) error {
	want, err := v.replay(name)
	if err != nil {
		return err
	}
	got, err := v.stored(name)
	if err != nil {
		return err
	}
	slices.SortFunc(want, earlier)
	if len(want) != len(got) {
		v.fault(name, "has %d versions, and its events make %d", len(got), len(want))
	}
	for i := range min(len(want), len(got)) {
		if !reflect.DeepEqual(want[i], got[i]) {
			v.fault(name, "the version known from %s differs from its events",
				store.Time(want[i].knownFrom).Format(timeFormat))
		}
	}
	if err := v.keys(name, want); err != nil {
		return err
	}
	return v.head(name, want)
}

const timeFormat = "2006-01-02T15:04:05.000000Z"

func earlier(a, b version) int {
	if a.knownFrom != b.knownFrom {
		return int(min(max(a.knownFrom-b.knownFrom, -1), 1))
	}
	return int(min(max(a.soFrom-b.soFrom, -1), 1))
}

func (v *verifier) stored(name recordName) (versions []version, err error) {
	err = v.each(func(scan func(...any) error) error {
		s := version{kind: name.kind, id: name.id}
		var mark string
		if err := scan(&s.knownFrom, &s.knownUntil, &s.soFrom, &s.soUntil, &s.event, &mark,
			&s.label, &s.body); err != nil {
			return err
		}
		if mark != string(policy.ParseLabel(s.label).Mark) {
			v.fault(name, "has mark %s beside label %s", mark, s.label)
		}
		versions = append(versions, s)
		return nil
	}, `SELECT known_from, known_until, so_from, so_until, event, mark, label, body
		FROM register_version WHERE kind = $1 AND id = $2 ORDER BY known_from, so_from`,
		name.kind, name.id)
	return versions, err
}

// keys compares the keys of a record with those that its versions have.
func (v *verifier) keys(name recordName, versions []version) error {
	want := map[string]bool{}
	for _, each := range versions {
		rec, err := v.r.decode(name.kind, each.body)
		if err != nil {
			v.fault(name, "cannot be read: %v", err)
			return nil
		}
		for _, k := range append([]Key{{"id", name.id}}, rec.Keys()...) {
			want[keyLine(k.Name, k.Value, each)] = true
		}
	}
	err := v.each(func(scan func(...any) error) error {
		var s version
		var k Key
		var value []byte
		var mark string
		if err := scan(&k.Name, &value, &s.knownFrom, &s.knownUntil, &s.soFrom, &s.soUntil,
			&mark, &s.label); err != nil {
			return err
		}
		line := keyLine(k.Name, string(value), s)
		if !want[line] || mark != string(policy.ParseLabel(s.label).Mark) {
			v.fault(name, "has a key %s=%s that its events do not make", k.Name, value)
		}
		delete(want, line)
		return nil
	}, `SELECT name, value, known_from, known_until, so_from, so_until, mark, label
		FROM register_key WHERE kind = $1 AND id = $2`, name.kind, name.id)
	if len(want) > 0 {
		v.fault(name, "misses %d keys that its events make", len(want))
	}
	return err
}

func keyLine(name, value string, s version) string {
	return fmt.Sprint(name, "=", value, " ", s.knownFrom, s.knownUntil, s.soFrom, s.soUntil, s.label)
}

// head compares the label of today, the words and the secrets of a record.
func (v *verifier) head(name recordName, versions []version) error {
	var label, mark string
	if err := v.r.db.QueryRowContext(v.ctx, `SELECT mark, label FROM register_head
		WHERE kind = $1 AND id = $2`, name.kind, name.id).Scan(&mark, &label); err != nil {
		v.fault(name, "has no label: %v", err)
	}
	hashes := map[string]string{}
	var current Record
	for _, each := range versions {
		rec, err := v.r.decode(name.kind, each.body)
		if err != nil {
			return nil // said with the keys
		}
		_ = secrets(reflect.ValueOf(rec), func(s *Secret) error { // fn returns none
			hashes[s.token] = s.hash
			return nil
		})
		if each.knownUntil == forever && each.soUntil == forever {
			current = rec
			if each.label != label || mark != string(policy.ParseLabel(label).Mark) {
				v.fault(name, "has the label %s of today, and its events say %s", label, each.label)
			}
		}
	}
	if err := v.words(name, current); err != nil {
		return err
	}
	return v.secrets(name, hashes)
}

func (v *verifier) words(name recordName, current Record) error {
	want := map[string]int64{}
	if current != nil {
		want = weights(current.Words())
	}
	got := map[string]int64{}
	err := v.each(func(scan func(...any) error) error {
		var word []byte
		var weight int64
		var mark, label string
		if err := scan(&word, &weight, &mark, &label); err != nil {
			return err
		}
		got[string(word)] = weight
		if current != nil && (label != current.Label().String() || mark != string(current.Label().Mark)) {
			v.fault(name, "is searched for under the label %s", label)
		}
		return nil
	}, `SELECT word, weight, mark, label FROM register_word WHERE kind = $1 AND id = $2`,
		name.kind, name.id)
	if !reflect.DeepEqual(got, want) {
		v.fault(name, "is searched for by other words than its own")
	}
	return err
}

func (v *verifier) secrets(name recordName, hashes map[string]string) error {
	return v.each(func(scan func(...any) error) error {
		var token, content string
		var salt []byte
		var erased int64
		if err := scan(&token, &salt, &content, &erased); err != nil {
			return err
		}
		hash, named := hashes[token]
		switch {
		case !named:
			v.fault(name, "keeps a text that no version names")
		case erased == 0 && saltedHash(salt, content) != hash:
			v.fault(name, "keeps a text that does not fit its hash")
		case erased != 0 && content != "":
			v.fault(name, "keeps a text that was erased")
		}
		return nil
	}, `SELECT token, salt, content, erased FROM register_secret WHERE kind = $1 AND id = $2`,
		name.kind, name.id)
}

// strays finds rows of records that the journal does not know.
func (v *verifier) strays() error {
	for _, table := range []string{
		"register_version", "register_key", "register_head", "register_word", "register_secret",
	} {
		err := v.each(func(scan func(...any) error) error {
			var name recordName
			if err := scan(&name.kind, &name.id); err != nil {
				return err
			}
			v.fault(name, "stands in %s, and no event tells of it", table)
			return nil
		}, `SELECT DISTINCT kind, id FROM `+table+` t WHERE NOT EXISTS
			(SELECT 1 FROM register_event e WHERE e.kind = t.kind AND e.id = t.id)`)
		if err != nil {
			return err
		}
	}
	return nil
}
