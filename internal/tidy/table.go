package tidy

import "strings"

// module is the import path of the root.
const module = "github.com/mains-energy/mains"

// Layer says how far from the wire a room is.
type Layer uint8

// The layers. From Words to Catalogue they are pure: no I/O, no clock, no random source.
const (
	Words     Layer = iota // what everything is named with
	Notation               // how values are written
	Message                // what is sent
	Catalogue              // what there is to say
	Ground                 // what the actors stand on
	Actor                  // who takes part; actors never know each other
	Face                   // what people and programs see
	Wiring                 // where actors meet
	Support                // for tests only
)

// Room is a package, with the packages below it that are not rooms of their own.
type Room struct {
	Path  string // from the root
	Layer Layer
	Also  []string // rooms it may import beyond what its layer may
}

// rooms is the plan of the house.
var rooms = []*Room{
	{Path: "eui", Layer: Words},
	{Path: "dlms", Layer: Notation},
	{Path: "zcl", Layer: Notation},
	{Path: "xmldsig", Layer: Notation},
	{Path: "xmldoc", Layer: Notation, Also: []string{"xmldsig"}},
	{Path: "gbcs", Layer: Message},
	{Path: "duis", Layer: Message},
	{Path: "smki", Layer: Message},
	{Path: "gbcs/usecase", Layer: Catalogue},
	{Path: "gbcs/utrn", Layer: Catalogue},
	{Path: "duis/srv", Layer: Catalogue, Also: []string{"gbcs/usecase"}},
	{Path: "duis/tariff", Layer: Catalogue},
	{Path: "mmc", Layer: Catalogue, Also: []string{"gbcs/usecase", "duis/srv"}},
	{Path: "internal/clock", Layer: Ground},
	{Path: "internal/store", Layer: Ground, Also: []string{"internal/clock"}},
	{Path: "internal/bus", Layer: Ground, Also: []string{"internal/clock"}},
	{Path: "internal/page", Layer: Ground},
	{Path: "internal/chained", Layer: Ground},
	{Path: "internal/mail", Layer: Ground},
	{Path: "internal/lru", Layer: Ground},
	{Path: "internal/durable", Layer: Ground},
	{Path: "internal/print", Layer: Ground, Also: []string{"internal/lru"}},
	{Path: "internal/outside", Layer: Ground},
	{Path: "internal/dsp", Layer: Actor},
	{Path: "internal/acb", Layer: Actor},
	{Path: "internal/wan", Layer: Actor},
	{Path: "internal/estate", Layer: Actor},
	{Path: "internal/ca", Layer: Actor},
	{Path: "internal/governance", Layer: Actor},
	{Path: "internal/portal", Layer: Face, Also: []string{"internal/clock", "internal/page"}},
	{Path: "client", Layer: Face, Also: []string{"internal/clock", "internal/durable"}},
	{Path: "internal/system", Layer: Wiring},
	{Path: "cmd/mains", Layer: Wiring},
	{Path: "mainstest", Layer: Wiring},
	{Path: "internal/shared", Layer: Support},
	{Path: "internal/tidy", Layer: Support},
	{Path: "xmldoc/xmldoctest", Layer: Support},
}

// below lists which layers a layer may import. Wiring may import all.
var below = map[Layer][]Layer{
	Words:     {},
	Notation:  {Words},
	Message:   {Words, Notation},
	Catalogue: {Words, Notation, Message},
	Ground:    {Words},
	Actor:     {Words, Notation, Message, Catalogue, Ground},
	Face:      {Words, Notation, Message, Catalogue},
}

// pure reports whether room is one of layers 0 to 3.
func (room *Room) pure() bool { return room != nil && room.Layer <= Catalogue }

// roomOf finds the room that holds dir: the longest path that dir is or lies below.
func roomOf(dir string) (found *Room) {
	for _, room := range rooms {
		if (dir == room.Path || strings.HasPrefix(dir, room.Path+"/")) &&
			(found == nil || len(room.Path) > len(found.Path)) {
			found = room
		}
	}
	return found
}

// Dependency is a module that ours requires itself.
type Dependency struct {
	Module string
	Reason string   // one line: what it does that we should not write
	Rooms  []string // which rooms import it outside of tests; none: tests only
	Pure   bool     // also allowed in layers 0 to 3
}

// dependencies are all there are.
var dependencies = []Dependency{{
	Module: "github.com/alecthomas/kong",
	Reason: "command line: verbs, flags and their help from one struct each",
	Rooms:  []string{"cmd/mains"},
}, {
	Module: "github.com/chromedp/cdproto",
	Reason: "tests: what the browser is told that chromedp has no verb for",
}, {
	Module: "github.com/chromedp/chromedp",
	Reason: "tests: pages in Chromium, driven over a pipe",
}, {
	Module: "github.com/coreos/go-oidc/v3",
	Reason: "sign-in by an identity provider: discovery, keys, the checks of a token",
	Rooms:  []string{"internal/portal"},
}, {
	Module: "github.com/emersion/go-sasl",
	Reason: "signing in at a server of mail",
	Rooms:  []string{"internal/mail"},
}, {
	Module: "github.com/emersion/go-smtp",
	Reason: "SMTP from both ends",
	Rooms:  []string{"internal/mail"},
}, {
	Module: "github.com/getkin/kin-openapi",
	Reason: "tests: whether the description of the interface is OpenAPI, and answers fit it",
}, {
	Module: "github.com/go-git/go-git/v5",
	Reason: "git: the octets of its objects and of its protocol",
	Rooms:  []string{"internal/governance"},
}, {
	Module: "github.com/go-pdf/fpdf",
	Reason: "PDF where there is no browser to print with",
	Rooms:  []string{"internal/print"},
}, {
	Module: "github.com/go-webauthn/webauthn",
	Reason: "sign-in by passkey",
	Rooms:  []string{"internal/portal"},
}, {
	Module: "github.com/goccy/go-yaml",
	Reason: "YAML, with the line of each key and numbers as they were written",
	Pure:   true,
}, {
	Module: "github.com/google/go-cmp",
	Reason: "tests: differences between values that a person can read",
}, {
	Module: "github.com/jackc/pgx/v5",
	Reason: "PostgreSQL driver",
	Rooms:  []string{"internal/store"},
}, {
	Module: "github.com/nats-io/nats-server/v2",
	Reason: "JetStream in the process: the real engine, no stand-in",
	Rooms:  []string{"internal/bus"},
}, {
	Module: "github.com/nats-io/nats.go",
	Reason: "JetStream client, for the embedded server and for external ones",
	Rooms:  []string{"internal/bus"},
}, {
	Module: "github.com/pressly/goose/v3",
	Reason: "schema migrations: plain SQL files, as a library",
	Rooms:  []string{"internal/store"},
}, {
	Module: "github.com/prometheus/client_golang",
	Reason: "metrics in the format that everyone scrapes",
	Rooms:  []string{"internal/dsp", "internal/system", "cmd/mains"},
}, {
	Module: "github.com/rogpeppe/go-internal",
	Reason: "tests: testscript, stories on the command line",
}, {
	Module: "github.com/yuin/goldmark",
	Reason: "CommonMark as a tree, for texts that people bring",
	Rooms:  []string{"internal/governance"},
}, {
	Module: "golang.org/x/crypto",
	Reason: "cryptobyte: DER read and built without reflection",
	Pure:   true,
}, {
	Module: "golang.org/x/image",
	Reason: "the Go fonts, for PDF where there is no browser to print with",
	Rooms:  []string{"internal/print"},
}, {
	Module: "golang.org/x/net",
	Reason: "HTML as browsers read it, for texts that people bring",
	Rooms:  []string{"internal/governance", "internal/mail", "internal/print"},
}, {
	Module: "golang.org/x/oauth2",
	Reason: "the code flow of an identity provider, with PKCE",
	Rooms:  []string{"internal/portal"},
}, {
	Module: "golang.org/x/term",
	Reason: "whether standard output is a terminal, and how wide",
	Rooms:  []string{"cmd/mains"},
}, {
	Module: "modernc.org/sqlite",
	Reason: "SQLite driver without C: one binary on every platform",
	Rooms:  []string{"internal/store"},
}, {
	Module: "pgregory.net/rapid",
	Reason: "tests: properties with inputs that shrink",
}}

// Dependencies lists the modules of the table.
func Dependencies() (modules []string) {
	for _, d := range dependencies {
		modules = append(modules, d.Module)
	}
	return modules
}
