package xmldsig_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/xmldsig"
)

// javaBatch is work for one Java process: files in a directory, by name.
type javaBatch struct {
	t     *testing.T
	key   *ecdsa.PrivateKey
	dir   string
	names map[string]string // of the test, by that of the file without its ending
}

func (b *javaBatch) add(name, ending string, document []byte) {
	b.t.Helper()
	file := fmt.Sprintf("%04d", len(b.names))
	b.names[file] = name
	b.write(file+ending, document)
}

func (b *javaBatch) write(file string, octets []byte) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, file), octets, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func (b *javaBatch) read(file string) []byte {
	b.t.Helper()
	octets, err := os.ReadFile(filepath.Join(b.dir, file))
	if err != nil {
		b.t.Fatal(err)
	}
	return octets
}

// run has Java do it, and calls f with each file that it has no complaint about.
func (b *javaBatch) run(f func(name, file, ending string)) {
	b.t.Helper()
	cmd := exec.Command("java", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8",
		filepath.Join("testdata", "Interop.java"), b.dir)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		b.t.Fatalf("java: %v\n%s", err, stderr.String())
	}
	count := 0
	for line := range strings.Lines(stdout.String()) {
		count++
		path, verdict, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		ending := filepath.Ext(path)
		file := strings.TrimSuffix(path, ending)
		if verdict != "ok" {
			b.t.Errorf("%s%s: Java says: %s\n%s", b.names[file], ending, verdict, b.read(path))
			continue
		}
		f(b.names[file], file, ending)
	}
	if count != len(b.names) {
		b.t.Errorf("Java reports about %d of %d documents", count, len(b.names))
	}
}

// newJavaBatch makes an empty batch that signs with the key, or skips the test.
func newJavaBatch(t *testing.T, key *ecdsa.PrivateKey) *javaBatch {
	t.Helper()
	tool(t, "java")
	if exec.Command("java", "-version").Run() != nil {
		t.Skip("java does not start: nothing to compare with")
	}
	b := &javaBatch{t: t, key: key, dir: t.TempDir(), names: map[string]string{}}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	b.write("private.der", private)
	b.write("public.der", public)
	return b
}

// addAll has the document signed there, verified as we sign it, and canonicalised.
func (b *javaBatch) addAll(name, document string) {
	b.t.Helper()
	b.add(name, ".sign", []byte(document))
	b.add(name, ".verify", []byte(sign(b.t, document, b.key)))
	b.add(name, ".c14n", []byte(document))
}

// compare checks what Java made of a document.
func (b *javaBatch) compare(name, file, ending string) {
	b.t.Helper()
	switch ending {
	case ".sign":
		signed := b.read(file + ".signed")
		if err := verify(string(signed), &b.key.PublicKey); err != nil {
			b.t.Errorf("%s: we refuse Java's signature: %v\n%s", name, err, signed)
		}
		// A serializer turns the carriage return in Java's base64 into a reference.
		if !bytes.Contains(signed, []byte("&#13;\n")) {
			b.t.Errorf("%s: no carriage return in\n%s", name, signed)
		}
	case ".c14n":
		d := mustParse(b.t, string(b.read(file+".c14n")))
		for method, want := range map[xmldsig.Method][]byte{
			xmldsig.Inclusive: b.read(file + ".inclusive"),
			xmldsig.Exclusive: b.read(file + ".exclusive"),
		} {
			if got := d.AppendCanonical(nil, method); !bytes.Equal(got, want) {
				b.t.Errorf("%s, method %d:\n got %q\nJava %q", name, method, got, want)
			}
		}
	}
}

// Java's javax.xml.crypto.dsig signs and we verify, we sign and it verifies, with its
// secure validation, and both write the same canonical forms.
func TestInteropJava(t *testing.T) {
	key := newKey(t)
	b := newJavaBatch(t, key)
	eachInterop(t, 100, b.addAll)
	tolerated, _ := toleratedCases(t, key)
	for _, test := range append(writtenCases(t, key), tolerated...) {
		b.add(test.name, ".verify", []byte(test.document))
	}
	b.run(b.compare)
}

func TestInteropJavaTemplates(t *testing.T) {
	b := newJavaBatch(t, newKey(t))
	eachTemplate(t, func(_ *testing.T, path string, document []byte) {
		b.addAll(filepath.Base(path), string(document))
	})
	b.run(b.compare)
}
