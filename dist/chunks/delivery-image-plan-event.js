import { c as UserError } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";

// src/delivery/image/plan/event.ts
/** Reads the event. `wanted`: the commit of the input "ref". Throws `event-invalid` when there is no commit. */
function readEvent({ name, sha: runSha, ref, actor, payload }, wanted) {
	const facts = asRecord(payload);
	const pull = name.startsWith("pull_request") ? asRecord(facts.pull_request) : void 0;
	const own = pull === void 0 ? runSha : asRecord(pull.head).sha;
	const sha = wanted?.sha ?? own;
	if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw new UserError("event-invalid", `The "${name}" event of this run names no commit by its full SHA`);
	const isOwn = sha === own && pull === void 0;
	const named = (prefix) => isOwn && ref.startsWith(prefix) ? ref.slice(prefix.length) : void 0;
	return {
		name,
		sha,
		tagName: wanted?.tagName ?? named("refs/tags/"),
		branch: wanted?.branch ?? named("refs/heads/") ?? triggeringBranch(facts, sha),
		defaultBranch: text(asRecord(facts.repository).default_branch),
		pullNumber: typeof pull?.number === "number" && sha === own ? pull.number : void 0,
		outsider: outsiderOf(name, facts) ?? (actor === "dependabot[bot]" ? "dependabot" : void 0)
	};
}
/** Of the run that started this one, if it is for the same commit and the branch is one of this repository. */
function triggeringBranch(facts, sha) {
	const { head_sha, head_branch } = asRecord(facts.workflow_run);
	return head_sha === sha && !isForkRun(facts) ? text(head_branch) : void 0;
}
function text(value) {
	return typeof value === "string" ? value : void 0;
}
function outsiderOf(name, facts) {
	if (name === "workflow_run") return isForkRun(facts) ? "fork-run" : void 0;
	if (!name.startsWith("pull_request")) return void 0;
	const { head, base } = asRecord(facts.pull_request);
	return nameOf(asRecord(head).repo) === nameOf(asRecord(base).repo) ? void 0 : "fork";
}
function isForkRun({ workflow_run: run, repository }) {
	return nameOf(asRecord(run).head_repository) !== nameOf(repository);
}
/** What to write so that the commit that is checked out is the one that is built. */
function checkoutAdvice({ name }) {
	const both = (sha) => `give this action and actions/checkout "ref: \${{ ${sha} }}"`;
	if (name.startsWith("pull_request") || name === "push") return "give actions/checkout \"ref: ${{ github.event.pull_request.head.sha || github.sha }}\"";
	if (name === "workflow_run") return both("github.event.workflow_run.head_sha");
	return `${both("inputs.sha")}, or neither of them a "ref"`;
}
/** A fork that was deleted has no repository any more: it differs from every base. */
function nameOf(repository) {
	return asRecord(repository).full_name ?? repository;
}

export { readEvent as n, checkoutAdvice as t };