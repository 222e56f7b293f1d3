package main

import "testing"

func TestAnswer(t *testing.T) {
	if got := answer([]string{"version"}); got != "api 1" {
		t.Errorf("version: %q", got)
	}
	if got := answer(nil); got != "api is here" {
		t.Errorf("nothing: %q", got)
	}
}
