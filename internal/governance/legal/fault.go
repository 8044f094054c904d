package legal

import (
	"fmt"
	"strings"
)

// Limits of a document. What is larger is refused by [Parse] with a fault.
const (
	MaxDocument = 4 << 20 // octets of the file
	MaxDepth    = 6       // lists within each other
	MaxNumber   = 100     // octets of the number of a clause
	MaxFaults   = 100     // faults that are told of one document
)

// Fault is one thing that is wrong with a document: where, what, and what to write instead.
type Fault struct {
	File   string // as it was given to [Parse]; empty: the document came from no file
	Line   int    // from 1; 0: of no line
	Number string // of the clause; empty: of none
	Say    string
}

// String is the fault as a line: file:line: what is wrong.
func (f Fault) String() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File + ":")
	}
	if f.Line > 0 {
		fmt.Fprintf(&b, "%d:", f.Line)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if f.Number != "" {
		b.WriteString(f.Number + ": ")
	}
	b.WriteString(f.Say)
	return b.String()
}

// Faults are all that is wrong with a document, in the order of its text. As an error it is one
// line a fault.
type Faults []Fault

// Error is one line a fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].String()
	}
	return strings.Join(lines, "\n")
}

// Err is the faults as an error; nil when there are none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// add notes a fault of a clause, as far as there is room.
func (f *Faults) add(number, say string, args ...any) {
	if len(*f) < MaxFaults {
		*f = append(*f, Fault{Number: number, Say: fmt.Sprintf(say, args...)})
	}
}
