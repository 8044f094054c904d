// Package demo is the register that mains starts with: the facts of the newsletter of January
// 2022, and Parties and people who are named by their roles and do not exist.
package demo

import (
	"embed"

	"github.com/mains-energy/mains/internal/governance/file"
)

//go:embed january-2022.yaml people.yaml helpdesk.yaml events.yaml
var files embed.FS

// Register reads it.
func Register() (*file.Register, error) {
	var sources []file.Source
	for _, name := range []string{"january-2022.yaml", "people.yaml", "helpdesk.yaml",
		"events.yaml"} {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, file.Source{Name: name, Text: text})
	}
	return file.Read(sources...)
}

// Tip says of the people to begin with what to sign in as them for; empty for the others.
func Tip(person string) string {
	switch person {
	case "demo-ls-a-signatory":
		return "To answer a consultation, and submit the response for a Party"
	case "demo-ls-a-delegate":
		return "To vote on the Change Board, and draft for a Party"
	case "demo-secas-analyst":
		return "To see the administrator's side"
	}
	return ""
}
