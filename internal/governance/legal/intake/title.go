package intake

import (
	"errors"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// titleLength is the most characters of a title or of a heading that is not marked as one.
const titleLength = 150

// Names of documents, in a text and in the name of a file.
var (
	nameInText = regexp.MustCompile(`^((?i:section|schedule|appendix)) ` +
		`([A-Z]{1,2}|\d{1,3}[A-Z]?)(?:$| ?[-–—:.]? +| ?[-–—:.]$)(.*)$`)
	nameInFile = regexp.MustCompile(`(?i)(?:^| )(section|schedule|appendix) ` +
		`([a-z]{1,2}|\d{1,3}[a-z]?)(?: |$)`)
)

// errNameless refuses a text that may be any document's.
var errNameless = errors.New(`intake: neither the text nor the name of its file says which ` +
	`document ` +
	`this is: say so, such as "Section F" or "Appendix L", and of others their kind too`)

// kinds are what documents are by a word of their names.
var kinds = []struct {
	word string
	kind legal.Kind
}{{"section", legal.Section}, {"schedule", legal.Schedule}, {"appendix", legal.Appendix},
	{"specification", legal.Specification}, {"guidance", legal.Guidance}}

// entitle finds the name and the title of the document: in the options, before the first clause,
// or in the name of the file. It takes the blocks that say so out of the flow.
func (f *flow) entitle(d *legal.Document, file string) error {
	asked := d.Name
	kept := f.blocks[:0:0]
	i := 0
	for ; i < len(f.blocks); i++ {
		b := &f.blocks[i]
		if b.kind == table || b.numbered() {
			break
		}
		if !f.says(d, b, asked) {
			kept = append(kept, *b)
		}
	}
	f.blocks = append(kept, f.blocks[i:]...)
	if d.Name == "" {
		base := path.Base(strings.ReplaceAll(file, `\`, "/"))
		base = strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(base)
		if m := nameInFile.FindStringSubmatch(base); m != nil {
			d.Name = capitalise(m[1]) + " " + strings.ToUpper(m[2])
		}
	}
	if d.Kind == "" {
		for _, k := range kinds {
			if strings.Contains(strings.ToLower(d.Name), k.word) {
				d.Kind = k.kind
				break
			}
		}
	}
	if d.Name == "" || d.Kind == "" {
		return errNameless
	}
	return nil
}

// says reads the name or the title from a block before the first clause. The words of a name that
// was asked for are not needed twice.
func (f *flow) says(d *legal.Document, b *block, asked string) bool {
	text := oneLine(b.text)
	m := nameInText.FindStringSubmatch(text)
	if m != nil && titled(text, b) {
		name := capitalise(m[1]) + " " + m[2]
		switch {
		case d.Name == "":
			d.Name = name
			f.report.add(b.where, text, Understood, "the name, "+name)
		case d.Name == name && asked != "":
			f.report.add(b.where, text, Understood, "the name, which was given too")
			asked = ""
		default:
			f.leaveOut(b.where, m[1]+" "+m[2], "the name of the document is "+d.Name)
		}
		if m[3] == "" {
			return true
		}
		text = m[3]
		if d.Title != "" {
			f.leaveOut(b.where, text, "the title of the document is "+d.Title)
			return true
		}
	}
	if d.Title != "" || m == nil && b.kind != heading && d.Name == "" || !titled(text, b) {
		return false
	}
	d.Title = text
	f.report.add(b.where, text, Understood, "the title")
	return true
}

// titled says whether words are like a title: marked as one, or short and no sentence.
func titled(text string, b *block) bool {
	return b.kind == heading && utf8.RuneCountInString(text) <= 2*titleLength ||
		b.kind == paragraph && !b.bullet && shortLine(text)
}

// shortLine says whether words are few and no sentence.
func shortLine(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= titleLength && !endsSentence(text)
}

// endsSentence says whether a text ends as a sentence, or a part of one, does.
func endsSentence(text string) bool {
	return strings.ContainsAny(text[len(text)-1:], ".;:,") || strings.HasSuffix(text, " and") ||
		strings.HasSuffix(text, " or") || strings.HasSuffix(text, "—") || strings.HasSuffix(text, "–")
}

// numbered says whether a block begins with the number of a clause.
func (b *block) numbered() bool {
	if b.label != "" {
		_, ok := listedNumber(b.label)
		return ok
	}
	n, _, ok := typed(b.text)
	return ok && n.clause != ""
}

// capitalise writes a word with a capital and small letters.
func capitalise(word string) string {
	return strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
}
