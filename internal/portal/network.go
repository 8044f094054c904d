package portal

import (
	"context"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/page"
)

const networkAddress page.Address = "/network"

// Network is what the console shows. Its methods answer at once, from what is
// stored, and must be safe for concurrent use.
type Network interface {
	// Now is the time of the system.
	Now() time.Time
	// Devices lists the inventory, the Devices of one home together.
	Devices(ctx context.Context) ([]Device, error)
	// Requests lists the latest requests, the latest first.
	Requests(ctx context.Context, limit int) ([]Request, error)
	// Deliveries lists the latest documents for Users, the latest first.
	Deliveries(ctx context.Context, limit int) ([]Delivery, error)
	// Delivery is one of them by its ID, and the document as it was signed. The error is
	// [page.ErrNotFound] where there is none.
	Delivery(ctx context.Context, id string) (Delivery, []byte, error)
}

// Device is a row of the inventory.
type Device struct {
	ID     string `json:"device_id"`
	Type   string `json:"type"`
	Status string `json:"status,omitempty"` // empty for Type 2 Devices
	Hub    string `json:"hub"`
	Region string `json:"region"`
	MPxN   string `json:"mpxn,omitempty"`

	ESMEVariant string `json:"esme_variant,omitempty"`
	GBCSVersion string `json:"gbcs_version,omitempty"`
}

// Request is a Service Request and where it stands.
type Request struct {
	ID       string    `json:"request_id"`
	Variant  string    `json:"service_reference_variant"`
	UseCase  string    `json:"use_case,omitempty"`
	State    string    `json:"state"`
	Attempts int       `json:"attempts"`
	Received time.Time `json:"received"`
}

// Delivery is a document for a User and where it stands.
type Delivery struct {
	ID       string    `json:"delivery_id"`
	User     string    `json:"user"`
	State    string    `json:"state"`
	Attempts int       `json:"attempts"`
	Fault    string    `json:"fault,omitempty"`
	Created  time.Time `json:"created"`
}

// shown is how many of the latest rows a page shows.
const shown = 50

// console is the content of the console for programs.
type console struct {
	Now        time.Time  `json:"now"`
	Devices    []Device   `json:"devices"`
	Requests   []Request  `json:"requests"`
	Deliveries []Delivery `json:"deliveries"`
}

// networkRoute is the console.
func (p *Portal) networkRoute() *route {
	return &route{live: true, Route: page.Route{Pattern: string(networkAddress),
		View: func(ask *page.Ask) (*page.View, error) {
			content, err := p.gather(ask.Context)
			if err != nil {
				return nil, err
			}
			return &page.View{
				Title: "Network console",
				Lead:  "What is installed, what was asked and what became of it, and what waits for Users.",
				Blocks: []page.Block{
					page.Summary{Rows: []page.Row{
						page.Fact("System time", instant(content.Now), page.T(" UTC"))}},
					section("Latest Service Requests", requests(content.Requests)),
					section("Latest documents for Users", deliveries(content.Deliveries)),
					section("Smart Metering Inventory", devices(content.Devices)),
				},
				Data: content,
			}, nil
		}}}
}

func (p *Portal) gather(ctx context.Context) (c console, err error) {
	c.Now = p.network.Now()
	if c.Devices, err = p.network.Devices(ctx); err != nil {
		return c, err
	}
	if c.Requests, err = p.network.Requests(ctx, shown); err != nil {
		return c, err
	}
	c.Deliveries, err = p.network.Deliveries(ctx, shown)
	return c, err
}

// instant is an instant as the console writes it, in UTC.
func instant(t time.Time) page.When {
	return page.When{Text: t.UTC().Format("2006-01-02 15:04:05"), At: t}
}

// section is a block under a heading.
func section(title string, block page.Block) page.Section {
	return page.Section{Title: title, Blocks: []page.Block{block}}
}

// columns are the heads of columns that stand to the left.
func columns(titles ...string) []page.Column {
	heads := make([]page.Column, len(titles))
	for i, title := range titles {
		heads[i].Title = title
	}
	return heads
}

func requests(rows []Request) page.Table {
	t := page.Table{Caption: "The latest first",
		Columns: columns("Received (UTC)", "RequestID", "SRV", "Use Case", "State", "Attempts"),
		Empty:   "None yet. Send one: mains send REQUEST.xml"}
	t.Columns[5].Number = true
	for _, r := range rows {
		t.Rows = append(t.Rows, []page.Words{{instant(r.Received)}, {page.Code(r.ID)},
			{page.Link{Text: r.Variant, To: page.At("services", r.Variant)}}, page.Say(r.UseCase),
			page.Say(r.State), page.Say(strconv.Itoa(r.Attempts))})
	}
	return t
}

func deliveries(rows []Delivery) page.Table {
	t := page.Table{Caption: "The latest first",
		Columns: columns("Made (UTC)", "User", "Document", "State", "Attempts", "Last fault"),
		Empty:   "None yet."}
	t.Columns[4].Number = true
	for _, d := range rows {
		t.Rows = append(t.Rows, []page.Words{{instant(d.Created)}, {page.Code(d.User)},
			{page.Link{Text: d.ID, To: deliveryAddress(d.ID)}}, page.Say(d.State),
			page.Say(strconv.Itoa(d.Attempts)), page.Say(d.Fault)})
	}
	return t
}

func devices(rows []Device) page.Table {
	t := page.Table{Caption: "Devices of one home together", RowHeads: true,
		Columns: columns("Device ID", "Type", "Status", "Communications Hub", "Region", "MPxN"),
		Empty:   "No Device is known."}
	for _, d := range rows {
		t.Rows = append(t.Rows, []page.Words{{page.Code(d.ID)}, page.Say(d.Type), page.Say(d.Status),
			{page.Code(d.Hub)}, page.Say(d.Region), page.Say(d.MPxN)})
	}
	return t
}
