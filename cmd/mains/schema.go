package main

import "github.com/mains-energy/mains/duis"

type schemaCommand struct{}

// Help says what the schema is.
func (schemaCommand) Help() string {
	return `An XML Schema of the DUIS documents as mains declares them, which gives the verdict
that mains verify calls schema. It imports the schema of XML Signature, which is to lie
beside it. The W3C has that:

  curl -O https://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd
  mains schema > duis.xsd
  xmllint --noout --schema duis.xsd request.xml`
}

// Run prints the schema.
func (schemaCommand) Run(env environment) error {
	_, err := env.out.Write(duis.AppendSchema(nil))
	return err
}
