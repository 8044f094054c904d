// Package chained is files of lines that cannot be altered unseen: each line begins with a hash
// over the line before it and its own text, and the last is a signature over all.
//
//	HASH {"…": …}
//
// HASH is SHA-256, in 64 lower-case hexadecimal digits, over the hash of the line before (32
// octets; zeros before the first) and the JSON after the blank. Lines end with a line feed. The
// JSON of the last line is {"end": {"lines": N, "key": K, "signature": S}}: N counts the lines
// before it, K is the Ed25519 public key (RFC 8032) and S its signature, both in base64, over
// the octets "mains chained file 1", a line feed and the hash of the line before. There is
// nothing after it.
//
// So whoever holds the key's fingerprint needs no network, and no program of ours, to tell
// whether an octet was changed, and in which line.
package chained

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// signed is what stands before the hash that is signed.
const signed = "mains chained file 1\n"

// MaxLine is how long a line may be, in octets.
const MaxLine = 64 << 20

type hash [sha256.Size]byte

// next is the hash of a line after one with this hash.
func (h hash) next(text []byte) (n hash) {
	s := sha256.New()
	s.Write(h[:])
	s.Write(text)
	s.Sum(n[:0])
	return n
}

// Fingerprint is how people compare keys: the first 16 octets of the SHA-256 of the public key,
// in hexadecimal.
func Fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:16])
}

// last is the last line.
type last struct {
	End *end `json:"end"`
}

type end struct {
	Lines     int    `json:"lines"`
	Key       []byte `json:"key"`
	Signature []byte `json:"signature"`
}

// Writer writes a file. Every line counts only once Close has written the last.
type Writer struct {
	w     *bufio.Writer
	key   ed25519.PrivateKey
	hash  hash
	lines int
}

// NewWriter writes to w, and signs with the key.
func NewWriter(w io.Writer, key ed25519.PrivateKey) *Writer {
	return &Writer{w: bufio.NewWriterSize(w, 1<<16), key: key}
}

// Line adds a value as a line.
func (w *Writer) Line(value any) error {
	text, err := encode(value)
	if err != nil {
		return fmt.Errorf("chained: line %d: %w", w.lines+1, err)
	}
	if len(text) > MaxLine-2*len(w.hash)-2 {
		return fmt.Errorf("chained: line %d has %d octets: at most %d", w.lines+1, len(text), MaxLine)
	}
	w.hash = w.hash.next(text)
	w.lines++
	// A failing writer fails again at the end.
	_, _ = fmt.Fprintf(w.w, "%x ", w.hash)
	_, _ = w.w.Write(text)
	return w.w.WriteByte('\n')
}

// encode is the JSON of a line.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Close writes the last line. The writer below stays open.
func (w *Writer) Close() error {
	public := w.key.Public().(ed25519.PublicKey)
	if err := w.Line(last{&end{Lines: w.lines, Key: public,
		Signature: ed25519.Sign(w.key, append([]byte(signed), w.hash[:]...))}}); err != nil {
		return err
	}
	return w.w.Flush()
}

// Fault is a line at fault: everything before it is as it was signed, if the signature holds.
type Fault struct {
	Line   int   // counted from 1; 0: the file as a whole
	Offset int64 // of the line within the file, in octets
	Text   string
}

func (f *Fault) Error() string {
	if f.Line == 0 {
		return f.Text
	}
	return fmt.Sprintf("line %d, at octet %d: %s", f.Line, f.Offset, f.Text)
}

// Reader reads a file line by line, and checks each before it gives it.
type Reader struct {
	r      *bufio.Reader
	hash   hash
	lines  int
	at     int64             // where the line that was read last begins
	offset int64             // where the next one does
	key    ed25519.PublicKey // once the last line was read
}

// NewReader reads from r.
func NewReader(r io.Reader) *Reader { return &Reader{r: bufio.NewReaderSize(r, 1<<16)} }

// Next is the JSON of the next line; io.EOF after the last, when the signature was checked. The
// slice is the caller's. What is wrong is a [*Fault]; one that a line does not fit its hash is
// told with the line's text, and reading can go on after it, to find others.
func (r *Reader) Next() (text []byte, err error) {
	line, err := r.line()
	if err != nil {
		return nil, err
	}
	r.at = r.offset
	r.offset += int64(len(line))
	r.lines++
	fault := func(format string, args ...any) *Fault {
		return &Fault{r.lines, r.at, fmt.Sprintf(format, args...)}
	}
	const digits = 2 * sha256.Size
	if len(line) < digits+3 || line[digits] != ' ' || line[len(line)-1] != '\n' {
		return nil, fault("is no line of a hash, a blank and JSON: it was altered or cut off")
	}
	text = line[digits+1 : len(line)-1]
	before := r.hash
	want := before.next(text)
	if _, err := hex.Decode(r.hash[:], line[:digits]); err != nil ||
		bytes.ContainsAny(line[:digits], "ABCDEF") {
		r.hash = want
		return text, fault("begins with no hash: it was altered")
	}
	if r.hash != want {
		return text, fault("does not fit its hash: it was altered, or a line before it is missing")
	}
	if !bytes.HasPrefix(text, []byte(`{"end":`)) {
		return text, nil
	}
	return nil, r.end(text, before, fault)
}

// line reads a line with its line feed.
func (r *Reader) line() (line []byte, err error) {
	if r.key != nil {
		return nil, io.EOF
	}
	for {
		part, err := r.r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case err == nil:
			return line, nil
		case len(line) > MaxLine:
			return nil, &Fault{r.lines + 1, r.offset, fmt.Sprintf("is longer than %d octets", MaxLine)}
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		case errors.Is(err, io.EOF):
			return nil, &Fault{r.lines + 1, r.offset,
				"is missing: the file ends without the line that signs it; it was cut off"}
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("chained: %w", err)
		}
	}
}

// end checks the last line, after one with the hash before.
func (r *Reader) end(text []byte, before hash, fault func(string, ...any) *Fault) error {
	var l last
	if err := json.Unmarshal(text, &l); err != nil || l.End == nil ||
		len(l.End.Key) != ed25519.PublicKeySize {
		return fault("is no last line: want how many lines there are, a key and a signature")
	}
	// The signature is over the lines before: of this one whoever altered it can make the hash anew.
	if written, err := encode(l); err != nil || !bytes.Equal(written, text) {
		return fault("is not written as last lines are: it was altered")
	}
	if l.End.Lines != r.lines-1 {
		return fault("says that %d lines are before it, and there are %d", l.End.Lines, r.lines-1)
	}
	if !ed25519.Verify(l.End.Key, append([]byte(signed), before[:]...), l.End.Signature) {
		return fault("has a signature that does not hold: the file was put together by somebody else")
	}
	if _, err := r.r.ReadByte(); !errors.Is(err, io.EOF) {
		return &Fault{r.lines + 1, r.offset, "stands after the last line"}
	}
	r.key = l.End.Key
	return io.EOF
}

// Key is the key that signed the file, once all of it was read.
func (r *Reader) Key() ed25519.PublicKey { return r.key }

// Lines is how many lines were read.
func (r *Reader) Lines() int { return r.lines }

// Offset is where the line that was read last begins within the file, in octets.
func (r *Reader) Offset() int64 { return r.at }

// Begins reports whether the JSON of the first line of a file begins with a text, given at least as
// much of the file as that takes.
func Begins(file []byte, text string) bool {
	const digits = 2 * sha256.Size
	return len(file) > digits && bytes.HasPrefix(file[digits:], []byte(" "+text))
}

// SignedBy refuses a file of one signer where another is wanted; both are fingerprints, and whoever
// wants an empty one takes any.
func SignedBy(signer, want string) error {
	if want != "" && want != signer {
		return fmt.Errorf("it was signed by %s, and not by %s", signer, want)
	}
	return nil
}

// ParseFingerprint reads what [Fingerprint] wrote, or a public key in base64.
func ParseFingerprint(text string) (string, error) {
	if b, err := hex.DecodeString(text); err == nil && len(b) == 16 {
		return hex.EncodeToString(b), nil
	}
	if b, err := base64.StdEncoding.DecodeString(text); err == nil &&
		len(b) == ed25519.PublicKeySize {
		return Fingerprint(b), nil
	}
	return "", fmt.Errorf("%q is no fingerprint of 32 hexadecimal digits, and no Ed25519 public "+
		"key in base64", text)
}
