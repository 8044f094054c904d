package legal

import (
	"strings"
	"unicode/utf8"
)

// Plain is a text as a clause has it: lines without space at their ends and no two spaces in a
// row, paragraphs parted by one empty line, CRLF made LF, control characters made spaces and what
// is no UTF-8 left out. A text that is so already is returned as it is.
func Plain(text string) string {
	if isPlain(text) {
		return text
	}
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "")
	b := make([]byte, 0, len(text))
	breaks, space := 0, false // pending before the next character
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n':
			breaks++
			space = false
		case c <= ' ' || c == 0x7f:
			space = true
		default:
			switch {
			case len(b) == 0:
			case breaks > 1:
				b = append(b, "\n\n"...)
			case breaks == 1:
				b = append(b, '\n')
			case space:
				b = append(b, ' ')
			}
			breaks, space = 0, false
			b = append(b, c)
		}
	}
	return string(b)
}

func isPlain(s string) bool {
	before := byte('\n') // what stands before the text is as if a line had ended
	breaks := 2
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n':
			if breaks++; breaks > 2 || before == ' ' {
				return false
			}
		case c < ' ' || c == 0x7f:
			return false
		case c == ' ' && (before == ' ' || before == '\n'):
			return false
		default:
			breaks = 0
		}
		before = c
	}
	return s == "" || before != '\n' && before != ' ' && utf8.ValidString(s)
}

// plainLine is [Plain] of what is one line, such as a heading.
func plainLine(s string) string {
	s = Plain(s)
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return Plain(strings.ReplaceAll(s, "\n", " "))
}

// isTable says whether a paragraph is a table: each line begins with "| ".
func isTable(paragraph string) bool {
	for {
		if !strings.HasPrefix(paragraph, "| ") {
			return false
		}
		next := strings.IndexByte(paragraph, '\n')
		if next < 0 {
			return true
		}
		paragraph = paragraph[next+1:]
	}
}

// place is where words are written: that decides what Markdown would take them for.
type place int

const (
	startsLine place = iota
	afterNumber
	inTable
	inHeading
	inTitle // a heading, after its number
)

// appendLine adds words that have no line break, with a backslash before what would be markup.
func appendLine(b []byte, s string, at place) []byte {
	stop := reserved(s, at)
	from := 0
	for i := 0; i < len(s); i++ {
		escape := i == stop
		switch s[i] {
		case '\\':
			if at == inTable && i+1 < len(s) && s[i+1] == '|' {
				i++ // it is a pipe in a cell, and written so already
				continue
			}
			escape = true
		case '*', '_', '`', '[', ']', '<', '~', '$':
			escape = true
		case '|':
			escape = at != inTable
		case '#':
			escape = escape || at == inHeading || at == inTitle
		case '&':
			escape = i+1 < len(s) && (s[i+1] == '#' || isLower(s[i+1]|0x20))
		}
		if escape {
			b = append(append(b, s[from:i]...), '\\')
			from = i
		}
	}
	return append(b, s[from:]...)
}

// reserved is the index of the character that keeps a line from being words: the dash of a list,
// the dot of a number. -1: there is none.
func reserved(s string, at place) int {
	if s == "" || at == inTable || at == inTitle {
		return -1
	}
	if n := token(s); n > 0 && at != inHeading && (n == len(s) || s[n] == ' ' || s[n] == '(') {
		return 0
	}
	if at == afterNumber {
		return -1
	}
	if strings.IndexByte("#-+=>", s[0]) >= 0 {
		return 0
	}
	if n := span(s, 0, isDigit); n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') &&
		(n+1 == len(s) || s[n+1] == ' ') {
		return n
	}
	n := base(s)
	if n < len(s) && (n == 0 || s[n] != ' ') {
		return -1
	}
	return strings.IndexByte(s[:n], '.')
}

// unescape is words as they are, of a line of Markdown. Two stars that no backslash stands before
// are markup: then ok is false.
func unescape(s string, at place) (words string, ok bool) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, !strings.Contains(s, "**")
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '*' && i+1 < len(s) && s[i+1] == '*':
			return s, false
		case s[i] != '\\' || i+1 == len(s) || !isPunctuation(s[i+1]):
		case at == inTable && s[i+1] == '|':
			b = append(b, '\\')
			i++
		default:
			i++
		}
		b = append(b, s[i])
	}
	return string(b), true
}

// isPunctuation says whether a backslash before a character is taken away by Markdown.
func isPunctuation(c byte) bool {
	return '!' <= c && c <= '~' && !isDigit(c) && !isLower(c|0x20)
}
