package main

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/rewrite"
)

// ownHosts gives first_party as browsers ask for hosts. What is no host would
// have no effect, so it is an error.
func (c *config) ownHosts() (hosts []string, err error) {
	var all []error
	for _, written := range c.FirstParty {
		name, below := strings.CutPrefix(written, "*.")
		host, ok := rewrite.Host(name)
		if !ok || strings.Trim(host, ".") != host || strings.Contains(host, "..") || strings.Contains(name, "%") || below && !strings.Contains(host, ".") {
			all = append(all, &article.Problem{File: configFile, Key: "first_party", Message: fmt.Sprintf("%q is not a host", written), Remedy: hostWithin(written)})
			continue
		}
		hosts = append(hosts, rewrite.PlainHost(written))
	}
	return hosts, errors.Join(all...)
}

// hostWithin names the host that was probably meant.
func hostWithin(written string) string {
	s := written
	if _, rest, ok := strings.Cut(s, "//"); ok {
		s = rest
	}
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	s = s[strings.LastIndexByte(s, '@')+1:]
	if i := strings.LastIndexByte(s, ':'); i >= 0 {
		s = s[:i]
	}
	if host, ok := rewrite.Host(s); ok && s != written {
		return fmt.Sprintf("write the host alone: %q", host)
	}
	return `write it as in "images.example.org", or "*.example.org" for all below a domain`
}

// doubts says which settings name something that the publication does not have,
// so that they have no effect and are most likely misspelt.
func (p *press) doubts(found *source.Publication) []*article.Problem {
	var all []*article.Problem
	doubt := func(key, message, remedy string) {
		all = append(all, &article.Problem{File: configFile, Line: lineOfSetting(p.text, key), Key: key, Warning: true, Message: message, Remedy: remedy})
	}
	if name := p.hugoFile(); name != "" {
		all = append(all, &article.Problem{File: name, Warning: true, Message: "the configuration of Hugo is not read",
			Remedy: "write its title, its baseURL as base_url, and its languages and permalinks into " + configFile})
	}
	sections := p.sectionsOf(found)
	unknown := func(key, section string) {
		remedy := "create the folder, or take the name out"
		if best, edits := spelling.Nearest(strings.ToLower(section), sections); edits >= 0 && edits <= 2 && 2*edits < len(section) {
			remedy = fmt.Sprintf("did you mean %q?", best)
		}
		doubt(key, fmt.Sprintf("there is no folder %q below content/", section), remedy)
	}
	for _, s := range p.cfg.Sections {
		if !slices.Contains(sections, s.Key) {
			unknown("sections", s.Key)
		}
	}
	for _, pattern := range slices.Sorted(maps.Keys(p.written.Permalinks)) {
		section, _, _ := strings.Cut(strings.Trim(pattern, " /"), "/")
		if section != "" && !slices.Contains(sections, strings.ToLower(strings.ReplaceAll(section, " ", "-"))) {
			unknown("permalinks."+pattern, section)
		}
	}
	if page := strings.Trim(p.written.Privacy, "/"); page != "" && !slices.ContainsFunc(found.Articles, func(a *article.Article) bool { return a.ID == page }) {
		doubt("privacy", fmt.Sprintf("there is no article %q", page), "write its path below content/ without the extension, as in privacy")
	}
	return all
}

// hugoFile names the configuration of Hugo in a folder that has none of ours, or "".
func (p *press) hugoFile() string {
	if p.text != nil {
		return ""
	}
	for _, name := range [...]string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "config.toml", "config.yaml", "config.yml", "config.json"} {
		if _, err := p.root.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

// sectionsOf gives the sections that there are: those of articles and lists, of
// files that are broken, and folders that are empty.
func (p *press) sectionsOf(found *source.Publication) []string {
	seen := map[string]bool{}
	for _, a := range found.Articles {
		seen[a.Section] = true
	}
	for _, l := range found.Listings {
		first, _, _ := strings.Cut(l.Key, "/")
		seen[first] = true
	}
	for _, problem := range found.Problems {
		if file, ok := strings.CutPrefix(problem.File, "content/"); ok {
			first, rest, _ := strings.Cut(file, "/")
			second, _, _ := strings.Cut(rest, "/")
			seen[first], seen[second] = true, true
		}
	}
	for _, s := range p.cfg.Sections {
		for _, lang := range append([]string{""}, p.cfg.Languages...) {
			if info, err := p.root.Stat(path.Join("content", lang, path.Join("/", s.Key))); err == nil && info.IsDir() {
				seen[s.Key] = true
			}
		}
	}
	delete(seen, "")
	return slices.Sorted(maps.Keys(seen))
}
