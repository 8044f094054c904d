// Package mmc holds the documents of the Message Mapping Catalogue as Go values: what a
// Service Response or a Device Alert says, in SMETS terms, as MMC XML Schema V5.4 declares it.
//
// [ParseDocument] reads a document and is as strict as the schema; [Document.Append] writes one.
// A document is about a response or about an alert ([Body]). A response carries one of 112
// elements ([Rsp]), one for each kind of Service Request that a Device answers, named as the body
// of the request with Rsp after it; an alert may carry one of 9 payloads ([AlertPayload]).
//
//	doc, err := mmc.ParseDocument(raw)
//	message, ok := doc.Body.(*mmc.ResponseMessage)
//	switch rsp := message.SMETSData.(type) {
//	case *mmc.ReadSupplyStatusRsp:
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
