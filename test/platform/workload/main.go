// Command workload is what tests run in the cluster: it answers every HTTP request on port 8080 with the text in ANSWER.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, os.Getenv("ANSWER")) })
	fmt.Println("listening on :8080")
	fmt.Fprintln(os.Stderr, http.ListenAndServe(":8080", nil))
	os.Exit(1)
}
