package tariff

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxFile bounds a file, in octets: one that uses all that a meter has is a fifth of it.
const maxFile = 64 << 10

// entry is a line: a key with its value, or with the entries below it.
type entry struct {
	line       int
	key, value string
	below      []entry
}

// readEntries reads the two levels of a file.
func readEntries(text []byte) ([]entry, error) {
	if len(text) > maxFile {
		return nil, fault("", "the file is larger than %d kB: is it one of a tariff?", maxFile>>10)
	}
	if !utf8.Valid(text) {
		return nil, fault("", "the file is not UTF-8 text")
	}
	var entries []entry
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\uFEFF")) {
		number++
		line = strings.TrimRight(line, "\r\n \t")
		content := strings.TrimLeft(line, " ")
		if content == "" || content[0] == '#' || number == 1 && content == "---" {
			continue
		}
		e, err := readEntry(content)
		if err != nil {
			err.Line = number
			return nil, err
		}
		e.line = number
		switch {
		case len(content) == len(line):
			entries = append(entries, *e)
		case len(entries) == 0 || entries[len(entries)-1].value != "":
			return nil, &Fault{number, e.key, "is indented, and the line above takes nothing below it: " +
				"begin at the start of the line"}
		default:
			top := &entries[len(entries)-1]
			top.below = append(top.below, *e)
		}
	}
	return entries, nil
}

// readEntry reads one line.
func readEntry(s string) (*entry, *Fault) {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) }) {
		return nil, fault("", "there is a tab or another control character: use blanks")
	}
	key, rest, err := scalar(s, true)
	if err != nil {
		return nil, err
	}
	rest, ok := strings.CutPrefix(rest, ":")
	if !ok || rest != "" && rest[0] != ' ' {
		return nil, fault("", "%q: want a name, a colon, a blank and a value", key)
	}
	value, rest, err := scalar(strings.TrimLeft(rest, " "), false)
	if err != nil {
		err.Field = key
		return nil, err
	}
	if rest = strings.TrimSpace(rest); rest != "" && rest[0] != '#' {
		return nil, fault(key, "there is %q behind the value: leave it out", rest)
	}
	return &entry{key: key, value: value}, nil
}

// reserved begin what is more of YAML than is read here.
const reserved = "'[]{}&*!|>%@`?,"

// scalar reads a string, in double quotes or not, and returns what follows it. One that is
// not in quotes ends before a comment, or where it is a key before its colon.
func scalar(s string, key bool) (text, rest string, wrong *Fault) {
	if strings.HasPrefix(s, `"`) {
		for end := 1; end < len(s); end++ {
			switch s[end] {
			case '\\':
				end++
			case '"':
				if json.Unmarshal([]byte(s[:end+1]), &text) != nil {
					return "", "", fault("", "%s is no string: in quotes, write \\ twice", s[:end+1])
				}
				return text, s[end+1:], nil
			}
		}
		return "", "", fault("", "the quotes do not end: put a second \" behind the text")
	}
	if s != "" && (strings.IndexByte(reserved, s[0]) >= 0 || s == "-" || strings.HasPrefix(s, "- ")) {
		return "", "", fault("", "%q begins what is not read here: write a name and a value, "+
			"in double quotes if need be", s[:1])
	}
	end := len(s)
	if i := strings.Index(" "+s, " #"); i >= 0 {
		end = i
	}
	colon := strings.Index(s[:end]+" ", ": ")
	switch {
	case key && colon >= 0:
		end = colon
	case colon >= 0:
		return "", "", fault("", "there is a second colon with a blank behind it: "+
			"give what follows a line of its own, below and indented")
	}
	return strings.TrimRight(s[:end], " "), s[end:], nil
}

// quoted is a string as scalar reads it, in quotes where it must be.
func quoted(s string) string {
	plain := s != "" && strings.IndexByte(reserved+`"#-`, s[0]) < 0 && strings.TrimSpace(s) == s &&
		!strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
	if plain {
		return s
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a string can be written
	return strings.TrimSpace(b.String())
}
