package programme

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

// TestGantt: whatever a plan says, its picture is well-formed, without style or script, and
// nothing of it lies outside.
func TestGantt(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom(nil, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Zs))
	rapid.Check(t, func(t *rapid.T) {
		day := func(name string) calendar.Date {
			n := rapid.IntRange(0, 365*30).Draw(t, name)
			if n%5 == 0 {
				return calendar.Date{}
			}
			return calendar.Date{Year: 2010, Month: time.January, Day: 1}.AddDays(n)
		}
		var marks []milestoneMark
		for range rapid.IntRange(0, 8).Draw(t, "milestones") {
			proposed := []calendar.Date{day("proposed"), day("also")}
			marks = append(marks, milestoneMark{text.Draw(t, "name"), day("baseline"), proposed,
				day("forecast"), day("reached"), "date not printed"})
		}
		today := calendar.Date{Year: 2022, Month: time.January, Day: 20}
		svg := gantt("plan-1", text.Draw(t, "title"), marks, today)
		if strings.Contains(svg, "<script") || strings.Contains(svg, " style=") {
			t.Fatal("it has a script or a style")
		}
		inside(t, svg)
	})
}

// inside reads a picture and checks that every place across lies within its width.
func inside(t *rapid.T, svg string) {
	d := xml.NewDecoder(strings.NewReader(svg))
	width := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v:\n%s", err, svg)
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "width":
				if e.Name.Local == "svg" {
					width, _ = strconv.Atoi(a.Value)
				}
			case "x", "cx", "x1", "x2":
				if at, err := strconv.Atoi(a.Value); err != nil || at < 0 || at > width {
					t.Fatalf("%s of %s is %s, and the picture is %d wide", a.Name.Local, e.Name.Local, a.Value,
						width)
				}
			}
		}
	}
}

func TestBroken(t *testing.T) {
	for name, want := range map[string]string{
		"ECoS Go Live": "ECoS Go Live",
		"A name that is longer than one line can have": "A name that is longer than one|line can have",
		"Anamethatislongerthanonelinecanhave":          "Anamethatislongerthanonelineca|nhave",
		"One that is so long that not even two lines can have all that it says": "One that is so " +
			"long that not|even two lines can have all t…",
	} {
		if got := strings.Join(broken(name), "|"); got != want {
			t.Errorf("%q is broken into %q, want %q", name, got, want)
		}
	}
}
