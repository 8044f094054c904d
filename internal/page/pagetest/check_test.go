package pagetest_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page/pagetest"
)

const good = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A &amp; B</title><link rel="stylesheet" href="/style.css"></head>
<body><a href="#main">Skip</a>
<main id="main"><h1>One</h1><!-- said -->
BODY
</main></body></html>
`

// page is a good page with this in its main part.
func page(body string) []byte { return []byte(strings.Replace(good, "BODY", body, 1)) }

func TestGood(t *testing.T) {
	for _, body := range []string{
		"",
		`<p>Text &lt; &#39;x&#39; <a href="/x?a=1&amp;b=2">to <strong>x</strong></a></p>`,
		`<h2>Two</h2><h3>Three</h3><h2>Two</h2>`,
		`<a href="#main"><p>A link around a paragraph</p></a>`,
		`<ul><li>one</li></ul><ol><li><p>two</p></li></ol>`,
		`<dl><div><dt>a</dt><dd>b</dd><dd>c</dd></div></dl><dl><dt>a</dt><dd>b</dd></dl>`,
		`<div role="region" tabindex="0" aria-label="T"><table><caption>T</caption><thead><tr>` +
			`<th scope="col">A</th></tr></thead><tbody><tr><td></td></tr></tbody></table></div>`,
		`<form method="post"><label for="a">A</label><input id="a" name="a">` +
			`<label>B <input name="b"></label><select name="c" aria-label="C"><option>1</option>` +
			`</select><textarea name="d" aria-labelledby="main">&lt;</textarea>` +
			`<input type="hidden" name="e"><input type="hidden" name="_version"><button type="submit">Go</button></form>`,
		`<fieldset><legend>L</legend><input type="radio" name="r" id="r"><label for="r">R</label>` +
			`</fieldset>`,
		`<figure><div role="img" aria-label="P"><svg viewBox="0 0 1 1"><linearGradient id="g"/>` +
			`<text>x</text></svg></div><figcaption>F</figcaption></figure>`,
		`<svg role="img"><title>P</title></svg><img src="/x" alt="">`,
		`<nav aria-label="A"><a href="/">x</a></nav><nav aria-label="B"><a href="/">y</a></nav>`,
		`<hgroup><p>k</p><h2>h</h2></hgroup><details><summary>s</summary><p>x</p></details>`,
		`<p>` + "caf\u00e9 \u2026" + `</p><a href="mailto:a@example.com">m</a>`,
	} {
		if faults := pagetest.Check(page(body)); len(faults) > 0 {
			t.Errorf("%s\n\t%s", body, strings.Join(faults, "\n\t"))
		}
	}
}

func TestFaultsOfBodies(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"<p>a < b</p>", "a bare <"},
		{"<p>a & b</p>", "a bare &"},
		{"<p>a &nosuch; b</p>", "a bare &"},
		{`<p class="a&b">x</p>`, "a bare &"},
		{`<p class="<">x</p>`, "a bare < in the value"},
		{`<p class=x>x</p>`, "not in double quotes"},
		{`<p class="x"id="y">x</p>`, "something follows"},
		{`<p class="x" class="y">x</p>`, "set twice"},
		{"<p>x", "where <p>"},
		{"<p>x</div>", "where <p>"},
		{"</p>", "</p> where <main>"},
		{"<div/>", "does not close it"},
		{"<P>x</P>", "small letters"},
		{"<p>\x00</p>", "control character U+0000"},
		{"<p>\xff</p>", "not UTF-8"},
		{"<!-- x", "comment is never closed"},
		{"<p =>x</p>", "is no attribute"},
		{"<p><div>x</div></p>", "<div>: stands in <p>"},
		{"<p><a href=\"/\"><ul><li>x</li></ul></a></p>", "<ul>: stands in <p>"},
		{"<span><p>x</p></span>", "<p>: stands in <span>"},
		{"<ul><p>x</p></ul>", "<p>: stands in <ul>"},
		{"<ul>text</ul>", "text directly"},
		{"<ul></ul>", "<ul>: is empty"},
		{"<li>x</li>", "<li>: stands in <main>"},
		{"<dl><div><dd>x</dd><dt>y</dt></div></dl>", "<dt> and then a <dd>"},
		{"<dl><div><dt>y</dt></div></dl>", "<dt> and then a <dd>"},
		{"<table><tr><td>x</td></tr></table>", "<tr>: stands in <table>"},
		{"<table><tbody><tr><td>x</td></tr></tbody></table>", "has no <th>"},
		{"<table><tbody><tr><th>x</th></tr></tbody></table>", `scope ""`},
		{"<fieldset><p>x</p></fieldset>", "wants one <legend>"},
		{"<fieldset></fieldset>", "<fieldset>: is empty"},
		{"<details><p>x</p></details>", "wants one <summary>"},
		{"<center>x</center>", "not an element that is used here"},
		{`<a href="/"><button type="button">x</button></a>`, "in a link or button"},
		{`<a href="/">x <a href="/">y</a></a>`, "in a link or button"},
		{"<form><p>x</p><form></form></form>", "<form>: stands within"},
		{"<main id=\"m2\"></main>", "<main>: stands within"},
		{`<p id="a">x</p><p id="a">y</p>`, `id "a" is also that of line`},
		{`<p id="a b">x</p>`, "has space in it"},
		{`<p aria-describedby="gone">x</p>`, `names "gone"`},
		{`<p aria-describedby="">x</p>`, "names nothing"},
		{`<p aria-labeledby="main">x</p>`, "not an attribute"},
		{`<p role="buton">x</p>`, `role "buton"`},
		{`<div role="region">x</div>`, "role region without a name"},
		{`<div tabindex="0">x</div>`, "has no role"},
		{`<p tabindex="1">x</p>`, "tabindex"},
		{`<p style="color: red">x</p>`, "style of its own"},
		{`<p onclick="x()">x</p>`, "handler"},
		{`<a href="#gone">x</a>`, "which is not there"},
		{`<a href="">x</a>`, "href is empty"},
		{`<a href="javascript:x">x</a>`, `scheme "javascript"`},
		{`<a href="data:text/html,x">x</a>`, `scheme "data"`},
		{`<a href="/a b">x</a>`, "space or a backslash"},
		{"<a href=\"/x\"> \n</a>", "<a>: has no words"},
		{`<button type="submit"></button>`, "<button>: has no words"},
		{"<button>x</button>", "has no type"},
		{"<h2> </h2>", "<h2>: has no words"},
		{"<h3>x</h3>", "comes after a heading of level 1"},
		{"<h1>x</h1>", "2 <h1>: want one"},
		{`<input name="a">`, "has no label"},
		{`<label for="x">x</label><input id="x">`, "has no name to be posted under"},
		{`<label for="x">x</label><p id="x">x</p>`, "is for <p>"},
		{"<label>x</label>", "is for nothing"},
		{`<label>x <input name="_version"></label>`, "begins as the inputs of every form do"},
		{`<input type="hidden" name="_mine">`, "begins as the inputs of every form do"},
		{`<label>x <input type="radio" name="r"></label>`, "stands in no fieldset"},
		{`<select name="s"><option>x</option></select>`, "has no label"},
		{`<textarea name="s" aria-label="a"><b></textarea>`, "bare < in <textarea>"},
		{`<img src="/x">`, "has no alt"},
		{"<svg><text>x</text></svg>", "neither role img"},
		{`<nav><a href="/">x</a></nav><nav aria-label="b"><a href="/">x</a></nav>`, "is one of several"},
		{`<nav aria-label="a"><a href="/">x</a></nav><nav aria-label="a"><a href="/">x</a></nav>`,
			`is called like another: "a"`},
		{`<div role="region" aria-label="a">x</div><div role="region" aria-label="a">x</div>`,
			`is called like another: "a"`},
		{"<style>p{}</style>", "use the style sheet"},
		{"<script>x()</script>", "has code in the page"},
		{"<p>x</p", "never finished"},
	} {
		faults := strings.Join(pagetest.Check(page(c.body)), "\n\t")
		if !strings.Contains(faults, c.want) {
			t.Errorf("%s: want %q, got\n\t%s", c.body, c.want, faults)
		}
	}
}

func TestFaultsOfDocuments(t *testing.T) {
	for _, c := range []struct{ cut, put, want string }{
		{"<!doctype html>", "", "no <!doctype html>"},
		{` lang="en-GB"`, "", "has no lang"},
		{`<meta charset="utf-8">`, "", "charset"},
		{`<meta name="viewport" content="width=device-width">`, "", "viewport"},
		{"width=device-width", "user-scalable=no", "keeps readers"},
		{"A &amp; B", " ", "<title>: is empty"},
		{"<title>A &amp; B</title>", "", "0 <title>: want one"},
		{`<a href="#main">Skip</a>`, `<a href="/">Skip</a>`, "is the first link"},
		{"<h1>One</h1>", "", "0 <h1>: want one"},
		{`<main id="main"><h1>One</h1>`, `<h1>One</h1><main id="main">`, "outside <main>"},
		{"</head>", `<meta http-equiv="refresh" content="1"></head>`, "moves the reader on"},
		{"<title>", "<p>x</p><title>", "<p>: stands in <head>"},
		{"</html>\n", "", "<html> is never closed"},
	} {
		faults := strings.Join(pagetest.Check([]byte(strings.Replace(good, c.cut, c.put, 1))), "\n\t")
		if !strings.Contains(faults, c.want) {
			t.Errorf("%q for %q: want %q, got\n\t%s", c.put, c.cut, c.want, faults)
		}
	}
}

// FuzzCheck holds the reader of markup to ending, whatever it is given.
func FuzzCheck(f *testing.F) {
	f.Add(good)
	f.Add("<")
	f.Add("<a b=\"")
	f.Add("</")
	f.Add("</>")
	f.Add("<title>")
	f.Fuzz(func(t *testing.T, document string) {
		if !strings.Contains(document, "<h1") && len(pagetest.Check([]byte(document))) == 0 {
			t.Error("a page without h1 is well")
		}
	})
}
