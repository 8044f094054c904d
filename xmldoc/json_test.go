package xmldoc_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/xmldoc"
	"github.com/mains-energy/mains/xmldsig"
)

// TestJSON: each kind of declaration, and what it is in JSON.
func TestJSON(t *testing.T) {
	yes, first := true, uint32(7)
	type wrapped struct {
		A int8 `doc:",in=Wrap"`
		B bool `doc:",in=Wrap"`
	}
	type chosen struct {
		A *int8 `doc:",one"`
		B bool  `doc:",one,empty"`
	}
	type grouped struct {
		Common `doc:",group"`
		Mixed  []payload `doc:",group,n=0..4"`
		Last   payload   `doc:",group,optional"`
		Body   payload
	}
	type listed struct {
		V []indexed `doc:",n=0..3"`
	}
	type kept struct {
		Pair Pair   `doc:",text=Text"`
		Text string `doc:"-"`
	}
	type others struct {
		Scaled  int64          `doc:",base=decimal,fraction=2"`
		Written string         `doc:",base=decimal"`
		Hex     []byte         `doc:",base=hexBinary"`
		Day     time.Time      `doc:",base=date"`
		Else    xmldoc.Foreign `doc:",optional"`
		Sign    bool           `doc:"Signature,signature"`
	}
	for _, row := range []struct {
		from any
		want string
	}{
		{&box[int64]{-7}, `{"V":-7}`},
		{&box[xmldoc.Decimal]{xmldoc.Decimal{Digits: -5, Places: 2}}, `{"V":-0.05}`},
		{&box[bool]{}, `{"V":false}`},
		{&box[*bool]{}, `{}`},
		{&box[*bool]{&yes}, `{"V":true}`},
		{&box[string]{"a\"\\\n<é"}, `{"V":"a\"\\\n\u003cé"}`},
		{&box[[]byte]{[]byte{0xDF, 9, 1}}, `{"V":"3wkB"}`},
		{&box[xmldoc.TimeOfDay]{}, `{"V":"00:00:00.00Z"}`},
		{&box[eui.ID]{}, `{"V":"00-00-00-00-00-00-00-00"}`},
		{&box[indexed]{indexed{1, "", 5}}, `{"V":{"index":1,"value":5}}`},
		{&box[indexed]{indexed{1, "n", 5}}, `{"V":{"index":1,"note":"n","value":5}}`},
		{&box[Log]{}, `{"V":{}}`},
		{&box[payload]{}, `{"V":{}}`},
		{&box[payload]{Count(3)}, `{"V":{"Count":3}}`},
		{&box[payload]{&Log{}}, `{"V":{"Log":{}}}`},
		{&box[Flags]{Flags{"C": true, "A": true}}, `{"V":{"A":true,"C":true}}`},
		{&wrapped{A: 1}, `{"Wrap":{"A":1,"B":false}}`},
		{&chosen{B: true}, `{"B":true}`},
		{&listed{}, `{}`},
		{&listed{[]indexed{{Index: 1}, {Index: 2}}}, `{"V":[{"index":1,"value":0},{"index":2,"value":0}]}`},
		{&kept{Pair: Pair{1, 2}}, `{"Pair":"1/2"}`},
		{&kept{Pair{1, 2}, "01/2"}, `{"Pair":"01/2"}`},
		{&grouped{}, `{"Body":{}}`},
		{&grouped{Common{&first, []string{"a", "b"}}, []payload{Count(1), Count(2)}, Count(3), Count(4)},
			`{"First":7,"Second":["a","b"],"Mixed":[{"Count":1},{"Count":2}],"Count":3,"Body":{"Count":4}}`},
		{&others{-5, "+.5", []byte{0xAB}, time.Date(2030, 1, 15, 0, 0, 0, 0, time.UTC), "<a/>", true},
			`{"Scaled":-0.05,"Written":"+.5","Hex":"AB","Day":"2030-01-15Z","Else":"\u003ca/\u003e"}`},
	} {
		if got := string(schema.AppendJSON([]byte("before"), row.from)); got != "before"+row.want {
			t.Errorf("%T: %s, want %s", row.from, got, row.want)
		}
	}
	version := string(schema.AppendJSON(nil, &reading{}))
	if want := `{"schemaVersion":"1.0","Header":{`; version[:len(want)] != want {
		t.Error(version)
	}
}

// leaf is a text by the name of its element or attribute. Presence and empty structures have
// none, as empty texts.
type leaf struct{ name, text string }

// TestJSONLeaves: JSON holds the texts of the document, in its order.
func TestJSONLeaves(t *testing.T) {
	for seed := range uint64(300) {
		r := random(newGenerator(seed))
		r.Elsewhat = "" // is a document inside a text
		raw := schema.Append(nil, "Reading", r)
		doc, err := xmldsig.Parse(raw)
		must(t, err)
		text := schema.AppendJSON(nil, r)
		if !json.Valid(text) {
			t.Fatalf("seed %d: %s", seed, text)
		}
		want, got := leavesXML(nil, doc.Root), leavesJSON(t, text)
		same := slices.EqualFunc(want, got, func(a, b leaf) bool {
			return a == b || a.name == b.name && a.text == "" && b.text == "true"
		})
		if !same {
			t.Fatalf("seed %d:\n%s\n%s\n%q\n%q", seed, raw, text, want, got)
		}
	}
}

// leavesXML lists the texts of an element.
func leavesXML(leaves []leaf, e *xmldsig.Element) []leaf {
	for _, a := range e.Attrs {
		leaves = append(leaves, leaf{a.Local, a.Value})
	}
	plain := true
	for inside := range e.Elements() {
		leaves, plain = leavesXML(leaves, inside), false
	}
	switch {
	case plain && (len(e.Attrs) > 0 || e.Local == "At"): // of types with attributes
		leaves = append(leaves, leaf{"value", e.Text()})
	case plain:
		leaves = append(leaves, leaf{e.Local, e.Text()})
	}
	return leaves
}

// leavesJSON lists the scalars of a text, by the name of their member.
func leavesJSON(t *testing.T, text []byte) (leaves []leaf) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	type level struct {
		object, named bool
		name          string
		members       int
	}
	stack := []level{{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return leaves
		}
		must(t, err)
		top := &stack[len(stack)-1]
		delim, isDelim := token.(json.Delim)
		switch {
		case isDelim && (delim == '{' || delim == '['):
			top.named = false
			stack = append(stack, level{object: delim == '{', name: top.name})
		case isDelim:
			if delim == '}' && top.members == 0 {
				leaves = append(leaves, leaf{stack[len(stack)-2].name, ""})
			}
			stack = stack[:len(stack)-1]
		case top.object && !top.named:
			top.name, top.named = token.(string), true
			top.members++
		default:
			leaves = append(leaves, leaf{top.name, textOf(token)})
			top.named = false
		}
	}
}

func textOf(token json.Token) string {
	switch token := token.(type) {
	case string:
		return token
	case json.Number:
		return token.String()
	case bool:
		if token {
			return "true"
		}
		return "false"
	}
	return "null"
}
