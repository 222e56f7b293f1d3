package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const commit = "0123456789abcdef0123456789abcdef01234567"

func environment(t *testing.T, changes map[string]string) func(string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{
		"COMMIT": commit, "ENVIRONMENT": "test", "GREETING": "Good morning", "GREETING_TOKEN_FILE": file,
		"DRAIN": "1ms", "GRACE": "5s",
	}
	for name, value := range changes {
		values[name] = value
	}
	return func(name string) string { return values[name] }
}

// start serves on a free port. stop is what SIGTERM does; ended answers how serve returned.
func start(t *testing.T, changes map[string]string, wrap func(*service)) (url string, stop func(), ended <-chan error) {
	t.Helper()
	c, err := configFrom(environment(t, changes))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := newService(c)
	if wrap != nil {
		wrap(s)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	done := make(chan error, 1)
	go func() { done <- serve(ctx, slog.New(slog.NewTextHandler(io.Discard, nil)), listener, s, c) }()
	return "http://" + listener.Addr().String(), cancel, done
}

// get answers the status, the body and whether the server closes the connection.
func get(t *testing.T, url, token string) (status int, body string, closes bool) {
	t.Helper()
	request, _ := http.NewRequest("GET", url, nil)
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, strings.TrimSpace(string(text)), response.Close
}

func TestAnswers(t *testing.T) {
	url, _, _ := start(t, nil, nil)
	for _, c := range []struct {
		path, token string
		status      int
		body        string
	}{
		{"/", "", 200, `{"commit":"` + commit + `","environment":"test","service":"hello-service"}`},
		{"/livez", "", 200, "alive"},
		{"/readyz", "", 200, "ready"},
		{"/greeting", "open sesame", 200, "Good morning"},
		{"/greeting", "guess", 401, "send the token"},
		{"/greeting", "", 401, "send the token"},
		{"/elsewhere", "", 404, "404 page not found"},
	} {
		status, body, _ := get(t, url+c.path, c.token)
		if status != c.status || body != c.body {
			t.Errorf("GET %s with token %q: %d %q, want %d %q", c.path, c.token, status, body, c.status, c.body)
		}
	}
}

func TestTokenIsReadAtEachRequest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	url, _, _ := start(t, map[string]string{"GREETING_TOKEN_FILE": file}, nil)
	if status, _, _ := get(t, url+"/greeting", "new"); status != 503 {
		t.Errorf("without a file: %d, want 503", status)
	}
	if err := os.WriteFile(file, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := get(t, url+"/greeting", "new"); status != 200 {
		t.Errorf("with the file: %d, want 200", status)
	}
}

func TestDrainingStillAnswers(t *testing.T) {
	draining := make(chan *service, 1)
	url, stop, ended := start(t, map[string]string{"DRAIN": "1h"}, func(s *service) { draining <- s })
	get(t, url+"/", "")
	stop()
	s := <-draining
	for deadline := time.Now().Add(5 * time.Second); !s.draining.Load() && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if status, _, _ := get(t, url+"/readyz", ""); status != 503 {
		t.Errorf("/readyz: %d, want 503", status)
	}
	if status, _, closes := get(t, url+"/", ""); status != 200 || !closes {
		t.Errorf("/: %d, closes its connection: %t; want 200, true", status, closes)
	}
	select {
	case err := <-ended:
		t.Errorf("ended while draining: %v", err)
	default:
	}
}

func TestRunningRequestFinishes(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	url, stop, ended := start(t, nil, func(s *service) {
		s.mux.HandleFunc("GET /slow", func(w http.ResponseWriter, _ *http.Request) {
			close(arrived)
			<-release
			answer(w, http.StatusOK, "done")
		})
	})
	type result struct {
		body string
		err  error
	}
	results := make(chan result, 1)
	go func() {
		response, err := http.Get(url + "/slow")
		if err != nil {
			results <- result{"", err}
			return
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		results <- result{strings.TrimSpace(string(body)), err}
	}()
	<-arrived
	stop()
	// Once new connections are refused, only the running request is left.
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		connection, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			break
		}
		connection.Close()
	}
	close(release)
	if r := <-results; r.err != nil || r.body != "done" {
		t.Errorf("the running request got %q, %v", r.body, r.err)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve: %v", err)
	}
}

func TestConfigNamesWhatIsMissing(t *testing.T) {
	_, err := configFrom(environment(t, map[string]string{"COMMIT": "", "DRAIN": "soon"}))
	if err == nil || !strings.Contains(err.Error(), "COMMIT is not set") || !strings.Contains(err.Error(), "DRAIN") {
		t.Errorf("got %v", err)
	}
}

func TestVersionNamesTheService(t *testing.T) {
	if got := version(); !strings.HasPrefix(got, "hello-service ") || !strings.Contains(got, "go1.") {
		t.Errorf("got %q", got)
	}
}
