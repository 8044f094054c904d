package register

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/store"
)

// Told is a change of a record as a copy of the register has it for one reader.
type Told struct {
	Act
	Known    time.Time
	Kind, ID string
	From     time.Time // since when it is so; zero: always
	// Record is what it is from then on; nil: it ended, or Erased.
	Record Record
	// Hidden: what it is from then on the reader may not see. There is no more to say of it.
	Hidden bool
	Erased string // why its secrets were erased; empty: they were not
	Texts  []Text // that the record names and none before it did
}

// Text is the text of a [Secret] as it is kept.
type Text struct {
	Token, Hash string
	Salt        []byte // empty, as the text, where it was erased, or is not for the reader
	Text        string
}

// Counted is a record of which everyone may know that there is one, since pages count them: how
// many seats are taken, and not by whom.
type Counted interface {
	Record
	// Uncounted is as much of it as whoever may see the record of may be told: without who, and under
	// an id that does not say it either. Without a record there is nothing to be told.
	Uncounted() (rec Record, of Hit)
}

// Whole tells all that the reader may see of what became known up to the moment of the view, in
// order: of each record that they may see today, every change that they may see, and where
// it was hidden from them between those. Facts that were given a date to come are left out until
// then. An error of fn ends it.
func (v *View) Whole(fn func(Told) error) error {
	w := whole{v: v, fn: fn, shown: map[recordName]bool{}, texts: map[string]bool{},
		count: map[recordName]Record{}}
	a := args{v.at.Known.UnixMicro()}
	query := `SELECT ` + eventColumns + ` FROM register_event e WHERE e.known <= $1 AND e.due = ''` +
		a.today(v, "e") + ` ORDER BY e.seq`
	return each(v.ctx, v.q, func(rows *sql.Rows) error {
		e, err := readEvent(rows)
		if err != nil {
			return err
		}
		return w.event(e)
	}, query, a...)
}

// whole is the way through the journal.
type whole struct {
	v     *View
	fn    func(Told) error
	shown map[recordName]bool   // whether something of it was told, and was not hidden since
	texts map[string]bool       // tokens whose texts were told
	count map[recordName]Record // what was told of those that are counted only
}

// event tells of an event, where there is something to tell.
func (w *whole) event(e Event) error {
	name := recordName{e.Kind, e.ID}
	t := Told{Act: e.Act, Known: e.Known, Kind: e.Kind, ID: e.ID, From: e.From, Erased: e.Erased}
	_, known := w.shown[name]
	switch may := e.label != "" && w.v.reader.May(e.Label()); {
	case e.Erased != "":
		if !known {
			return nil
		}
		if !may {
			t.Act = Act{Who: ByClock, Verb: "erase"}
		}
		return w.fn(t)
	case !may && w.shown[name]:
		w.shown[name] = false
		t.Act, t.Hidden = Act{Who: ByClock, Verb: "hide"}, true
		return w.fn(t)
	case !may || e.After == "" && !known:
		return w.counted(e, name)
	}
	w.shown[name] = true
	if e.After == "" {
		return w.fn(t)
	}
	var err error
	if t.Record, err = w.v.r.decode(e.Kind, e.After); err != nil {
		return err
	}
	if t.Texts, err = w.texted(t.Record); err != nil {
		return err
	}
	return w.fn(t)
}

// counted tells of a record that the reader may not see what they need to count it.
func (w *whole) counted(e Event, name recordName) error {
	t := Told{Act: Act{Who: ByClock, Verb: "count"}, Known: e.Known, From: e.From}
	before := w.count[name]
	if e.After == "" {
		if before != nil {
			delete(w.count, name)
			t.Kind, t.ID = before.Named()
			return w.fn(t)
		}
		return nil
	}
	if !w.v.r.counts(e.Kind) { // most are not, and are not even read
		return nil
	}
	rec, err := w.v.r.decode(e.Kind, e.After)
	if err != nil {
		return err
	}
	part, of := rec.(Counted).Uncounted()
	if part == nil || !w.shown[recordName{of.Kind, of.ID}] || reflect.DeepEqual(part, before) {
		return nil
	}
	w.count[name] = part
	t.Record = part
	t.Kind, t.ID = part.Named()
	return w.fn(t)
}

// counts reports whether the records of a kind are counted by those who may not see them.
func (r *Register) counts(kind string) bool {
	k, declared := r.kinds[kind]
	if !declared {
		return false
	}
	_, is := k.New().(Counted)
	return is
}

// texted are the texts of a record that were not told yet: without what they say where that is
// not for every reader of it.
func (w *whole) texted(rec Record) (texts []Text, err error) {
	err = tagged(reflect.ValueOf(rec), "", func(s *Secret, tag reflect.StructTag) error {
		if s.token == "" || w.texts[s.token] {
			return nil
		}
		w.texts[s.token] = true
		t := Text{Token: s.token, Hash: s.hash}
		if tag.Get("shown") == "" {
			texts = append(texts, t)
			return nil
		}
		err := w.v.q.QueryRowContext(w.v.ctx, `SELECT hash, salt, content FROM register_secret
			WHERE token = $1`, s.token).Scan(&t.Hash, &t.Salt, &t.Text)
		texts = append(texts, t)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("register: a text: %w", err)
	}
	return texts, nil
}

// Restore makes an empty register of what [View.Whole] has told of another, with the instants
// that it was known from: all of it or nothing. next returns false after the last. What was
// hidden is noted as the administrator's.
func (r *Register) Restore(ctx context.Context, next func() (Told, bool, error)) error {
	var c *chain
	err := r.db.Write(ctx, func(tx *sql.Tx) (err error) {
		if c, err = readChain(ctx, tx); err != nil {
			return err
		}
		if c.seq > 0 {
			return ErrNotEmpty
		}
		for {
			told, more, err := next()
			if err != nil || !more {
				return err
			}
			known := store.Micros(told.Known)
			if known < c.known || known <= 0 {
				return fmt.Errorf("register: %s %s: known from %s, which is before the change before it",
					told.Kind, told.ID, told.Known.Format(timeFormat))
			}
			if err := told.Act.check(); err != nil {
				return err
			}
			if err := r.do(ctx, tx, c, known, told.Act, func(t *Tx) error {
				return t.restore(told)
			}); err != nil {
				return err
			}
		}
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stands(c)
	return nil
}

// restore does what a change of another register did.
func (t *Tx) restore(told Told) error {
	for _, text := range told.Texts {
		if err := t.restoreText(told, text); err != nil {
			return err
		}
	}
	switch {
	case told.Erased != "":
		return t.Erase(told.Kind, told.ID, told.Erased)
	case told.Hidden:
		err := t.apply(change{kind: told.Kind, id: told.ID, from: since(told.From),
			label: policy.Label{Mark: policy.Staff}.String()})
		if errors.Is(err, ErrNotFound) { // nothing of that time was known here
			return nil
		}
		return err
	case told.Record == nil:
		return t.End(told.Kind, told.ID, told.From)
	}
	return t.PutFrom(told.Record, told.From)
}

// restoreText keeps a text with the salt and the token that it had.
func (t *Tx) restoreText(told Told, text Text) error {
	erased := int64(0)
	if len(text.Salt) == 0 && text.Text == "" {
		erased = withheld
	}
	switch {
	case erased == 0 && saltedHash(text.Salt, text.Text) != text.Hash:
		return fmt.Errorf("register: %s %s: a text does not fit its hash", told.Kind, told.ID)
	case !isText(text.Text) || !isText(text.Token) || !isText(text.Hash):
		return fmt.Errorf("register: %s %s: a text is none: want UTF-8 without NUL",
			told.Kind, told.ID)
	}
	salt := text.Salt
	if salt == nil {
		salt = []byte{}
	}
	return t.exec(`INSERT INTO register_secret (token, hash, kind, id, salt, content, erased, why)
		VALUES ($1, $2, $3, $4, $5, $6, $7, '')`,
		text.Token, text.Hash, told.Kind, told.ID, salt, text.Text, erased)
}
