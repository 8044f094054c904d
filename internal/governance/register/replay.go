package register

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// replay is what the events of a record make of it.
type replay struct {
	versions []version
	labels   []span
	words    []span // what is the body
	secrets  map[string]kept
}

// kept is what is known of a secret by its token.
type kept struct {
	hash   string
	erased int64
	why    string
}

// replay goes through the events of a record.
func (v *verifier) replay(name recordName) (p replay, err error) {
	p.secrets = map[string]kept{}
	err = v.each(func(rows *sql.Rows) error {
		e, err := readEvent(rows)
		if err != nil {
			return err
		}
		v.name(&p, name, e)
		known, from := store.Micros(e.Known), since(e.From)
		switch {
		case e.Erased != "":
			for token, s := range p.secrets {
				if s.erased == 0 {
					p.secrets[token] = kept{s.hash, known, e.Erased}
				}
			}
			return nil
		case e.due != "":
			return nil
		}
		begins := !slices.ContainsFunc(p.versions, func(s version) bool {
			return s.knownUntil == forever && s.soFrom < from
		})
		p.versions = applied(p.versions, e)
		p.labels = labelled(p.labels, from, e.label, begins, e.After == "")
		p.words = searched(p.words, known, from)
		if e.After != "" {
			p.words = append(p.words, span{searchedFrom(known, from), forever, e.After})
		}
		return nil
	}, `SELECT `+eventColumns+` FROM register_event e WHERE e.kind = $1 AND e.id = $2
		ORDER BY e.seq`, name.kind, name.id)
	return p, err
}

// name notes the secrets that an event names: in the body, or in the fields of a dated fact.
func (v *verifier) name(p *replay, name recordName, e Event) {
	body := e.After
	if e.due != "" {
		var f struct{ Set json.RawMessage }
		if err := json.Unmarshal([]byte(e.due), &f); err != nil {
			v.fault(name.String(), "has a dated fact that cannot be read: %v", err)
			return
		}
		body = string(f.Set)
	}
	if body == "" {
		return
	}
	rec, err := v.r.decode(name.kind, body)
	if err != nil {
		v.fault(name.String(), "cannot be read: %v", err)
		return
	}
	_ = secrets(reflect.ValueOf(rec), func(s *Secret) error { // fn returns none
		if _, named := p.secrets[s.token]; !named && s.token != "" {
			p.secrets[s.token] = kept{hash: s.hash}
		}
		return nil
	})
}

// applied is what versions are once an event is known.
func applied(versions []version, e Event) (left []version) {
	known, from := store.Micros(e.Known), since(e.From)
	for _, old := range versions {
		if old.knownUntil != forever || old.soUntil <= from {
			left = append(left, old)
			continue
		}
		if old.soFrom < from {
			piece := old
			piece.soUntil, piece.knownFrom = from, known
			left = append(left, piece)
		}
		if old.knownFrom != known {
			old.knownUntil = known
			left = append(left, old)
		}
	}
	if e.After != "" {
		left = append(left, version{kind: e.Kind, id: e.ID, knownFrom: known, knownUntil: forever,
			soFrom: from, soUntil: forever, event: e.Seq, label: e.label, body: e.After})
	}
	return left
}

// record compares what is kept of a record with what its events say.
func (v *verifier) record(name recordName) error {
	found := len(v.faults)
	want, err := v.replay(name)
	if err != nil || len(v.faults) > found { // of what cannot be read there is no more to say
		return err
	}
	for _, compare := range []func(recordName, replay) error{
		v.versions, v.keys, v.heads, v.words, v.secrets,
	} {
		if err := compare(name, want); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) versions(name recordName, want replay) error {
	var got []version
	if err := v.each(func(rows *sql.Rows) error {
		s := version{kind: name.kind, id: name.id}
		var mark string
		err := rows.Scan(&s.knownFrom, &s.knownUntil, &s.soFrom, &s.soUntil, &s.event, &mark,
			&s.label, &s.body)
		if mark != string(policy.ParseLabel(s.label).Mark) {
			v.fault(name.String(), "has mark %s beside label %s", mark, s.label)
		}
		got = append(got, s)
		return err
	}, `SELECT known_from, known_until, so_from, so_until, event, mark, label, body
		FROM register_version WHERE kind = $1 AND id = $2 ORDER BY known_from, so_from`,
		name.kind, name.id); err != nil {
		return err
	}
	slices.SortFunc(want.versions, func(a, b version) int {
		return cmp.Or(cmp.Compare(a.knownFrom, b.knownFrom), cmp.Compare(a.soFrom, b.soFrom))
	})
	if len(want.versions) != len(got) {
		v.fault(name.String(), "has %d versions, and its events make %d", len(got), len(want.versions))
	}
	for i := range min(len(want.versions), len(got)) {
		if want.versions[i] != got[i] {
			v.fault(name.String(), "the version known from %s differs from its events",
				store.Time(want.versions[i].knownFrom).Format(timeFormat))
		}
	}
	return nil
}

// keyRow is a key of a version.
type keyRow struct {
	name, place           string
	knownFrom, knownUntil int64
	soFrom, soUntil       int64
	label                 string
}

func (v *verifier) keys(name recordName, replayed replay) error {
	want := map[keyRow]bool{}
	for _, each := range replayed.versions {
		rec, err := v.r.decode(name.kind, each.body)
		if err != nil {
			return err // it was read before
		}
		keys, err := keysOf(rec)
		if err != nil {
			v.fault(name.String(), "has keys that cannot be kept: %v", err)
		}
		for _, k := range keys {
			want[keyRow{k.Name, string(place(k.Value, name.id)), each.knownFrom, each.knownUntil,
				each.soFrom, each.soUntil, each.label}] = true
		}
	}
	err := v.each(func(rows *sql.Rows) error {
		var k keyRow
		var place []byte
		var mark string
		err := rows.Scan(&k.name, &place, &k.knownFrom, &k.knownUntil, &k.soFrom, &k.soUntil,
			&mark, &k.label)
		k.place = string(place)
		if !want[k] || mark != string(policy.ParseLabel(k.label).Mark) {
			v.fault(name.String(), "has a key %s=%q that its events do not make", k.name, place)
		}
		delete(want, k)
		return err
	}, `SELECT name, place, known_from, known_until, so_from, so_until, mark, label
		FROM register_key WHERE kind = $1 AND id = $2`, name.kind, name.id)
	if len(want) > 0 {
		v.fault(name.String(), "misses %d keys that its events make", len(want))
	}
	return err
}

func (v *verifier) heads(name recordName, want replay) error {
	var got []span
	err := v.each(func(rows *sql.Rows) error {
		var s span
		var mark string
		err := rows.Scan(&s.from, &s.until, &mark, &s.what)
		if mark != string(policy.ParseLabel(s.what).Mark) {
			v.fault(name.String(), "has mark %s beside label %s as it is known now", mark, s.what)
		}
		got = append(got, s)
		return err
	}, `SELECT so_from, so_until, mark, label FROM register_head
		WHERE kind = $1 AND id = $2 ORDER BY so_from`, name.kind, name.id)
	if !slices.Equal(got, want.labels) {
		v.fault(name.String(), "has other labels, as it is known now, than its events give it")
	}
	return err
}

func (v *verifier) words(name recordName, replayed replay) error {
	want := map[entry]bool{}
	for _, s := range replayed.words {
		rec, err := v.r.decode(name.kind, s.what)
		if err != nil {
			return err // it was read before
		}
		words, err := wordsOf(rec)
		if err != nil {
			v.fault(name.String(), "has words that cannot be kept: %v", err)
		}
		for word, weight := range words {
			want[entry{word, s.from, s.until, weight, rec.Label().String()}] = true
		}
	}
	now := &View{r: v.r, q: v.r.db, ctx: v.ctx}
	got, err := now.entries(place(name.kind, name.id))
	if err == nil && !maps.Equal(got, want) {
		v.fault(name.String(), "is searched for by other words than its own")
	}
	return err
}

func (v *verifier) secrets(name recordName, replayed replay) error {
	want := maps.Clone(replayed.secrets)
	err := v.each(func(rows *sql.Rows) error {
		var token, content string
		var salt []byte
		var got kept
		err := rows.Scan(&token, &got.hash, &salt, &content, &got.erased, &got.why)
		says, named := want[token]
		switch {
		case !named:
			v.fault(name.String(), "keeps a text that no event names")
		case got.erased == withheld && len(content)+len(salt) == 0 && says.hash == got.hash:
		case says != got:
			v.fault(name.String(), "keeps a text otherwise than its events say: whether, when and"+
				" why it was erased, or its hash")
		case got.erased == 0 && saltedHash(salt, content) != got.hash:
			v.fault(name.String(), "keeps a text that does not fit its hash")
		case got.erased != 0 && len(content)+len(salt) > 0:
			v.fault(name.String(), "keeps a text that was erased")
		}
		delete(want, token)
		return err
	}, `SELECT token, hash, salt, content, erased, why FROM register_secret
		WHERE kind = $1 AND id = $2`, name.kind, name.id)
	if len(want) > 0 {
		v.fault(name.String(), "misses %d texts that its events name", len(want))
	}
	return err
}
