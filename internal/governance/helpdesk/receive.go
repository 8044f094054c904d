package helpdesk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/page"
)

// Receive takes mail to the helpdesk: it makes a ticket, or adds to the one that the mail answers.
// Which that is follows from the token in the address it was sent to ([record.Ticket.Plus]) or in
// what it answers ([record.Ticket.MessageID]), or from an earlier mail of the same sender; never
// from its subject. Its words are as [mail.Parse] leaves them. Mail that a program sent by itself,
// and mail that came before, makes nothing. An error says that it was not taken and should be
// handed over again.
func Receive(d *desk.Desk) func(context.Context, *mail.Incoming) error {
	return func(ctx context.Context, in *mail.Incoming) error {
		if in.Automatic != "" || in.From == "" {
			return nil
		}
		_, err := d.Register.Act(ctx, register.Act{Who: visitor, Verb: "write to the helpdesk by mail"},
			func(tx *register.Tx) error { return receive(tx, in) })
		return err
	}
}

// receive takes one mail.
func receive(tx *register.Tx, in *mail.Incoming) error {
	files := filesOf(in)
	entry := record.TicketEntry{Mail: identityOf(in), From: secretOf(in.From), LeftOut: len(files),
		Files: secretOf(linesOf(files))}
	before, err := register.Find[*record.TicketEntry](tx.View,
		register.Query{Key: "mail", Is: entry.Mail, Limit: 1})
	if err != nil || len(before.Records) > 0 {
		return err
	}
	var text string
	if text, entry.Cut = cut(strings.TrimSpace(in.Text), mostText); text == "" {
		text = "(without a text)"
	}
	t, err := answers(tx.View, in)
	if err != nil {
		return err
	}
	if t != nil && over(t, tx.Now()) == "" {
		w := &writing{tx: tx, t: t, channel: "email", entry: entry}
		told, err := filesTold(tx.View, t)
		if err != nil {
			return err
		}
		if err := w.add(text); err != nil {
			return err
		}
		if len(files) > 0 && !told {
			if err := withoutFiles(tx, t); err != nil {
				return err
			}
		}
		return tx.Put(t)
	}
	subject, _ := cut(in.Subject, mostSubject)
	name, _ := cut(in.Name, mostSubject)
	a := asking{name: name, address: in.From, subject: subject, text: text, category: "other",
		channel: "email", entry: entry}
	if a.subject == "" {
		a.subject = "(without a subject)"
	}
	if t != nil { // too late: a new one, which goes on from it
		a.follows = t.ID
	}
	_, err = open(tx, a)
	return err
}

// filesOf is what is not kept of a mail beside its text: files have no place in the register.
func filesOf(in *mail.Incoming) (files []string) {
	for _, a := range in.Attach {
		files = append(files, a.String())
	}
	return append(files, in.Left...)
}

// mostNamed is how many files of a mail are named before the rest is counted. [D]
const mostNamed = 20

// linesOf is a line for each of the first files.
func linesOf(files []string) string {
	if more := len(files) - mostNamed; more > 0 {
		files = append(slices.Clone(files[:mostNamed]), fmt.Sprintf("and %d more", more))
	}
	return strings.Join(files, "\n")
}

// filesTold reports whether who asked was told already that files are not kept: once is enough.
func filesTold(v *register.View, t *record.Ticket) (bool, error) {
	entries, err := entriesOf(v, t.ID)
	return slices.ContainsFunc(entries, func(e *record.TicketEntry) bool {
		return e.LeftOut > 0
	}), err
}

// answers is the ticket that a mail answers; nil: none.
func answers(v *register.View, in *mail.Incoming) (*record.Ticket, error) {
	words := []string{in.Recipient, in.InReplyTo}
	for _, text := range append(words, in.References...) {
		id, token, ok := record.TicketToken(text)
		if !ok {
			continue
		}
		t, err := tokened(v, id, token)
		if err == nil || !errors.Is(err, page.ErrNotFound) {
			return t, err
		}
	}
	return continued(v, in)
}

// continued is the ticket of an earlier mail that this one refers to, where both are from the same
// address.
func continued(v *register.View, in *mail.Incoming) (*record.Ticket, error) {
	for _, id := range append([]string{in.InReplyTo}, in.References...) {
		digest := digestOf(id)
		if digest == "" {
			continue
		}
		found, err := register.Find[*record.TicketEntry](v,
			register.Query{Key: "mail", Is: digest, Limit: 1})
		if err != nil {
			return nil, err
		}
		for _, e := range found.Records {
			if strings.EqualFold(e.From.Text(), in.From) && in.From != "" {
				return register.Get[*record.Ticket](v, e.Ticket)
			}
		}
	}
	return nil, nil
}

// identityOf is what a mail is known by when it comes again: its ID, or all its octets where it has
// none. It is written in the act that makes the entry, so that no end between that and a note that
// the mail was taken makes two of it.
func identityOf(in *mail.Incoming) string {
	return cmp.Or(digestOf(in.ID), hex.EncodeToString(in.Digest[:]))
}

// digestOf is what tells a mail from others, without what its ID may say about its sender.
func digestOf(id string) string {
	if id = strings.TrimSpace(id); id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// cut is text of at most so many characters, and whether it was longer.
func cut(text string, most int) (string, bool) {
	if utf8.RuneCountInString(text) <= most {
		return text, false
	}
	return string([]rune(text)[:most]), true
}
