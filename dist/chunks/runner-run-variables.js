import { n as UserError, r as messageOf } from "./runner-runner.js";
import { readFileSync } from "node:fs";

// src/runner/run-variables.ts
/**
* The variables that GitHub documents as a runner's default environment variables, as far as they are needed. Throws
* `runner-variables-missing` that names those that are missing or empty.
*/
function runVariables(env, needed) {
	const missing = needed.filter((name) => !env[name]);
	if (missing.length > 0) throw new UserError("runner-variables-missing", `This needs the environment of a GitHub Actions runner; missing: ${missing.join(", ")}`);
	return (name) => env[name] ?? "";
}
/** The payload of the event that started the run, from the file the runner names. Throws `event-invalid` where it is no JSON. */
function readEventFile(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (cause) {
		throw new UserError("event-invalid", `The event file of this run cannot be read: ${messageOf(cause)}`, { cause });
	}
}

export { runVariables as n, readEventFile as t };