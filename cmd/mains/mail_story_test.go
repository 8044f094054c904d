package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mains-energy/mains/internal/mail/mailtest"
)

// theTest is the value of a story that is the test it runs in.
const theTest = "test"

// relay starts a server of mail until the end of the story, and sets a variable to where it is.
// It takes everything, or answers to MAIL, RCPT or DATA with a code and words: relay VARIABLE
// [COMMAND CODE WORDS]. With a password the user "user" has to sign in: relay VARIABLE PASSWORD.
func relay(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) == 3 || len(args) > 4 {
		ts.Fatalf("usage: relay VARIABLE [PASSWORD | COMMAND CODE WORDS]")
	}
	var config mailtest.Config
	if len(args) == 2 {
		config.Password = args[1]
	}
	s := mailtest.Start(ts.Value(theTest).(testing.TB), config)
	if len(args) == 4 {
		code, err := strconv.Atoi(args[2])
		ts.Check(err)
		s.Refuse(func(command, _ string) error {
			if command != args[1] {
				return nil
			}
			return mailtest.Answer(code, [3]int{code / 100, 7, 1}, args[3])
		})
	}
	ts.Setenv(args[0], strings.TrimPrefix(s.URL(), "smtp://"))
}

// mailbox sets a variable to where mail comes in of the system in a data directory: mailbox
// VARIABLE DATA.
func mailbox(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mailbox VARIABLE DATA")
	}
	var at addresses
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(addressFile(args[1]))), &at))
	ts.Setenv(args[0], strings.TrimPrefix(at.Mail, "smtp://"))
}
