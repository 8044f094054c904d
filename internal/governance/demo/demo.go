// Package demo is the register that mains starts with: the facts of the newsletter of January
// 2022, and Parties and people who are named by their roles and do not exist.
package demo

import (
	"embed"

	"github.com/mains-energy/mains/internal/governance/file"
)

//go:embed january-2022.yaml people.yaml
var files embed.FS

// Register reads it.
func Register() (*file.Register, error) {
	var sources []file.Source
	for _, name := range []string{"january-2022.yaml", "people.yaml"} {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, file.Source{Name: name, Text: text})
	}
	return file.Read(sources...)
}
