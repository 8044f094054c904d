package system

import (
	"os"
	"path/filepath"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
)

// example is a request to try, for the first home of the street.
type example struct {
	file      string
	cv        uint8
	reference string
	variant   string
	target    eui.ID
	body      duis.Body
}

// examples are one request of each kind that the system serves.
func examples() []example {
	home := make(map[usecase.Device]eui.ID)
	for _, d := range estate.HomeOf(0).Devices {
		home[d.Type] = d.EUI
	}
	hub := home[usecase.CHF]
	read := &duis.ReadInstantaneousImportRegisters{}
	return []example{
		{"4.1.1-esme.xml", 1, "4.1", "4.1.1", home[usecase.ESME], read},
		{"4.1.1-gpf.xml", 1, "4.1", "4.1.1", home[usecase.GPF], read},
		{"4.1.1-gsme.xml", 1, "4.1", "4.1.1", home[usecase.GSME], read},
		{"7.12-esme.xml", 4, "7.12", "7.12", home[usecase.ESME],
			&duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: 600}},
		{"6.24.1-esme.xml", 1, "6.24", "6.24.1", home[usecase.ESME],
			&duis.RetrieveDeviceSecurityCredentialsKRP{RemotePartyRole: []duis.RemotePartyRole{
				duis.RoleSupplier, duis.RoleNetworkOperator}}},
		{"8.2-hub.xml", 8, "8.2", "8.2", Broker, &duis.ReadInventory{DeviceID: &hub}},
	}
}

// WriteRequests writes requests to try into a directory and returns the path of the
// first. They are unsigned, and their counters are for the sender to renew.
func (s *System) WriteRequests(dir string) (first string, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	for _, e := range examples() {
		request := duis.Request{
			SchemaVersion: "5.4",
			Header: duis.Header{
				RequestID: duis.RequestID{
					Originator: supplier.EUI, Target: e.target, Counter: 1},
				CommandVariant:   e.cv,
				ServiceReference: e.reference, ServiceReferenceVariant: e.variant,
			},
			Body: e.body,
		}
		path := filepath.Join(dir, e.file)
		if err := os.WriteFile(path, append(request.Append(nil), '\n'), 0o600); err != nil {
			return "", err
		}
		if first == "" {
			first = path
		}
	}
	return first, nil
}
