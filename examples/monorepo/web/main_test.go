package main

import "testing"

func TestAnswer(t *testing.T) {
	if got := answer([]string{"version"}); got != "web 1" {
		t.Errorf("version: %q", got)
	}
	if got := answer(nil); got != "web is here" {
		t.Errorf("nothing: %q", got)
	}
}
