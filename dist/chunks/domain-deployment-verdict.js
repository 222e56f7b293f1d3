import { t as clause } from "./text-clause.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha } from "./domain-sha.js";
import { n as readCountedPages } from "./github-pages.js";
import { a as readWorkflowRuns, i as readJobs, n as getWorkflowRun, t as findWorkflowRun } from "./github-checks-workflow-runs.js";
import { f as FirstParentWalk, y as titleOf } from "./github-history-objects.js";
import { a as isNamed, c as passes, i as selectChecks, l as ACTIONS_APP, o as countedRuns, r as isRedInGreen, s as runOnPage, u as readBranchRules } from "./domain-checks-judge.js";

// src/domain/checks/doubts.ts
/**
* A run's jobs have to be read where a check run in its suite is not on a job's page, and may still be a job; where one
* that did not pass would not count as a job of it; and where one that did not pass may be of an earlier attempt.
*/
function doubtsOf(facts, policy) {
	const counted = new Set(countedRuns(facts, policy).counted);
	const jobsOf = facts.workflowRuns.filter((run) => run.suiteId !== void 0 && run.jobs === void 0).filter((run) => facts.checkRuns.some((check) => check.app === "github-actions" && check.suiteId === run.suiteId && isDoubtful(check, run, counted.has(run), policy)));
	return {
		runs: unlistedRuns(facts, policy),
		jobsOf: jobsOf.map((run) => run.id)
	};
}
/** The runs whose jobs cannot be placed, by id. */
function unlistedRuns(facts, policy) {
	return [...new Set(selectChecks(facts, policy).unplaced.flatMap((check) => runOnPage(check) ?? []))];
}
function isDoubtful(check, run, counts, { ignored }) {
	if (runOnPage(check) !== run.id) return true;
	if (counts) return run.attempt > 1 && isRedInGreen(check, run);
	const isIgnored = isNamed({
		shortName: check.name,
		workflow: run.workflowName
	}, ignored);
	return check.status === "completed" && !passes(check.conclusion) && !isIgnored;
}

// src/github/checks/read-checks.ts
/** GitHub's list of runs is a search, and lags behind the runs themselves by seconds. */
const SECOND_LOOK_MS = 3e3;
/** More runs than these are not read one by one. */
const MOST_RUNS = 10;
/**
* Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that say
* what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100, or when
* the lists leave something open. What is open after that gets a second look.
*/
async function readChecks(github, question) {
	const facts = await readFacts(github, question);
	if (selectChecks(facts, question.policy).unplaced.length === 0) return facts;
	await question.pause(SECOND_LOOK_MS);
	return readFacts(github, question);
}
async function readFacts(github, { sha, branch, runId, policy }) {
	const [checkRuns, statuses, workflowRuns, own, required] = await Promise.all([
		readCheckRuns(github, sha),
		readStatuses(github, sha),
		readWorkflowRuns(github, sha),
		runId === void 0 ? void 0 : getWorkflowRun(github, runId),
		policy.count === "required" ? readBranchRules(github, branch) : void 0
	]);
	return withoutDoubts(github, policy, {
		sha,
		branch,
		checkRuns: checkRuns.items,
		statuses: statuses.items,
		workflowRuns: joined(workflowRuns.items, own === void 0 ? [] : [own]),
		ownWorkflowIds: own === void 0 ? [] : [own.workflowId],
		...required === void 0 ? {} : { required },
		unreadable: [
			...missing(checkRuns, "check runs"),
			...missing(statuses, "commit statuses"),
			...missing(workflowRuns, "workflow runs")
		]
	});
}
/** Reads what the lists leave open: runs that are not listed yet, and then the jobs of runs where they decide. */
async function withoutDoubts(github, policy, facts) {
	const unlisted = doubtsOf(facts, policy).runs.slice(0, MOST_RUNS);
	const found = await Promise.all(unlisted.map((id) => findWorkflowRun(github, id)));
	const workflowRuns = joined(facts.workflowRuns, found.filter((run) => run !== void 0));
	const { jobsOf } = doubtsOf({
		...facts,
		workflowRuns
	}, policy);
	if (jobsOf.length === 0) return {
		...facts,
		workflowRuns
	};
	const wanted = jobsOf.slice(0, MOST_RUNS);
	const jobs = new Map(await Promise.all(wanted.map(async (id) => [id, await readJobs(github, id)])));
	return {
		...facts,
		workflowRuns: workflowRuns.map((run) => {
			const read = jobs.get(run.id);
			return read === void 0 || read.missing > 0 ? run : {
				...run,
				jobs: read.items
			};
		})
	};
}
function joined(listed, more) {
	return [...listed, ...more.filter((run) => !listed.some(({ id }) => id === run.id))];
}
function missing(read, what) {
	if (read.missing === 0) return [];
	return [{
		reason: "check-unreadable",
		text: `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`
	}];
}
async function readCheckRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
			...github.repository,
			ref: sha,
			filter: "all",
			per_page: 100,
			page
		});
		return {
			items: data.check_runs.map((run) => ({
				id: Number(run.id),
				name: run.name,
				app: run.app?.slug ?? "",
				appId: run.app?.id === void 0 ? void 0 : Number(run.app.id),
				suiteId: run.check_suite === null ? void 0 : Number(run.check_suite.id),
				status: run.status,
				conclusion: run.conclusion ?? void 0,
				url: run.html_url ?? run.details_url ?? ""
			})),
			total: data.total_count
		};
	});
}
async function readStatuses(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
			...github.repository,
			ref: sha,
			per_page: 100,
			page
		});
		return {
			items: data.statuses.map((status) => ({
				id: Number(status.id),
				context: status.context,
				state: status.state,
				url: status.target_url ?? ""
			})),
			total: data.total_count
		};
	});
}

// src/domain/history/trunk-place.ts
/**
* Position of a commit, by what was read of the line. `pages`: `more` can be read, these are `all`, or no more than these
* are read (`limit`). Undefined: the next page decides. At the limit, a commit that was read beside the line is not on the
* line; any other may be further back.
*/
function trunkPlace(walk, sha, pages) {
	const position = walk.positionOf(sha);
	if (position >= 0) return {
		kind: "found",
		position,
		line: walk.line.slice(0, position + 1)
	};
	const looked = walk.line.length;
	if (walk.ended || pages === "all") return {
		kind: "not-on-trunk",
		looked
	};
	if (pages === "more") return void 0;
	return {
		kind: walk.hasRead(sha) ? "not-on-trunk" : "too-far-back",
		looked
	};
}

// src/github/history/trunk.ts
/** Finds a commit on a branch's first-parent line; reads no further than needed. */
async function placeOnTrunk(github, { branch, sha }) {
	const walk = new FirstParentWalk();
	for (let page = 1;; page++) {
		const commits = await readPage(github, walk.line[0]?.sha ?? branch, page);
		walk.take(commits);
		const pages = commits.length < 100 ? "all" : page === 10 ? "limit" : "more";
		const place = trunkPlace(walk, sha, pages);
		if (place !== void 0) return place;
	}
}
async function readPage(github, from, page) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/commits", {
		...github.repository,
		sha: from,
		per_page: 100,
		page
	});
	return data.map(({ sha, parents, commit, author }) => ({
		sha,
		parents: parents.map((parent) => parent.sha),
		title: titleOf(commit.message),
		author: author?.login ?? commit.author?.name ?? ""
	}));
}

// src/domain/deployment/verdict.ts
/**
* What may be ignored, with a reason: what says that the commit is not ready, or that it is not the time. Never which commit it
* is, who asks, a lock, and what cannot be deployed at all.
*/
const FORCEABLE = [
	"check-failed",
	"check-cancelled",
	"check-running",
	"check-missing",
	"check-unreadable",
	"no-checks",
	"checks-not-passed",
	"checks-running",
	"environment-frozen",
	"order-not-met"
];
/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
function verdictOf(facts) {
	const allowed = {
		kind: "allow",
		reason: "allowed",
		text: `${shortSha(facts.sha)} may be deployed`,
		findings: []
	};
	const refusal = refusalBy(facts);
	if (refusal !== void 0) return refusal;
	const { force } = facts;
	const ignored = force === void 0 ? [] : objectionsBy(facts);
	if (force === void 0 || ignored.length === 0) return allowed;
	const what = ignored.map(({ text }) => clause(text)).join("; ");
	const text = `${allowed.text}: forced ("${force}"), ignoring ${what}`;
	const findings = ignored.flatMap((one) => one.findings);
	return {
		...allowed,
		text,
		findings,
		forced: {
			reason: force,
			ignored: findings
		}
	};
}
/**
* Whether waiting may end a refusal: some check has not ended, and nothing refuses but that and what its end may bring, which
* is a check that a later job makes, the image, and its attestation.
*/
function checkWait(facts) {
	const { checks, trunk, rules, others = [] } = facts;
	if (facts.force !== void 0) return void 0;
	if (checks === void 0 || trunk?.kind !== "found" || rules?.length !== 0) return void 0;
	if (checks.running.length === 0) return void 0;
	return [...checks.findings, ...others].every(({ reason }) => MAY_END.includes(reason)) ? { text: `waiting for ${counted(checks.running.length, "check")}: ${listed(checks.running)}` } : void 0;
}
const MAY_END = [
	"check-running",
	"check-missing",
	"image-missing",
	"image-not-attested"
];
/** The refusal that the facts at hand lead to, if they do. */
function refusalBy(facts) {
	const isIgnored = ({ reason }) => facts.force !== void 0 && FORCEABLE.includes(reason);
	const objections = objectionsBy(facts).filter((one) => !isIgnored(one));
	const [first] = objections;
	if (first === void 0) return void 0;
	return {
		kind: "refuse",
		reason: first.reason,
		text: objections.map(({ text }, index) => index === 0 ? text : clause(text)).join("; "),
		findings: objections.flatMap((one) => one.findings)
	};
}
/** Everything that stands against it. */
function objectionsBy({ branch, trunk, checks, rules = [], others = [] }) {
	return [
		...trunk === void 0 ? [] : trunkObjections(branch, trunk),
		...rules.map((finding) => ({
			...finding,
			findings: [finding]
		})),
		...checks === void 0 ? [] : checkObjections(checks),
		...others.map((finding) => ({
			...finding,
			text: textOf(finding),
			findings: [finding]
		}))
	];
}
/** A changed file is named by its path; the other texts name what they are about. */
function textOf({ reason, where, text }) {
	return reason === "work-tree-changed" && where !== void 0 ? `${where}: ${text}` : text;
}
function trunkObjections(branch, trunk) {
	if (trunk.kind === "found") return [];
	const text = trunk.kind === "not-on-trunk" ? `not on the first-parent line of ${branch}: deploy the commit that its merge made` : `not among the newest ${10 * 100} commits of ${branch}: deploy a newer one`;
	return [{
		reason: trunk.kind,
		text,
		findings: [{
			reason: trunk.kind,
			text
		}]
	}];
}
/** Checks that did not pass are one text, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }) {
	if (findings.length === 0) return [];
	const objections = [];
	const isOpen = (finding) => OPEN_REASONS.includes(finding.reason);
	const open = [...failed, ...running];
	if (open.length > 0) {
		const text = failed.length > 0 ? `${counted(open.length, "check")} did not pass: ${listed(open)}` : `${counted(open.length, "check")} not ended yet: ${listed(open)}`;
		const reason = failed.length > 0 ? "checks-not-passed" : "checks-running";
		objections.push({
			reason,
			text,
			findings: findings.filter(isOpen)
		});
	}
	for (const finding of findings.filter((one) => !isOpen(one))) objections.push({
		...finding,
		findings: [finding]
	});
	return objections;
}
const OPEN_REASONS = [
	"check-failed",
	"check-cancelled",
	"check-running"
];
function listed(checks) {
	return checks.map((check) => `${check.name} (${check.result})`).join(", ");
}

export { readChecks as a, placeOnTrunk as i, refusalBy as n, verdictOf as r, checkWait as t };