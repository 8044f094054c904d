package srv

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// RetrieveDeviceSecurityCredentialsKRP is SRV 6.24.1. The Access Control Broker asks
// for itself, whoever the User is, and names the roles in the order of the request.
// DUIS 3.8.
var RetrieveDeviceSecurityCredentialsKRP = From(Variant{
	SRV:              "6.24.1",
	ServiceReference: "6.24",
	Name:             "Retrieve Device Security Credentials (KRP)",
	CVs:              nonCritical,
	Roles:            Roles{duis.IS, duis.GS, duis.ED, duis.GT},
	Target:           30 * time.Second,
	SMETS1:           true,
	Sends: On{
		usecase.ESME:   usecase.CS02a,
		usecase.GSME:   usecase.CS02a,
		usecase.GPF:    usecase.CS02a,
		usecase.CHF:    usecase.CS02a,
		usecase.HCALCS: usecase.CS02a,
		usecase.PPMID:  usecase.CS02a,
	},
	Choose:     When(credentialsUseCase),
	Originator: Broker,
	Clause:     "DUIS 3.8",
}, func(b *duis.RetrieveDeviceSecurityCredentialsKRP) usecase.Args {
	roles := make([]usecase.Args, len(b.RemotePartyRole))
	for i, role := range b.RemotePartyRole {
		roles[i] = usecase.Args{usecase.PartyRole.Is(cells[role])}
	}
	return usecase.Args{
		usecase.AuthorisingCell.Is(brokerCell...), usecase.CredentialRoles.Is(roles...),
	}
})

// credentialsUseCase is CS02a but where a Load Controller is among the roles: that
// takes CS02f, which is not declared yet.
func credentialsUseCase(b *duis.RetrieveDeviceSecurityCredentialsKRP) (*usecase.UseCase, error) {
	if slices.Contains(b.RemotePartyRole, duis.RoleLoadController) {
		return nil, duis.Refuse(duis.E64, "the credentials of a Load Controller: %w", duis.ErrNotServed)
	}
	return usecase.CS02a, nil
}

// brokerCell holds the key with which the Access Control Broker authorises commands.
var brokerCell = usecase.CellArgs(
	smki.AccessControlBroker, smki.KeyAgreement, usecase.Management)

// cells are the roles of Trust Anchor Cells by the names that DUIS has for them.
var cells = map[duis.RemotePartyRole]smki.Role{
	duis.RoleRoot:            smki.Root,
	duis.RoleRecovery:        smki.Recovery,
	duis.RoleSupplier:        smki.Supplier,
	duis.RoleNetworkOperator: smki.NetworkOperator,
	duis.RoleACB:             smki.AccessControlBroker,
	duis.RoleTransCoS:        smki.TransitionalCoS,
	duis.RoleLoadController:  smki.LoadController,
}
