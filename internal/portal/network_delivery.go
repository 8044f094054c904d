package portal

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/mmc"
)

// deliveryPattern is the address of one document for a User.
const deliveryPattern = string(networkAddress) + "/deliveries/{id}"

// mmcName is what its message is called there, as the Message Mapping Catalogue has it.
const mmcName = "mmc.xml"

// deliveryAddress is the address of the document for a User of an ID, or of a part of it.
func deliveryAddress(id string, part ...string) page.Address {
	return page.At(append([]string{"network", "deliveries", id}, part...)...)
}

// told is a document for a User, read as far as the DCC can: the portal holds no key of a User,
// so what a Device encrypts for one stays so.
type told struct {
	Delivery
	response *duis.Response
	message  *mmc.Document // nil: none that can be shown
	why      string        // why there is none
}

// told reads the document for a User of an ID.
func (p *Portal) told(ctx context.Context, id string) (*told, error) {
	d, document, err := p.network.Delivery(ctx, id)
	if err != nil {
		return nil, err
	}
	t := &told{Delivery: d}
	if t.response, err = duis.ParseResponse(document); err != nil {
		return nil, fmt.Errorf("delivery %s: %w", id, err)
	}
	var parser mmc.Parser
	switch t.message, err = parser.Response(t.response); {
	case errors.Is(err, mmc.ErrNoMessage):
		t.why = "No message of a Device in it has elements in the catalogue: what the DCC " +
			"acknowledges, refuses or reports itself has none."
	case err != nil:
		t.why = "The message of a Device in it cannot be shown: " + err.Error() + "."
	}
	return t, nil
}

// toldContent is a document for a User, for programs.
type toldContent struct {
	Delivery
	ResponseCode duis.ResponseCode `json:"response_code"`
	Variant      string            `json:"service_reference_variant,omitempty"`
	AlertCode    string            `json:"alert_code,omitempty"`
	Encrypted    bool              `json:"encrypted"` // for the User
	NoMessage    string            `json:"no_message,omitempty"`
	Message      json.RawMessage   `json:"message,omitempty"` // in names of the catalogue
}

// content is what programs are told.
func (t *told) content() toldContent {
	c := toldContent{Delivery: t.Delivery, ResponseCode: t.response.Code, Variant: t.variant(),
		AlertCode: t.alertCode(), NoMessage: t.why}
	if t.message != nil {
		c.Encrypted = t.message.Encrypted()
		c.Message = t.message.AppendJSON(nil)
	}
	return c
}

// variant is the Service Reference Variant that is answered; empty for alerts.
func (t *told) variant() string {
	switch answer := t.response.Body.(type) {
	case *duis.ResponseMessage:
		return answer.ServiceReferenceVariant
	case *duis.SMETS1ResponseMessage:
		if answer.ServiceReferenceVariant != nil {
			return *answer.ServiceReferenceVariant
		}
	}
	return ""
}

// alertCode is the code of an alert; empty for answers.
func (t *told) alertCode() string {
	switch alert := t.response.Body.(type) {
	case *duis.DeviceAlertMessage:
		return fmt.Sprintf("%X", alert.AlertCode)
	case *duis.DCCAlertMessage:
		return alert.DCCAlertCode
	}
	return ""
}

// parts are those of a message that is not shown as values.
func (t *told) parts() []mmc.GBCSData {
	switch body := t.message.Body.(type) {
	case *mmc.ResponseMessage:
		return body.GBCSData
	case *mmc.DeviceAlertMessage:
		return body.GBCSData
	}
	return nil
}

// names are what the document is, and its title.
func (t *told) names() (kicker, title string) {
	code := t.alertCode()
	switch alert := t.response.Body.(type) {
	case *duis.DeviceAlertMessage:
		if number, err := strconv.ParseUint(code, 16, 16); err == nil {
			title = usecase.AlertTitle(gbcs.AlertCode(number))
		}
		return "Device Alert " + code, cmp.Or(title, "Device Alert "+code)
	case *duis.DCCAlertMessage:
		return "DCC Alert " + code, alert.DCCAlert.Element()
	}
	if v, ok := srv.Lookup(t.variant()); ok {
		return "Answer to Service Request " + v.SRV, v.Name
	}
	return "Document for a User", cmp.Or(t.response.Code.Meaning(), string(t.response.Code))
}

// deliveryRoute is one document for a User.
func (p *Portal) deliveryRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: deliveryPattern,
		View: func(ask *page.Ask) (*page.View, error) {
			t, err := p.told(ask.Context, ask.Path["id"])
			if err != nil {
				return nil, err
			}
			kicker, title := t.names()
			view := &page.View{Kicker: kicker, Title: title, Data: t.content(),
				Crumbs: []page.Link{{Text: "Network console", To: networkAddress}},
				Blocks: []page.Block{t.facts()},
			}
			if t.message == nil {
				view.Blocks = append(view.Blocks, page.Para{Words: page.Say(t.why)})
				return view, nil
			}
			view.Blocks = append(append(view.Blocks, t.says()...), page.Para{Words: page.Words{
				page.Link{Text: "The message as XML of the Message Mapping Catalogue",
					To: deliveryAddress(t.ID, mmcName)}}})
			return view, nil
		}}}
}

// mmcRoute is the message in a document for a User, as XML.
func (p *Portal) mmcRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: deliveryPattern + "/" + mmcName},
		get: func(v *visit) error {
			t, err := p.told(v.r.Context(), v.values["id"])
			if err != nil {
				return err
			}
			if t.message == nil {
				return &refusal{http.StatusNotFound, "No message of a Device", t.why}
			}
			v.send(made{status: http.StatusOK, media: "application/xml; charset=utf-8",
				body: t.message.Append(nil)})
			return nil
		}}
}

// facts are where the document stands, and what heads it and its message.
func (t *told) facts() page.Summary {
	r := t.response
	s := page.Summary{Rows: []page.Row{
		page.Fact("Document", page.Code(t.ID)),
		page.Fact("For the User", page.Code(t.User)),
		page.Fact("Made", instant(t.Created), page.T(" UTC")),
		page.Fact("State", page.T(t.State+", attempts: "+strconv.Itoa(t.Attempts))),
		page.Fact("Response Code", page.T(strings.TrimSpace(string(r.Code)+" "+r.Code.Meaning()))),
	}}
	if t.Fault != "" {
		s.Rows = append(s.Rows, page.Fact("Last fault", page.T(t.Fault)))
	}
	if v, ok := srv.Lookup(t.variant()); ok {
		s.Rows = append(s.Rows, page.Fact("Service Request",
			page.Link{Text: v.SRV, To: page.At("services", v.SRV)}, page.T(" "+v.Name)))
	}
	if t.message == nil {
		return s
	}
	h := &t.message.Header
	s.Rows = append(s.Rows, page.Fact("Device", page.Code(h.BusinessOriginatorID.String())),
		page.Fact("Message for", page.Code(h.BusinessTargetID.String())),
		page.Fact("Originator Counter", page.T(strconv.FormatUint(h.OriginatorCounter, 10))))
	if h.GBCSHexadecimalMessageCode != nil {
		s.Rows = append(s.Rows, page.Fact("Message Code",
			page.Code(fmt.Sprintf("%X", h.GBCSHexadecimalMessageCode))))
	}
	if at := h.Timestamp; at != nil {
		said := page.Words{instant(at.Value), page.T(" UTC")}
		if at.ClockStatus != nil {
			said = append(said, page.T(", "+*at.ClockStatus))
		}
		s.Rows = append(s.Rows, page.Fact("Clock of the Device", said...))
	}
	return s
}

// says is what the message says.
func (t *told) says() []page.Block {
	var blocks []page.Block
	if t.message.Encrypted() {
		reader := t.message.Reader().String()
		blocks = append(blocks, page.Notice{Tone: page.Wait, Title: "Encrypted for " + reader,
			Words: page.Words{page.T("The values are for this User alone, and the gateway holds no key " +
				"of a User. "), page.Code("mains decode --mmc --keys KEYSTORE RESPONSE.xml"),
				page.T(" reads them from the response as the User received it.")}})
	}
	var debug []page.Block
	for _, row := range bodyOf(t.message) {
		switch {
		case row.Name == "DebugInfo":
			debug = append(debug, page.Details{Summary: "How each item of the request went",
				Blocks: []page.Block{valuesTable(row.Name, row.Rows)}})
		case !strings.HasPrefix(row.Name, "GBCSData"):
			blocks = append(blocks, section("Values", valuesTable(row.Name, row.Rows)))
			for i, table := range t.message.Tables() {
				blocks = append(blocks, logSection(i, &table))
			}
		}
	}
	if parts := t.parts(); len(parts) > 0 {
		blocks = append(blocks, section("Parts of the message", partsTable(parts)))
	}
	return append(blocks, debug...)
}

// bodyOf are the elements of the message in a document.
func bodyOf(d *mmc.Document) []mmc.Row {
	for _, row := range d.Rows() {
		if row.Name == "Body" && len(row.Rows) > 0 {
			return row.Rows[0].Rows
		}
	}
	return nil
}

// partsTable is a message that is not shown as values.
func partsTable(parts []mmc.GBCSData) page.Table {
	t := page.Table{Caption: "GBCSData",
		Columns: columns("Sequence", "Name", "Type", "Format", "Octets")}
	t.Columns[0].Number, t.Columns[4].Number = true, true
	for _, p := range parts {
		t.Rows = append(t.Rows, []page.Words{page.Say(strconv.FormatInt(p.Sequence, 10)),
			page.Say(p.Name), page.Say(p.Type), page.Say(p.Format), page.Say(strconv.Itoa(len(p.Value)))})
	}
	return t
}

// valuesTable is rows of a message, those inside others moved to the right below them.
func valuesTable(caption string, rows []mmc.Row) page.Table {
	t := page.Table{Caption: caption, Columns: columns("Element", "Value"), RowHeads: true,
		Empty: "It says nothing."}
	appendValues(&t, rows, 0)
	return t
}

// appendValues appends rows at a depth. Attributes stand beside the value of their element.
func appendValues(t *page.Table, rows []mmc.Row, depth int) {
	for _, row := range rows {
		said := strings.TrimSpace(row.Text + " " + row.Unit)
		inside := slices.IndexFunc(row.Rows, func(r mmc.Row) bool { return !isAttribute(r) })
		if inside < 0 {
			inside = len(row.Rows)
		}
		for _, a := range row.Rows[:inside] {
			if said != "" {
				said += ", "
			}
			said += strings.TrimPrefix(a.Name, "@") + " " + a.Text
		}
		const step = "\u2003" // wide, and kept by browsers
		t.Rows = append(t.Rows, []page.Words{
			{page.T(strings.Repeat(step, depth)), page.Code(row.Name)}, page.Say(said)})
		appendValues(t, row.Rows[inside:], depth+1)
	}
}

func isAttribute(r mmc.Row) bool { return strings.HasPrefix(r.Name, "@") }
