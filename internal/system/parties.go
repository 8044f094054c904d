package system

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// Identifiers of the DCC's own roles, the well-known ones of the test networks.
var (
	recovery    = eui.MustParse("90-B3-D5-1F-30-00-00-01")
	Broker      = eui.MustParse("90-B3-D5-1F-30-00-00-02")
	coSParty    = eui.MustParse("90-B3-D5-1F-30-00-00-04")
	wanProvider = eui.MustParse("90-B3-D5-1F-30-00-00-07")
)

// Party is an organisation with keys: a User, or a role of the DCC.
type Party struct {
	EUI   eui.ID
	Alias string // how the command line calls it
	Name  string
	Roles []duis.UserRole // none for the DCC's own
	Role  smki.Role       // in certificates
	keys  []key
}

// key is one of a party's key pairs.
type key struct {
	role       smki.Role
	usage      smki.Usage
	prePayment bool
}

// userKeys are the key pairs of a User whose certificates carry a role.
func userKeys(role smki.Role) []key {
	keys := []key{
		{role: role, usage: smki.DigitalSignature},
		{role: role, usage: smki.KeyAgreement},
		{role: smki.XMLSign, usage: smki.DigitalSignature},
	}
	if role == smki.Supplier {
		keys = append(keys, key{role: role, usage: smki.KeyAgreement, prePayment: true})
	}
	return keys
}

// parties are the organisations of a fresh system, under the identifiers that the
// published test data gives them, so that its requests can be sent as they are.
var parties = []Party{
	{EUI: eui.MustParse("90-B3-D5-1F-30-01-00-00"), Alias: "supplier", Name: "Supplier 1",
		Roles: []duis.UserRole{duis.IS, duis.GS}, Role: smki.Supplier, keys: userKeys(smki.Supplier)},
	{EUI: eui.MustParse("90-B3-D5-1F-30-03-00-00"), Alias: "supplier-2", Name: "Supplier 2",
		Roles: []duis.UserRole{duis.IS, duis.GS}, Role: smki.Supplier, keys: userKeys(smki.Supplier)},
	{EUI: eui.MustParse("90-B3-D5-1F-30-02-00-00"), Alias: "network", Name: "Network Operator",
		Roles: []duis.UserRole{duis.ED, duis.GT}, Role: smki.NetworkOperator,
		keys: userKeys(smki.NetworkOperator)},
	{EUI: eui.MustParse("90-B3-D5-1F-30-01-00-08"), Alias: "load-controller",
		Name: "Load Controller", Roles: []duis.UserRole{duis.LC}, Role: smki.LoadController,
		keys: userKeys(smki.LoadController)},
	{EUI: eui.MustParse("90-B3-D5-1F-30-01-00-09"), Alias: "mdr", Name: "Meter Data Retriever",
		Roles: []duis.UserRole{duis.MDR}, Role: smki.Other, keys: userKeys(smki.Other)},
	{EUI: eui.MustParse("00-DB-12-34-56-78-00-04"), Alias: "other", Name: "Other User",
		Roles: []duis.UserRole{duis.OU}, Role: smki.Other, keys: userKeys(smki.Other)},

	{EUI: Broker, Alias: "acb", Name: "Access Control Broker", Role: smki.AccessControlBroker,
		keys: []key{
			{role: smki.AccessControlBroker, usage: smki.DigitalSignature},
			{role: smki.AccessControlBroker, usage: smki.KeyAgreement},
			{role: smki.DSPXMLSign, usage: smki.DigitalSignature},
		}},
	{EUI: coSParty, Alias: "cos", Name: "CoS Party", Role: smki.TransitionalCoS,
		keys: []key{{role: smki.TransitionalCoS, usage: smki.DigitalSignature}}},
	{EUI: wanProvider, Alias: "wan", Name: "WAN Provider", Role: smki.WANProvider,
		keys: []key{
			{role: smki.WANProvider, usage: smki.DigitalSignature},
			{role: smki.WANProvider, usage: smki.KeyAgreement},
		}},
	{EUI: recovery, Alias: "recovery", Name: "Recovery", Role: smki.Recovery,
		keys: []key{{role: smki.Recovery, usage: smki.DigitalSignature}}},
}

// FindParty finds a party by its alias or the text of its EUI-64.
func FindParty(name string) (Party, bool) {
	id, _ := eui.Parse(name)
	for _, p := range parties {
		if p.Alias == name || !id.IsZero() && p.EUI == id {
			return p, true
		}
	}
	return Party{}, false
}

// Parties lists the organisations of a fresh system, the Users first.
func Parties() []Party { return parties }
