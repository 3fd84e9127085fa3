package provider

import "testing"

// Whatever a signature names passes the sieve: a mark that does not is one that
// nobody looks at.
func TestSieveLetsEveryMarkPass(t *testing.T) {
	c := Default()
	s := c.Sieve()
	for _, rows := range [][]nameRow{snippetClasses[:], snippetWeakClasses[:]} {
		for _, r := range rows {
			if !s.Classes([]byte("wide " + r.name + "\ttall")) {
				t.Errorf("the class %s does not pass", r.name)
			}
		}
	}
	for _, r := range snippetIDs {
		if !s.ID([]byte(r.name)) {
			t.Errorf("the id %s does not pass", r.name)
		}
	}
	for _, r := range snippetAttributes {
		if !s.Attribute([]byte(r.name)) {
			t.Errorf("the attribute %s does not pass", r.name)
		}
	}
	for _, r := range snippetElements {
		if !s.Element([]byte(r.name)) {
			t.Errorf("the element %s does not pass", r.name)
		}
	}
	for _, r := range snippetClassesLike {
		if len(r.name) < sieveLength || !s.Classes([]byte(r.name+"x")) {
			t.Errorf("classes that begin with %s do not pass", r.name)
		}
	}
	for _, r := range snippetIDsLike {
		if len(r.name) < sieveLength || !s.ID([]byte(r.name+"x")) {
			t.Errorf("ids that begin with %s do not pass", r.name)
		}
	}
}

func TestSieveHoldsOrdinaryNamesBack(t *testing.T) {
	s := Default().Sieve()
	passed, classes := 0, []string{
		"", "a", "entry-content", "site-header", "menu-item", "col-md-6", "has-text-align-left", "is-layout-flow", "post", "clearfix",
		"alignleft", "screen-reader-text", "page-numbers", "comment-list", "button", "primary", "nav-links", "hentry", "main", "footer",
	}
	for _, class := range classes {
		if s.Classes([]byte(class)) {
			passed++
		}
	}
	if passed > len(classes)/4 {
		t.Errorf("%d of %d ordinary classes pass", passed, len(classes))
	}
	if s.Attribute([]byte("data-toggle")) || s.Element([]byte("my-menu")) {
		t.Error("ordinary names of attributes and elements pass")
	}
}
