package register

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/store"
)

// Secret is personal data or confidential text in a record. The record and the journal hold
// a token and a salted hash; the text lies apart and can be erased, and then every view of
// the record says so, past ones too.
//
// As JSON it is only its token and hash: the text of a Secret reaches an answer where
// somebody writes it there, and not by the way.
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

// MarshalJSON writes token and hash, or null.
func (s Secret) MarshalJSON() ([]byte, error) {
	if s.token == "" {
		return []byte("null"), nil
	}
	return json.Marshal(sealed{s.token, s.hash})
}

// UnmarshalJSON reads what MarshalJSON wrote, or plain text, as registers are written by
// hand.
func (s *Secret) UnmarshalJSON(b []byte) error {
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

// secrets calls fn for each Secret in a value.
func secrets(v reflect.Value, fn func(*Secret) error) error {
	switch {
	case v.Type() == secretType:
		return fn(v.Addr().Interface().(*Secret))
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return secrets(v.Elem(), fn)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if err := secrets(v.Field(i), fn); err != nil {
					return err
				}
			}
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			if err := secrets(v.Index(i), fn); err != nil {
				return err
			}
		}
	}
	return nil
}

// seal stores the new secrets of a record and returns its body.
func (t *Tx) seal(rec Record) (string, error) {
	kind, id := rec.Named()
	err := secrets(reflect.ValueOf(rec), func(s *Secret) error {
		if s.token != "" || s.text == "" {
			return nil
		}
		salt := make([]byte, 16)
		if _, err := io.ReadFull(t.r.random, salt); err != nil {
			return err
		}
		token := make([]byte, 16)
		if _, err := io.ReadFull(t.r.random, token); err != nil {
			return err
		}
		s.token, s.hash = hex.EncodeToString(token), saltedHash(salt, s.text)
		return t.exec(`INSERT INTO register_secret (token, kind, id, salt, content, erased, why)
			VALUES ($1, $2, $3, $4, $5, 0, '')`, s.token, kind, id, salt, s.text)
	})
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(rec)
	if err != nil {
		return "", fmt.Errorf("register: %s %s: %w", kind, id, err)
	}
	return string(body), nil
}

func saltedHash(salt []byte, text string) string {
	sum := sha256.Sum256(append(append([]byte{}, salt...), text...))
	return hex.EncodeToString(sum[:])
}

// open fills in the secrets of records, with one query for all.
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
	if len(byToken) == 0 {
		return nil
	}
	var args []any
	for token := range byToken {
		args = append(args, token)
	}
	rows, err := v.q.QueryContext(v.ctx, `SELECT token, content, erased, why FROM register_secret
		WHERE token IN (`+places(1, len(args))+`)`, args...)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	for rows.Next() {
		var token, content, why string
		var erased int64
		if err := rows.Scan(&token, &content, &erased, &why); err != nil {
			return err
		}
		for _, s := range byToken[token] {
			s.text, s.erased, s.why = content, store.Time(erased), why
		}
	}
	return rows.Err()
}

// places writes n placeholders from $first on.
func places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// Erase removes the text of every secret of a record, of all its versions. What is left is
// when and why; the chain of the journal still holds.
func (t *Tx) Erase(kind, id, why string) error {
	if why == "" {
		return fmt.Errorf("register: %s %s: say why it is erased", kind, id)
	}
	if err := t.exec(`UPDATE register_secret SET content = '', salt = $3, erased = $4, why = $5
		WHERE kind = $1 AND id = $2 AND erased = 0`, kind, id, []byte{}, t.known(), why); err != nil {
		return err
	}
	rec, err := t.record(kind, id)
	if err != nil {
		return err
	}
	return t.Put(rec)
}
