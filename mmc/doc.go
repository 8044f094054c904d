// Package mmc makes documents of the Message Mapping Catalogue out of what Devices send: what a
// Service Response or a Device Alert says, in SMETS terms, as MMC XML Schema V5.4 declares it.
//
// [Parse] reads a response of the DCC, or a GBCS message by itself, and decrypts what the keys
// of the User allow; a [Parser] is for many. Where each value of a message stands is said by its
// Use Case, in a Shown of package usecase; the elements are declared here, as Go structs.
//
//	doc, err := mmc.Parse(response, keys)
//	answer, ok := doc.Body.(*mmc.ResponseMessage)
//	switch rsp := answer.SMETSData.(type) {
//	case *mmc.ReadSupplyStatusRsp:
//
// [Document.Append] writes XML, [Document.AppendJSON] JSON with the same names; [Document.Tables]
// and [CSV] are the logs in it. [ParseDocument] reads a document that somebody else has written,
// and is as strict as the schema.
// A document is about a response or about an alert ([Body]). A response carries one of 112
// elements ([Rsp]), one for each kind of Service Request that a Device answers, named as the body
// of the request with Rsp after it; an alert may carry one of 9 payloads ([AlertPayload]).
//
// While parts of a message are encrypted, GBCSData stands in place of the values. Whoever
// decrypts it elsewhere gives it back as [Parser.Decrypted].
//
// Nearly every value is optional: what a Device did not say is nil. A field has the name of its
// element, its tag what the schema says of it, in the language of package xmldoc.
//
// # Where the verdict is not the schema's
//
// [ParseDocument] refuses what the schema allows and no Device sends: a date-time without a
// zone or of a year beyond every clock, a number that 64 bits do not hold, a position that 32 do
// not, an index with digits after the point, and an empty element for which the schema has a
// default.
package mmc
