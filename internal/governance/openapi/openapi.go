// Package openapi is the description of what programs can ask the Code, as an OpenAPI document,
// and the page of it. The document is made of the routes and of what they answer, and is part of
// the program: [Describe] makes it, and a test holds every answer to it and it to every route.
package openapi

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/page"
)

//go:embed openapi.json
var document []byte

// Document is the description, OpenAPI 3.0.3 as JSON. It is nobody's to change.
func Document() []byte { return document }

// Path is where the description is.
const Path = "/openapi"

// Routes are the addresses of the description.
func Routes(*desk.Desk) []page.Route {
	return []page.Route{{Pattern: Path, View: show}}
}

// show is the page of the description; its data are the description.
func show(*page.Ask) (*page.View, error) {
	var read struct {
		Paths map[string]struct {
			Get struct {
				Summary   string `json:"summary"`
				Responses map[string]struct {
					Content map[string]json.RawMessage `json:"content"`
				} `json:"responses"`
			} `json:"get"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(document, &read); err != nil {
		return nil, err
	}
	table := page.Table{Caption: "Addresses", Columns: []page.Column{{Title: "Address"},
		{Title: "What it is"}, {Title: "Forms beside HTML"}}}
	var paths []string
	for path := range read.Paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		get := read.Paths[path].Get
		var forms []string
		for _, f := range kinds {
			if _, there := get.Responses["200"].Content[f.media]; there {
				forms = append(forms, f.name)
			}
		}
		table.Rows = append(table.Rows, []page.Words{{page.Code(path)}, page.Say(get.Summary),
			page.Say(strings.Join(forms, ", "))})
	}
	return &page.View{
		Title: "The interface for programs", Kicker: "Open data",
		Crumbs: []page.Link{desk.Home(), {Text: "Open data", To: "/open-data"}},
		Lead: "Every page is also data. This is each address that answers as JSON, with what it " +
			"answers: the same as an OpenAPI document.",
		Blocks: []page.Block{page.Para{Words: page.Words{
			page.Link{Text: "The document", To: page.Address(Path).As(".json")},
			page.T(", for tools that read OpenAPI 3.0")}}, table},
		Data: json.RawMessage(document),
	}, nil
}
