package intake

import (
	"strconv"
	"strings"
)

// levels are how many levels a list has.
const levels = 9

// listLevel is a level of a list.
type listLevel struct {
	start   int
	format  string // decimal, lowerLetter, …
	text    string // what is shown: "%1.%2", "(%3)"
	restart int    // begins again after this level, from 1; 0: never; -1: after any above it
	legal   bool   // all numbers in it are decimal
	style   string // paragraphs of it are of this level
	indent  *int
}

// abstract is a list as it is defined; several lists may share it, and go on with its numbers.
type abstract struct {
	levels [levels]*listLevel
	link   string // a style that has the definition; empty: it is here
	named  string // the style that this is the definition of
	counts [levels]int
	begun  [levels]bool
}

// list is a list that paragraphs are in.
type list struct {
	of     string // the abstract
	starts [levels]*int
	levels [levels]*listLevel // instead of those of the abstract
	used   [levels]bool
}

// readNumbering reads the lists of a package.
func (d *docxReader) readNumbering(p *packed, name string) error {
	root, err := p.tree(name)
	if err != nil || root == nil {
		return err
	}
	d.abstracts, d.lists = map[string]*abstract{}, map[string]*list{}
	for _, e := range root.kids {
		switch e.name {
		case "abstractNum":
			a := &abstract{link: e.child("numStyleLink").value("val"),
				named: e.child("styleLink").value("val")}
			for _, kid := range e.kids {
				if kid.name == "lvl" {
					if i := levelIndex(kid); i >= 0 {
						a.levels[i] = readLevel(kid)
					}
				}
			}
			d.abstracts[e.value("abstractNumId")] = a
		case "num":
			d.lists[e.value("numId")] = readList(e)
		}
	}
	return nil
}

// levelIndex is which level an element is of; -1: of none.
func levelIndex(e *element) int {
	i, err := strconv.Atoi(e.value("ilvl"))
	if err != nil || i < 0 || i >= levels {
		return -1
	}
	return i
}

// readList reads a list.
func readList(e *element) *list {
	l := &list{of: e.child("abstractNumId").value("val")}
	for _, kid := range e.kids {
		i := levelIndex(kid)
		if kid.name != "lvlOverride" || i < 0 {
			continue
		}
		if own := kid.child("lvl"); own != nil {
			l.levels[i] = readLevel(own)
		}
		if n, err := strconv.Atoi(kid.child("startOverride").value("val")); err == nil {
			l.starts[i] = &n
		}
	}
	return l
}

// readLevel reads a level.
func readLevel(e *element) *listLevel {
	l := &listLevel{start: 1, restart: -1, format: "decimal", text: e.child("lvlText").value("val"),
		style: e.child("pStyle").value("val"), indent: indentOf(e.child("pPr"))}
	if n, err := strconv.Atoi(e.child("start").value("val")); err == nil {
		l.start = n
	} else {
		l.start = 0
	}
	if n, err := strconv.Atoi(e.child("lvlRestart").value("val")); err == nil {
		l.restart = n
	}
	if format := e.child("numFmt").value("val"); format != "" {
		l.format = format
	}
	l.legal, _ = e.child("isLgl").on()
	return l
}

// definition is the abstract of a list, which a style may have for it; nil: there is none.
func (d *docxReader) definition(id string) *abstract {
	l := d.lists[id]
	if l == nil {
		return nil
	}
	a := d.abstracts[l.of]
	if a == nil || a.link == "" {
		return a
	}
	if s := d.styles[a.link]; s != nil {
		if other := d.lists[s.num.list]; other != nil && d.abstracts[other.of] != nil {
			return d.abstracts[other.of]
		}
	}
	for _, other := range d.abstracts {
		if other.named == a.link {
			return other
		}
	}
	return a
}

// levelOf is the level of a list that a style has; 0 if none says so.
func (d *docxReader) levelOf(id, style string) int {
	l, a := d.lists[id], d.definition(id)
	for i := range levels {
		if l != nil && l.levels[i] != nil && l.levels[i].style == style ||
			a != nil && a.levels[i] != nil && a.levels[i].style == style {
			return i
		}
	}
	return 0
}

// level is a level of a list; nil: there is none.
func (d *docxReader) level(id string, i int) *listLevel {
	if l := d.lists[id]; l != nil && l.levels[i] != nil {
		return l.levels[i]
	}
	if a := d.definition(id); a != nil {
		return a.levels[i]
	}
	return nil
}

// count counts a paragraph in a list, and returns what is shown before it. ok: it is in one.
func (d *docxReader) count(n numbered) (label string, bullet, ok bool) {
	i := max(n.level, 0)
	l, a, level := d.lists[n.list], d.definition(n.list), d.level(n.list, i)
	if l == nil || a == nil || level == nil {
		return "", false, false
	}
	for k := range i + 1 { // an override begins the level again where its list begins
		if l.starts[k] != nil && !l.used[k] {
			a.begun[k] = true
			if a.counts[k] = *l.starts[k]; k == i {
				a.counts[k]--
			}
		}
		l.used[k] = true
	}
	if !a.begun[i] {
		a.begun[i] = true
		a.counts[i] = level.start - 1
	}
	a.counts[i]++
	for k := i + 1; k < levels; k++ {
		if below := d.level(n.list, k); below != nil && (below.restart < 0 || i < below.restart) {
			a.begun[k] = false
		}
	}
	if level.format == "bullet" {
		return "", true, true
	}
	return d.shown(n.list, level, i, a), false, true
}

// shown is the text of a level with its numbers.
func (d *docxReader) shown(id string, level *listLevel, i int, a *abstract) string {
	var b strings.Builder
	for k := 0; k < len(level.text); k++ {
		c := level.text[k]
		if c != '%' || k+1 == len(level.text) || level.text[k+1] < '1' || level.text[k+1] > '9' {
			b.WriteByte(c)
			continue
		}
		k++
		j := int(level.text[k] - '1')
		of := d.level(id, j)
		if of == nil || j > i {
			continue
		}
		n := a.counts[j]
		if !a.begun[j] {
			n = of.start
		}
		format := of.format
		if level.legal {
			format = "decimal"
		}
		b.WriteString(formatted(n, format))
	}
	return b.String()
}

// formatted is a number in a format of word processors; of a format that is not known, in decimal.
func formatted(n int, format string) string {
	switch {
	case format == "none":
		return ""
	case format == "decimalZero" && n >= 0 && n < 10:
		return "0" + strconv.Itoa(n)
	case n < 1 || n > 3999:
	case format == "lowerLetter":
		return letterRun(n)
	case format == "upperLetter":
		return strings.ToUpper(letterRun(n))
	case format == "lowerRoman":
		return roman(n)
	case format == "upperRoman":
		return strings.ToUpper(roman(n))
	}
	return strconv.Itoa(n)
}
