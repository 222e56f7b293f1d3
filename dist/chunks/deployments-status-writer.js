import { d as stateOf, i as endingText } from "./actions-deploy-run-context.js";
import { r as UserError } from "./runner-runner.js";
import { E as serviceOfTask, O as readCountedPages, T as TASK_OF_SERVICE, _ as ownershipOf, a as POLICY_FILE, c as serviceOf, g as claim, h as attemptOf, i as isOurs, n as readDefaultBranch, o as environmentOf, p as didYouMean, r as foreignOrigin, s as parsePolicy, v as standingOf, w as TASK } from "./github-repository.js";
import { t as fullSha } from "./domain-sha.js";

// src/github/deployments.ts
/** Reads one deployment. */
async function getDeployment(github, id) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		deployment_id: id
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}", request);
	return recordOf(data);
}
/**
* Id of the newest deployment to an environment that `counts`, not older than `than`; undefined when there is none. GitHub
* lists the newest first.
*/
async function newestDeployment(github, environment, than, counts) {
	const octokit = await github.octokit();
	for (let page = 1;; page++) {
		const request = {
			...github.repository,
			environment,
			per_page: 100,
			page
		};
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments", request);
		const records = data.map(recordOf);
		const newest = records.find((record) => record.id >= than && counts(record));
		if (newest !== void 0) return newest.id;
		if (records.length < 100 || records.some(({ id }) => id <= than)) return void 0;
	}
}
/** The deployment that an event brings along. Throws a `UserError` (error, `event-invalid`) when it is none. */
function deploymentFromEvent(deployment) {
	const fields = typeof deployment === "object" && deployment !== null ? deployment : {};
	const texts = [
		"sha",
		"ref",
		"task",
		"environment"
	];
	const wrong = [...Number.isSafeInteger(fields.id) ? [] : ["id"], ...texts.filter((name) => !isText(fields[name]))];
	if (wrong.length > 0) {
		const text = `the event's deployment has no ${wrong.join(", ")}: this action runs on a 'deployment' event`;
		throw new UserError("event-invalid", text);
	}
	return recordOf(fields);
}
/**
* Writes one status. `auto_inactive` is always off: GitHub would end other deployments of the environment, whichever
* service they are of, and only where the environment is not a production one.
*/
async function createStatus(github, status) {
	const { data } = await (await github.octokit()).request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
		...github.repository,
		deployment_id: status.deploymentId,
		state: status.state,
		description: status.description,
		auto_inactive: false,
		...status.logUrl === void 0 ? {} : { log_url: status.logUrl }
	});
	return statusOf(data);
}
/** All statuses of a deployment, oldest first. */
async function listStatuses(github, id) {
	const octokit = await github.octokit();
	const statuses = [];
	for (let page = 1;; page++) {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
			...github.repository,
			deployment_id: id,
			per_page: 100,
			page
		});
		statuses.push(...data.map(statusOf));
		if (data.length < 100) return statuses.sort((one, other) => one.id - other.id);
	}
}
function recordOf(deployment) {
	const { id, sha, ref, task, environment, payload, creator, url } = deployment;
	const made = {
		creator: creator !== void 0 && creator !== null && "login" in creator ? String(creator.login) : "",
		byPerson: creator !== void 0 && creator !== null && "type" in creator && creator.type === "User",
		createdAt: deployment.created_at,
		url
	};
	return {
		id: Number(id),
		sha,
		ref,
		task,
		environment,
		payload,
		...made
	};
}
function statusOf({ id, state, description, log_url, created_at }) {
	return {
		id: Number(id),
		state,
		description,
		logUrl: log_url ?? "",
		createdAt: created_at
	};
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

// src/domain/deployment/request.ts
/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
function foreignTask(task) {
	if (task === "deploy" || task.startsWith("deploy:")) return void 0;
	return `its task is '${task}', not '${TASK}' or '${TASK_OF_SERVICE}<service>'`;
}
/**
* Whether a deployment is ours. It is when it was made for us, the policy names its environment and its task is `deploy`, or
* `deploy:<service>` with a service of the policy. Throws a `UserError` (refused) for a deployment of ours that is
* ambiguous or not valid: `service-unclear`, `sha-invalid`.
*/
function readRequest(deployment, policy) {
	const { task } = deployment;
	const foreign = foreignTask(task);
	if (foreign !== void 0) return {
		kind: "foreign",
		why: foreign
	};
	if (!isOurs(deployment, policy.apps)) return {
		kind: "foreign",
		why: foreignOrigin(deployment)
	};
	const environment = environmentOf(policy, deployment.environment);
	if (environment === void 0) {
		const names = policy.environments.map((one) => one.name);
		return {
			kind: "foreign",
			why: `${`${policy.file} does not name the environment '${deployment.environment}'`}${didYouMean(deployment.environment, names)}`
		};
	}
	const [only, ...others] = policy.services;
	const named = task.slice(TASK_OF_SERVICE.length);
	const service = task === "deploy" ? only : serviceOf(policy, named);
	if (service === void 0) return {
		kind: "foreign",
		why: `${`${policy.file} does not name the service '${named}'`}${didYouMean(named, policy.services)}`
	};
	if (task === "deploy" && others.length > 0) {
		const tasks = policy.services.map((name) => `'${TASK_OF_SERVICE}${name}'`).join(" or ");
		const message = `the task '${TASK}' names no service, and ${policy.file} has several: use task ${tasks}`;
		throw new UserError("service-unclear", message);
	}
	const sha = fullSha(deployment.sha);
	if (sha === void 0) {
		const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`;
		throw new UserError("sha-invalid", message);
	}
	const { services, apps, slack } = policy;
	return {
		kind: "ours",
		deployment,
		service,
		environment,
		services,
		apps,
		slack,
		sha
	};
}

// src/github/checks/workflow-runs.ts
/** The workflow runs that GitHub lists for a commit. */
async function readWorkflowRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", {
			...github.repository,
			head_sha: sha,
			exclude_pull_requests: true,
			per_page: 100,
			page
		});
		return {
			items: data.workflow_runs.map(runOf),
			total: data.total_count
		};
	});
}
/** One run, by its id: unlike the list, this does not lag. */
async function getWorkflowRun(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId,
		exclude_pull_requests: true
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", request);
	return runOf(data);
}
/** The same; undefined for one that was deleted. */
async function findWorkflowRun(github, runId) {
	try {
		return await getWorkflowRun(github, runId);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
/** Whether a workflow run has come to its end. One that was deleted has. */
async function hasRunEnded(github, runId) {
	const run = await findWorkflowRun(github, runId);
	return run === void 0 || run.status === "completed";
}
/** The jobs of all attempts of a run. */
async function readJobs(github, runId) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
			...github.repository,
			run_id: runId,
			filter: "all",
			per_page: 100,
			page
		});
		return {
			items: data.jobs.map((job) => ({
				id: Number(job.id),
				attempt: job.run_attempt ?? 1
			})),
			total: data.total_count
		};
	});
}
function runOf(run) {
	return {
		id: Number(run.id),
		workflowId: Number(run.workflow_id),
		workflowName: run.name ?? run.path,
		event: run.event,
		headBranch: run.head_branch ?? void 0,
		suiteId: run.check_suite_id === void 0 ? void 0 : Number(run.check_suite_id),
		attempt: run.run_attempt ?? 1,
		status: run.status ?? "",
		conclusion: run.conclusion ?? void 0,
		url: run.html_url
	};
}

// src/github/contents.ts
const EXAMPLE = "environments: { staging: , production: }";
/**
* The policy's text from the default branch: without a `ref` GitHub takes that one, whatever the event says. Throws a
* `UserError` (refused, `policy-missing`) when it is not there. Asked for as JSON, not raw: a raw answer that was cut
* short looks like a shorter file.
*/
async function readPolicyText(github) {
	const octokit = await github.octokit();
	let data;
	try {
		const request = {
			...github.repository,
			path: POLICY_FILE
		};
		data = (await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", request)).data;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") throw missing(github, thrown);
		throw thrown;
	}
	const { type, encoding, content, size } = data;
	if (type !== "file" || encoding !== "base64" || typeof content !== "string") throw new UserError("policy-invalid", `${POLICY_FILE} must be a plain file of less than 1 MB`);
	const bytes = Buffer.from(content, "base64");
	if (bytes.length !== size) throw new UserError("github-unreachable", `GitHub sent ${bytes.length} of ${size} bytes of ${POLICY_FILE}: run again`);
	return bytes.toString("utf8");
}
function missing({ repository }, cause) {
	const where = `the default branch of ${repository.owner}/${repository.repo}`;
	const text = `${POLICY_FILE} is not on ${where}, or the token lacks 'permissions: contents: read'`;
	return new UserError("policy-missing", `${text}; the shortest one is '${EXAMPLE}'`, { cause });
}

// src/deployments/request.ts
/** What is wrong with a policy as a whole. */
const POLICY_REASONS = ["policy-missing", "policy-invalid"];
/** Reads the record of a deployment. All else is read at the same time: one round trip. */
async function readRequestedDeployment(github, named) {
	const policyText = awaitedLater(readPolicyText(github));
	const byEvent = named.by === "event";
	const known = byEvent ? named.defaultBranch : void 0;
	const branch = known === void 0 ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known);
	const statuses = awaitedLater(listStatuses(github, named.by === "event" ? idOf(named.deployment) : named.id));
	return {
		deployment: byEvent ? deploymentFromEvent(named.deployment) : await deploymentNamed(github, named.id),
		byEvent,
		branch,
		policyText,
		statuses
	};
}
/**
* Claims a deployment for this run: it is ours, and no other run has it. `onOurs` is called as soon as the first is known:
* from then on the deployment may be written to.
*/
async function claimDeployment(github, requested, { repository, runId, attempt }, onOurs = () => void 0) {
	const me = {
		runId,
		attempt
	};
	const { deployment, byEvent } = requested;
	const leave = (why) => ({
		kind: "left-alone",
		deploymentId: deployment.id,
		environment: deployment.environment,
		reason: why.reason,
		why: why.why,
		expected: why.expected
	});
	const request = await classify(requested, repository);
	if (request.kind === "foreign") return leave({
		reason: "deployment-foreign",
		why: request.why,
		expected: byEvent
	});
	onOurs();
	const statuses = await requested.statuses;
	const standing = standingOf(statuses, me);
	if (standing.kind !== "free") {
		const isOther = standing.kind === "in-progress" && standing.by.runId !== me.runId && !byEvent;
		const [otherEnded, newest] = await Promise.all([isOther ? hasRunEnded(github, standing.by.runId) : true, newestOfOurs(github, request)]);
		const around = {
			byEvent,
			otherEnded,
			newest
		};
		const claimed = claim(deployment.id, standing, me, around);
		if (claimed.kind === "leave") return leave(claimed);
	}
	return {
		kind: "claimed",
		request,
		written: statuses.map(({ logUrl }) => attemptOf(logUrl)).filter((by) => isSame(by, me)).length,
		seen: statuses.at(-1)?.id ?? 0
	};
}
/**
* Looks at a deployment that this run has claimed before something is done about it. Undefined: it is still this run's. Two
* runs that claimed it at the same time each saw it free; once both have written, only one of them is the first. `seen`: id of
* the newest status when it was claimed, where that is known.
*/
async function lookAgain(github, deploymentId, me, seen) {
	const ownership = ownershipOf(await listStatuses(github, deploymentId), me, seen);
	if (ownership.kind === "mine") return void 0;
	if (ownership.kind === "ended") {
		const { own, hidden, said } = ownership;
		return {
			reason: "deployment-withdrawn",
			why: `it has ended (${said})`,
			own,
			hidden
		};
	}
	for (const { runId } of ownership.others) {
		if (runId === me.runId || await hasRunEnded(github, runId)) continue;
		return {
			reason: "deployment-duplicate",
			why: `run ${runId} handles it`,
			own: false,
			hidden: false
		};
	}
}
/** Thrown half-way by a run that must not go on with its deployment. */
var DeploymentLost = class extends Error {
	name = "DeploymentLost";
	lost;
	constructor(lost) {
		super(lost.why);
		this.lost = lost;
	}
};
/** The newest deployment of ours of the same service and environment: those of other tools replace none of ours. */
async function newestOfOurs(github, { deployment, environment, service, services, apps }) {
	const counts = (record) => isOurs(record, apps) && serviceOfTask(record.task, services) === service;
	const spellings = /* @__PURE__ */ new Set([deployment.environment, environment.name]);
	const newest = await Promise.all([...spellings].map((name) => newestDeployment(github, name, deployment.id, counts)));
	return Math.max(deployment.id, ...newest.filter((id) => id !== void 0));
}
/** Whether a deployment is ours, by the policy of the default branch. */
async function classify(requested, repository) {
	const why = foreignTask(requested.deployment.task);
	if (why !== void 0) return {
		kind: "foreign",
		why
	};
	const policy = async () => parsePolicy(await requested.policyText, { repository });
	if (isOurs(requested.deployment, [])) return readRequest(requested.deployment, await policy());
	try {
		return readRequest(requested.deployment, await policy());
	} catch (thrown) {
		if (!(thrown instanceof UserError) || !POLICY_REASONS.includes(thrown.reason)) throw thrown;
		return {
			kind: "foreign",
			why: `${foreignOrigin(requested.deployment)} (${thrown.message})`
		};
	}
}
async function deploymentNamed(github, id) {
	try {
		return await getDeployment(github, id);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "github-not-found") throw thrown;
		const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`;
		throw new UserError("github-not-found", text, { cause: thrown });
	}
}
function idOf(deployment) {
	return deploymentFromEvent(deployment).id;
}
function isSame(by, me) {
	return by !== void 0 && by.runId === me.runId && by.attempt === me.attempt;
}
/** Until it is awaited, a rejection must not count as unhandled. */
function awaitedLater(promise) {
	promise.catch(() => void 0);
	return promise;
}

// src/deployments/status-writer.ts
/** Writes one status with the address of this run's log. */
async function writeStatus(github, deploymentId, { state, description }, { logUrl }, masks) {
	await createStatus(github, {
		deploymentId,
		state,
		description: masks.redact(description),
		logUrl
	});
}
/**
* Writes the last status of a deployment that this run has claimed, after a look whether it is this run's to end. Where
* something was applied the end is written whoever else came: it alone says what is live.
*/
async function writeLastStatus(github, deploymentId, { ending, touched, seen }, context, masks) {
	const lost = await lookAgain(github, deploymentId, context, seen);
	if (lost !== void 0 && (lost.own || !touched)) return {
		kind: "left",
		...lost
	};
	await writeStatus(github, deploymentId, lastStatus(ending), context, masks);
	return { kind: "written" };
}
/** The last status of a deployment that ended like this. */
function lastStatus(ending) {
	return {
		state: finalState(ending.outcome),
		description: endingText(ending)
	};
}
function finalState(outcome) {
	const state = stateOf(outcome);
	if (state === "queued" || state === "pending") throw new Error(`${outcome} cannot end as ${state}`);
	return state;
}

export { lookAgain as a, getWorkflowRun as c, claimDeployment as i, readJobs as l, writeStatus as n, readRequestedDeployment as o, DeploymentLost as r, findWorkflowRun as s, writeLastStatus as t, readWorkflowRuns as u };