package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// errNoPostgres: the programs are not here.
var errNoPostgres = errors.New("PostgreSQL is not installed: initdb and postgres in the PATH" +
	" or in /usr/lib/postgresql/*/bin")

// Postgres makes an empty database that lives until the end of the test, in a
// server that is started for the first such test of the process and ends with the
// process, however that ends. It skips the test where PostgreSQL is not installed.
func Postgres(t testing.TB) (databaseURL string) {
	t.Helper()
	c, err := started()
	if errors.Is(err, errNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test%d", c.made.Add(1))
	if err := c.run("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return c.url(name)
}

// started starts the server of this process, the first time.
var started = sync.OnceValues(start)

// cluster is a PostgreSQL server that listens on a socket in its own directory.
type cluster struct {
	dir   string
	made  atomic.Int64
	alive io.Closer // open until this process ends; kept here, for a lost file is closed
}

func (c *cluster) url(database string) string {
	query := url.Values{"host": {c.dir}, "user": {"postgres"}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + database, RawQuery: query.Encode()}).String()
}

// run runs one statement in the server's own database.
func (c *cluster) run(statement string) (err error) {
	db, err := sql.Open("pgx", c.url("postgres"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	_, err = db.ExecContext(context.Background(), statement)
	return err
}

// script runs a server as long as its standard input is open, which is as long as
// the process that started it lives: even kill -9 leaves no server behind. $1 is
// the directory of the programs, $2 ours. Nothing here is worth a sync.
const script = `
set -e
cd "$2"
"$1/initdb" -D data -U postgres -A trust -E UTF8 --locale=C -N >log 2>&1
"$1/postgres" -D data -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
	-c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB >>log 2>&1 &
server=$!
until [ -S .s.PGSQL.5432 ] && "$1/pg_isready" -q -h "$2"; do
	kill -0 $server || exit 1
	sleep 0.02
done
echo ready
cat >/dev/null || true
kill -INT $server
wait $server || true
rm -rf "$2"/* "$2"/.s.*
rmdir "$2" || true
`

func start() (*cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	c := &cluster{}
	if c.dir, err = os.MkdirTemp("", "mains-postgres-"); err != nil {
		return nil, err
	}
	shell := exec.Command("/bin/sh", "-c", script, "sh", bin, c.dir)
	if err := unprivileged(shell, c.dir); err != nil {
		return nil, err
	}
	// Its errors go nowhere: a test binary is waited for until all who hold its
	// output are gone.
	if c.alive, err = shell.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := shell.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := shell.Start(); err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	var word [5]byte
	if n, _ := out.Read(word[:]); string(word[:n]) != "ready" {
		log, _ := os.ReadFile(filepath.Join(c.dir, "log")) // for the message alone
		return nil, fmt.Errorf("PostgreSQL in %s did not start: %w\n%s", bin, shell.Wait(), log)
	}
	return c, nil
}

// programs finds the directory of initdb and postgres: the newest where there are several.
func programs() (string, error) {
	candidates, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is good
	slices.SortFunc(candidates, func(a, b string) int {
		if len(a) != len(b) { // 9 before 15
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			candidates = append(candidates, filepath.Dir(path))
		}
	}
	for _, dir := range slices.Backward(candidates) {
		found := true
		for _, name := range []string{"initdb", "postgres", "pg_isready"} {
			_, err := os.Stat(filepath.Join(dir, name))
			found = found && err == nil
		}
		if found {
			return dir, nil
		}
	}
	return "", errNoPostgres
}
