package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

type explainCommand struct {
	Words []string `arg:"" name:"what" help:"A Use Case, a Service Reference Variant, an alert code, a Message Code, an OBIS code, a class, a cluster, an attribute, a status, a response code or the name of a value."`
	JSON  bool     `name:"json" help:"Print JSON."`
}

// Help says what explain knows.
func (explainCommand) Help() string {
	return `All that the catalogue has under a word:

  mains explain ECS17b         a Use Case: who may send it, its rows, what can go wrong
  mains explain 4.1.1          a Service Reference Variant
  mains explain 0x0027         a Message Code
  mains explain 8F36           an alert or event code
  mains explain 0-0:94.44.0.1  a COSEM object          mains explain class 20
  mains explain 0702/0302      a ZigBee attribute      mains explain Prepayment
  mains explain status 8B      a ZigBee status         mains explain result 250
  mains explain E5             a DUIS response code
  mains explain PriceIndex     the name of a value`
}

// Run prints all that is known under the words: together, or each of them.
func (c *explainCommand) Run(env environment) error {
	word := strings.TrimSpace(strings.Join(c.Words, " "))
	if word == "" {
		return usageError{errors.New("want a word: see mains explain --help")}
	}
	found := lookUp(word)
	if len(found) == 0 {
		for _, word := range c.Words {
			one := lookUp(word)
			if len(one) == 0 {
				return noSuch(strings.Join(c.Words, " "), word)
			}
			found = append(found, one...)
		}
	}
	if c.JSON {
		return writeJSON(env.out, found)
	}
	paint := palette(env.terminal)
	for i, e := range found {
		if i > 0 {
			fmt.Fprintln(env.out)
		}
		e.print(env, paint)
	}
	return nil
}

// lookUp finds all that is known under a word.
func lookUp(word string) (found []explanation) {
	for _, look := range []func(string) []explanation{
		explainUseCase, explainVariant, explainAlert, explainObject, explainClass, explainCluster,
		explainStatus, explainResponseCode, explainPlace,
	} {
		found = append(found, look(word)...)
	}
	return found
}

// explanation is what is known of one thing.
type explanation struct {
	Kind  string            `json:"kind"` // Use Case, alert code, …
	Name  string            `json:"name"`
	Title string            `json:"title"`
	Facts []fact            `json:"facts,omitempty"`
	Steps []explainedStep   `json:"steps,omitempty"`
	Codes []explainedCode   `json:"codes,omitempty"`
	More  []explainedObject `json:"members,omitempty"`
}

// fact is one line of an explanation.
type fact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// explainedStep is a row, a frame or a structure of a Use Case.
type explainedStep struct {
	Number    int              `json:"number"`
	What      string           `json:"what"`
	Name      string           `json:"name"`
	Where     string           `json:"where,omitempty"`
	When      string           `json:"when,omitempty"`
	Encrypted bool             `json:"encrypted,omitempty"`
	Fixed     []explainedValue `json:"fixed,omitempty"`
	Sends     []explainedValue `json:"sends,omitempty"`
	Returns   []explainedValue `json:"returns,omitempty"`
}

// explainedValue is a place in a step.
type explainedValue struct {
	Name   string           `json:"name"`
	Type   string           `json:"type,omitempty"`
	Value  string           `json:"value,omitempty"` // where it is fixed
	Unit   string           `json:"unit,omitempty"`
	Range  string           `json:"range,omitempty"`
	Codes  []explainedCode  `json:"codes,omitempty"`
	Clause string           `json:"clause,omitempty"`
	Of     []explainedValue `json:"of,omitempty"`
}

type explainedCode struct {
	Value  uint64 `json:"value"`
	Name   string `json:"name"`
	Failed bool   `json:"failed,omitempty"`
}

// explainedObject is a member of a class or a cluster, or an object with what uses it.
type explainedObject struct {
	Address  string   `json:"address"`
	Name     string   `json:"name"`
	Type     string   `json:"type,omitempty"`
	UseCases []string `json:"use_cases,omitempty"`
}

// print writes the explanation for people.
func (e *explanation) print(env environment, paint colours) {
	fmt.Fprintln(env.out, strings.TrimRight(paint.bold(e.Name)+"  "+e.Title, " "))
	fmt.Fprintf(env.out, "  %-16s %s\n", "is", e.Kind)
	for _, f := range e.Facts {
		fmt.Fprintf(env.out, "  %-16s %s\n", f.Name, f.Text)
	}
	for _, s := range e.Steps {
		s.print(env, paint)
	}
	for _, c := range e.Codes {
		fmt.Fprintf(env.out, "  %5d  %s\n", c.Value, c.Name)
	}
	for _, m := range e.More {
		line := fmt.Sprintf("  %-28s %s", m.Address, m.Name)
		if m.Type != "" {
			line += "  " + paint.dim(m.Type)
		}
		if len(m.UseCases) > 0 {
			line += "  " + paint.dim(strings.Join(m.UseCases, " "))
		}
		fmt.Fprintln(env.out, line)
	}
}

func (s *explainedStep) print(env environment, paint colours) {
	line := fmt.Sprintf("  %3d  %-12s %s", s.Number, s.What, paint.bold(s.Name))
	if s.What == s.Name {
		line = fmt.Sprintf("  %3d  %s", s.Number, paint.bold(s.Name))
	}
	if s.Where != "" {
		line += "  " + paint.dim(s.Where)
	}
	if s.When != "" {
		line += ", " + s.When
	}
	fmt.Fprintln(env.out, line)
	for _, v := range s.Fixed {
		fmt.Fprintf(env.out, "         always  %s %s\n", v.Name, v.Value)
	}
	printValues(env, paint, "sends", s.Sends, 0)
	returns := "returns"
	if s.Encrypted {
		returns = "returns encrypted"
	}
	printValues(env, paint, returns, s.Returns, 0)
}

func printValues(env environment, paint colours, what string, values []explainedValue, depth int) {
	for i, v := range values {
		head := ""
		if i == 0 {
			head = what
		}
		notes := []string{v.Type}
		for _, note := range []string{v.Unit, v.Range} {
			if note != "" {
				notes = append(notes, note)
			}
		}
		fmt.Fprintf(env.out, "         %-18s %s%s %s\n", head, strings.Repeat("  ", depth), v.Name,
			paint.dim(strings.Join(notes, ", ")))
		printValues(env, paint, "", v.Of, depth+1)
	}
}

// noSuch is the error of words that nothing has, of which one alone has nothing either: what
// they would be by their form, or the nearest that something has.
func noSuch(words, word string) error {
	var variants []string
	for _, v := range srv.All {
		if v.ServiceReference() == word {
			variants = append(variants, v.SRV)
		}
	}
	if len(variants) > 0 {
		return fmt.Errorf("%q is a Service Reference: its Variants are %s", word,
			strings.Join(variants, ", "))
	}
	if kind := formOf(word); kind != "" {
		return fmt.Errorf("%q is %s that is not in use here", word, kind)
	}
	var near []string
	for _, u := range usecase.All {
		if _, ok := cutFold(u.Code, words); ok && len(near) < 8 {
			near = append(near, u.Code)
		}
	}
	if len(near) > 0 {
		return fmt.Errorf("%q is nothing by itself; so begin %s", words, strings.Join(near, ", "))
	}
	for _, u := range usecase.All {
		if strings.Contains(strings.ToLower(u.Title), strings.ToLower(words)) && len(near) < 8 {
			near = append(near, u.Code)
		}
	}
	if len(near) > 0 {
		return fmt.Errorf("%q is nothing by itself; it is in the titles of %s", words,
			strings.Join(near, ", "))
	}
	return fmt.Errorf("%q is no Use Case, Service Reference Variant, code, object or cluster: "+
		"see mains explain --help", words)
}

// The forms of words that are numbers of something.
var (
	variantForm  = regexp.MustCompile(`^[0-9]+\.[0-9]+(\.[0-9]+)?$`)
	responseForm = regexp.MustCompile(`^[EeIiWw][0-9]+$`)
)

// formOf is what a word would be by its form, empty where it has none.
func formOf(word string) string {
	_, isObject := logicalName(word)
	_, isNumber := hex16(word)
	switch {
	case isObject:
		return "a COSEM object"
	case isNumber:
		return "a Message Code, alert code or cluster"
	case variantForm.MatchString(word):
		return "a Service Reference Variant"
	case responseForm.MatchString(word):
		return "a response code"
	}
	return ""
}
