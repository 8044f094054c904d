package paper

import (
	"errors"
	"reflect"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// compared adds what a paper says to its redlines. Where readings are noted, by the mark of a
// version that is compared or by that of today, whoever has opened the paper is shown it while the
// reading lasts.
func (b subject) compared(
	ask *page.Ask, v *register.View, now record.Titled, versions [2]record.Titled,
) (more desk.Compared, err error) {
	today, err := register.Get[*record.Paper](b.Now(ask.Context).As(v.Reader()), now.Identity())
	if err != nil && !errors.Is(err, register.ErrNotFound) {
		return more, err
	}
	marked := []*record.Paper{now.(*record.Paper), today}
	var pair [2]desk.Field
	for i, version := range versions {
		var text register.Secret
		if p, is := version.(*record.Paper); is {
			marked, text = append(marked, p), p.Text
		}
		pair[i] = desk.Field{Name: "text", Label: "What it says", Value: reflect.ValueOf(text)}
	}
	if slices.ContainsFunc(marked, func(p *record.Paper) bool {
		return p != nil && noted(p.Classification)
	}) {
		r, err := opened(ask, v, now.Identity())
		if err != nil {
			return more, err
		}
		if r == nil {
			more.Blocks = []page.Block{page.Para{Words: page.Words{page.T("Whoever opens this paper, " +
				"which is noted, is shown here how its text changed, as long as the reading lasts: "),
				page.Link{Text: now.Heading(), To: desk.AddressOf(now)}}}}
			return more, nil
		}
		more.Blocks = []page.Block{page.Notice{Tone: page.Wait, Title: "Opened",
			Words: page.Words{desk.At(r.At), page.T(". Not to be passed on: " + r.ID)}}}
	}
	more.Fields = [][2]desk.Field{pair}
	return more, nil
}

// opened is the reading of a paper by whoever asks, where one lasts; nil for none, and in every
// view as at an earlier moment.
func opened(ask *page.Ask, v *register.View, paper string) (*record.Reading, error) {
	if ask.Who == "" || ask.Moment.AsAt {
		return nil, nil
	}
	readings, err := register.All[*record.Reading](v, register.Query{Key: "paper", Is: paper,
		Where: []register.Key{{Name: "person", Value: ask.Who}}})
	i := slices.IndexFunc(readings, func(r *record.Reading) bool {
		return r.Person == ask.Who && ask.Moment.So.Before(r.Until)
	})
	if err != nil || i < 0 {
		return nil, err
	}
	return readings[i], nil
}
