package proxy

import (
	"net/http/httputil"
	"slices"
	"sync"
)

// forward makes the request for the upstream.
func (p *Proxy) forward(pr *httputil.ProxyRequest) {
	pr.SetURL(p.o.Upstream)
	if p.o.KeepHost {
		pr.Out.Host = pr.In.Host
		if p.o.Origin != nil {
			pr.Out.Host = p.o.Origin.Host
		}
	}
	if p.o.TrustForwarded {
		pr.Out.Header["X-Forwarded-For"] = pr.In.Header["X-Forwarded-For"]
	}
	pr.SetXForwarded()
	public := passageOf(pr.In.Context()).public
	pr.Out.Header.Set("X-Forwarded-Proto", public.Scheme)
	pr.Out.Header.Set("X-Forwarded-Host", public.Host)
	pr.Out.Header[passedHeader] = append(slices.Clone(pr.In.Header[passedHeader]), p.name)
}

// buffers lends the buffers through which answers pass.
type buffers struct{ pool sync.Pool }

const bufferSize = 32 << 10

// Get lends a buffer.
func (b *buffers) Get() []byte {
	if p, ok := b.pool.Get().(*[bufferSize]byte); ok {
		return p[:]
	}
	return make([]byte, bufferSize)
}

// Put takes it back.
func (b *buffers) Put(buf []byte) {
	if len(buf) == bufferSize {
		b.pool.Put((*[bufferSize]byte)(buf))
	}
}
