import { c as UserError } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { t as require_dist } from "./yaml-dist-index.js";
import { t as ownerAndName } from "./github-repository.js";
import "./github-pages.js";
import { c as objectIn, d as textOrNone, o as isFields, u as textIn } from "./github-graphql-errors.js";
import { o as Budget, t as askParts } from "./github-graphql-parts.js";

// src/deployments/held/way-on.ts
const NEEDED = ["deployment-id", "continue"];
/**
* The workflow that goes on with what is held, of those of the default branch: GitHub starts none for a status. Throws a `UserError`
* (error, `no-way-in`) where there is none.
*/
function wayOn(branch) {
	const able = branch.filter(({ dispatchInputs }) => NEEDED.every((name) => dispatchInputs?.includes(name)));
	const found = able.find(({ deploys }) => deploys) ?? able[0];
	if (found?.dispatchInputs === void 0) {
		const text = `no workflow of the default branch takes the inputs ${NEEDED.map((name) => `'${name}'`).join(" and ")}: take workflows-templates/deploy-by-dispatch.yml as it is today`;
		throw new UserError("no-way-in", text);
	}
	const { file, dispatchInputs } = found;
	return {
		file,
		inputsFor: ({ id, sha, environment, service, how }) => {
			const all = {
				"deployment-id": `${id}`,
				commit: sha,
				environment,
				service,
				continue: how
			};
			return Object.fromEntries(Object.entries(all).filter(([name]) => dispatchInputs.includes(name)));
		}
	};
}

// src/github/workflows/dispatch.ts
/** Starts a workflow, also with a workflow's own token. Throws a `UserError` (error, `github-…`). */
async function dispatchWorkflow(github, { file, branch, inputs }) {
	await (await github.octokit()).request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
		...github.repository,
		workflow_id: file,
		ref: branch,
		inputs: { ...inputs }
	});
}

// src/github/workflows/deploy-calls.ts
var import_dist = require_dist();
/** What carries out a deployment, of whichever owner, so that a copy counts too. */
const DEPLOYS = /^[^/]+\/[^/]+\/(?:\.github\/workflows\/deploy\.ya?ml|actions\/(?:ship|deploy))@/;
/** A workflow by the text of its file; one that is no YAML has nothing in it, there as on GitHub. */
function workflowIn(text) {
	try {
		return asRecord((0, import_dist.parse)(text, {
			logLevel: "silent",
			maxAliasCount: 100
		}));
	} catch {
		return {};
	}
}
/** The inputs of each call of this project's deploy workflow, or of one of its actions for that; as they are written. */
function deployCallsIn({ jobs }) {
	return Object.values(asRecord(jobs)).map(asRecord).flatMap((job) => [job, ...Array.isArray(job.steps) ? job.steps.map(asRecord) : []]).filter(({ uses }) => typeof uses === "string" && DEPLOYS.test(uses)).map((call) => Object.fromEntries(Object.entries(asRecord(call.with)).map(([name, value]) => [name, `${value}`])));
}
/** Whether a job of a workflow calls another workflow. */
function callsWorkflow({ jobs }) {
	return Object.values(asRecord(jobs)).some((job) => typeof asRecord(job).uses === "string");
}

// src/github/workflows/workflow-calls.ts
const PATHS = [
	[/^\.github\/workflows\/deploy\.ya?ml$/, "deploy"],
	[/^actions\/(?:ship|deploy)$/, "deploy"],
	[/^actions\/reconcile$/, "reconcile"],
	[/^actions\/notify-stale$/, "notify-stale"],
	[/^actions\/build$/, "build"]
];
/** Everything of this project that the jobs of a workflow run. */
function callsOf(workflow) {
	return Object.entries(asRecord(workflow.jobs)).flatMap(([name, given]) => {
		const job = asRecord(given);
		const granted = grantedBy(job.permissions ?? workflow.permissions);
		const steps = Array.isArray(job.steps) ? job.steps.map(asRecord) : [];
		const env = {
			...asRecord(workflow.env),
			...asRecord(job.env)
		};
		return [job, ...steps].flatMap((one) => {
			const isWorkflow = one === job;
			const handed = isWorkflow ? handedBy(job.secrets) : textsOf({
				...env,
				...asRecord(one.env)
			});
			return callOf(one, {
				job: name,
				granted,
				isWorkflow,
				handed
			}) ?? [];
		});
	});
}
function callOf({ uses, with: given }, at) {
	if (typeof uses !== "string") return void 0;
	const [, name, path, ref = ""] = /^([^/@]+\/[^/@]+)(?:\/([^@]+))?@(.+)$/.exec(uses) ?? [];
	if (name === void 0) return void 0;
	const role = path === void 0 ? rootRole(name) : PATHS.find(([pattern]) => pattern.test(path))?.[1];
	if (role === void 0) return void 0;
	const inputs = Object.fromEntries(textsOf(asRecord(given)));
	const isPlan = role === "deploy" && inputs["dry-run"] === "true";
	const isKnown = name.endsWith("/commit-train");
	return {
		...at,
		role: isPlan ? "plan" : role,
		uses,
		isKnown,
		isPinned: /^[0-9a-f]{40}$/.test(ref),
		inputs
	};
}
function handedBy(secrets) {
	return secrets === "inherit" ? secrets : textsOf(asRecord(secrets));
}
function textsOf(fields) {
	return new Map(Object.entries(fields).flatMap(([key, value]) => [
		"string",
		"number",
		"boolean"
	].includes(typeof value) ? [[key, String(value)]] : []));
}
/** The action at the root of a repository: of this project, or of a copy that kept its name. */
function rootRole(name) {
	return name.endsWith("/commit-train") ? "deploybot" : void 0;
}
function grantedBy(permissions) {
	if (permissions === void 0) return "default";
	if (permissions === "read-all" || permissions === "write-all") return permissions;
	return new Map(Object.entries(asRecord(permissions)).map(([name, level]) => [name, String(level)]));
}
/** The keys of a workflow that not every server knows. */
function newKeysOf(workflow) {
	const jobs = Object.values(asRecord(workflow.jobs)).map(asRecord);
	const schedules = [asRecord(workflow.on).schedule].flat().map(asRecord);
	const has = (places, key) => places.some((one) => Object.hasOwn(asRecord(one), key));
	return [
		["concurrency.queue", has([workflow.concurrency, ...jobs.map(({ concurrency }) => concurrency)], "queue")],
		["environment.deployment", has(jobs.map(({ environment }) => environment), "deployment")],
		["schedule.timezone", has(schedules, "timezone")]
	].flatMap(([key, isThere]) => isThere ? [key] : []);
}

// src/github/workflows/read-workflows.ts
const FOLDER = ".github/workflows";
const BUDGET = 10;
const WORKFLOWS = {
	name: "Workflows",
	doing: "show the workflows",
	most: 3,
	requests: 0,
	fragments: []
};
/**
* Who the token is, and the workflows of the default branch: one query, of one point. `login`: who it is, where that is known. A file that is no YAML starts nothing,
* there as on GitHub. Throws a `UserError` (error, `github-…`).
*/
async function readTokenAndWorkflows(tools, login) {
	const viewer = {
		repository: nameOf(tools),
		requests: 0,
		write: () => "viewer { login }",
		read: (data) => textIn(data, "login")
	};
	const branch = workflowsPart(nameOf(tools), "HEAD");
	if (login !== void 0) return {
		login,
		branch: (await askAll(tools, [branch]))[0] ?? []
	};
	const [name, files] = await askAll(tools, [viewer, branch]);
	if (typeof name !== "string" || !Array.isArray(files)) throw new Error("the parts of a query were mixed up");
	return {
		login: name,
		branch: files
	};
}
/** The workflows that a commit has: those that GitHub starts for a deployment of it. */
async function readWorkflowsOf(tools, sha) {
	const [files = []] = await askAll(tools, [workflowsPart(nameOf(tools), sha)]);
	return files;
}
async function askAll(tools, parts) {
	const answers = await askParts({
		...tools,
		budget: new Budget(BUDGET)
	}, WORKFLOWS, parts);
	return parts.map((part) => {
		const answer = answers.get(part);
		if (answer?.kind === "read") return answer.value;
		throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	});
}
function nameOf({ github: { repository } }) {
	return `${repository.owner}/${repository.repo}`;
}
function workflowsPart(repository, commit) {
	return {
		repository,
		requests: 0,
		write: (declare) => {
			const { owner, repo } = ownerAndName(repository);
			return `repository(${`owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`}) { ${`object(expression: ${declare("String!", `${commit}:${FOLDER}`)})`} { ... on Tree { entries { name object { ... on Blob { text } } } } } }`;
		},
		read: (data, errors) => {
			if (errors.length > 0) throw new MalformedAnswer("errors");
			const entries = objectIn(data, "object")?.entries;
			if (!Array.isArray(entries)) return [];
			return entries.filter(isFields).flatMap(fileIn);
		}
	};
}
function fileIn(entry) {
	const file = textIn(entry, "name");
	const object = objectIn(entry, "object");
	if (!/\.ya?ml$/.test(file) || object === void 0 || object.text === void 0) return [];
	return [workflowOf(file, textOrNone(object, "text") ?? "")];
}
/** What starts a workflow, by the text of its file. */
function workflowOf(file, text) {
	const workflow = workflowIn(text);
	const triggers = workflow.on;
	const names = [triggers].flat();
	const events = asRecord(triggers);
	const dispatch = asRecord(events.workflow_dispatch);
	const calls = callsOf(workflow);
	const hasDispatch = names.includes("workflow_dispatch") || Object.hasOwn(events, "workflow_dispatch");
	return {
		file,
		deploys: deployCallsIn(workflow).length > 0,
		callsWorkflow: callsWorkflow(workflow),
		calls,
		newKeys: newKeysOf(workflow),
		onDeployment: names.includes("deployment") || Object.hasOwn(events, "deployment"),
		dispatchInputs: hasDispatch ? Object.keys(asRecord(dispatch.inputs)) : void 0
	};
}

// src/github/deployment-runs.ts
/** GitHub hands out no more of a list that is narrowed. */
const MOST_RUNS = 1e3;
/** Reads the runs of `event` since a time. GitHub lists the newest first. */
async function readStartedRuns(github, event, since) {
	const octokit = await github.octokit();
	const runs = /* @__PURE__ */ new Map();
	let at;
	for (let page = 1; page <= MOST_RUNS / 100; page++) {
		const request = {
			...github.repository,
			event,
			exclude_pull_requests: true,
			per_page: 100,
			page
		};
		const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", request);
		const answered = Date.parse(headers.date ?? "");
		if (!Number.isNaN(answered)) at = answered;
		const listed = data.workflow_runs.map(runFacts);
		for (const run of listed) if (run.createdAt >= since) runs.set(run.id, run);
		if (listed.length < 100 || listed.some((run) => run.createdAt < since)) return {
			runs: [...runs.values()],
			isComplete: true,
			at
		};
	}
	return {
		runs: [...runs.values()],
		isComplete: false,
		at
	};
}
/** Reads a run; undefined for one that was deleted. */
async function readRun(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId,
		exclude_pull_requests: true
	};
	try {
		return runFacts((await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", request)).data);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
/** The reviewer who rejected a run, where one did. */
async function readRejection(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals", request);
	const rejected = data.find(({ state }) => state === "rejected");
	return rejected === void 0 ? void 0 : {
		by: rejected.user.login,
		comment: rejected.comment
	};
}
function runFacts(run) {
	const isOver = run.status === "completed";
	return {
		id: Number(run.id),
		attempt: run.run_attempt ?? 1,
		event: run.event,
		sha: run.head_sha.toLowerCase(),
		title: run.display_title,
		isOver,
		state: (isOver ? run.conclusion : run.status) ?? "unknown",
		createdAt: Date.parse(run.created_at),
		url: run.html_url
	};
}

export { readWorkflowsOf as a, dispatchWorkflow as c, readTokenAndWorkflows as i, wayOn as l, readRun as n, deployCallsIn as o, readStartedRuns as r, workflowIn as s, readRejection as t };