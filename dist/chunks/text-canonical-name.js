// src/text/canonical-name.ts
/**
* The form in which names of environments and services are compared: GitHub's environment names, repository names and
* concurrency groups do not differ by case.
*/
function canonicalName(name) {
	return name.normalize("NFC").toLowerCase();
}

export { canonicalName as t };