// inspect lists what in a document's tree would contact somebody but its own
// site by itself, or could as soon as somebody clones it. Gates are looked at too:
// nothing in them may load.
function inspect(doc) {
  const found = [];
  const own = "paper.test";
  const say = (e, what, value) => found.push(`<${e.localName} ${what}> ${String(value).slice(0, 200)}`);
  const abroad = (value) => {
    try {
      const u = new URL(value, doc.baseURI);
      if (/^(https?|wss?|ftp):$/.test(u.protocol)) return u.hostname !== own;
      return u.protocol === "data:" && /leak\.test/.test(decodeURIComponent(u.pathname));
    } catch {
      return false;
    }
  };
  // Where a refresh leads (HTML, 4.2.5.3, "shared declarative refresh steps"): what follows
  // its one "url=", which may be a path of the site that only looks like another address.
  const moves = (value) => {
    const m = /^\s*[\d.]*[\s;,]*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(.*))/is.exec(value);
    return !m || abroad(m[1] ?? m[2] ?? m[3]);
  };
  const css = (text) => /leak\.test/i.test(text);
  const loading = /^(src|poster|background|lowsrc|dynsrc|codebase|archive|classid|manifest|icon|ping|attributionsrc)$/;
  const linkLoads = /(^|\s)(stylesheet|icon|shortcut|apple-touch.*|mask-icon|manifest|search|next|dns-prefetch|preconnect|prefetch|preload|modulepreload|prerender|import)(\s|$)/i;
  const paint = /^(style|fill|stroke|filter|mask|clip-path|cursor|marker.*|to|from|by|values)$/;
  const inert = (e) => e.localName === "script" && !/^(|module|importmap|speculationrules|.*(java|ecma)script.*)$/i.test(e.getAttribute("type") || "");
  const attribute = (e, a) => {
    const name = a.localName.toLowerCase();
    const loads = loading.test(name) || name === "data" && e.localName === "object" || name === "code" && /^(embed|applet)$/.test(e.localName)
      || name === "href" && (e.localName === "base" || e.localName === "link" && linkLoads.test(e.getAttribute("rel"))
        || e.namespaceURI === "http://www.w3.org/2000/svg" && e.localName !== "a");
    if (loads && !inert(e) && a.value.split(/[\s,]+/).some(abroad)) say(e, a.name, a.value);
    else if (/^(src|imagesrc)set$/.test(name) && a.value.split(/[\s,]+/).some((v) => /[\/\\]{2}/.test(v) && abroad(v))) say(e, a.name, a.value);
    else if (name === "srcdoc" && e.localName === "iframe") inspect(new DOMParser().parseFromString(a.value, "text/html")).forEach((s) => say(e, "srcdoc", s));
    else if (name === "content" && e.localName === "meta" && /^\s*refresh\s*$/i.test(e.getAttribute("http-equiv")) && /leak\.test/i.test(a.value) && moves(a.value)) say(e, "refresh", a.value);
    else if (name === "style" && e.style ? css(e.style.cssText) : paint.test(name) && /^[a-z-]*$/.test(e.localName) && /url\(|^\s*(https?:)?\/\//i.test(a.value) && css(a.value)) say(e, a.name, a.value);
  };
  const sheet = (e) => {
    try {
      for (const rule of e.sheet.cssRules) if (css(rule.cssText) && !/^@namespace/.test(rule.cssText)) say(e, "rule", rule.cssText);
    } catch {}
  };
  const tree = (root) => {
    for (const e of root.querySelectorAll("*")) {
      for (const a of e.attributes) attribute(e, a);
      if (e.localName === "style" && e.sheet) sheet(e);
      if (e.localName === "template" && e.content) tree(e.content);
      if (e.shadowRoot) tree(e.shadowRoot);
    }
  };
  tree(doc);
  return found;
}
