import { readFile, readdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

// src/process/leftovers.ts
/** The variable by which a process is known to have been started by a step, wherever it has moved since. */
const MARKER_VARIABLE = "COMMIT_TRAIN_STEP";
/** The same for one script of the step. */
const TASK_VARIABLE = "COMMIT_TRAIN_TASK";
const ROUNDS = 20;
/**
* Kills what has left its process group (`setsid`, daemons) but still carries the marker in its environment, as
* Linux shows it in /proc. Elsewhere nothing is found. Resolves with how many were found.
*/
async function killMarked(marker, variable = MARKER_VARIABLE) {
	const killed = /* @__PURE__ */ new Set();
	for (let round = 0; round < ROUNDS; round++) {
		const pids = (await marked(`${variable}=${marker}`)).filter((pid) => pid !== process.pid);
		if (pids.length === 0) break;
		for (const pid of pids) {
			killed.add(pid);
			kill(pid);
		}
		await setTimeout(10);
	}
	return killed.size;
}
async function marked(entry) {
	const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(pids.map((pid) => carries(pid, entry)));
	return pids.filter((_, index) => found[index]).map(Number);
}
async function carries(pid, entry) {
	return (await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")).split("\0").includes(entry);
}
function kill(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch {}
}

export { TASK_VARIABLE as n, killMarked as r, MARKER_VARIABLE as t };