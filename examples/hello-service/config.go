package main

import (
	"errors"
	"fmt"
	"time"
)

// config is what the templates in deploy/templates set through the container's environment.
type config struct {
	address     string
	commit      string
	environment string
	greeting    string
	// tokenFile holds the token. A file and not a variable: a changed Secret reaches running pods.
	tokenFile string
	drain     time.Duration
	grace     time.Duration
}

func configFrom(getenv func(string) string) (config, error) {
	or := func(name, fallback string) string {
		if value := getenv(name); value != "" {
			return value
		}
		return fallback
	}
	c := config{
		address:     or("ADDRESS", ":8080"),
		commit:      getenv("COMMIT"),
		environment: getenv("ENVIRONMENT"),
		greeting:    or("GREETING", "Hello"),
		tokenFile:   getenv("GREETING_TOKEN_FILE"),
	}
	var problems []error
	for name, value := range map[string]string{"COMMIT": c.commit, "ENVIRONMENT": c.environment, "GREETING_TOKEN_FILE": c.tokenFile} {
		if value == "" {
			problems = append(problems, fmt.Errorf("%s is not set", name))
		}
	}
	duration := func(name, fallback string) time.Duration {
		d, err := time.ParseDuration(or(name, fallback))
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", name, err))
		}
		return d
	}
	c.drain = duration("DRAIN", "3s")
	c.grace = duration("GRACE", "10s")
	return c, errors.Join(problems...)
}
