// Command hello-service answers with the commit it was built from and greets those who hold the token.
// "hello-service version" says what it was compiled from and ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "version" {
		fmt.Println(version())
		return
	}
	// From here on SIGTERM does not end the process: it starts the shutdown in serve.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	if err := run(ctx, log, os.Getenv); err != nil {
		log.Error("hello-service cannot run", "error", err.Error())
		os.Exit(1)
	}
}

// version is what Go wrote into the binary: the module's version, with the commit in it, and the compiler's.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "hello-service, of unknown version"
	}
	return fmt.Sprintf("hello-service %s, %s", info.Main.Version, info.GoVersion)
}

func run(ctx context.Context, log *slog.Logger, getenv func(string) string) error {
	config, err := configFrom(getenv)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", config.address)
	if err != nil {
		return err
	}
	return serve(ctx, log, listener, newService(config), config)
}

// serve answers until ctx is done and then leaves without dropping a request:
//
//  1. /readyz answers 503, so that no load balancer sends new clients here.
//  2. For config.drain requests are still answered, because the news of 1 takes a moment to reach everyone. Each answer
//     closes its connection, so that clients that keep theirs open move on.
//  3. Requests that are still running get config.grace to finish.
func serve(ctx context.Context, log *slog.Logger, listener net.Listener, service *service, config config) error {
	server := &http.Server{Handler: service, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	log.Info("ready", "address", listener.Addr().String(), "commit", config.commit, "environment", config.environment)

	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	service.drain()
	log.Info("draining", "for", config.drain.String())
	select {
	case err := <-ended:
		return err
	case <-time.After(config.drain):
	}

	last, cancel := context.WithTimeout(context.Background(), config.grace)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("requests still running after %s: %w", config.grace, err)
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	log.Info("stopped")
	return nil
}
