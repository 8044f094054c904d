package usecase

import (
	"bytes"
	"errors"
	"testing"

	"github.com/mains-energy/mains/gbcs"
)

// seeds are the messages of the catalogue as examples make them.
func seeds(f *testing.F) {
	for _, u := range All {
		switch {
		case u.Command != nil:
			_, payload := u.invented(least, func(Place) bool { return false })
			f.Add(uint16(u.Message), byte(gbcs.Command), payload)
			f.Add(uint16(u.Message), byte(gbcs.Response), u.exampleAnswer())
		case u.Alert != nil:
			_, payload := u.invented(least, func(Place) bool { return false })
			f.Add(uint16(u.Message), byte(gbcs.Alert), payload)
		}
	}
}

// FuzzRead reads any payload as any message. What is read accounts for every octet and is
// written again to the same octets, or says why not; encryption is none here, so that
// plaintexts are outside input too.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, message uint16, flag byte, payload []byte) {
		m := &gbcs.Message{
			Header:  gbcs.Header{Flag: gbcs.Flag(flag), Message: gbcs.MessageCode(message)},
			Payload: payload, Form: gbcs.Inner,
		}
		var tree Tree
		if err := tree.Read(m, clearOpener); err != nil {
			var syntax *SyntaxError
			if errors.As(err, &syntax) && (syntax.Offset < 0 || syntax.Offset > len(payload)) {
				t.Fatalf("offset %d of %d: %v", syntax.Offset, len(payload), err)
			}
			return
		}
		if gaps := tree.Gaps(); gaps != nil {
			t.Fatalf("gaps %v", gaps)
		}
		again, err := tree.AppendPayload(nil, clearSealer)
		if err == nil && !bytes.Equal(again, payload) && !sameBooleans(again, payload) &&
			!tolerated(&tree) {
			t.Fatalf("%X is written again as %X", payload, again)
		}
		if m.Flag != gbcs.Command {
			for _, row := range tree.Answer().Rows {
				if row.Offset < 0 || row.Name == "" || row.Text == "" {
					t.Fatalf("%+v", row)
				}
			}
		}
	})
}

// tolerated reports whether a payload may come out otherwise: what stands in an encrypted
// item beside its ciphertext is not compared, and in a Device's GBZ and ASN.1 a reader takes
// what a writer would not have written, such as other lengths.
func tolerated(t *Tree) bool { return len(t.bufs) > 1 || t.UseCase.Notation() != DLMS }

// FuzzParseCommand holds the strict reader to what the writer writes.
func FuzzParseCommand(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, message uint16, flag byte, payload []byte) {
		u, ok := ByMessage(gbcs.MessageCode(message))
		if !ok || u.Command == nil {
			return
		}
		h := gbcs.Header{Message: u.Message, Counter: uint64(flag)}
		args, err := u.ParseCommand(h, payload)
		if err != nil {
			return
		}
		again, err := u.AppendCommand(nil, h, args)
		if err != nil || !bytes.Equal(again, payload) && !sameBooleans(again, payload) {
			t.Errorf("%X is written again as %X, %v", payload, again, err)
		}
	})
}

// sameBooleans reports whether what was written again differs only where FF stands for
// another octet that means true.
func sameBooleans(again, payload []byte) bool {
	if len(again) != len(payload) {
		return false
	}
	for i := range again {
		if again[i] != payload[i] && (again[i] != 0xFF || payload[i] == 0) {
			return false
		}
	}
	return true
}

// FuzzAnnotate shows any message piece by piece: lines are inside the message, and those of
// one depth do not overlap.
func FuzzAnnotate(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, message uint16, flag byte, payload []byte) {
		m := &gbcs.Message{
			Header:  gbcs.Header{Flag: gbcs.Flag(flag), Message: gbcs.MessageCode(message)},
			Payload: payload, Form: gbcs.Inner,
		}
		lines, _ := Annotate(m, clearOpener)
		size := m.Size()
		for _, l := range lines {
			if l.Offset < 0 || l.Size < 0 || l.Offset+l.Size > size || l.Name == "" {
				t.Fatalf("%+v of %d", l, size)
			}
		}
	})
}
