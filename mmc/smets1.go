package mmc

import (
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/xmldsig"
)

// smets1 is the document in the answer or the alert of a SMETS1 Device, which its Service
// Provider writes in the form of the catalogue.
func smets1(body *duis.SMETS1ResponseMessage) (*Document, error) {
	response := body.SMETS1SignedResponse.SMETS1Response
	d := &Document{}
	answer, alert := &ResponseMessage{}, &DeviceAlertMessage{}
	element, to := response.Body.ResponseMessage, any(answer)
	if d.Body = answer; response.Body.DeviceAlertMessage != "" {
		element, to, d.Body = response.Body.DeviceAlertMessage, alert, alert
	}
	if err := readForeign(response.Header, &d.Header); err != nil {
		return nil, err
	}
	if err := readForeign(element, to); err != nil {
		return nil, err
	}
	return d, nil
}

// readForeign reads an element of the catalogue out of a document of DUIS.
func readForeign(element duis.Foreign, to any) error {
	parsed, err := xmldsig.Parse([]byte(element))
	if err != nil {
		return fmt.Errorf("mmc: in a message of a SMETS1 Device: %w", err)
	}
	breaches, err := schema.Decode(parsed.Root, to)
	if err == nil && len(breaches) > 0 {
		err = breaches[0]
	}
	if err != nil {
		return fmt.Errorf("mmc: in a message of a SMETS1 Device: %w", err)
	}
	return nil
}
