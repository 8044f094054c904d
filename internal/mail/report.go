package mail

import (
	"bytes"
	"regexp"
	"strings"
)

// report reads what a server says of deliveries (RFC 3464): a group of fields for the message,
// and one for each address. What was not delivered in the end is noted: Action says so, and no
// other word of the report does.
func (r *reading) report(content []byte) {
	r.formal = true
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	for len(content) > 0 && len(r.Failures) < maxParts {
		var h header
		h, content = split(content)
		action, _, _ := strings.Cut(h.get("Action"), "(") // a remark may follow
		if !strings.EqualFold(strings.TrimSpace(action), "failed") {
			continue
		}
		address := typed(h.get("Original-Recipient"))
		if address == "" {
			address = typed(h.get("Final-Recipient"))
		}
		if _, plain, err := ParseAddress(address); err == nil {
			address = plain
		} else {
			address = "" // only the address tells that it came back to
		}
		status := h.get("Status")
		r.Failures = append(r.Failures, Delivery{Address: address,
			Permanent: strings.HasPrefix(status, "5"),
			Why:       r.line(strings.TrimSpace(status + " " + typed(h.get("Diagnostic-Code"))))})
	}
}

// status is what a server says of a delivery (RFC 3463).
var status = regexp.MustCompile(`\b[45]\.[0-9]{1,3}\.[0-9]{1,3}\b`)

// informal reads what a server says of a delivery in words alone, as some do, where there is no
// report that programs read: whom it is about only the address tells that it came back to. It is
// for good where the status is of an address or its mailbox.
func (r *reading) informal() {
	local, _, _ := strings.Cut(strings.ToLower(r.From), "@")
	if r.Sender != "" || r.formal || local != "mailer-daemon" && local != "postmaster" ||
		strings.Contains(strings.ToLower(r.Subject), "delay") {
		return
	}
	said := status.FindString(r.Text)
	if said == "" {
		said = "no status"
	}
	r.Failures = append(r.Failures, Delivery{Why: said,
		Permanent: strings.HasPrefix(said, "5.1.") || strings.HasPrefix(said, "5.2.")})
}

// typed is the value of a field that says first of which kind it is: rfc822; a@example.com.
func typed(value string) string {
	_, after, ok := strings.Cut(value, ";")
	if !ok {
		return value
	}
	return strings.TrimSpace(after)
}

// automatic is why a message is taken for one that a program sent by itself; empty: it is not.
func automatic(h header, in *Incoming) string {
	if kind := h.get("Auto-Submitted"); kind != "" && !strings.HasPrefix(strings.ToLower(kind), "no") {
		return "it says that it was sent by itself (Auto-Submitted: " + limit(kind, 40, nil) + ")"
	}
	if len(in.Failures) > 0 ||
		strings.HasPrefix(strings.ToLower(h.get("Content-Type")), "multipart/report") {
		return "it is a report of deliveries"
	}
	switch strings.ToLower(h.get("Precedence")) {
	case "bulk", "junk", "list", "auto_reply":
		return "it was sent to many (Precedence)"
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Auto-Reply"} {
		if h.get(name) != "" {
			return "it says that it is an answer by itself (" + name + ")"
		}
	}
	if h.get("List-Id") != "" || h.get("List-Unsubscribe") != "" {
		return "it is from a mailing list"
	}
	if in.Sender == "" {
		return "nothing comes back to its sender"
	}
	local, _, _ := strings.Cut(strings.ToLower(in.From), "@")
	switch local {
	case "mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply", "do-not-reply":
		return "it is from " + local
	}
	return ""
}
