package duis

import (
	"maps"
	"strings"
)

// elementSets are the elements of the map types, in the order of the schema. Those that
// begin with x are GBCS alert and event codes in hexadecimal: what may be reported of a
// Device, by who wants to hear it and by the kind of Device. The others are the Sub GHz
// channels of a band, by the page that names them.
var elementSets = map[string][]string{
	"SupplierESMECommon": strings.Fields(`
		x810D x810E x8119 x8145 x8154 x8155 x8161 x8162 x8168 x8183 x81A0 x81A1 x81A2 x81A3
		x81A4 x81A5 x81A6 x81A7 x81A8 x81A9 x81AA x81AB x81AC x81AD x81AE x81AF x81B0 x81B1
		x81B2 x81B3 x81B8 x81B9 x81BA x81BB x81BC x81BD x81BE x81C0 x81C1 x81C4 x81C5 x81C6`),
	"SupplierESMEPolyPhase": strings.Fields(`
		x81B7`),
	"NetworkOperatorESMECommon": strings.Fields(`
		x8014 x8015`),
	"NetworkOperatorESMESinglePhase": strings.Fields(`
		x8002 x8006 x8020 x8024 x8028 x802C x8085 x8089 x808D x8091 x8095 x8099 x8010`),
	"NetworkOperatorESMEPolyPhase": strings.Fields(`
		x8003 x8004 x8005 x8007 x8008 x8009 x8021 x8022 x8023 x8025 x8026 x8027 x8029 x802A
		x802B x802D x802E x802F x8086 x8087 x8088 x808A x808B x808C x808E x808F x8090 x8092
		x8093 x8094 x8096 x8097 x8098 x809A x809B x809C x8011 x8016 x8013`),
	"SupplierGSME": strings.Fields(`
		x810D x810E x8119 x8145 x8154 x8155 x8168 x8183 x8184 x81A1 x81A4 x81A5 x81A6 x81A7
		x81A8 x81A9 x81AA x81AB x81AC x81AD x81AE x81AF x81B0 x81B1 x81B2 x81B3 x81B4 x81B5
		x81B6 x81B9 x81BA x81BC x81BD x81BE x81BF x81C0 x81C2 x81C3 x81C4 x81C5`),
	"SupplierGSMEAlertsEvents": strings.Fields(`
		x810D x810E x8119 x8145 x8154 x8155 x8161 x8162 x8168 x8183 x8184 x81A0 x81A1 x81A4
		x81A5 x81A6 x81A7 x81A8 x81A9 x81AA x81AB x81AC x81AD x81AE x81AF x81B0 x81B1 x81B2
		x81B3 x81B4 x81B5 x81B6 x81B9 x81BA x81BC x81BD x81BE x81BF x81C0 x81C2 x81C3 x81C4
		x81C5 x81C6`),
	"Channels0To26": strings.Fields(`
		Channel0 Channel1 Channel2 Channel3 Channel4 Channel5 Channel6 Channel7 Channel8
		Channel9 Channel10 Channel11 Channel12 Channel13 Channel14 Channel15 Channel16
		Channel17 Channel18 Channel19 Channel20 Channel21 Channel22 Channel23 Channel24
		Channel25 Channel26`),
	"Channels27To34": strings.Fields(`
		Channel27 Channel28 Channel29 Channel30 Channel31 Channel32 Channel33 Channel34`),
	"Channels35To61": strings.Fields(`
		Channel35 Channel36 Channel37 Channel38 Channel39 Channel40 Channel41 Channel42
		Channel43 Channel44 Channel45 Channel46 Channel47 Channel48 Channel49 Channel50
		Channel51 Channel52 Channel53 Channel54 Channel55 Channel56 Channel57 Channel58
		Channel59 Channel60 Channel61`),
	"OperatingLowerBandSubGHzChannel": strings.Fields(`
		Channel0 Channel1 Channel2 Channel3 Channel4 Channel5 Channel6 Channel7 Channel8
		Channel9 Channel10 Channel11 Channel12 Channel13 Channel14 Channel15 Channel16
		Channel17 Channel18 Channel19 Channel20 Channel21 Channel22 Channel23 Channel24
		Channel25 Channel26 Channel27 Channel28 Channel29 Channel30 Channel31 Channel32
		Channel33 Channel34 Channel35 Channel36 Channel37 Channel38 Channel39 Channel40
		Channel41 Channel42 Channel43 Channel44 Channel45 Channel46 Channel47 Channel48
		Channel49 Channel50 Channel51 Channel52 Channel53 Channel54 Channel55 Channel56
		Channel57 Channel58 Channel59 Channel60 Channel61`),
	"OperatingUpperBandSubGHzChannel": strings.Fields(`
		Channel0 Channel1 Channel2 Channel3 Channel4 Channel5 Channel6 Channel7 Channel8
		Channel9 Channel10 Channel11 Channel12 Channel13 Channel14 Channel15 Channel16
		Channel17 Channel18 Channel19 Channel20 Channel21 Channel22 Channel23 Channel24
		Channel25 Channel26`),
}

// oneOfSets are the map types that hold exactly one element of their list.
var oneOfSets = map[string]bool{
	"OperatingLowerBandSubGHzChannel": true,
	"OperatingUpperBandSubGHzChannel": true,
}

// Sets are the elements of the sets of DUIS and of the Message Mapping Catalogue, by the name of
// their Go type, in the order of both schemas, and which sets hold exactly one element. The maps
// are the caller's, the lists are not.
func Sets() (elements map[string][]string, oneOf map[string]bool) {
	return maps.Clone(elementSets), maps.Clone(oneOfSets)
}
