package estate

import (
	"errors"

	"github.com/mains-energy/mains/gbcs/usecase"
)

// cosemModels are the data models of the Devices that speak COSEM, as far as the catalogue
// declares them.
func cosemModels() map[usecase.Device]cosemModel {
	models := make(map[usecase.Device]cosemModel)
	for _, t := range deviceTypes {
		models[t] = make(cosemModel)
		for _, attribute := range usecase.Attributes(t) {
			at := cosemAddress{uint16(attribute.Class), attribute.Name, attribute.Index}
			models[t][at] = &attribute
		}
	}
	return models
}

// zclModelOf is the data model of the Devices d that speak ZigBee.
func zclModelOf(d usecase.Device) zclModel {
	model := make(zclModel)
	for _, attribute := range usecase.ClusterAttributes(d) {
		model[zclAddress{attribute.Cluster, attribute.ID}] = &attribute
	}
	return model
}

// wellFormed checks that the payload is what its Use Case declares, row by row. A value
// out of its range is not a fault of the message: its row fails when it is carried out, and
// none after it is.
func (c *command) wellFormed() error {
	_, err := c.useCase.ParseCommand(c.Header, c.Payload)
	if errors.Is(err, usecase.ErrRange) {
		return nil
	}
	return err
}
