package estate

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// state is what a Device remembers beyond what its seed says: the part of it that is
// kept in a row. The zero state is that of a Device that nobody has talked to.
type state struct {
	// Values are attributes that were set, by address, in the encoding of the Device's
	// notation. Everything else has its value from the data model.
	Values map[string][]byte `json:"values,omitempty"`
	// Settings are Commands of ZigBee that set something, in the order in which they take
	// effect.
	Settings []setting `json:"settings,omitempty"`
	// Pending are attributes that are to be set at a later time.
	Pending []pending `json:"pending,omitempty"`
	// Cells are the certificates that were put into Trust Anchor Cells.
	Cells []replacement `json:"cells,omitempty"`
	// Later are Commands in ASN.1 that are to be carried out at a later time.
	Later []later `json:"later,omitempty"`
	// Tokens is the last Originator Counter of a Command with a token: they count by
	// themselves. TopUp is the UTRN counter of the last token that was taken.
	Tokens uint64 `json:"tokens,omitempty"`
	TopUp  uint32 `json:"topup,omitempty"`
	// Valve is the state of the supply of a GSME; nil as it was made. Balance is its credit, in
	// hundred-thousandths of the currency.
	Valve   *uint8 `json:"valve,omitempty"`
	Balance int32  `json:"balance,omitempty"`
	// Struck are Devices of the home that a Hub has been told to keep out.
	Struck []eui.ID `json:"struck,omitempty"`
	// Joined are the Devices that this one has been told to communicate with.
	Joined []partner `json:"joined,omitempty"`
	// Counters are the last Originator Counters accepted, by role.
	Counters map[smki.Role]uint64 `json:"counters,omitempty"`
	// Alerts is the counter of the last Alert sent.
	Alerts uint64 `json:"alerts,omitempty"`
	// Sent is how many messages have left the Device. It names them on the WAN.
	Sent     uint64 `json:"sent,omitempty"`
	Events   log    `json:"events,omitempty"`
	Security log    `json:"security,omitempty"`
	Power    log    `json:"power,omitempty"`
	// Woken is when a sleepy Device was last woken by hand, in microseconds.
	Woken int64 `json:"woken,omitempty"`
	// Off says that a Hub has no supply. Dark and Lit are when it last lost its supply and
	// got it back, Mirror when its GPF had last heard from the GSME by then; in microseconds.
	Off    bool  `json:"off,omitempty"`
	Dark   int64 `json:"dark,omitempty"`
	Lit    int64 `json:"lit,omitempty"`
	Mirror int64 `json:"mirror,omitempty"`
}

// clone is a state that can be changed without changing s.
func (s *state) clone() *state {
	c := *s
	c.Values, c.Counters = maps.Clone(s.Values), maps.Clone(s.Counters)
	return &c
}

// set keeps the value of an attribute.
func (s *state) set(address string, value []byte) {
	if s.Values == nil {
		s.Values = make(map[string][]byte)
	}
	s.Values[address] = value
}

// accept keeps the counter of a Command from a Remote Party in role.
func (s *state) accept(role smki.Role, counter uint64) {
	if s.Counters == nil {
		s.Counters = make(map[smki.Role]uint64)
	}
	s.Counters[role] = counter
}

func (s *state) encode() ([]byte, error) { return json.Marshal(s) }

func decodeState(b []byte) (*state, error) {
	s := new(state)
	if err := json.Unmarshal(b, s); err != nil {
		return nil, fmt.Errorf("state of a Device: %w", err)
	}
	return s, nil
}

// log is a circular log of a Device: packed entries, oldest first, never changed in
// place. An entry is
//
//	8  microseconds since 1970
//	2  event code
//	2  Message Code of the Command concerned, else 0
type log []byte

const (
	logEntry   = 12
	logEntries = 100 // what the Devices' logs hold; then the newest replaces the oldest
)

// with is l and one more entry.
func (l log) with(at time.Time, code gbcs.AlertCode, concerns gbcs.MessageCode) log {
	l = slices.Clip(l)
	if len(l) >= logEntries*logEntry {
		l = slices.Clone(l[logEntry:])
	}
	l = binary.BigEndian.AppendUint64(l, uint64(at.UnixMicro()))
	l = binary.BigEndian.AppendUint16(l, uint16(code))
	return binary.BigEndian.AppendUint16(l, uint16(concerns))
}

// LogEntry is one line of a Device's log.
type LogEntry struct {
	At      time.Time        `json:"at"`
	Code    gbcs.AlertCode   `json:"code"`
	Message gbcs.MessageCode `json:"message,omitempty"` // of the Command concerned
}

// entries are the lines of l, oldest first.
func (l log) entries() []LogEntry {
	var out []LogEntry
	for e := range slices.Chunk(l, logEntry) {
		out = append(out, LogEntry{
			At:      time.UnixMicro(int64(binary.BigEndian.Uint64(e))).UTC(),
			Code:    gbcs.AlertCode(binary.BigEndian.Uint16(e[8:])),
			Message: gbcs.MessageCode(binary.BigEndian.Uint16(e[10:])),
		})
	}
	return out
}
