package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mains-energy/mains/internal/bus/bustest"
	"github.com/mains-energy/mains/internal/store/storetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"mains": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			env := environment{in: os.Stdin, out: os.Stdout, err: os.Stderr}
			os.Exit(run(ctx, env, os.Args[1:]))
		},
	})
}

// startLimit is how long a system may take until it listens, on a slow machine that
// does other things.
const startLimit = 60 * time.Second

// endLimit is how long a system may take until it has given up, on a disk that is full and
// a slow machine.
const endLimit = 3 * time.Minute

// TestStories runs the stories with embedded engines.
func TestStories(t *testing.T) { storiesIn(t, "script", "", nil) }

// TestStoriesOnServers runs those that serve with PostgreSQL and a NATS server.
func TestStoriesOnServers(t *testing.T) {
	storiesIn(t, "script", "$DB", func(env *testscript.Env) {
		t := env.T().(testing.TB)
		env.Setenv("DB", storetest.Postgres(t))
		env.Setenv("NATS", bustest.Server(t))
	})
}

// storiesIn runs the stories in a directory below testdata that have a text in them.
func storiesIn(t *testing.T, dir, with string, setup func(*testscript.Env)) {
	all, err := filepath.Glob(filepath.Join("testdata", dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	sample, err := filepath.Abs(filepath.Join("..", "..", "docs", "register-sample.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files: slices.DeleteFunc(all, func(file string) bool {
			story, err := os.ReadFile(file)
			return err == nil && !strings.Contains(string(story), with)
		}),
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_STATE_HOME", env.WorkDir)
			env.Setenv("SAMPLE", sample)
			// A program with the race detector waits for a second when it ends, in which
			// others might show a race; a story runs dozens of them, one after the other.
			env.Setenv("GORACE", "atexit_sleep_ms=0")
			env.Setenv("DB", "")
			env.Setenv("NATS", "")
			env.Values[theTest] = env.T()
			if setup != nil {
				setup(env)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"appear":   appear,
			"carried":  carried,
			"counts":   counts,
			"document": document,
			"envelope": envelope,
			"example":  example,
			"fetch":    fetch,
			"flip":     flip,
			"image":    image,
			"invited":  invited,
			"mailbox":  mailbox,
			"newer":    newer,
			"occupy":   occupy,
			"relay":    relay,
			"replace":  replace,
			"segment":  segment,
			"serial":   serial,
			"unwrap":   unwrap,
			"until":    until,
			"usage":    usage,
		},
	})
}

// appear waits until a file is there: appear FILE.
func appear(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: appear FILE")
	}
	poll(ts, args[0]+" to appear", func() bool {
		_, err := os.Stat(ts.MkAbs(args[0]))
		return err == nil
	})
}

// until runs a command again and again until its standard output matches: until
// PATTERN COMMAND [ARGS…].
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: until PATTERN COMMAND [ARGS…]")
	}
	want, err := regexp.Compile(args[0])
	ts.Check(err)
	poll(ts, args[0], func() bool {
		return ts.Exec(args[1], args[2:]...) == nil && want.MatchString(ts.ReadFile("stdout"))
	})
}

// poll waits for something that another process does.
func poll(ts *testscript.TestScript, what string, done func() bool) {
	limit := time.NewTimer(startLimit)
	defer limit.Stop()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for !done() {
		select {
		case <-again.C:
		case <-limit.C:
			ts.Fatalf("waited %s for %s", startLimit, what)
		}
	}
}
