package legal_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/governance/legal"
)

const head = "---\nname: Section F\nkind: section\n---\n\n"

// What is clear is taken, and is written the usual way afterwards.
func TestWhatIsClearIsTaken(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"lines broken anywhere", "**F8.7** A Party\nshall   return\n\tit.\n",
			"**F8.7** A Party shall return it.\n"},
		{"a line break that is meant", "**F8.7** one\\\n  two\n", "**F8.7** one\\\ntwo\n"},
		{"number alone", "**F8.7**\n\nText.\n\n\n\nMore.\n", "**F8.7** Text.\n\nMore.\n"},
		{"title of a clause below another", "## F8.7 Returns\n\nText.\n",
			"### Returns\n\n**F8.7** Text.\n"},
		{"number without a title", "## F8\n\nText.\n", "**F8** Text.\n"},
		{"closed heading", "## F8 Returns ##\n", "## F8 Returns\n"},
		{"lower heading", "##### On return\n**F8.7** x\n", "### On return\n\n**F8.7** x\n"},
		{"other dashes", "**1** x\n* (a) y\n+ (b) z\n", "**1** x\n\n- (a) y\n- (b) z\n"},
		{"four spaces", "**1** x\n\n- (a) y\n\n    - (i) z\n\n    - (ii) w\n",
			"**1** x\n\n- (a) y\n  - (i) z\n  - (ii) w\n"},
		{"paragraphs of a part", "**1** x\n- (a) y\n\n   more\n- (b) z\n\nclosing\n\nand more\n",
			"**1** x\n\n- (a) y\n\n  more\n\n- (b) z\n\nclosing\n\nand more\n"},
		{"part without text", "**1** x\n- (a)\n  - (i) y\n", "**1** x\n\n- (a)\n  - (i) y\n"},
		{"term with a comma", "**1** x\n- **Hub**, means y\n", "**1** x\n\n- **Hub** , means y\n"},
		{"tight table", "**1** x\n\n|a|b|\n|-|-|\n", "**1** x\n\n| a|b|\n| -|-|\n"},
		{"table first", "**1**\n\n| a |\n", "**1**\n\n| a |\n"},
		{"markup that is not escaped", "**1** a_b, *c* and [d](e) `f`\n",
			"**1** a\\_b, \\*c\\* and \\[d\\](e) \\`f\\`\n"},
		{"backslash before no sign", "**1** a\\b\n", "**1** a\\\\b\n"},
		{"words that look like a part", "**1** x\n\n\\(a) is no part\n", "**1** x\n\n\\(a) is no part\n"},
		{"words that look like a number", "**1** x\n\nF8\\.7 applies\n", "**1** x\n\nF8\\.7 applies\n"},
		{"a number that is no clause", "**1** x\n\n14 days\n", "**1** x\n\n14 days\n"},
		{"a wrapped line that begins with a number", "**1** see\nF8.7 and\n(a) too\n",
			"**1** see F8.7 and (a) too\n"},
		{"clauses without empty lines", "**1** x\n**2** y\n", "**1** x\n\n**2** y\n"},
	} {
		d, err := legal.Parse("f.md", []byte(head+c.body))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := head + c.want
		if got := d.String(); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, want)
		}
	}
}

// What is not clear is a fault with its line and what to write.
func TestWhatIsNotClearIsAFault(t *testing.T) {
	for _, c := range []struct {
		body string
		line int
		say  string
	}{
		{"words\n", 6, "stand before the first clause"},
		{"- (a) x\n", 6, "no clause that it is a part of"},
		{"**1** x\n\n(a) y\n", 8, "write - (a) y"},
		{"**1** x\n\nF8.7 y\n", 8, `write **F8.7**; if it is words, F8\.7`},
		{"**1** x\n\n1. y\n", 8, "numbered list"},
		{"**1** x\n\n12) y\n", 8, "numbered list"},
		{"**1** x\n- y\n", 7, "has no number"},
		{"**1** x\n- (a) (i) y\n", 7, "one part begins right after another"},
		{"**1** x\n- (a) y\n\nclosing\n- (b) z\n", 10, "follows words that close"},
		{"**1** x\n\n**1** y\n", 8, "the clause in line 6 too"},
		{"**1** x\n- (a) y\n- (a) z\n", 8, "1(a) is the number"},
		{"**1**(a) x\n", 6, "write a space after **1**"},
		{"**Hub** means x\n", 6, "begins with no number"},
		{"**1** a **b** c\n\n\n**2** d\n", 6, "not bold"},
		{"**1** a\nb **c**\nd\n\n**2** e\n", 7, "not bold"},
		{"**1** a\n- **F9** x\n", 7, "looks like the number"},
		{"**1** a\n- **£** x\n", 7, "is no number"},
		{"# Title\n", 6, "in its head"},
		{"## Title\n", 6, "## is a clause with a title"},
		{"### F8.7 Title\n", 6, "write ## F8.7 Title"},
		{"### a\n\n### b\n\n**1** x\n", 8, "no clause stands between"},
		{"### a\n\nwords\n", 8, "words without a number follow"},
		{"**1** x\n\n### a\n", 8, "no clause follows the heading"},
		{"**1** x\n\n### a\n\n- (a) y\n", 8, "not above a part"},
		{"**1** x\n\n  ## 2 y\n", 8, "start of a line"},
		{"###\n", 6, "the heading is empty"},
		{"**1** x\n- (a) y\n  **2** z\n", 8, "take the spaces before it away"},
		{"**1** x\n\n---\n", 8, "a line across the page"},
		{"**1** x\n===\n", 7, "a line across the page"},
		{"**1** x\n\n> y\n", 8, "no quotations"},
		{"**1** x\n\n```\ny\n```\n", 8, "no code"},
		{"**1** x\n\n| a |\nb\n", 8, "a table is a paragraph of its own"},
		{"**1** x\n\t- (a) y\n", 7, "a tab"},
		{"**1** x\x01\n", 6, "control character 0x01"},
		{"**1** x\ry\n", 6, "control character 0x0d"},
		{"**1** é\xff\n", 6, "0xff is no UTF-8"},
		{"**1** x\n- (abcdefghi) y\n", 7, "has no number"},
		{"**1** x\n- (a) x\n  - (a) x\n    - (a) x\n      - (a) x\n        - (a) x\n          - (a) x\n" +
			"            - (a) x\n", 13, "7 lists deep"},
		{"**1** x\n- **" + strings.Repeat("long ", 30) + "** y\n", 7, "at most 100"},
	} {
		_, err := legal.Parse("f.md", []byte(head+c.body))
		var faults legal.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%q is taken: %v", c.body, err)
			continue
		}
		if f := faults[0]; f.Line != c.line || !strings.Contains(f.Say, c.say) {
			t.Errorf("%q: %v, want line %d: %s", c.body, err, c.line, c.say)
		}
	}
}

func TestHeadThatIsNotClear(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"", "f.md:1: the document does not begin with its head"},
		{"---\nname: x\n", "f.md:2: the head does not end"},
		{"---\nname: x\n---\n", "the document has no kind"},
		{"---\nkind: section\n---\n", "the document has no name"},
		{"---\nname: x\nkind: poem\n---\n", `f.md:3: "poem" is no kind`},
		{"---\nname: x\nname: y\n---\n", "f.md:3: the head says name twice"},
		{"---\nname: x\ncolour: y\n---\n", `f.md:3: the head has no "colour"`},
		{"---\nname\n---\n", "f.md:2: \"name\" is no line of the head"},
		{"---\nname: \"x\n---\n", "the value in quotes is not clear"},
		{strings.Repeat("x", legal.MaxDocument+1), "at most 4194304 are read"},
	} {
		if _, err := legal.Parse("f.md", []byte(c.file)); err == nil ||
			!strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: %v, want %s", c.file, err, c.want)
		}
	}
}

func TestAllFaultsAreToldUpToAHundred(t *testing.T) {
	_, err := legal.Parse("f.md", []byte(head+strings.Repeat("- x\n", 1000)))
	if faults, ok := err.(legal.Faults); !ok || len(faults) != legal.MaxFaults {
		t.Errorf("%d faults, want %d", len(faults), legal.MaxFaults)
	}
}

// Each of these is long, and would take minutes if the time grew faster than the length.
func TestHostileFilesAreReadInTime(t *testing.T) {
	fill := func(piece string) string {
		return strings.Repeat(piece, legal.MaxDocument/4/len(piece))
	}
	deep := make([]string, 0, 1000)
	for i := range 1000 {
		deep = append(deep, strings.Repeat("  ", i)+"- (a) x\n")
	}
	for name, body := range map[string]string{
		"paragraphs": "**1** x\n\n" + fill("y\n\n"), "lines": "**1** x\n" + fill("y\n"),
		"stars": "**1** " + fill("*\\"), "hashes": fill("#"), "brackets": "**1** x\n\n" + fill("("),
		"breaks": "**1** x\n" + fill("\\\n"), "pipes": "**1** x\n\n" + fill("|\n"),
		"dots": "**" + fill("1.") + "**", "lists": "**1** x\n" + strings.Join(deep, ""),
		"parts": "**1** x\n" + fill("- (a) y\n"), "keys": fill("x: y\n"),
	} {
		d, err := legal.Parse("", []byte(head+body))
		if err == nil && len(d.Append(nil)) == 0 {
			t.Errorf("%s: nothing is written", name)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""}, {" a  b ", "a b"}, {"a\r\nb", "a\nb"}, {"a\n\n\n b\n", "a\n\nb"},
		{"a\tb\x00c", "a b c"}, {"a\xffb", "ab"}, {"a \n b", "a\nb"}, {"\n\n", ""},
		{"a\u00a0\u00a0b", "a\u00a0\u00a0b"},
	} {
		if got := legal.Plain(c.text); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
		if again := legal.Plain(c.want); again != c.want {
			t.Errorf("%q is not plain: %q", c.want, again)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ number, parent string }{
		{"F8", ""}, {"F8.7", "F8"}, {"F8.7A", "F8"}, {"F8.7(a)", "F8.7"}, {"F8.7(a)(ii)", "F8.7(a)"},
		{"5", ""}, {"5.3(a)", "5.3"}, {"A1.1[party]", "A1.1"}, {"A1.1[party](a)", "A1.1[party]"},
		{"ABC12DEF.3", "ABC12DEF"}, {"5.3.1", "5.3"},
	} {
		if got := legal.Parent(c.number); got != c.parent {
			t.Errorf("%s is part of %q, want %q", c.number, got, c.parent)
		}
		if err := legal.ValidNumber(c.number); err != nil {
			t.Error(err)
		}
	}
	for _, number := range []string{"", "F", "f8", "F8.", "F8..7", "F8.7(", "F8.7()", "F8.7(a", "(a)",
		"F8.7[]", "F8.7[A]", "F8.7[-a]", "F8.7 (a)", "ABCD1", "F8.7a", "F8.7(a).1", "F8ABCD",
		"F8" + strings.Repeat("(a)", legal.MaxDepth+1), "F" + strings.Repeat("1", legal.MaxNumber)} {
		if legal.ValidNumber(number) == nil {
			t.Errorf("%q is taken for a number", number)
		}
	}
	for name, want := range map[string]string{"Section F": "section-f", "Appendix L": "appendix-l",
		" a--B' ": "a-b", "é": "", "": ""} {
		if got := legal.Slug(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestStructure(t *testing.T) {
	for _, c := range []struct {
		clauses []legal.Clause
		want    string // empty: it holds
	}{
		{[]legal.Clause{{Number: "F8"}, {Number: "F8(a)"}}, ""},
		{[]legal.Clause{{Number: "F8(a)"}}, "does not stand among the parts of F8"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F9"}, {Number: "F8(a)"}}, "does not stand among"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8(a)(i)"}}, "among the parts of F8(a)"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8"}}, "two clauses have this number"},
		{[]legal.Clause{{Number: "8F"}}, ""}, {[]legal.Clause{{Number: "x"}}, "is no number"},
		{[]legal.Clause{{Number: "F8", Text: " a"}}, "space to spare"},
		{[]legal.Clause{{Number: "F8", Closing: "a"}}, "no parts"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8(a)", Heading: "a"}}, "not above a part"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8[a]"}}, "without a term"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8[a]", Term: "B"}}, "ends in [b]"},
		{[]legal.Clause{{Number: "F8", Term: "B"}}, "ends in [b]"},
		{[]legal.Clause{{Number: "F8"}, {Number: "F8[f9]", Term: "F9"}}, "looks like a number"},
		{[]legal.Clause{{Number: "F8", Text: strings.Repeat("*", 3<<20)}}, "make two of it"},
	} {
		d := &legal.Document{Name: "Section F", Kind: legal.Section, Clauses: c.clauses}
		got := d.Structure().Error()
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%.80v: %q, want %q", fmt.Sprint(c.clauses), got, c.want)
		}
	}
	empty := (&legal.Document{Title: " x"}).Structure()
	if len(empty) != 3 {
		t.Errorf("a document without name or kind, and with space: %v", empty)
	}
}

// The page that says how a document is written has a whole one in it.
func TestExampleOfTheDocumentationIsWrittenAsItSays(t *testing.T) {
	page, err := os.ReadFile("../../../docs/legal-text.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```markdown\n")
	file, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("there is no example")
	}
	d, err := legal.Parse("docs/legal-text.md", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.String(); got != file {
		t.Errorf("the example is not as it is written:\n%s", got)
	}
	if f := d.Check(known{"schedule-8": true}); f != nil {
		t.Error(f)
	}
}
