package web

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed all:console/dist
var built embed.FS

// What a page may load: its own files and nothing else. The console's styles are made at run time and carry the nonce
// of their page; the editor of GraphiQL writes style attributes, so its page, which shows no data of persons, allows them.
const (
	policyCommon   = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	policyConsole  = policyCommon + "; style-src 'self' 'nonce-"
	policyGraphiQL = policyCommon + "; style-src 'self' 'unsafe-inline'"
	noncePlace     = "CSP-NONCE"
)

// file is one built file, compressed when it is first asked for.
type file struct {
	content []byte
	kind    string // media type
	tag     string // entity tag
	zipped  func() []byte
}

// files are the built files by their path below the site's root.
type files map[string]*file

func loadFiles() files {
	all := files{}
	root, _ := fs.Sub(built, "console/dist") // the path is valid
	_ = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(root, name) // from the binary: does not fail
		all[name] = newFile(name, content)
		return err
	})
	return all
}

func newFile(name string, content []byte) *file {
	sum := sha256.Sum256(content)
	return &file{content, mediaOfFile(name), `"` + hex.EncodeToString(sum[:8]) + `"`, sync.OnceValue(func() []byte { return zip(content) })}
}

// mediaOfFile does not ask the system's table, which differs from machine to machine.
func mediaOfFile(name string) string {
	switch extension := path.Ext(name); extension {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".geojson":
		return "application/geo+json"
	case ".woff2":
		return "font/woff2"
	default:
		return mime.TypeByExtension(extension) // the built-in table knows css, html, json, svg
	}
}

func zip(content []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	_, _ = w.Write(content)                                 // to memory: does not fail
	_ = w.Close()
	return out.Bytes()
}

// console serves the console: its files, and its page for every other address a browser opens, because the console
// reads the address itself.
func console() http.Handler {
	all := loadFiles()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "请用 GET · use GET", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if f, ok := all[name]; ok && path.Ext(name) != ".html" {
			f.serve(w, r, cacheOf(name))
			return
		}
		if name != "" && (path.Ext(name) != "" || !strings.Contains(r.Header.Get("Accept"), "text/html")) {
			http.Error(w, "没有这个地址 · there is nothing at this address", http.StatusNotFound)
			return
		}
		nonce := rand.Text()
		page := bytes.ReplaceAll(all["index.html"].content, []byte(noncePlace), []byte(nonce))
		servePage(w, r, page, policyConsole+nonce+"'")
	})
}

// graphiQL serves the page of the query editor; its files come from the console.
func graphiQL() http.Handler {
	page := loadFiles()["graphiql/index.html"].content
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		servePage(w, r, page, policyGraphiQL)
	})
}

// cacheOf says how long a browser may keep a file: those named by their content for ever.
func cacheOf(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=3600"
}

func servePage(w http.ResponseWriter, r *http.Request, content []byte, policy string) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	page := file{content: content, kind: "text/html; charset=utf-8", zipped: func() []byte { return zip(content) }}
	page.serve(w, r, "no-store")
}

func (f *file) serve(w http.ResponseWriter, r *http.Request, cache string) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", cache)
	h.Set("Vary", "Accept-Encoding")
	if f.tag != "" {
		h.Set("ETag", f.tag)
		if r.Header.Get("If-None-Match") == f.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	content := f.content
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		content = f.zipped()
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(content) // the client is gone if this fails
}
