// The api service: it says its name.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println(answer(os.Args[1:]))
}

func answer(args []string) string {
	if len(args) == 1 && args[0] == "version" {
		return "api 1"
	}
	return "api is here"
}
