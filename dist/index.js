import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

// src/runner/step-environment.ts
/** Only for this process: they are not needed by any library. */
const OWN = /^(INPUT_.*|(GITHUB|ACTIONS_RUNTIME|ACTIONS_ID_TOKEN_REQUEST)_TOKEN)$/;
/**
* Takes the environment that this process was started with, and empties it where others could read it: every process of the
* same user, a template or a lint command as well, can read `/proc/<pid>/environ`, which shows the memory in which the system
* put it, whatever the process has changed since. Libraries find their variables in copies. Costs about a millisecond; a
* second start by `process.execve` would cost thirty.
*/
function takeEnvironment() {
	const env = {};
	for (const [name, value = ""] of Object.entries(process.env)) {
		env[name] = value;
		if (OWN.test(name)) delete process.env[name];
		else process.env[name] = value;
	}
	if (process.platform !== "linux") return { env };
	try {
		emptyInitialEnvironment();
		return { env };
	} catch (thrown) {
		return {
			env,
			problem: thrown instanceof Error ? thrown.message : String(thrown)
		};
	}
}
/** Fields 50 and 51 of `/proc/self/stat`: where in the memory the environment begins and ends. */
function emptyInitialEnvironment() {
	const stat = readFileSync("/proc/self/stat", "latin1");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const [start, end] = [Number(fields[47]), Number(fields[48])];
	if (!Number.isSafeInteger(start) || !(start > 0 && end > start)) throw new Error("/proc/self/stat does not say where it is");
	const memory = openSync("/proc/self/mem", "r+");
	try {
		writeSync(memory, Buffer.alloc(end - start), 0, end - start, start);
	} finally {
		closeSync(memory);
	}
	if (/[^\0]/.test(readFileSync("/proc/self/environ", "latin1"))) throw new Error("/proc/self/environ is not empty afterwards");
}

// src/runner/step-begin.ts
/**
* Listens for a stop, which is a cancellation however early it comes, and takes the environment. GitHub sends INT, then TERM
* 7.5 s later, then KILL 2.5 s after that; the first one already stops the work, and no later one ends this process before it
* has written its end.
*/
function beginStep() {
	const stop = new AbortController();
	for (const signal of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(signal, () => stop.abort(/* @__PURE__ */ new Error("this run was stopped")));
	return {
		stop,
		environment: takeEnvironment()
	};
}

// src/index.ts
/**
* The bundle behind every action: one export an entry, each loaded only when it is called. The entries in `dist/`
* call one of them.
*/
async function deploy() {
	const begun = beginStep();
	await (await import("./chunks/actions-deploy-main.js")).deploy(begun);
}
async function deployPre() {
	const begun = beginStep();
	await (await import("./chunks/actions-deploy-pre.js")).deployPre(begun);
}
async function deployPost() {
	const begun = beginStep();
	await (await import("./chunks/actions-deploy-post.js")).deployPost(begun);
}
async function build() {
	const begun = beginStep();
	await (await import("./chunks/actions-build-main.js")).build(begun);
}
async function buildPost() {
	const begun = beginStep();
	await (await import("./chunks/actions-build-post.js")).buildPost(begun);
}
/** The root action. */
async function deploybot() {
	const begun = beginStep();
	await (await import("./chunks/actions-deploybot-main.js")).deploybot(begun);
}
async function reconcile() {
	const begun = beginStep();
	await (await import("./chunks/actions-reconcile-main.js")).reconcileDeployments(begun);
}
async function notifyStale() {
	const begun = beginStep();
	await (await import("./chunks/actions-notify-stale-main.js")).notifyStale(begun);
}
/** The command `commit-train`. It is no step of a job: the environment is left as it is. */
async function commandLine() {
	await (await import("./chunks/terminal-main.js")).runCommandLine();
}

export { build, buildPost, commandLine, deploy, deployPost, deployPre, deploybot, notifyStale, reconcile };