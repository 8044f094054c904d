package estate

import (
	"errors"

	"github.com/mains-energy/mains/dlms"
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

// protectionObjects are the data protection objects of each type of Device.
func protectionObjects() map[usecase.Device][]dlms.LogicalName {
	objects := make(map[usecase.Device][]dlms.LogicalName)
	for _, t := range deviceTypes {
		objects[t] = usecase.ProtectionObjects(t)
	}
	return objects
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
	err := c.tree.Read(c.Message, nil)
	if err == nil {
		_, err = c.tree.Strict()
	}
	if errors.Is(err, usecase.ErrRange) {
		return nil
	}
	return err
}
