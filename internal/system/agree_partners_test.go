package system

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/smki"
)

// roles are the names of the roles that a Device may be asked about.
var roles = map[smki.Role]duis.RemotePartyRole{
	smki.AccessControlBroker: duis.RoleACB, smki.NetworkOperator: duis.RoleNetworkOperator,
	smki.Recovery: duis.RoleRecovery, smki.Root: duis.RoleRoot, smki.Supplier: duis.RoleSupplier,
	smki.TransitionalCoS: duis.RoleTransCoS,
}

// wantCredentials is what a Device holds of the roles that it is asked about.
func wantCredentials(h held) mmc.Rsp {
	rsp := &mmc.RetrieveDeviceSecurityCredentialsKRPRsp{}
	for _, asked := range askedRoles.RemotePartyRole {
		for _, of := range elements(h.Args, usecase.RoleCredentials) {
			role, _ := usecase.PartyRole.Of(of)
			if roles[role] != asked {
				continue
			}
			for _, cell := range elements(of, usecase.CellContents) {
				rsp.RemotePartyDetails = append(rsp.RemotePartyDetails, wantCell(asked, of, cell))
			}
		}
	}
	return rsp
}

// wantCell is what a Device says of a certificate of a role.
func wantCell(role duis.RemotePartyRole, of, cell usecase.Args) mmc.RemotePartyDetails {
	party, _ := usecase.ExistingSubjectUniqueID.Of(cell)
	hash, _ := usecase.ExistingSubjectKeyID.Of(cell)
	usage, _ := usecase.CellKeyUsage.Of(cell)
	name := map[smki.Usage]string{
		smki.DigitalSignature: "DigitalSigning", smki.KeyAgreement: "KeyAgreement"}[usage]
	if cell.Has(usecase.CellUse) {
		name = "KeyAgreementTopUp"
	}
	if name == "" {
		name = "KeyCertSign"
	}
	return mmc.RemotePartyDetails{
		RemotePartyRole:           new(string(role)),
		StatusCode:                &mmc.StatusASN1{ASN1Status: "success"},
		RemotePartyFloorSeqNumber: number[uint64](of, usecase.CurrentSeqNumber),
		CertificateUsage:          &name,
		ExistingRemotePartyID:     &party,
		ExistingCertificateHash:   hash,
	}
}

// askedRoles is the request for what a Device holds of all roles but that of Load Controllers.
var askedRoles = &duis.RetrieveDeviceSecurityCredentialsKRP{
	RemotePartyRole: []duis.RemotePartyRole{duis.RoleRoot, duis.RoleRecovery, duis.RoleSupplier,
		duis.RoleNetworkOperator, duis.RoleACB, duis.RoleTransCoS},
}

// agreedPartners are the reads of whom a Device knows.
var agreedPartners = []agreement{{
	service: "6.24.2", on: usecase.ESME | usecase.GSME,
	body: plain(&duis.RetrieveDeviceSecurityCredentialsDevice{CredentialType: "Key Agreement"}),
	want: func(h held) mmc.Rsp {
		return &mmc.RetrieveDeviceSecurityCredentialsDeviceRsp{Certificate: h.certificate}
	},
}, {
	service: "6.24.1", on: usecase.ESME | gasDevices, body: plain(askedRoles),
	want: wantCredentials,
}, {
	service: "8.9", on: usecase.ESME | usecase.GSME | usecase.GPF, body: plain(&duis.ReadDeviceLog{}),
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadDeviceLogRsp{}
		for _, element := range elements(h.Args, usecase.DeviceLogEntries) {
			if rsp.DeviceLogEntries == nil {
				rsp.DeviceLogEntries = &mmc.DeviceLogEntries{}
			}
			id, _ := usecase.LogEntryDeviceID.Of(element)
			rsp.DeviceLogEntries.LogEntry = append(rsp.DeviceLogEntries.LogEntry, mmc.DeviceLogEntry{
				DeviceID: id, DeviceType: *meaning(element, usecase.LogEntryDeviceType,
					"GSME", "ESME", "CHF", "GPF", "HCALCS", "PPMID", "Type2")})
		}
		return rsp
	},
}}

// agreedControllers is the read of what auxiliary controllers are for.
var agreedControllers = []agreement{{
	service: "7.14", on: usecase.ESME, changed: true,
	body: plain(&duis.ReadAuxiliaryControllerConfigurationData{}),
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadAuxiliaryControllerConfigurationDataRsp{}
		for i, p := range usecase.AuxiliaryDescriptions {
			rsp.AuxiliaryControllerDescription = append(rsp.AuxiliaryControllerDescription,
				mmc.AuxiliaryControllerDescription{AuxiliaryControllerN: uint8(i + 1),
					AuxiliaryControlDescription: *word(h.Args, p)})
		}
		return rsp
	},
}}

// agreedHub are the reads of a Communications Hub.
var agreedHub = []agreement{{
	service: "6.2.4", on: usecase.CHF, body: plain(&duis.ReadDeviceConfigurationIdentityExcMPxN{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationIdentityExcMPxNRsp{
			ModelType:              word(h.Args, usecase.ModelType),
			ManufacturerIdentifier: word(h.Args, usecase.ManufacturerIdentifier),
		}
	},
}, {
	service: "8.9", on: usecase.CHF, body: plain(&duis.ReadDeviceLog{}),
	want: func(h held) mmc.Rsp {
		log := &mmc.CHFDeviceLog{}
		for _, element := range elements(h.Args, usecase.HubDeviceLog) {
			id, _ := usecase.HubDevice.Of(element)
			log.CHFDeviceLogEntry = append(log.CHFDeviceLogEntry, mmc.CHFDeviceLogEntry{
				DeviceID:                   &id,
				LastCommunicationsDateTime: moment(element, usecase.LastCommunicationsDateTime),
				SubGHzLinkQuality:          number[int16](element, usecase.SubGHzLinkQuality),
			})
		}
		return &mmc.ReadDeviceLogRsp{CHFDeviceLog: log}
	},
}}
