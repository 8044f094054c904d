package srv_test

import "github.com/mains-energy/mains/gbcs/usecase"

// The DCC makes up the Customer Identification Number.
func init() { numbering = append(numbering, usecase.CustomerIdentificationNumber) }
