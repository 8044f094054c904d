package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
)

// TestStoriesWithPublishedData runs the stories that need the Reference Test Data Set
// and the keys that go with it.
func TestStoriesWithPublishedData(t *testing.T) {
	dir, err := filepath.Abs(shared.Dir(t))
	if err != nil {
		t.Fatal(err)
	}
	storiesIn(t, "script-published", "", func(env *testscript.Env) { env.Setenv("SHARED", dir) })
}

// fetch makes an HTTP request to a listener of the system in a data directory: fetch
// METHOD DATA LISTENER PATH [FILE [TYPE]]. Status, headers and a body of text are its
// standard output, and any body goes to the file body; a status of 400 or more is a failure.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 4 || len(args) > 6 {
		ts.Fatalf("usage: fetch METHOD DATA LISTENER PATH [FILE [TYPE]]")
	}
	var addresses map[string]string
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(addressFile(args[1]))), &addresses))
	var body io.Reader
	kind := "application/xml"
	if len(args) > 4 {
		body = bytes.NewReader([]byte(ts.ReadFile(args[4])))
	}
	if len(args) > 5 {
		kind = args[5]
	}
	req, err := http.NewRequest(args[0], addresses[args[2]]+args[3], body)
	ts.Check(err)
	req.Header.Set("Content-Type", kind)
	resp, err := http.DefaultClient.Do(req)
	ts.Check(err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), resp.Status)
	ts.Check(resp.Header.Write(ts.Stdout()))
	ts.Check(os.WriteFile(ts.MkAbs("body"), text, 0o600))
	if utf8.Valid(text) {
		fmt.Fprintf(ts.Stdout(), "\n%s", text)
	}
	if failed := resp.StatusCode >= 400; failed != neg {
		ts.Fatalf("HTTP status %s", resp.Status)
	}
}

// invited presses the button at the address in a file, which is of the system in a data
// directory, and expects a status: invited DATA FILE STATUS.
func invited(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: invited DATA FILE STATUS")
	}
	var at addresses
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(addressFile(args[0]))), &at))
	_, to, found := strings.Cut(strings.TrimSpace(ts.ReadFile(args[1])), "/sign-in/")
	if !found {
		ts.Fatalf("%s has no address", args[1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	resp, err := client.PostForm(at.Portal+"/sign-in/"+to, nil)
	ts.Check(err)
	ts.Check(resp.Body.Close())
	if fmt.Sprint(resp.StatusCode) != args[2] {
		ts.Fatalf("HTTP status %s", resp.Status)
	}
	fmt.Fprintln(ts.Stdout(), resp.Header.Get("Location"))
}

// counts waits until the metrics of the system in a data directory have a line that
// matches: counts DATA PATTERN.
func counts(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: counts DATA PATTERN")
	}
	want, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	var addresses map[string]string
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(addressFile(args[0]))), &addresses))
	poll(ts, args[1], func() bool {
		resp, err := http.Get(addresses["controls"] + "/metrics")
		ts.Check(err)
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		return err == nil && want.Match(text)
	})
}

// message is what the signing service takes and gives.
type message struct {
	Message         []byte `json:"message"` // base64
	PreserveCounter bool   `json:"preserveCounter,omitempty"`
}

// envelope puts a document into a request to the signing service: envelope DOCUMENT
// FILE [preserve].
func envelope(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: envelope DOCUMENT FILE [preserve]")
	}
	text, err := json.Marshal(message{[]byte(ts.ReadFile(args[0])), len(args) == 3})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}

// unwrap takes the document out of what the signing service said to the last fetch:
// unwrap FILE.
func unwrap(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unwrap FILE")
	}
	said := []byte(ts.ReadFile("stdout"))
	var m message
	ts.Check(json.Unmarshal(said[bytes.IndexByte(said, '{'):], &m)) // headers have no brace
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), m.Message, 0o600))
}

// replace writes a file with one text instead of another: replace OLD NEW FROM TO.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: replace OLD NEW FROM TO")
	}
	text := ts.ReadFile(args[2])
	if !strings.Contains(text, args[0]) {
		ts.Fatalf("%s is not in %s", args[0], args[2])
	}
	text = strings.Replace(text, args[0], args[1], 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), []byte(text), 0o600))
}

// serial writes a request to the SMKI repository for the first certificate that the last
// fetch found: serial FILE.
func serial(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serial FILE")
	}
	found := regexp.MustCompile("<CertificateSerial>[0-9a-fA-F]+</CertificateSerial>").
		FindString(ts.ReadFile("stdout"))
	text := `<?xml version="1.0" encoding="utf-8"?><CertificateDataRequest>` + found +
		`</CertificateDataRequest>`
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// usage runs a command whose arguments are wrong: its exit code is 2, and what it says is
// one line. usage COMMAND [ARGS…].
func usage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: usage COMMAND [ARGS…]")
	}
	var exit *exec.ExitError
	if err := ts.Exec(args[0], args[1:]...); !errors.As(err, &exit) || exit.ExitCode() != exitUsage {
		ts.Fatalf("got %v, want exit code %d", err, exitUsage)
	}
	said := ts.ReadFile("stderr")
	if strings.Count(said, "\n") != 1 {
		ts.Fatalf("more than one line")
	}
	fmt.Fprint(ts.Stderr(), said)
}

// newer makes the database of a stopped system one of a later release: newer DATA.
func newer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: newer DATA")
	}
	db, err := store.Open(context.Background(), store.Config{Dir: filepath.Join(ts.MkAbs(args[0]), "db")})
	ts.Check(err)
	ts.Check(db.Write(context.Background(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(context.Background(), `INSERT INTO schema_migration (version_id, is_applied)
			SELECT max(version_id) + 1, max(is_applied) FROM schema_migration`)
		return err
	}))
	ts.Check(db.Close())
}

// occupy listens on a port for the rest of the story, and sets a variable to the port
// offset with which a gateway would listen there: occupy VARIABLE.
func occupy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupy VARIABLE")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { ts.Check(l.Close()) })
	offset := l.Addr().(*net.TCPAddr).Port - system.Port(system.Gateway)
	ts.Setenv(args[0], strconv.Itoa(offset))
}
