package main

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
)

// service is the HTTP side:
//
//	/          who answers: service, environment, commit
//	/greeting  the greeting, for those who send the token as "Authorization: Bearer …"
//	/readyz    200 while new requests are welcome, 503 while draining
//	/livez     200
type service struct {
	config   config
	mux      *http.ServeMux
	draining atomic.Bool
}

func newService(c config) *service {
	s := &service{config: c, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /{$}", s.identity)
	s.mux.HandleFunc("GET /greeting", s.greeting)
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "alive") })
	return s
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		w.Header().Set("Connection", "close")
	}
	s.mux.ServeHTTP(w, r)
}

func (s *service) drain() { s.draining.Store(true) }

func (s *service) identity(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{
		"service":     "hello-service",
		"environment": s.config.environment,
		"commit":      s.config.commit,
	})
}

func (s *service) greeting(w http.ResponseWriter, r *http.Request) {
	token, err := os.ReadFile(s.config.tokenFile)
	token = bytes.TrimSpace(token)
	if err != nil || len(token) == 0 {
		answer(w, http.StatusServiceUnavailable, "the token is not there yet")
		return
	}
	sent, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || subtle.ConstantTimeCompare([]byte(sent), token) != 1 {
		w.Header().Set("WWW-Authenticate", "Bearer")
		answer(w, http.StatusUnauthorized, "send the token")
		return
	}
	answer(w, http.StatusOK, s.config.greeting)
}

func (s *service) ready(w http.ResponseWriter, _ *http.Request) {
	if s.draining.Load() {
		answer(w, http.StatusServiceUnavailable, "draining")
		return
	}
	answer(w, http.StatusOK, "ready")
}

func answer(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n"))
}
