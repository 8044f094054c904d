package xmldoc

import (
	"math"
	"reflect"
	"strconv"
	"strings"
)

// options are a field's tag.
type options struct {
	name, in, one, is, text, unit, since          string
	base                                          Base
	skip, attr, value, group, optional, signature bool
	empty, list, bounded, ds                      bool
	low, high, minLength, maxLength, fraction     int
	minimum, maximum                              int64
}

// parseTag reads the `doc` tag of a field; a fault in one is a fault of the source.
func parseTag(field reflect.StructField) options {
	o := options{name: field.Name}
	tag, _ := field.Tag.Lookup("doc")
	if tag == "-" {
		return options{skip: true}
	}
	words := strings.Split(tag, ",")
	if words[0] != "" {
		o.name = words[0]
	}
	for _, word := range words[1:] {
		o.set(field, word)
	}
	return o
}

// set takes one word of a tag. It panics where it is none.
func (o *options) set(field reflect.StructField, word string) {
	key, value, _ := strings.Cut(word, "=")
	switch key {
	case "attr":
		o.attr = true
	case "value":
		o.value = true
	case "group":
		o.group = true
	case "optional":
		o.optional = true
	case "empty":
		o.empty = true
	case "signature":
		o.signature = true
	case "ds":
		o.ds = true
	case "one":
		o.one = "one" + value
	case "in":
		o.in = value
	case "is":
		o.is = value
	case "base":
		o.base = Base(value)
	case "text":
		o.text = value
	case "unit":
		o.unit = value
	case "since":
		o.since = value
	case "n":
		o.list = true
		o.low, o.high = interval[int](value)
	case "len":
		o.minLength, o.maxLength = interval[int](value)
	case "fraction":
		_, o.fraction = interval[int]("0.." + value)
	case "range":
		o.bounded = true
		o.minimum, o.maximum = interval[int64](value)
	default:
		panic("xmldoc: field " + field.Name + ": option " + word)
	}
}

// interval reads 1..7 or 0..*. It panics where that is not its form.
func interval[T int | int64](s string) (low, high T) {
	from, to, _ := strings.Cut(s, "..")
	number := func(s string) T {
		if s == "*" {
			return T(math.MaxInt)
		}
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			panic("xmldoc: interval " + s)
		}
		return T(n)
	}
	return number(from), number(to)
}
