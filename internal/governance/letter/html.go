package letter

import (
	"html"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/page"
)

// The styles. Mail programs drop style sheets, so that each element has its own; colours are few,
// and hold on a light ground and on a dark one that a program makes of it.
const (
	styleBody   = "margin:0;padding:0;background:#ffffff;color:#1d1d1f"
	styleFont   = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.45"
	styleFrame  = "width:100%;max-width:640px"
	styleCell   = "padding:20px;color:#1d1d1f;" + styleFont
	stylePara   = "margin:0 0 12px 0"
	styleList   = "margin:0 0 14px 0;padding:0 0 0 24px"
	styleItem   = "margin:0 0 10px 0"
	styleLink   = "color:#0b5394;text-decoration:underline"
	styleFaint  = "color:#595959"
	styleNotice = "margin:0 0 14px 0;padding:8px 12px;border-left:4px solid #0b5394"
	styleFoot   = "margin:24px 0 0 0;padding:12px 0 0 0;border-top:1px solid #8a8a8a;" +
		"font-size:14px;color:#595959"
)

// styleHeadings are of headings, by their level.
var styleHeadings = []string{
	"margin:0 0 12px 0;font-size:24px;line-height:1.25",
	"margin:24px 0 10px 0;font-size:19px;line-height:1.3",
	"margin:18px 0 8px 0;font-size:16px;line-height:1.4",
	"margin:14px 0 6px 0;font-size:16px;line-height:1.4",
}

// HTML is the letter as a document of HTML.
func (l *Letter) HTML() string {
	w := &setter{of: l}
	w.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escaped(l.Title) +
		"</title>\n</head>\n<body style=\"" + styleBody + "\">\n" +
		"<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" align=\"center\"" +
		" width=\"640\" style=\"" + styleFrame + "\">\n<tr>\n<td style=\"" + styleCell + "\">\n")
	below := false
	for _, p := range l.pieces() {
		below = below || p.kind == foot
		w.piece(p)
	}
	w.end("")
	if below {
		w.raw("</div>\n")
	}
	w.raw("</td>\n</tr>\n</table>\n</body>\n</html>\n")
	return w.b.String()
}

// setter writes HTML.
type setter struct {
	of   *Letter
	b    strings.Builder
	open string // the list that is open: "ul" or "ol"
}

func (w *setter) raw(text string) { w.b.WriteString(text) }

// end ends the list that is open, unless it is the one that goes on.
func (w *setter) end(goesOn string) {
	if w.open == goesOn {
		return
	}
	if w.open != "" {
		w.raw("</" + w.open + ">\n")
	}
	if w.open = goesOn; goesOn != "" {
		w.raw("<" + goesOn + " style=\"" + styleList + "\">\n")
	}
}

// piece writes a piece.
func (w *setter) piece(p piece) {
	if p.kind != item {
		w.end("")
	}
	switch p.kind {
	case heading:
		tag := "h" + strconv.Itoa(p.level+1)
		w.element(tag, styleHeadings[p.level], p.lines)
	case para:
		w.element("p", stylePara, p.lines)
	case notice:
		w.element("p", styleNotice, p.lines)
	case fact:
		w.raw("<p style=\"margin:0 0 4px 0\"><strong>" + escaped(p.mark) + ":</strong> ")
		w.lines(p.lines)
		w.raw("</p>\n")
	case item:
		w.item(p)
	case foot:
		w.raw("<div style=\"" + styleFoot + "\">\n")
	}
}

// item writes an item of a list. A list with numbers of its own is no list of HTML's: some mail
// programs count for themselves.
func (w *setter) item(p piece) {
	if p.mark != "" {
		w.end("")
		w.raw("<p style=\"" + styleItem + "\">" + escaped(p.mark) + " ")
		w.lines(p.lines)
		w.raw("</p>\n")
		return
	}
	w.end("ul")
	w.element("li", styleItem, p.lines)
}

// element writes lines in an element.
func (w *setter) element(tag, style string, lines []page.Words) {
	w.raw("<" + tag + " style=\"" + style + "\">")
	w.lines(lines)
	w.raw("</" + tag + ">\n")
}

// lines writes lines below each other.
func (w *setter) lines(lines []page.Words) {
	for i, line := range lines {
		if i > 0 {
			w.raw("<br>\n")
		}
		for _, s := range w.of.spans(line) {
			w.span(s)
		}
	}
}

// span writes words that look alike.
func (w *setter) span(s span) {
	text := escaped(s.text)
	switch {
	case s.href != "":
		text = "<a href=\"" + escaped(s.href) + "\" style=\"" + styleLink + "\">" + text + "</a>"
	case s.strong:
		text = "<strong>" + text + "</strong>"
	case s.code:
		text = "<code>" + text + "</code>"
	case s.faint:
		text = "<span style=\"" + styleFaint + "\">" + text + "</span>"
	}
	w.raw(text)
}

// escaped is text as HTML.
func escaped(text string) string { return html.EscapeString(clean(text)) }
