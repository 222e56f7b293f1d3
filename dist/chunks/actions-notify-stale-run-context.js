import { t as readRunFacts } from "./runner-run-facts.js";

// src/actions/notify-stale/run-context.ts
const NEEDED = [
	"repository",
	"apiUrl",
	"serverUrl",
	"runNumber",
	"runUrl",
	"workflow",
	"job"
];
/** Reads the context of this run. `name`: the input. Throws `runner-variables-missing` that names what is missing. */
function readNotifyStaleContext(env, name) {
	const { workflow, job, ...facts } = readRunFacts(env, NEEDED);
	return {
		...facts,
		scan: scanOf({
			repository: facts.repository,
			workflow,
			job,
			name
		})
	};
}
/**
* Identifies the scan, so that two scans that post to the same channel do not edit each other's messages: the job of a
* workflow file, whatever its branch, or the input `name`.
*/
function scanOf(from) {
	const file = from.workflow.split("@")[0]?.split("/").at(-1) ?? "";
	return `${from.repository}/${from.name ?? `${file}/${from.job}`}`.toLowerCase();
}

export { readNotifyStaleContext };