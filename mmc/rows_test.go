package mmc

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldoc/xmldoctest"
	"github.com/mains-energy/mains/xmldsig"
)

// places are the numbers that tell elements of one name apart.
var places = regexp.MustCompile(`\[\d+\]`)

// leaves appends the path and the text of all values below an element, but for those of logs.
func leaves(all []string, path string, e *xmldsig.Element, logs []string) []string {
	path += "/" + e.Local
	if slices.ContainsFunc(logs, func(log string) bool { return strings.HasSuffix(path, "/"+log) }) {
		return all
	}
	for _, a := range e.Attrs {
		if a.Value != "" {
			all = append(all, path+"/@"+a.Local+" "+a.Value)
		}
	}
	inside := 0
	for each := range e.Elements() {
		all, inside = leaves(all, path, each, logs), inside+1
	}
	if text := e.Text(); inside == 0 && text != "" {
		all = append(all, path+" "+text)
	}
	return all
}

// rowLeaves appends the path and the text of all values in rows; what is true by being there
// has no text in XML.
func rowLeaves(all []string, path string, rows []Row, presence map[string]bool) []string {
	for _, row := range rows {
		at := path + "/" + places.ReplaceAllString(row.Name, "")
		all = rowLeaves(all, at, row.Rows, presence)
		if row.Text != "" && !(row.Text == "true" && presence[row.Name]) {
			all = append(all, at+" "+row.Text)
		}
	}
	return all
}

// presences appends the names of elements that are true by being there.
func presences(all map[string]bool, c *xmldoc.Content, seen map[*xmldoc.Content]bool) {
	if seen[c] {
		return
	}
	seen[c] = true
	for _, p := range c.Parts {
		if p.Kind == xmldoc.PresenceKind {
			all[p.Name] = true
		} else if p.Inner != nil {
			presences(all, p.Inner, seen)
		}
	}
}

// rowsChecker compares rows with the XML.
type rowsChecker struct {
	presence     map[string]bool
	values, logs int
}

func newRowsChecker() *rowsChecker {
	c := &rowsChecker{presence: map[string]bool{}}
	presences(c.presence, schema.Plan(reflect.TypeFor[Document]()), map[*xmldoc.Content]bool{})
	return c
}

// check wants every value in the XML of a document in its rows, and nothing else; but for the
// logs, which are tables.
func (c *rowsChecker) check(t *testing.T, d *Document) {
	t.Helper()
	raw := d.Append(nil)
	parsed, err := xmldsig.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	var logs, want []string
	for _, table := range d.Tables() {
		logs = append(logs, places.ReplaceAllString(table.Name, ""))
	}
	for e := range parsed.Root.Elements() {
		want = leaves(want, "", e, logs)
	}
	got := rowLeaves(nil, "", d.Rows(), c.presence)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-XML +rows):\n%s\n%s", diff, raw)
	}
	c.values, c.logs = c.values+len(got), c.logs+len(logs)
}

// enough fails the test where nothing was compared.
func (c *rowsChecker) enough(t *testing.T) {
	t.Helper()
	if t.Logf("%d values, %d logs", c.values, c.logs); c.values == 0 || c.logs == 0 {
		t.Error("nothing was compared")
	}
}

// TestRows compares the rows of documents with every element.
func TestRows(t *testing.T) {
	c := newRowsChecker()
	for seed := range uint64(4) {
		for _, d := range everything(xmldoctest.New(schema, seed)) {
			c.check(t, d)
		}
	}
	c.enough(t)
}

// TestRowsOfAnswers compares the rows of documents of every Use Case.
func TestRowsOfAnswers(t *testing.T) {
	c := newRowsChecker()
	randomDocuments(t, 2, func(_ *usecase.UseCase, _ string, d *Document) { c.check(t, d) })
	c.enough(t)
}

// TestRowsNested looks at the rows and the units of one answer.
func TestRowsNested(t *testing.T) {
	at := time.Date(2022, 1, 20, 0, 0, 0, 0, time.UTC)
	rsp := &ReadInstantaneousImportTOUMatricesRsp{
		Electricity: &ReadInstantaneousImportTOUMatricesElectricity{
			TariffTOURegisterCollection: &TariffTOURegisterCollection{
				TOUPrimaryRegisterValue: []IndexedInteger{{1, 40}, {2, 50}},
				TOUSecondRegisterValue:  []IndexedInteger{{0, 60}},
			}}}
	SetSuccess(rsp, true)
	d := &Document{Body: &ResponseMessage{SMETSData: rsp}}
	d.Header.Timestamp = &Timestamp{Value: at, ClockStatus: new("reliable")}
	got := d.Rows()
	want := []Row{
		{Name: "Header", Rows: []Row{
			{Name: "BusinessOriginatorID", Text: "00-00-00-00-00-00-00-00"},
			{Name: "BusinessTargetID", Text: "00-00-00-00-00-00-00-00"},
			{Name: "OriginatorCounter", Text: "0"},
			{Name: "Timestamp", Text: "2022-01-20T00:00:00.00Z",
				Rows: []Row{{Name: "@ClockStatus", Text: "reliable"}}},
		}},
		{Name: "Body", Rows: []Row{{Name: "ResponseMessage", Rows: []Row{{Name: "SMETSData",
			Rows: []Row{{Name: "ReadInstantaneousImportTOUMatricesRsp", Rows: []Row{
				{Name: "@MessageSuccess", Text: "true"},
				{Name: "Electricity", Rows: []Row{{Name: "TariffTOURegisterCollection", Rows: []Row{
					{Name: "TOUPrimaryRegisterValue[1]", Text: "40", Unit: "Wh",
						Rows: []Row{{Name: "@index", Text: "1"}}},
					{Name: "TOUPrimaryRegisterValue[2]", Text: "50", Unit: "Wh",
						Rows: []Row{{Name: "@index", Text: "2"}}},
					{Name: "TOUSecondRegisterValue", Text: "60", Unit: "Wh"},
				}}}},
			}}}}}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestUnits compares the units of logs with those of the schema's declaration.
func TestUnits(t *testing.T) {
	at := time.Date(2022, 1, 20, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		rsp  Rsp
		want []string
	}{
		{&ReadExportProfileDataRsp{LogEntry: []ExportProfileEntry{{new(int64(1)), new(int64(2)), &at}}},
			[]string{"Timestamp ", "ActiveEnergyExportedValue Wh", "ReactiveEnergyExportedValue varh"}},
		{&ReadActiveImportProfileDataRsp{LogEntry: []ActiveImportProfileEntry{{Timestamp: &at,
			Gas: &ActiveImportProfileGas{&xmldoc.Decimal{Digits: 1}}}}},
			[]string{"Timestamp ", "Gas/PrimaryValue m3"}},
		{&RetrieveImportDailyReadLogRsp{LogEntry: []ImportDailyReadLogEntry{{Timestamp: &at,
			Electricity: &ImportDailyReadLogElectricity{
				TariffTOURegisterMatrixValue: []IndexedInteger{{1, 5}, {2, 6}}}}}},
			[]string{"Timestamp ", "Electricity/TariffTOURegisterMatrixValue[1] Wh",
				"Electricity/TariffTOURegisterMatrixValue[2] Wh"}},
	} {
		tables := (&Document{Body: &ResponseMessage{SMETSData: tt.rsp}}).Tables()
		if len(tables) != 1 {
			t.Fatalf("%s: %d tables", tt.rsp.Element(), len(tables))
		}
		var got []string
		for i, unit := range tables[0].Units {
			got = append(got, tables[0].Columns[i]+" "+unit)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.rsp.Element(), diff)
		}
	}
}
