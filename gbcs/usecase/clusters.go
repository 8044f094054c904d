package usecase

import "slices"

// ClusterCommands are the commands of ZigBee clusters that the catalogue has, by cluster.
// GBCS clusters and attributes.
var ClusterCommands = slices.Concat(
	priceCommands, meteringCommands, messagingCommands, prepaymentCommands,
	calendarCommands, managementCommands, eventsCommands,
)

// DeclaredClusterAttributes are the attributes of ZigBee clusters that the catalogue has, by
// cluster and number, whether or not a Use Case reads them. GBCS clusters and attributes.
var DeclaredClusterAttributes = slices.Concat(
	basicAttributes, priceAttributes, meteringAttributes, prepaymentAttributes,
)

// What commands of several clusters have.
var (
	// ProviderID is always 0 in GBCS. ZigBee Provider ID.
	ProviderID = &Slot[uint32]{Name: "ProviderID", Clause: "ZigBee Provider ID"}
	// IssuerEventID tells commands of one kind apart, the newest being the highest: the time at
	// which it was issued. ZigBee Issuer Event ID.
	IssuerEventID = &Stamp{Name: "IssuerEventID", Clause: "ZigBee Issuer Event ID"}
	// GasStartTime is when what a command sets comes into force: at once, or later, or [Never],
	// which takes back what is pending. GBCS time in ZCL fields.
	GasStartTime = &Stamp{
		Name: "StartTime", Now: "now", Never: "never", Clause: "GBCS time in ZCL fields",
	}
	// CommandIndex counts the commands that hold one list, from 0. ZigBee Command Index.
	CommandIndex = &Slot[uint8]{Name: "CommandIndex", Clause: "ZigBee Command Index"}
	// TotalCommands is how many commands hold one list. ZigBee Total Number of Commands.
	TotalCommands = &Slot[uint8]{
		Name: "TotalCommands", Clause: "ZigBee Total Number of Commands",
	}
	// TariffType says whose energy it is: 0, delivered. ZigBee Tariff Type.
	TariffType = &Slot[uint8]{
		Name: "TariffType", Codes: []Code{{Value: 0, Name: "delivered"}},
		Clause: "ZigBee Tariff Type",
	}
)
