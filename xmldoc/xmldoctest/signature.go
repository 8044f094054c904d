package xmldoctest

// NamespaceSignature is the namespace of XML Signature.
const NamespaceSignature = "http://www.w3.org/2000/09/xmldsig#"

const instance = "http://www.w3.org/2001/XMLSchema-instance"

// Signature is a ds:Signature in exclusive canonical form.
const Signature = `<ds:Signature xmlns:ds="` + NamespaceSignature + `"><ds:SignedInfo>` +
	`<ds:CanonicalizationMethod Algorithm="urn:c"></ds:CanonicalizationMethod>` +
	`<ds:SignatureMethod Algorithm="urn:s"></ds:SignatureMethod><ds:Reference>` +
	`<ds:DigestMethod Algorithm="urn:d"></ds:DigestMethod><ds:DigestValue>AA==</ds:DigestValue>` +
	`</ds:Reference></ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`
