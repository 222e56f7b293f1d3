import { n as readEvent } from "./delivery-image-plan-event.js";
import { c as UserError } from "./time-system-clock.js";
import { t as runGit } from "./git-git.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
import { realpathSync } from "node:fs";

// src/git/resolve-commit.ts
const FULL_SHA = /^[0-9a-f]{40}$/;
/** Branches are also those of the remote, as actions/checkout leaves them. */
const PLACES = [
	{
		place: "refs/remotes/origin/",
		kind: "branch"
	},
	{
		place: "refs/heads/",
		kind: "branch"
	},
	{
		place: "refs/tags/",
		kind: "tagName"
	}
];
/**
* The commit that is named as people do: by its full SHA, by a branch, a tag or a whole ref. `undefined` where the repository
* knows no such name.
*/
async function resolveCommit(place, name) {
	if (FULL_SHA.test(name)) return { sha: name };
	const short = name.replace(/^refs\/(?:heads|tags|remotes\/origin)\//, "");
	for (const { place: prefix, kind } of PLACES) {
		if (name.startsWith("refs/tags/") && kind !== "tagName") continue;
		if (name !== short && !name.startsWith("refs/tags/") && kind === "tagName") continue;
		const args = [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${prefix}${short}^{commit}`
		];
		const { exitCode, stdout } = await runGit(place, args);
		if (exitCode === 0) return {
			sha: stdout.trim(),
			[kind]: short
		};
	}
}

// src/actions/build/run-context.ts
const NEEDED = [...[
	"repository",
	"repositoryUrl",
	"sha",
	"ref",
	"actor"
], ...[
	"eventName",
	"eventPath",
	"workspace",
	"temp"
]];
/**
* Reads what the build needs of its run, and the runner's temporary folder. `ref`: the input, which `exec` asks git about.
* Throws `runner-variables-missing`, `event-invalid`, or `input-invalid` for a ref that is unknown.
*/
async function readBuildContext(env, ref, exec) {
	const { repository, repositoryUrl, temp, workspace: path, eventName, eventPath, ...run } = readRunFacts(env, NEEDED);
	const workspace = realPath(path);
	const wanted = ref === void 0 ? void 0 : await commitOf(ref, {
		workspace,
		exec,
		env: { PATH: env.PATH ?? "" }
	});
	const event = {
		...run,
		name: eventName,
		payload: readEventFile(eventPath)
	};
	return {
		repository,
		repositoryUrl,
		event: readEvent(event, wanted),
		workspace,
		temp
	};
}
async function commitOf(ref, place) {
	const commit = await resolveCommit(place, ref);
	if (commit !== void 0) return commit;
	throw new UserError("input-invalid", `Input "ref" is ${JSON.stringify(ref)}, which the checked-out repository does not know; give actions/checkout the same "ref", or write the full SHA`);
}
/** git compares paths by their real path. */
function realPath(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

export { readBuildContext };