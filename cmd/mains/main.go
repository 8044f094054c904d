// Command mains is the Smart Energy Code as running software: the smart metering
// network of Great Britain in one program. `mains serve` starts it; `mains send`
// sends a request to it. See the README.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // consumption follows the clocks of Great Britain

	"github.com/alecthomas/kong"

	"github.com/mains-energy/mains/internal/system"
)

// Exit codes.
const (
	exitRefused = 1
	exitUsage   = 2
)

// commands is the command line, one field a verb, each in a file of its name.
type commands struct {
	PrintVersion kong.VersionFlag `name:"version" short:"v" help:"Print the version."`

	Serve     serveCommand     `cmd:"" help:"Start the whole system on loopback."`
	Send      sendCommand      `cmd:"" help:"Sign a Service Request, send it, wait for the answer and show it."`
	Receive   receiveCommand   `cmd:"" help:"Receive a User's answers and alerts, and show them."`
	Transform transformCommand `cmd:"" help:"Make the Pre-Command or Command of a Service Request."`
	Correlate correlateCommand `cmd:"" help:"Check that a Pre-Command does what a Service Request asks, and nothing else."`
	Sign      signCommand      `cmd:"" help:"Sign a request document, or a Pre-Command, as a User."`
	Verify    verifyCommand    `cmd:"" help:"Check a document against the schema, the rules of the service and its signatures."`
	Decode    decodeCommand    `cmd:"" help:"Show what is in GBCS messages, octet by octet, and check them."`
	UTRN      utrnCommand      `cmd:"" name:"utrn" help:"Make prepayment tokens, and check them."`
	Tariff    tariffCommand    `cmd:"" help:"Make a tariff request of a short file, draw its week, and read one back."`
	Keys      keysCommand      `cmd:"" help:"List, show, make and convert certificates and keys."`
	Schema    schemaCommand    `cmd:"" help:"Print an XML Schema of the DUIS documents."`
	Explain   explainCommand   `cmd:"" help:"Say what a Use Case, code, object or value is."`
	Code      codeCommand      `cmd:"" help:"The register of the Code: import, export, newsletter, list, show, verify."`
	Mail      mailCommand      `cmd:"" help:"Try out how mail is sent."`
	Estate    estateCommand    `cmd:"" help:"List the homes and Devices of a running system."`
	Control   controlCommand   `cmd:"" help:"Move the clock, cut the power, wake a Device, inject a fault."`
	Backup    backupCommand    `cmd:"" help:"Keep a whole installation in one file."`
	Restore   restoreCommand   `cmd:"" help:"Make an installation of a backup."`
	Reset     resetCommand     `cmd:"" help:"Return a data directory to a fresh state."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

// environment is what a command may touch of the world.
type environment struct {
	in       io.Reader
	out, err io.Writer
	terminal bool // out is one
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, environment{os.Stdin, os.Stdout, os.Stderr, isTerminal(os.Stdout)}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run parses args, runs the command and returns its exit code. What goes wrong is
// one line on stderr.
func run(ctx context.Context, env environment, args []string) int {
	out := &output{to: env.out}
	env.out = out
	var c commands
	exited := -1
	parser, err := kong.New(&c, kong.Name("mains"),
		kong.Description("The Smart Energy Code as running software."),
		kong.Writers(env.out, env.err), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"data": defaultData(), "version": "mains " + version()},
		kong.Exit(func(code int) { exited = code }))
	if err != nil {
		return fail(env, err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(env.err, "mains: %v; see %s --help\n", err, commandOf(err))
		return exitUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err = whole(parsed); err == nil {
		err = errors.Join(parsed.Run(env), out.err)
	}
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		fail(env, err)
		return exitUsage
	}
	return fail(env, err)
}

// whole refuses a data directory in which a restore is not finished: mains restore alone goes on.
func whole(parsed *kong.Context) error {
	for _, flag := range parsed.Flags() {
		if flag.Name == "data" && parsed.Selected().Name != "restore" {
			return system.Whole(flag.Target.String())
		}
	}
	return nil
}

// commandOf is the command whose words are wrong.
func commandOf(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		for i := len(wrong.Context.Path) - 1; i >= 0; i-- {
			if node := wrong.Context.Path[i].Node(); node != nil {
				return node.FullPath()
			}
		}
	}
	return "mains"
}

// output is standard output. It keeps the first error in writing to it, which ends the
// command with exit code 1: what was not written was not done.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// usageError is about the words of the command line: exit code 2.
type usageError struct{ error }

// fail says what went wrong in one line.
func fail(env environment, err error) int {
	var quiet quietError
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(env.err, "mains: interrupted")
	} else if !errors.As(err, &quiet) {
		text := strings.ReplaceAll(strings.TrimSpace(err.Error()), "\n", "; ")
		fmt.Fprintf(env.err, "mains: %s\n", text)
	}
	return exitRefused
}

// quietError ends a command with exit code 1 when its output has said why.
type quietError struct{ error }
