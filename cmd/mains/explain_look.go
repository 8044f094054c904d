package main

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/zcl"
)

// hex16 reads four hexadecimal digits, with or without 0x.
func hex16(word string) (uint16, bool) {
	digits := strings.TrimPrefix(strings.ToLower(word), "0x")
	n, err := strconv.ParseUint(digits, 16, 16)
	return uint16(n), err == nil && len(digits) == 4
}

// explainUseCase finds a Use Case by its code or its Message Code; CS02b finds all of its
// kinds.
func explainUseCase(word string) (found []explanation) {
	code, isCode := hex16(word)
	for _, u := range usecase.All {
		if strings.EqualFold(u.Code, word) || isCode && u.Message == gbcs.MessageCode(code) {
			return []explanation{explained(u)}
		}
	}
	for _, u := range usecase.All {
		rest, ok := cutFold(u.Code, word)
		if ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z' && len(word) > 3 {
			found = append(found, explained(u))
		}
	}
	return found
}

// cutFold is what follows a prefix, whose case does not matter.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return "", false
	}
	return s[len(prefix):], true
}

// explained is a Use Case.
func explained(u *usecase.UseCase) explanation {
	e := explanation{Kind: "Use Case", Name: u.Code, Title: u.Title}
	add := func(name, text string) {
		if text != "" {
			e.Facts = append(e.Facts, fact{name, text})
		}
	}
	add("Message Code", u.Message.String())
	add("on", u.On.String())
	add("category", u.Category.String())
	if u.IsAlert() {
		add("for", u.By.String())
	} else {
		add("sent by", u.By.String())
	}
	for _, g := range protections(u) {
		add("protection", g)
	}
	if n := u.Notation(); n != 0 {
		add("payload", n.String())
	}
	if len(u.SRVs) > 0 {
		add("SRV", strings.Join(u.SRVs, ", "))
	}
	var is []string
	for _, property := range []struct {
		is   bool
		name string
	}{
		{u.Replay, "protected against replay"}, {u.FutureDated, "may be future dated"},
		{u.Dated, "the Response has the Device's time"}, {u.TappedOff, "the GPF takes its values"},
		{u.Encrypted(), "values are encrypted for the reader"},
	} {
		if property.is {
			is = append(is, property.name)
		}
	}
	add("properties", strings.Join(is, "; "))
	if n := u.SmallestCommand(); n > 0 {
		add("smallest", fmt.Sprintf("%d octets of Command, without signature and MAC", n))
	}
	add("can go wrong", failures(u))
	if u.Alert != nil {
		add("reports", alertNames(u.Alert.Codes))
	}
	add("note", u.Note)
	add("clause", u.Clause)
	for i, s := range u.Steps() {
		fixed := explainedValues(s.Fixed, true)
		for _, c := range s.Constants {
			fixed = append(fixed, explainedValue{Name: c[0], Value: c[1]})
		}
		e.Steps = append(e.Steps, explainedStep{
			i + 1, s.What, s.Name, s.Where, s.When, s.Encrypted, fixed,
			explainedValues(s.Sends, false), explainedValues(s.Returns, false),
		})
	}
	return e
}

// protections say how messages are protected, by who sends the Command where that matters.
func protections(u *usecase.UseCase) (texts []string) {
	for _, g := range u.Guards {
		texts = append(texts, fmt.Sprintf("by %v: Command %v, Response %v", g.By, g.Command, g.Answers))
	}
	if u.Category == usecase.PlainZigBee || len(texts) > 0 {
		return texts
	}
	command, answer := u.Protection(u.By)
	if u.IsAlert() {
		return []string{answer.String()}
	}
	return []string{fmt.Sprintf("Command %v, Response %v", command, answer)}
}

// failures say how a Device says no.
func failures(u *usecase.UseCase) string {
	if u.Command == nil {
		return ""
	}
	switch u.Notation() {
	case usecase.DLMS:
		return "each row has a data-access-result; after the first that is not success, all are " +
			"other-reason"
	case usecase.GBZ:
		return "a Default Response or an attribute has a status; what follows the first failure is " +
			"not executed"
	}
	return "the Response has a status of its own"
}

func alertNames(codes []gbcs.AlertCode) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = strings.TrimSpace(code.String() + " " + usecase.AlertTitle(code))
	}
	return strings.Join(names, "; ")
}

// explainedValues are the places of a step; of what is fixed with its value.
func explainedValues(args usecase.Args, fixed bool) (values []explainedValue) {
	seen := map[usecase.Place]bool{}
	for _, arg := range args {
		if seen[arg.Place()] && !fixed {
			continue
		}
		seen[arg.Place()] = true
		v := explainedPlace(arg.Place())
		if fixed {
			v.Value = arg.Text()
		}
		switch inner := arg.Value().(type) {
		case []usecase.Args:
			for _, element := range inner {
				v.Of = explainedValues(element, fixed)
			}
		case usecase.Args:
			v.Of = explainedValues(inner, fixed)
		}
		values = append(values, v)
	}
	return values
}

func explainedPlace(p usecase.Place) explainedValue {
	info := p.Info()
	v := explainedValue{Name: info.Name, Type: info.Type, Range: info.Range, Clause: info.Clause}
	if v.Unit = info.Unit.String(); info.Scaler != 0 && v.Unit != "" {
		v.Unit = fmt.Sprintf("10^%d %s", info.Scaler, v.Unit)
	}
	for _, c := range info.Codes {
		v.Codes = append(v.Codes, explainedCode{c.Value, c.Name, c.Failed})
	}
	return v
}

// explainVariant finds a Service Reference Variant by its number or the element of its body.
func explainVariant(word string) []explanation {
	word = strings.TrimPrefix(strings.TrimPrefix(word, "SRV "), "srv ")
	for _, v := range srv.All {
		if v.SRV == word || strings.EqualFold(v.Element, word) {
			return []explanation{explainedVariant(v)}
		}
	}
	return nil
}

// explainedVariant is a Variant with the Use Cases that it becomes.
func explainedVariant(v *srv.Variant) explanation {
	e := explanation{Kind: "Service Reference Variant", Name: v.SRV, Title: v.Name}
	for _, f := range v.Facts() {
		e.Facts = append(e.Facts, fact(f))
	}
	if element := mmc.ElementOf(v.SRV); element != "" {
		e.Facts = append(e.Facts, fact{"answer in MMC", element})
	}
	for _, r := range v.Routes {
		text := fmt.Sprintf("%s on %v", r.UseCase, r.On)
		if condition := r.Condition(); condition != "" {
			text += ": " + condition
		}
		e.Facts = append(e.Facts, fact{"becomes", text})
	}
	return e
}

// explainAlert finds an alert or event code.
func explainAlert(word string) []explanation {
	code, ok := hex16(word)
	info, known := usecase.AlertOf(gbcs.AlertCode(code))
	if !ok || !known {
		return nil
	}
	e := explanation{Kind: "alert or event code", Name: info.Code.String(), Title: info.Title}
	e.Facts = alertFacts(info)
	for _, u := range usecase.All {
		if u.Alert != nil && slices.Contains(u.Alert.Codes, info.Code) {
			e.Facts = append(e.Facts, fact{"reported by", u.String()})
		}
	}
	return []explanation{e}
}

// alertFacts are what the table of alert codes says of one.
func alertFacts(a usecase.AlertInfo) (facts []fact) {
	kind := "non-critical: under a MAC"
	if a.Critical {
		kind = "critical: the Device signs it"
	}
	facts = append(facts, fact{"as an Alert", kind})
	if a.To != 0 {
		facts = append(facts, fact{"goes to", a.To.String()})
	}
	if a.HAN {
		facts = append(facts, fact{"in the home", "the other Devices are told"})
	}
	if a.Logs != 0 {
		facts = append(facts, fact{"stands in", a.Logs.String()})
	}
	if by := a.ConfiguredBy(); by != 0 {
		facts = append(facts, fact{"set by", by.String()})
	}
	for _, c := range a.Inputs {
		facts = append(facts, fact{"log entry says", fmt.Sprintf("%04X %s", c.Value, c.Name)})
	}
	if a.Note != "" {
		facts = append(facts, fact{"note", a.Note})
	}
	return facts
}

// explainObject finds a COSEM object by its OBIS code, A-B:C.D.E.F or twelve hexadecimal
// digits; F may be left out.
func explainObject(word string) (found []explanation) {
	name, ok := logicalName(word)
	if !ok {
		return nil
	}
	e := explanation{Kind: "COSEM object", Name: name.String()}
	for _, o := range usecase.Objects() {
		if o.Name == name {
			e.More = append(e.More, explainedObject{o.Address(), o.Label(), o.Class.String(), usersOf(o)})
		}
	}
	if len(e.More) == 0 {
		return nil
	}
	e.Title = e.More[0].Type
	return []explanation{e}
}

func logicalName(word string) (dlms.LogicalName, bool) {
	var name dlms.LogicalName
	name[5] = 255
	if raw, err := hex.DecodeString(word); err == nil && len(raw) == len(name) {
		return dlms.LogicalName(raw), true
	}
	fields := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == ':' || r == '.' })
	if !strings.Contains(word, ":") || len(fields) < 5 || len(fields) > 6 {
		return name, false
	}
	for i, field := range fields {
		n, err := strconv.ParseUint(field, 10, 8)
		if err != nil {
			return name, false
		}
		name[i] = byte(n)
	}
	return name, true
}

// usersOf are the Use Cases that have an object.
func usersOf(o *usecase.Object) (codes []string) {
	for _, u := range usecase.All {
		for _, s := range u.Steps() {
			if s.Where == o.Address() && !slices.Contains(codes, u.Code) {
				codes = append(codes, u.Code)
			}
		}
	}
	return codes
}

// explainClass finds a COSEM class by name, or by number after the word class.
func explainClass(word string) []explanation {
	number, isNumber := strings.CutPrefix(strings.ToLower(word), "class ")
	for _, c := range usecase.Classes {
		if strings.EqualFold(c.Name, word) || isNumber && number == strconv.Itoa(int(c.Class)) {
			e := explanation{Kind: "COSEM class", Name: strconv.Itoa(int(c.Class)), Title: c.Name}
			for i := range 256 {
				if name, ok := c.Attributes[uint8(i)]; ok {
					e.Facts = append(e.Facts, fact{fmt.Sprintf("attribute %d", i), name})
				}
			}
			for i := range 256 {
				if name, ok := c.Methods[uint8(i)]; ok {
					e.Facts = append(e.Facts, fact{fmt.Sprintf("method %d", i), name})
				}
			}
			for _, o := range usecase.Objects() {
				if o.Class == c.Class {
					e.More = append(e.More, explainedObject{Address: o.Address(), Name: o.Label()})
				}
			}
			return []explanation{e}
		}
	}
	return nil
}

// explainCluster finds a ZigBee cluster by name or number, or an attribute of one.
func explainCluster(word string) (found []explanation) {
	where, member, one := strings.Cut(word, "/")
	number, isNumber := hex16(where)
	id, isID := hex16(member)
	for _, cluster := range zcl.Clusters {
		if !strings.EqualFold(cluster.String(), where) && !(isNumber && number == uint16(cluster)) {
			continue
		}
		e := explanation{
			Kind: "ZigBee cluster", Name: fmt.Sprintf("%04X", uint16(cluster)), Title: cluster.String(),
		}
		for _, a := range usecase.DeclaredClusterAttributes {
			if a.Cluster == cluster && (!one || isID && uint16(a.ID) == id) {
				e.More = append(e.More, explainedObject{
					Address: fmt.Sprintf("attribute %v", a.ID), Name: a.Info().Name, Type: a.Type.String(),
				})
			}
		}
		for _, c := range usecase.ClusterCommands {
			if c.Cluster == cluster && !one {
				to := "to server"
				if c.Control&zcl.GeneralToClient != 0 {
					to = "to client"
				}
				e.More = append(e.More, explainedObject{
					Address: fmt.Sprintf("command %02X %s", c.Command, to), Name: c.Name,
				})
			}
		}
		if len(e.More) > 0 {
			found = append(found, e)
		}
	}
	return found
}

// explainStatus finds a ZigBee status or a data-access-result.
func explainStatus(word string) []explanation {
	kind, number, _ := strings.Cut(strings.ToLower(word), " ")
	switch kind {
	case "status":
		n, err := strconv.ParseUint(strings.TrimPrefix(number, "0x"), 16, 8)
		if s := zcl.Status(n); err == nil && !strings.HasPrefix(s.String(), "Status(") {
			return []explanation{{Kind: "ZigBee status", Name: fmt.Sprintf("%02X", n), Title: s.String()}}
		}
	case "result":
		n, err := strconv.ParseUint(number, 10, 8)
		r := dlms.DataAccessResult(n)
		if err == nil && !strings.HasPrefix(r.String(), "DataAccessResult(") {
			return []explanation{{Kind: "data-access-result", Name: number, Title: r.String()}}
		}
	}
	return nil
}

// explainResponseCode finds a DUIS response code.
func explainResponseCode(word string) []explanation {
	info, ok := duis.ResponseCode(strings.ToUpper(word)).Info()
	if !ok {
		return nil
	}
	sure := map[duis.Confidence]string{
		duis.Published: "the meaning was published", duis.Assigned: "the meaning is our choice",
		duis.Reserved: "the meaning is not known",
	}[info.Confidence]
	return []explanation{{
		Kind: "DUIS response code", Name: string(info.Code), Title: info.Meaning,
		Facts: []fact{{"how sure", sure}, {"clause", info.Clause}},
	}}
}

// explainPlace finds a value by its name.
func explainPlace(word string) (found []explanation) {
	users := map[usecase.Place][]string{}
	var places []usecase.Place
	var visit func(u *usecase.UseCase, args usecase.Args)
	visit = func(u *usecase.UseCase, args usecase.Args) {
		for _, arg := range args {
			if p := arg.Place(); strings.EqualFold(arg.Name(), word) && !slices.Contains(users[p], u.Code) {
				if users[p] == nil {
					places = append(places, p)
				}
				users[p] = append(users[p], u.Code)
			}
			switch inner := arg.Value().(type) {
			case []usecase.Args:
				for _, element := range inner {
					visit(u, element)
				}
			case usecase.Args:
				visit(u, inner)
			}
		}
	}
	for _, u := range usecase.All {
		for _, s := range u.Steps() {
			visit(u, s.Sends)
			visit(u, s.Returns)
		}
	}
	for _, p := range places {
		v := explainedPlace(p)
		e := explanation{Kind: "value: " + v.Type, Name: v.Name, Codes: v.Codes}
		for _, f := range []fact{
			{"unit", v.Unit}, {"range", v.Range}, {"clause", v.Clause}, {"in", strings.Join(users[p], " ")},
		} {
			if f.Text != "" {
				e.Facts = append(e.Facts, f)
			}
		}
		found = append(found, e)
	}
	return found
}
