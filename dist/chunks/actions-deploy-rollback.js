import { c as UserError } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { r as flagOf } from "./runner-inputs.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
import { i as storedRelease } from "./actions-deploy-inputs.js";

// src/actions/deploy/dry-run.ts
/** Whether the run is asked for a dry run, and neither its event nor an input names a deployment. */
function isPlainDryRun({ input, env }) {
	return !/^(false)?$/.test(input("dry-run")) && input("deployment-id") === "" && env.GITHUB_EVENT_NAME !== "deployment";
}
/**
* The commit of a dry run without a deployment, never the merge that GitHub makes to try out a pull request: the head of a pull request, else the commit of the run.
* Undefined where a deployment is to be run, or to be planned. Throws `event-unsupported` on `pull_request_target`.
*/
function plainDryRun({ input, env }) {
	if (!isPlainDryRun({
		input,
		env
	}) || !flagOf("dry-run", input("dry-run"))) return void 0;
	const { eventName, eventPath, sha: runSha, actor } = readRunFacts(env, [
		"eventName",
		"eventPath",
		"sha",
		"actor"
	]);
	if (eventName === "pull_request_target") throw new UserError("event-unsupported", "Input \"dry-run\": not on \"pull_request_target\", which would render a stranger's templates with your secrets; use \"pull_request\"");
	const { head, base } = asRecord(asRecord(readEventFile(eventPath)).pull_request);
	const isPull = eventName === "pull_request";
	const sha = isPull ? asRecord(head).sha : runSha;
	if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw new UserError("event-invalid", `The "${eventName}" event of this run names no commit by its full SHA`);
	const outsider = isPull ? outsiderOf(asRecord(head).repo, asRecord(base).repo, actor) : void 0;
	if (outsider === void 0 || input("kubeconfig") !== "") return {
		kind: "commit",
		sha,
		isPull
	};
	return {
		kind: "withheld",
		why: `this pull request comes from ${outsider}, whose runs GitHub gives no secrets, so there is no kubeconfig`
	};
}
function outsiderOf(head, base, actor) {
	const [from, to] = [asRecord(head).full_name, asRecord(base).full_name];
	if (from !== to) return typeof from === "string" ? `the fork ${from}` : "a fork";
	return actor === "dependabot[bot]" ? "Dependabot" : void 0;
}

// src/actions/deploy/rollback.ts
/** Whether the run is to bring back a stored release: no deployment asks for it. */
function isRollback({ input }) {
	return input("stored-release") !== "";
}
/** The rollback that the inputs ask for, if they do. Throws `input-invalid` or `event-unsupported`. */
function askedRollback({ input, env }) {
	const release = storedRelease(input("stored-release"));
	const withoutGitHub = flagOf("without-github", input("without-github"));
	if (release === void 0) {
		if (!withoutGitHub) return void 0;
		throw new UserError("input-invalid", "Input \"without-github\" is only for \"stored-release\"");
	}
	if (input("deployment-id") !== "") throw new UserError("input-invalid", "Inputs \"stored-release\" and \"deployment-id\": a rollback from the cluster has no deployment; leave one of them empty");
	const { eventName, actor, startedBy, attempt } = readRunFacts(env, [
		"eventName",
		"actor",
		"startedBy",
		"attempt"
	]);
	if (eventName !== "workflow_dispatch") {
		const text = `Input "stored-release": not on "${eventName}"; use "workflow_dispatch", so that a person asks for it`;
		throw new UserError("event-unsupported", text);
	}
	return {
		release,
		withoutGitHub,
		actor: startedBy === "" && attempt === 1 ? actor : startedBy
	};
}

export { plainDryRun as i, isRollback as n, isPlainDryRun as r, askedRollback as t };