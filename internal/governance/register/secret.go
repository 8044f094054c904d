package register

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Secret is personal data or confidential text in a record. The record and the journal hold
// a token and a salted hash; the text lies apart and can be erased, and then every view of
// the record says so, past ones too.
//
// As JSON it is only its token and hash: the text of a Secret reaches an answer where
// somebody writes it there, and not by the way. A field with the tag shown:"yes" says that its
// text is for whoever may see the record: then copies of the register have it too, see
// [View.Whole].
type Secret struct {
	token, hash string
	text        string
	erased      time.Time
	why         string
}

// NewSecret holds text that is to be kept apart once it is put into the register.
func NewSecret(text string) Secret { return Secret{text: text} }

// Text is what it says; empty where it was erased, or never said anything.
func (s Secret) Text() string { return s.text }

// Erased says when the text was removed and why; ok is false while it stands.
func (s Secret) Erased() (when time.Time, why string, ok bool) {
	return s.erased, s.why, !s.erased.IsZero()
}

// Empty reports whether nothing was ever said.
func (s Secret) Empty() bool { return s.token == "" && s.text == "" }

type sealed struct {
	Token string `json:"secret"`
	Hash  string `json:"hash"`
}

// sealMark is how a body that holds a Secret can be known without reading it.
const sealMark = `{"secret":"`

// MarshalJSON writes token and hash, or null. It refuses a text that is not kept yet: it
// would be lost.
func (s Secret) MarshalJSON() ([]byte, error) {
	if s.token == "" && s.text != "" {
		return nil, errors.New("register: a Secret that is not put into the register," +
			" or stands where it is not looked for: put it into a field or a slice")
	}
	if s.token == "" {
		return []byte("null"), nil
	}
	return json.Marshal(sealed{s.token, s.hash})
}

// UnmarshalJSON reads what MarshalJSON wrote, or plain text, as registers are written by
// hand. Nothing is left of what it said before.
func (s *Secret) UnmarshalJSON(b []byte) error {
	*s = Secret{}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &s.text)
	}
	var ref sealed
	if err := json.Unmarshal(b, &ref); err != nil {
		return err
	}
	s.token, s.hash = ref.Token, ref.Hash
	return nil
}

var secretType = reflect.TypeFor[Secret]()

// secrets calls fn for each Secret in a value that JSON writes.
func secrets(v reflect.Value, fn func(*Secret) error) error {
	return tagged(v, "", func(s *Secret, _ reflect.StructTag) error { return fn(s) })
}

// tagged calls fn for each Secret in a value that JSON writes, with the tag of the field that
// it stands in.
func tagged(
	v reflect.Value, tag reflect.StructTag, fn func(*Secret, reflect.StructTag) error,
) error {
	switch {
	case v.Type() == secretType:
		return fn(v.Addr().Interface().(*Secret), tag)
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return tagged(v.Elem(), tag, fn)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); written(f) {
				if err := tagged(v.Field(i), f.Tag, fn); err != nil {
					return err
				}
			}
		}
	case v.Kind() == reflect.Slice && !plain(v.Type().Elem()), v.Kind() == reflect.Array:
		for i := range v.Len() {
			if err := tagged(v.Index(i), tag, fn); err != nil {
				return err
			}
		}
	}
	return nil
}

// written reports whether JSON writes a field, or what is embedded in it.
func written(f reflect.StructField) bool {
	return (f.IsExported() || f.Anonymous && f.Type.Kind() == reflect.Struct) &&
		f.Tag.Get("json") != "-"
}

// plain reports whether values of a type are no more than a number or a text.
func plain(t reflect.Type) bool {
	return t.Kind() <= reflect.Complex128 || t.Kind() == reflect.String
}

// newSecret is a text that is to be kept apart.
type newSecret struct {
	token string
	salt  []byte
	text  string
}

// seal returns the body of a record, and the secrets in it that are not kept yet. It leaves
// the record as it was: an act may have to be done again with it.
func (t *Tx) seal(kind, id string, rec Record) (body string, fresh []newSecret, err error) {
	var kept map[string]bool
	var undo []func()
	err = secrets(reflect.ValueOf(rec), func(s *Secret) error {
		if s.token != "" {
			if kept == nil {
				if kept, err = t.tokens(kind, id); err != nil {
					return err
				}
			}
			if kept[s.token+" "+s.hash] {
				return nil
			}
			if s.text == "" && s.erased.IsZero() {
				return errors.New("it names a secret of another record, or of none")
			}
		}
		was := *s
		undo = append(undo, func() { *s = was })
		if s.text == "" { // erased, of another record: there is nothing to say here
			*s = Secret{}
			return nil
		}
		made, err := t.newSecret(s.text)
		s.token, s.hash = made.token, saltedHash(made.salt, made.text)
		fresh = append(fresh, made)
		return err
	})
	if err == nil {
		var b []byte
		b, err = json.Marshal(rec)
		body = string(b)
	}
	for _, fn := range undo {
		fn()
	}
	return body, fresh, err
}

// tokens are the secrets that are kept for a record, each token with the hash after it.
func (t *Tx) tokens(kind, id string) (map[string]bool, error) {
	kept := map[string]bool{}
	return kept, each(t.ctx, t.tx, func(rows *sql.Rows) error {
		var token, hash string
		err := rows.Scan(&token, &hash)
		kept[token+" "+hash] = true
		return err
	}, `SELECT token, hash FROM register_secret WHERE kind = $1 AND id = $2`, kind, id)
}

func (t *Tx) newSecret(text string) (s newSecret, err error) {
	if !isText(text) {
		return s, errors.New("a secret is no text: want UTF-8 without NUL")
	}
	if len(text) > maxBody {
		return s, fmt.Errorf("a secret has %d octets: at most %d", len(text), maxBody)
	}
	s.text, s.salt = text, make([]byte, 16)
	if _, err := io.ReadFull(t.r.random, s.salt); err != nil {
		return s, fmt.Errorf("random octets: %w", err)
	}
	return s, t.fresh(make([]byte, 16), func(raw []byte) (string, args) {
		s.token = hex.EncodeToString(raw)
		return `SELECT COUNT(*) FROM register_secret WHERE token = $1`, args{s.token}
	})
}

// keep stores a secret of a record.
func (t *Tx) keep(kind, id string, s newSecret) error {
	return t.exec(`INSERT INTO register_secret (token, hash, kind, id, salt, content, erased, why)
		VALUES ($1, $2, $3, $4, $5, $6, 0, '')`,
		s.token, saltedHash(s.salt, s.text), kind, id, s.salt, s.text)
}

func saltedHash(salt []byte, text string) string {
	sum := sha256.Sum256(append(append([]byte{}, salt...), text...))
	return hex.EncodeToString(sum[:])
}

// withheld stands in place of the instant of erasure where a text never was in this register: the
// one that it was made of did not tell it.
const withheld = -1

// opened is how many secrets one query asks for.
const opened = 200

// open fills in the secrets of records.
func (v *View) open(records []Record) error {
	byToken := map[string][]*Secret{}
	for _, rec := range records {
		_ = secrets(reflect.ValueOf(rec), func(s *Secret) error { // fn returns none
			if s.token != "" {
				byToken[s.token] = append(byToken[s.token], s)
			}
			return nil
		})
	}
	for some := range slices.Chunk(slices.Sorted(maps.Keys(byToken)), opened) {
		var a args
		for _, token := range some {
			a.add(token)
		}
		if err := each(v.ctx, v.q, func(rows *sql.Rows) error {
			var token, content, why string
			var erased int64
			if err := rows.Scan(&token, &content, &erased, &why); err != nil {
				return err
			}
			for _, s := range byToken[token] {
				s.text, s.erased, s.why = content, store.Time(max(erased, 0)), why
			}
			return nil
		}, `SELECT token, content, erased, why FROM register_secret
			WHERE token IN (`+places(1, len(a))+`)`, a...); err != nil {
			return err
		}
	}
	return nil
}

// places writes n placeholders from $first on.
func places(first, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "$" + strconv.Itoa(first+i)
	}
	return strings.Join(list, ", ")
}

// Erase removes the text of every secret of a record, of all its versions, also where it has
// ended. What is left is when and why; the chain of the journal still holds.
func (t *Tx) Erase(kind, id, why string) error {
	if why == "" || !isText(why) || len(why) > maxActing {
		return fmt.Errorf("register: %s %s: say why it is erased, in at most %d octets",
			kind, id, maxActing)
	}
	heads, err := t.heads(kind, id)
	if err != nil {
		return err
	}
	if len(heads) == 0 {
		return fmt.Errorf("%w: %s %s: nothing to erase", ErrNotFound, kind, id)
	}
	e := Event{Known: t.at.Known, Act: t.act, Kind: kind, ID: id, From: t.at.Known, Erased: why}
	for _, s := range heads {
		if s.from <= t.known() && t.known() < s.until {
			e.label, e.was = s.what, s.what
		}
	}
	if row, err := t.stored(kind, id); err == nil {
		e.Before, e.After = row.body, row.body
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := t.journal(&e); err != nil {
		return err
	}
	return t.exec(`UPDATE register_secret SET content = '', salt = $3, erased = $4, why = $5
		WHERE kind = $1 AND id = $2 AND erased <= 0`, kind, id, []byte{}, t.known(), why)
}
