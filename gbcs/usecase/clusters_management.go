package usecase

import (
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/zcl"
)

// Who supplies and who is supplied.
var (
	// TenancyChangeTime is since when the consumer may see data: what is older stays hidden.
	// DUIS RestrictionDateTime.
	TenancyChangeTime = &Stamp{
		Name: "RestrictionDateTime", Clause: "DUIS RestrictionDateTime",
	}
	// TenancyChangeControl is what a Device does on a change of tenancy, one bit for each.
	// ZigBee Publish Change of Tenancy.
	TenancyChangeControl = &Slot[uint32]{
		Name: "ProposedTenancyChangeControl", Base: 16,
		Clause: "ZigBee Publish Change of Tenancy",
	}
	// ProposedProviderID is 0. ZigBee Publish Change of Supplier.
	ProposedProviderID = &Slot[uint32]{
		Name: "ProposedProviderID", Clause: "ZigBee Publish Change of Supplier",
	}
	// ProviderChangeControl is what a Device does on a change of supplier, one bit for each.
	// ZigBee Publish Change of Supplier.
	ProviderChangeControl = &Slot[uint32]{
		Name: "ProviderChangeControl", Base: 16, Clause: "ZigBee Publish Change of Supplier",
	}
)

// The PIN of the consumer.
var (
	// PasswordDuration is for how long the password holds; 0 is for ever. ZigBee Request New
	// Password Response.
	PasswordDuration = &Slot[uint16]{
		Name: "DurationInMinutes", Unit: Minutes,
		Clause: "ZigBee Request New Password Response",
	}
	// PasswordType is which password it is. ZigBee Request New Password Response.
	PasswordType = &Slot[uint8]{
		Name: "PasswordType", Codes: []Code{{Value: 2, Name: "Privacy PIN"}},
		Clause: "ZigBee Request New Password Response",
	}
	// Password is the password; empty where there shall be none. ZigBee Request New Password
	// Response.
	Password = &Text{Name: "Password", Clause: "ZigBee Request New Password Response"}
)

// What a GSME does about events.
var (
	// EventID is an event or alert code. GBCS Event and Alert Codes.
	EventID = &Slot[gbcs.AlertCode]{
		Name: "EventID", Base: 16, Show: showRecordCode, Clause: "GBCS Event and Alert Codes",
	}
	// EventConfiguration is what is done about an event: bits 0 to 2 are the log, 011 or none;
	// bit 3 is an Alert over the WAN, bit 4 one in the HAN, bit 6 an audible alarm. GBCS event
	// configuration.
	EventConfiguration = &Slot[uint8]{
		Name: "EventConfiguration", Base: 16, Clause: "GBCS event configuration",
	}
	// EventConfigurationControl is 0: the events are listed. ZigBee Set Event Configuration.
	EventConfigurationControl = &Slot[uint8]{
		Name: "ConfigurationControl", Clause: "ZigBee Set Event Configuration",
	}
	// EventSettings are the settings, one for each configuration. An element has the values of a
	// Set Event Configuration. DUIS GasSupplierAlertEventSettings.
	EventSettings = &List{
		Name: "EventSettings", Min: 1, Clause: "DUIS GasSupplierAlertEventSettings",
	}
	// ConfiguredEvents are the events that get one configuration. ZigBee Set Event
	// Configuration.
	ConfiguredEvents = &List{
		Name: "Events", Min: 1, Max: 255, Clause: "ZigBee Set Event Configuration",
	}
	// EventConfigurations are events and the configuration of each. ZigBee Report Event
	// Configuration.
	EventConfigurations = &List{
		Name: "EventConfigurations", Clause: "ZigBee Report Event Configuration",
	}
)

// Commands of the Device Management cluster.
var (
	publishChangeOfTenancy = ToClient("Publish Change of Tenancy", zcl.DeviceManagement, 0x00,
		U32(ProviderID), U32(IssuerEventID), U8(TariffType), U32(TenancyChangeTime),
		U32(TenancyChangeControl))

	publishChangeOfSupplier = ToClient("Publish Change of Supplier", zcl.DeviceManagement, 0x01,
		U32(ProviderID), U32(IssuerEventID), U8(TariffType), U32(ProposedProviderID),
		U32(GasStartTime), U32(ProviderChangeControl), Counted(SupplierName),
		Counted(SupplierTelephoneNumber))

	requestNewPasswordResponse = ToClient("Request New Password Response",
		zcl.DeviceManagement, 0x02,
		U32(IssuerEventID), U32(GasStartTime), U16(PasswordDuration), U8(PasswordType),
		Counted(Password))

	updateSiteID = ToClient("Update Site ID", zcl.DeviceManagement, 0x03,
		U32(IssuerEventID), U32(GasStartTime), U32(ProviderID), Counted(SiteID))

	setEventConfiguration = ToClient("Set Event Configuration", zcl.DeviceManagement, 0x04,
		U32(IssuerEventID), U32(GasStartTime), U8(EventConfiguration),
		U8(EventConfigurationControl), Repeated(1, ConfiguredEvents, U16(EventID)))

	getEventConfiguration = ToClient("Get Event Configuration", zcl.DeviceManagement, 0x05,
		U16(EventID))

	updateCIN = ToClient("Update CIN", zcl.DeviceManagement, 0x06,
		U32(IssuerEventID), U32(GasStartTime), U32(ProviderID), Counted(CustomerIdentificationNumber))

	reportEventConfiguration = ToServer("Report Event Configuration",
		zcl.DeviceManagement, 0x04,
		U8(CommandIndex), U8(TotalCommands),
		Rest(EventConfigurations, U16(EventID), U8(EventConfiguration)))

	managementCommands = []*ClusterCommand{
		publishChangeOfTenancy, publishChangeOfSupplier, requestNewPasswordResponse,
		updateSiteID, setEventConfiguration, getEventConfiguration, updateCIN,
		reportEventConfiguration,
	}
)
