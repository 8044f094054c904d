package openapi

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/data"
	"github.com/mains-energy/mains/internal/page"
)

// Answer is what a route answers with, to learn its shape from.
type Answer struct {
	// Title is that of the route, where it has one, or of the view; empty where that was asked for
	// with a query.
	Title string
	Data  any
	Kinds []page.Kind
}

// kinds are the forms that the page names.
var kinds = []struct{ name, media string }{
	{"JSON", "application/json"}, {"Atom", "application/atom+xml"}, {"CSV", "text/csv"},
	{"iCal", "text/calendar"}, {"PDF", "application/pdf"},
}

// queries are what addresses take beside their path, by pattern.
var queries = map[string][]parameter{
	"/search": {{"q", "words to look for", text}},
	"/feed": {{"cursor", "where the last answer ended; without it, from the beginning", text},
		{"limit", "how many at most", object{"type": "integer", "minimum": 1,
			"maximum": data.MostPage, "default": data.UsualPage}}},
}

// everywhere is what every address takes.
var everywhere = []parameter{
	{"as-at", "what was so and known at a moment: 2022-01-20, or 2022-01-20T10:00 in London", text},
	{"known", "now: with as-at, what was so then as it is known now", text},
}

type parameter struct {
	name, doc string
	schema    object
}

// text is the schema of what is not data.
var text = object{"type": "string"}

// object is an object of the document. Its keys come out in order.
type object = map[string]any

// Describe makes the document of answers, by the pattern of their routes. Types are described as
// they are declared; of values whose type is not, what the answers have is. It fails where an
// address without values answers with several titles, and its route declares none.
func Describe(answers map[string][]Answer) ([]byte, error) {
	b := &builder{names: map[reflect.Type]string{}, schemas: object{},
		seen: map[fieldOf][]reflect.Value{}}
	for _, pattern := range slices.Sorted(maps.Keys(answers)) {
		for _, a := range answers[pattern] {
			b.observe(reflect.ValueOf(a.Data))
		}
	}
	b.problem = b.schema(reflect.TypeFor[page.Problem](), nil)
	paths := object{}
	for _, pattern := range slices.Sorted(maps.Keys(answers)) {
		path, get, err := b.operation(pattern, answers[pattern])
		if err != nil {
			return nil, err
		}
		if get != nil {
			paths[path] = object{"get": get}
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(object{
		"openapi": "3.0.3",
		"info": object{"title": "mains: the Smart Energy Code", "version": "1",
			"description": "What every page of the Code says, as data. Without a key it is what everyone " +
				"may see. A path is asked with Accept: application/json, or with .json at its end."},
		"servers": []any{object{"url": "/"}},
		"paths":   paths,
		"components": object{"schemas": b.schemas, "securitySchemes": object{
			"key": object{"type": "http", "scheme": "bearer",
				"description": "A key of a person's account: what they may see, for reading only."}}},
		"security": []any{object{}, object{"key": []any{}}},
	})
	return out.Bytes(), err
}

// operation describes an address; nil where it gives no data.
func (b *builder) operation(
	pattern string, answers []Answer,
) (path string, get object, err error) {
	path = strings.ReplaceAll(strings.ReplaceAll(pattern, "{$}", ""), "...}", "}")
	var samples []reflect.Value
	content := object{}
	for _, a := range answers {
		if a.Data == nil {
			continue
		}
		samples = append(samples, reflect.ValueOf(&a.Data).Elem())
		for _, k := range a.Kinds {
			content[k.Media] = object{"schema": text}
		}
	}
	if len(samples) == 0 {
		return path, nil, nil
	}
	title, err := summary(path, answers)
	if err != nil {
		return path, nil, err
	}
	content["application/json"] = object{"schema": b.schema(reflect.TypeFor[any](), samples)}
	content["text/html"] = object{"schema": text}
	parameters := []any{}
	for part := range strings.SplitSeq(path, "/") {
		if name, is := strings.CutPrefix(part, "{"); is {
			parameters = append(parameters, object{"name": strings.TrimSuffix(name, "}"), "in": "path",
				"required": true, "schema": text})
		}
	}
	for _, q := range slices.Concat(queries[pattern], everywhere) {
		parameters = append(parameters, object{"name": q.name, "in": "query", "description": q.doc,
			"schema": q.schema})
	}
	return path, object{"operationId": operationID(path), "summary": title,
		"tags": []string{tag(path)}, "parameters": parameters, "responses": object{
			"200": object{"description": "What the page says", "content": content},
			"default": object{"description": "Nothing is there, or not for this reader; too much was " +
				"asked at once; or what is wrong with the question: a sentence", "content": object{
				page.ProblemMedia: object{"schema": b.problem}, "text/html": object{"schema": text}}},
		}}, nil
}

// operationID is the name of an operation for programs that are made of the document.
func operationID(path string) string {
	id := "get"
	for part := range strings.FieldsFuncSeq(path, func(r rune) bool {
		return strings.ContainsRune("/{}-.", r)
	}) {
		id += strings.ToUpper(part[:1]) + part[1:]
	}
	if id == "get" {
		return "getHome"
	}
	return id
}

// tag is what an address is listed under.
func tag(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if first == "" {
		return "home"
	}
	return first
}

// summary says what is at an address: by its title, where it is of no record. The title must be
// one, whatever the moment.
func summary(path string, answers []Answer) (title string, err error) {
	if !strings.Contains(path, "{") {
		for _, a := range answers {
			if title != "" && a.Title != "" && a.Title != title {
				return "", fmt.Errorf("openapi: %s is called %q and %q: give its route a Title", path,
					title, a.Title)
			}
			title = cmp.Or(title, a.Title)
		}
		return title, nil
	}
	last := path[strings.LastIndexByte(path, '/')+1:]
	if strings.HasPrefix(last, "{") {
		return "One of " + tag(path), nil
	}
	return strings.ReplaceAll(last, "-", " ") + " of one of " + tag(path), nil
}
