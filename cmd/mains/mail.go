package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/mail"
)

// mailCommand is what is done with mail beside a running system.
type mailCommand struct {
	Test mailTestCommand `cmd:"" help:"Send one message, and say what the server of mail says at each step."`
}

type mailTestCommand struct {
	To    string     `arg:"" name:"address" help:"Where the message goes: name@example.org."`
	Relay relayFlags `embed:""`
}

// Help says what it takes.
func (mailTestCommand) Help() string {
	return `Takes --smtp, --smtp-password and --mail-from as mains serve does, sends one message with
them and says what came of each step. Where the server says no, it says what is usually behind
that. Nothing is kept, and no system has to run.`
}

// Run sends a message.
func (c *mailTestCommand) Run(ctx context.Context, env environment) error {
	server, message, err := c.prepare()
	if err != nil {
		return usageError{plainly(err)}
	}
	help := ""
	server.Watch = func(r mail.Report) {
		fmt.Fprintf(env.out, "%-10s %-32s %s\n", r.Step, r.With, r.Outcome())
		if r.Err != nil {
			help = r.Help()
		}
	}
	answer, err := server.Send(ctx, message)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case help != "":
		return errors.New(help)
	case err != nil:
		return plainly(err)
	}
	_ = server.Close() // it has taken the message, and may have gone
	fmt.Fprintf(env.out, "\nThe server has taken it: %s\nLook whether it arrives. What cannot be "+
		"delivered comes back to %s.\n", answer, message.From)
	return nil
}

// prepare makes of the words of the command a server and a message.
func (c *mailTestCommand) prepare() (*mail.Server, mail.Envelope, error) {
	var none mail.Envelope
	switch {
	case c.Relay.SMTP == "":
		return nil, none, errors.New("--smtp is missing: want the server that mail is sent by, as " +
			"mains serve takes it")
	case c.Relay.MailFrom == "":
		return nil, none, errors.New("--mail-from is missing: servers refuse mail from nobody")
	}
	server, err := mail.ParseServer(c.Relay.SMTP)
	if err != nil {
		return nil, none, err
	}
	password, err := c.Relay.password()
	if err != nil {
		return nil, none, err
	}
	if password != "" {
		server = server.WithPassword(password)
	}
	_, from, err := mail.ParseAddress(c.Relay.MailFrom)
	if err != nil {
		return nil, none, err
	}
	_, to, err := mail.ParseAddress(c.To)
	if err != nil {
		return nil, none, err
	}
	id, err := mail.NewID(rand.Text(), from)
	if err != nil {
		return nil, none, err
	}
	m := mail.Message{From: c.Relay.MailFrom, To: to, Subject: "A test of mail", ID: id,
		Date: clock.Real().Now(), Text: "mains mail test has sent this. It arrived: mail of the Code " +
			"can be sent by " + server.String() + ".\n"}
	raw, err := m.Compose()
	return server, mail.Envelope{From: from, To: to, Raw: raw}, err
}
