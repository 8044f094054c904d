package newsletter

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// factsOf are the fields of the kinds that an edition tells of, in its order. What is only
// assumed is never told.
var factsOf = map[string]string{
	"consultation": "summary audience asks_about documents documents_from respond_how respond_via " +
		"confidentiality confidentiality_scope outcome_path outcome_meeting questions_to",
	"change_request": "raised_by issued_to issued_on plan revises new_milestones",
	"modification": "issue idea solution clauses service_requests applies_to refused_for refusal " +
		"users impacted parameters related split_of target_release",
	"irp": "issue message from_device to_device document corrects requesters targets network",
	"survey": "owners opens_on closes_on outcome reports follow_up purpose participation mode " +
		"agency audience feedback_via questions_to",
	"contact_list": "purpose users may_also_add_details permitted_uses form hosts access " +
		"updates_via guidance questions_to",
	"event":   "mode hosts audience covers registration register_via live_questions questions_to",
	"vacancy": "team employer description salary posted_on closes_on apply_via",
	"release": "content modifications intended_modifications supporting_change questions_to",
	"publication": "published_on version summary contained_in classification meeting audience " +
		"suggestions_to",
	"helpdesk": "contact",
}

// entry begins what is told of a record, with the facts of its kind.
func (m *maker) entry(rec record.Titled) (e record.EditionEntry, err error) {
	kind, id := rec.Named()
	e = record.EditionEntry{Kind: kind, ID: id, Title: rec.Heading()}
	if mod, is := rec.(*record.Modification); is {
		e.Title = numbered(mod)
	}
	e.Lines, err = m.lines(rec)
	return e, err
}

// numbered is a Modification with its number: DP197 Reallocating …
func numbered(m *record.Modification) string {
	if number := m.Number(); number != m.Heading() {
		return number + " " + m.Heading()
	}
	return m.Heading()
}

// lines are the facts of a record.
func (m *maker) lines(rec record.Titled) (lines []record.EditionLine, err error) {
	kind, _ := rec.Named()
	fields := desk.Fields(rec)
	assumed := func(string) bool { return false }
	if head, ok := rec.(interface{ Assumed(string) bool }); ok {
		assumed = head.Assumed
	}
	for name := range strings.FieldsSeq(factsOf[kind]) {
		i := slices.IndexFunc(fields, func(f desk.Field) bool { return f.Name == name })
		if i < 0 || assumed(name) {
			continue
		}
		said, err := m.said(fields[i])
		if err != nil {
			return nil, err
		}
		if len(said) > 0 {
			lines = append(lines, record.EditionLine{Term: fields[i].Label, Words: said})
		}
	}
	return lines, nil
}

// said is what a field says, on one line.
func (m *maker) said(f desk.Field) ([]record.EditionWord, error) {
	if requests, are := f.Value.Interface().([]record.ServiceRequest); are {
		return joined(services(requests)), nil
	}
	if f.Kinds == "" {
		var parts [][]record.EditionWord
		for _, line := range f.Lines() {
			parts = append(parts, convert(line))
		}
		return joined(parts), nil
	}
	switch ids := f.Value.Interface().(type) {
	case string:
		return m.refs(f.Kinds, ids)
	case []string:
		return m.refs(f.Kinds, ids...)
	}
	return nil, nil
}

// services are Service Requests, with how they can be sent today and what is added.
func services(requests []record.ServiceRequest) (parts [][]record.EditionWord) {
	for _, r := range requests {
		text := r.SRV + " " + r.Name
		modes := desk.Plains(r.ModesToday)
		if len(r.ModesAdded) > 0 {
			modes += after("; added: ", desk.Plains(r.ModesAdded))
		}
		if modes = strings.TrimPrefix(modes, "; "); modes != "" {
			text += " (" + modes + ")"
		}
		parts = append(parts, words(text))
	}
	return parts
}

// convert makes words of a page's.
func convert(all page.Words) (list []record.EditionWord) {
	for _, w := range all {
		word := record.EditionWord{Text: desk.Text(page.Words{w})}
		if link, is := w.(page.Link); is {
			word.To, word.Out = string(link.To), link.Out
		}
		list = append(list, word)
	}
	return list
}

// joined puts several on one line: with commas, or semicolons where they have commas.
func joined(parts [][]record.EditionWord) (line []record.EditionWord) {
	with := ", "
	for _, p := range parts {
		if strings.Contains(plain(p), ",") && len(parts) > 1 {
			with = "; "
		}
	}
	for i, p := range parts {
		if i > 0 {
			line = append(line, record.EditionWord{Text: with})
		}
		line = append(line, p...)
	}
	return line
}

// refs are links to records, with what of each belongs beside it.
func (m *maker) refs(kinds string, ids ...string) ([]record.EditionWord, error) {
	var parts [][]record.EditionWord
	for _, id := range ids {
		rec, err := m.get(kinds, id)
		if err != nil {
			return nil, err
		}
		if rec != nil {
			parts = append(parts, refer(rec))
		}
	}
	return joined(parts), nil
}

// refer names a record and leads to it: a mailbox by its address, a meeting with its day, a
// Release with the day it goes live.
func refer(rec record.Titled) []record.EditionWord {
	link := record.EditionWord{Text: rec.Heading(), To: string(desk.AddressOf(rec))}
	beside := func(text string) []record.EditionWord {
		if text == "" {
			return []record.EditionWord{link}
		}
		return []record.EditionWord{link, {Text: text}}
	}
	switch r := rec.(type) {
	case *record.Modification:
		link.Text = numbered(r)
	case *record.Organisation:
		if r.ShortName != "" {
			link.Text = r.ShortName
		}
	case *record.Contact:
		if r.Channel == "email" && r.Email != "" && !r.Assumed("email") {
			return []record.EditionWord{link, {Text: " ("}, {Text: r.Email, Out: "mailto:" + r.Email},
				{Text: ")"}}
		}
	case *record.Meeting:
		return beside(after(" on ", heldOn(r)))
	case *record.Release:
		return beside(after(", goes live on ", r.GoesLiveOn.Long()))
	}
	return beside("")
}

// after is a text with words before it; nothing where it says nothing.
func after(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

// heldOn is the day of a meeting; empty where it is not known, or only assumed.
func heldOn(m *record.Meeting) string {
	if m.Assumed("held_on") {
		return ""
	}
	return m.HeldOn.Long()
}

// get is the record with an id, of the first of the kinds that has one; nil where the reader
// may know of none.
func (m *maker) get(kinds, id string) (record.Titled, error) {
	if id == "" {
		return nil, nil
	}
	for kind := range strings.FieldsSeq(kinds) {
		if err := m.read(kind, id); err != nil {
			return nil, err
		}
		if rec := m.known[register.Hit{Kind: kind, ID: id}]; rec != nil {
			return rec, nil
		}
	}
	return nil, nil
}

// fewKinds are the kinds with few records, most of which an edition names: they are read
// with one query each.
var fewKinds = []string{"contact", "body"}

// read reads records of a kind that were not read yet, with one query.
func (m *maker) read(kind string, ids ...string) error {
	var wanted []string
	for _, id := range ids {
		at := register.Hit{Kind: kind, ID: id}
		if _, read := m.known[at]; !read && id != "" {
			m.known[at] = nil // unless it is found
			wanted = append(wanted, id)
		}
	}
	whole := slices.Contains(fewKinds, kind)
	if len(wanted) == 0 || whole && m.whole[kind] {
		return nil
	}
	q := register.Query{Among: wanted}
	if whole {
		m.whole[kind], q = true, register.Query{}
	}
	all, _, err := m.v.Records(kind, q)
	for _, rec := range all {
		if titled, is := rec.(record.Titled); is {
			m.note(titled)
		}
	}
	return err
}

// note keeps a record that was read.
func (m *maker) note(rec record.Titled) { m.known[ref(rec)] = rec }

// date is a day that an entry names.
func date(rec register.Record, on calendar.Date, what string) record.EditionDate {
	kind, id := rec.Named()
	return record.EditionDate{On: on, What: what, Kind: kind, ID: id}
}
