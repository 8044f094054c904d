package mmc_test

import (
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/mmc"
)

// The answer of a Device becomes a document with typed values.
func ExampleParse() {
	response, err := hex.DecodeString("DF09020000000000000007" + // a Response with counter 7
		"080011223344556677" + "088899AABBCCDDEEFF" + "00020052" + // from, to, ECS45
		"0DDA20000007000001160201010000") // one result: the enum 2, success
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := mmc.Parse(response, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := doc.Body.(*mmc.ResponseMessage)
	if rsp, ok := answer.SMETSData.(*mmc.ReadSupplyStatusRsp); ok {
		fmt.Println(doc.Header.BusinessOriginatorID, *rsp.SupplyState, *rsp.MessageSuccess)
	}
	// Output: 00-11-22-33-44-55-66-77 Armed true
}

// What a Device said is read from a document of whoever wrote it.
func ExampleParseDocument() {
	doc, err := mmc.ParseDocument([]byte(`
		<GBCSResponse xmlns="http://www.dccinterface.co.uk/ResponseAndAlert" schemaVersion="5.4">
			<Header>
				<BusinessOriginatorID>00-DB-12-34-56-78-90-A0</BusinessOriginatorID>
				<BusinessTargetID>90-B3-D5-1F-30-01-00-00</BusinessTargetID>
				<OriginatorCounter>1000</OriginatorCounter>
			</Header>
			<Body>
				<ResponseMessage>
					<SMETSData>
						<ReadSupplyStatusRsp MessageSuccess="true">
							<SupplyState>Armed</SupplyState>
						</ReadSupplyStatusRsp>
					</SMETSData>
				</ResponseMessage>
			</Body>
		</GBCSResponse>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	message := doc.Body.(*mmc.ResponseMessage)
	switch rsp := message.SMETSData.(type) {
	case *mmc.ReadSupplyStatusRsp:
		fmt.Println(doc.Header.BusinessOriginatorID, *rsp.SupplyState)
	}
	// Output: 00-DB-12-34-56-78-90-A0 Armed
}

// A document is a Go value, and is written as XML.
func ExampleDocument_Append() {
	value := int64(12345)
	doc := mmc.Document{
		Header: mmc.Header{BusinessOriginatorID: eui.ID{0x00, 0xDB}, OriginatorCounter: 7},
		Body: &mmc.ResponseMessage{SMETSData: &mmc.ReadInstantaneousImportRegistersRsp{
			Electricity: &mmc.ReadInstantaneousImportRegistersElectricity{
				ActiveImportRegister: &mmc.ActiveEnergyRegister{Value: &value},
			},
		}},
	}
	fmt.Println(strings.ReplaceAll(string(doc.Append(nil)), "><", ">\n<"))
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <ra:GBCSResponse xmlns:ra="http://www.dccinterface.co.uk/ResponseAndAlert" schemaVersion="5.4">
	// <ra:Header>
	// <ra:BusinessOriginatorID>00-DB-00-00-00-00-00-00</ra:BusinessOriginatorID>
	// <ra:BusinessTargetID>00-00-00-00-00-00-00-00</ra:BusinessTargetID>
	// <ra:OriginatorCounter>7</ra:OriginatorCounter>
	// </ra:Header>
	// <ra:Body>
	// <ra:ResponseMessage>
	// <ra:SMETSData>
	// <ra:ReadInstantaneousImportRegistersRsp>
	// <ra:Electricity>
	// <ra:ActiveImportRegister>
	// <ra:Value>12345</ra:Value>
	// </ra:ActiveImportRegister>
	// </ra:Electricity>
	// </ra:ReadInstantaneousImportRegistersRsp>
	// </ra:SMETSData>
	// </ra:ResponseMessage>
	// </ra:Body>
	// </ra:GBCSResponse>
}
