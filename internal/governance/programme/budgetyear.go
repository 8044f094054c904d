package programme

import (
	"fmt"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// year is a Regulatory Year of a budget.
type year struct{ from, to calendar.Date }

// name is what a Regulatory Year is called.
func (y year) name() string { return fmt.Sprintf("%d to %d", y.from.Year, y.to.Year) }

// yearsOf are the Regulatory Years of a budget.
func yearsOf(b *record.Budget) (years []year) {
	const most = 10
	for from := b.FirstYearFrom; !from.IsZero() && from.Before(b.LastYearTo) &&
		len(years) < most; from.Year++ {
		next := from
		next.Year++
		years = append(years, year{from: from, to: next.AddDays(-1)})
	}
	return years
}

// categoriesOf are the cost categories of a budget; the one without a name where its amounts are
// for all of them.
func categoriesOf(b *record.Budget) []string {
	if len(b.Categories) == 0 {
		return []string{""}
	}
	return b.Categories
}

// amountOf is what there is for a year in a category.
func amountOf(all []record.Amount, y year, category string) (pounds int, known bool) {
	for _, a := range all {
		if a.YearFrom == y.from && a.Category == category {
			return a.Pounds, true
		}
	}
	return 0, false
}

// totalOf is what there is for a year in all categories; known is false where one of them is
// not known.
func totalOf(all []record.Amount, y year, categories []string) (pounds int, known bool) {
	for _, c := range categories {
		each, known := amountOf(all, y, c)
		if !known {
			return 0, false
		}
		pounds += each
	}
	return pounds, true
}

// firstVersion is the version of a draft that nobody has given another.
const firstVersion = "0.1"

// versionField asks for a version.
func versionField(next string) page.Field {
	return page.Field{Name: "version", Label: "Version", Control: page.Line, Limit: len("10.10"),
		Values: []string{next}, Hint: "0.1 and so on for drafts, 1.0 when it is approved"}
}

// nextVersion is the version after another: the next whole one where it is final.
func nextVersion(version string, final bool) string {
	major, minor, ok := record.VersionParts(version)
	switch {
	case final:
		return fmt.Sprintf("%d.0", major+1)
	case !ok:
		return firstVersion
	}
	return fmt.Sprintf("%d.%d", major, minor+1)
}

// laterVersion says what is wrong with a version after another; empty: nothing is. A final one
// ends in 0, as 1.0, and no other does. [H]
func laterVersion(before, version string, final bool) string {
	wasMajor, wasMinor, _ := record.VersionParts(before)
	major, minor, ok := record.VersionParts(version)
	switch {
	case !ok:
		return "Enter a version such as " + nextVersion(before, final)
	case final != (minor == 0):
		return "Enter a version such as " + nextVersion(before, final) +
			": what is approved ends in 0, and no draft does"
	case major < wasMajor || major == wasMajor && minor <= wasMinor:
		return "Enter a version after " + before
	}
	return ""
}

// newVersion is the deed that keeps a new version of a draft.
func newVersion() budgetDeed {
	return budgetDeed{Name: "version", Label: "Keep a new version", Hindrance: stillDraft,
		May:  desk.StaffOf[*record.Budget],
		Lead: "The version is kept with the amounts that the budget has now.",
		Fields: func(_ *register.View, b *record.Budget) ([]page.Field, error) {
			return []page.Field{versionField(nextVersion(b.Version, false)),
				{Name: "what", Label: "What is different in it", Control: page.Line}}, nil
		},
		Do: func(d *budgetDoing) error {
			version := d.In.Text("version")
			if fault := laterVersion(d.Record.Version, version, false); fault != "" {
				return page.Faults{{Field: "version", Text: fault}}
			}
			d.Record.Version = version
			noteVersion(d, d.In.Text("what"), calendar.DateOf(d.Tx.Now()))
			return nil
		}}
}

// asConsulted leaves of the versions of a draft the one that is consulted on, with the amounts that
// it has now: what the Panel had before in confidence stays in the hidden history.
func asConsulted(b *record.Budget) {
	if len(b.Versions) == 0 {
		return
	}
	last := b.Versions[len(b.Versions)-1]
	last.What, last.Amounts = "the draft as it is consulted on", b.Amounts
	b.Versions = []record.BudgetVersion{last}
}

// noteVersion keeps a budget as the version that it is since a day.
func noteVersion(d *budgetDoing, what string, on calendar.Date) {
	b := d.Record
	b.Versions = append(b.Versions, record.BudgetVersion{Version: b.Version,
		On: on, What: what, Amounts: b.Amounts})
}
