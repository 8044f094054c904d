package data

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/store"
)

// cursor is how far somebody has come in the feed. It names only what was given to them, so it
// tells nothing more.
type cursor struct {
	history [8]byte // of the register, as [Hub.history]
	rights  [8]byte // of the reader it was made for
	// begun says that they have not been given all yet that there was to begin with: then of is
	// the last record that they were given, and at is from when on changes follow.
	begun bool
	at    time.Time
	of    register.Hit
	since time.Time // as of [register.Place]
}

// cursorVersion begins every cursor. Those of version 2 do not say of which history they are.
const cursorVersion = 3

// macSize is how many octets of the MAC a cursor ends with.
const macSize = 12

// errCursor: it was not given here, or not like this.
var errCursor = errors.New("no cursor of this feed")

// write writes a cursor as it is given: nobody can make one.
func (h *Hub) write(c cursor) string {
	b := []byte{cursorVersion, 0}
	if c.begun {
		b[1] = 1
	}
	b = append(append(b, c.history[:]...), c.rights[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(store.Micros(c.at)))
	b = binary.BigEndian.AppendUint64(b, uint64(store.Micros(c.since)))
	b = append(b, c.of.Kind+"\x00"+c.of.ID...)
	return base64.RawURLEncoding.EncodeToString(append(b, h.mac(b)...))
}

func (h *Hub) mac(b []byte) []byte {
	m := hmac.New(sha256.New, h.secret)
	m.Write(b)
	return m.Sum(nil)[:macSize]
}

// read reads what write has written. A cursor of an older version is that of another history.
func (h *Hub) read(text string) (c cursor, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < 1+macSize {
		return c, errCursor
	}
	b, mac := b[:len(b)-macSize], b[len(b)-macSize:]
	if !hmac.Equal(mac, h.mac(b)) || b[0] > cursorVersion {
		return c, errCursor
	}
	if b[0] < cursorVersion {
		return cursor{}, nil
	}
	c.begun = b[1] == 1
	copy(c.history[:], b[2:])
	copy(c.rights[:], b[10:])
	c.at = store.Time(int64(binary.BigEndian.Uint64(b[18:])))
	c.since = store.Time(int64(binary.BigEndian.Uint64(b[26:])))
	c.of.Kind, c.of.ID, _ = strings.Cut(string(b[34:]), "\x00")
	return c, nil
}

// historyOf is a lineage of a database, in short. It is never zero, as that of no cursor is.
func historyOf(lineage string) (short [8]byte) {
	sum := sha256.Sum256([]byte("lineage " + lineage))
	copy(short[:], sum[:])
	return short
}

// rightsOf are what a reader may see, in short: readers who may see the same have the same.
func rightsOf(r *policy.Reader) (short [8]byte) {
	marks, labels := slices.Sorted(slices.Values(r.Marks())), slices.Sorted(slices.Values(r.Labels()))
	sum := sha256.Sum256([]byte(strings.Join(marks, "\n") + "\n\n" + strings.Join(labels, "\n")))
	copy(short[:], sum[:])
	return short
}
