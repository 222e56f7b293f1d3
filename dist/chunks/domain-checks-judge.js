import { r as wholeList } from "./github-pages.js";
import { r as suggestion } from "./text-suggestion.js";
import { t as deploymentInTitle } from "./domain-run-title.js";

// src/github/checks/branch-rules.ts
/** The checks that GitHub requires of a branch, by all its active rulesets and its protection. */
async function readBranchRules(github, branch) {
	const octokit = await github.octokit();
	const [rules, protection] = await Promise.all([requiredByRules(octokit, github.repository, branch), requiredByProtection(octokit, github.repository, branch)]);
	return [...rules, ...protection];
}
/** By rulesets: one request, more only where there are more than a hundred rules. */
async function requiredByRules(octokit, repository, branch) {
	const rules = await wholeList("list the rules of the branch", async (page) => {
		const request = {
			...repository,
			branch,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", request)).data;
	});
	const required = [];
	for (const rule of rules) {
		if (rule.type !== "required_status_checks") continue;
		for (const { context, integration_id } of rule.parameters?.required_status_checks ?? []) required.push({
			context,
			appId: appOf(integration_id)
		});
	}
	return required;
}
/** By the branch's protection, of which everybody who may read the repository sees the required checks. */
async function requiredByProtection(octokit, repository, branch) {
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
		...repository,
		branch
	});
	const { required_status_checks: required } = data.protection;
	if (!data.protected || required === void 0 || required.enforcement_level === "off") return [];
	return required.checks.map(({ context, app_id }) => ({
		context,
		appId: appOf(app_id)
	}));
}
/** -1, null and nothing at all are any App. */
function appOf(id) {
	return id === null || id === void 0 || id < 0 ? void 0 : id;
}

// src/domain/checks/facts.ts
/** The slug of the app that GitHub Actions reports as: its check runs are jobs, or were made with a workflow's token. */
const ACTIONS_APP = "github-actions";

// src/domain/checks/result.ts
/** The results of a check that pass. */
function passes(result) {
	return result === "success" || result === "skipped" || result === "neutral";
}

// src/domain/checks/run-place.ts
/** A tag that is named like the default branch looks like it: GitHub's lists do not distinguish them. */
function placeOf({ event, headBranch }, branch) {
	if (event.startsWith("pull_request")) return "pull-request";
	if (headBranch === void 0) return event === "merge_group" ? "merge-queue" : "unknown";
	if (headBranch === branch) return "default-branch";
	return event === "merge_group" && headBranch.startsWith(`gh-readonly-queue/${branch}/`) ? "merge-queue" : "elsewhere";
}
/** The check runs of a run that are jobs of it, whatever else was put into its suite. */
function jobsOf(run, { checkRuns }) {
	return checkRuns.filter((check) => run.suiteId !== void 0 && check.suiteId === run.suiteId && isJob(check, run));
}
/**
* Whether a check run in the suite of a run is a job of it. One that was made with a workflow's token is none: GitHub puts
* those into the commit's first suite, whichever workflow that is of. By the run's jobs where they were read, else by the
* page, which names run and job.
*/
function isJob(check, run) {
	if (run.jobs !== void 0) return run.jobs.some((job) => job.id === check.id);
	return runOnPage(check) === run.id;
}
/** The run on whose page a check run is shown as a job; undefined when it is not shown as one. */
function runOnPage({ id, url }) {
	const match = /\/actions\/runs\/(\d+)\/job\/(\d+)(?:[?#]|$)/.exec(url);
	return match !== null && Number(match[2]) === id ? Number(match[1]) : void 0;
}

// src/domain/checks/counted-runs.ts
/**
* Picks the runs that count: never those of our own workflow, of other events, for other branches or for tags. Of each
* workflow those on the default branch; where there are none those of its merge queue, else those of pull requests. A run
* that GitHub names no branch for counts beside them. A run on the default branch that was only cancelled gives way to one
* of the merge queue that passed with every job.
*/
function countedRuns(facts, policy) {
	const leftOut = [];
	const open = [];
	for (const run of facts.workflowRuns) if (facts.ownWorkflowIds.includes(run.workflowId)) leftOut.push({
		run,
		why: "own"
	});
	else if (!policy.events.includes(run.event)) leftOut.push({
		run,
		why: "event"
	});
	else if (placeOf(run, facts.branch) === "elsewhere") leftOut.push({
		run,
		why: "elsewhere"
	});
	else open.push(run);
	return {
		counted: [...Map.groupBy(open, (run) => run.workflowId).values()].flatMap((runs) => {
			const at = Map.groupBy(runs, (run) => placeOf(run, facts.branch));
			const [main = [], queue = [], pulls = []] = [
				at.get("default-branch"),
				at.get("merge-queue"),
				at.get("pull-request")
			];
			const unknown = at.get("unknown") ?? [];
			if (main.length === 0 && queue.length === 0) return [...pulls, ...unknown];
			const leave = (some, why) => void leftOut.push(...some.map((run) => ({
				run,
				why
			})));
			const isReplaced = main.length > 0 && main.some(isCancelled) && passedWhole(queue, facts) && isHarmless(main, facts);
			if (main.length > 0 && !isReplaced) {
				leave([...queue, ...pulls], "default-branch-ran");
				return [...main, ...unknown];
			}
			leave(main, "merge-queue-passed");
			leave(pulls, "merge-queue-ran");
			return [...queue, ...unknown];
		}),
		leftOut: leftOut.sort((one, other) => one.run.id - other.run.id)
	};
}
function isCancelled(run) {
	return run.status === "completed" && run.conclusion === "cancelled";
}
/** Nothing of these runs failed or goes on: they passed, or were cancelled. */
function isHarmless(runs, facts) {
	const isWell = ({ status, conclusion }) => status === "completed" && (passes(conclusion) || conclusion === "cancelled");
	return runs.every((run) => isWell(run) && jobsOf(run, facts).every(isWell));
}
/** The newest of the queue's runs passed, and none of its jobs was skipped: it did all that the other one would have. */
function passedWhole(queue, facts) {
	const [newest] = queue.toSorted((one, other) => other.id - one.id);
	if (newest === void 0 || newest.status !== "completed" || newest.conclusion !== "success") return false;
	const jobs = jobsOf(newest, facts);
	return jobs.length > 0 && jobs.every((job) => job.status === "completed" && job.conclusion === "success");
}

// src/domain/checks/names.ts
/** The name that GitHub shows. */
function shownName({ shortName, workflow }) {
	if (workflow === void 0) return shortName;
	return shortName === "" ? workflow : `${workflow} / ${shortName}`;
}
/**
* Whether a name of the policy means this check. A check of another app and a commit status have one name. A job has the
* one that GitHub shows, with or without its workflow, and those of its parts: the job `call` of a workflow that calls
* another one is all jobs `call / …`, `test` is also `call / test`, and `test` of a matrix is all `test (…)`. The name of a
* workflow means all of it.
*/
function isNamed(check, names) {
	return names.some((name) => means(name, check));
}
const LEVEL = " / ";
function means(name, { shortName, workflow }) {
	if (name === shortName) return true;
	if (workflow === void 0) return false;
	if (name === workflow || meansJob(name, shortName)) return true;
	return name.startsWith(workflow + LEVEL) && meansJob(name.slice(workflow.length + 3), shortName);
}
/** A job's name in levels: that of the calling job, of the called one, and so on. */
function meansJob(name, job) {
	const [wanted, levels] = [name.split(LEVEL), job.split(LEVEL)];
	return levels.some((_, from) => {
		if (isSame(name, levels.slice(from).join(LEVEL))) return true;
		return wanted.every((level, at) => isSame(level, levels[from + at] ?? ""));
	});
}
/** `test` is also `test (20, ubuntu)`: the values of a matrix stand in brackets. */
function isSame(name, level) {
	return name === level || level.startsWith(`${name} (`) && level.endsWith(")");
}

// src/domain/checks/branch-rules.ts
/** Of the checks that are not ignored those that the policy wants to count. */
function wanted(checks, { required = [] }, policy) {
	if (policy.count === "all") return checks;
	const named = (check) => isNamed(check, policy.required);
	if (policy.count === "named") return checks.filter(named);
	return checks.filter((check) => named(check) || required.some((rule) => isMeant(check, rule)));
}
/** What GitHub requires of the default branch and the commit lacks. What the policy ignores is not asked for. */
function branchFindings({ counted }, facts, policy) {
	if (facts.required === void 0) return [{
		reason: "check-unreadable",
		text: `what GitHub requires of ${facts.branch} was not read, so the checks cannot be judged`
	}];
	const isIgnored = ({ context }) => isNamed({
		shortName: context,
		workflow: void 0
	}, policy.ignored);
	return facts.required.filter((rule) => !isIgnored(rule) && !counted.some((check) => isMeant(check, rule))).map((rule) => ({
		reason: "check-missing",
		text: missingText(rule, facts)
	}));
}
/** GitHub compares the name of a job, without its workflow; and the App, where the rule has one. */
function isMeant({ shortName, appId }, rule) {
	return shortName === rule.context && (rule.appId === void 0 || rule.appId === appId);
}
function missingText({ context, appId }, { branch, checkRuns, statuses }) {
	const what = `check '${context}', which GitHub requires on ${branch}`;
	const others = checkRuns.filter((check) => check.name === context && check.appId !== appId);
	if (appId !== void 0 && others.length > 0) return `${what} by the App ${appId}, is there only by ${[...new Set(others.map((check) => check.app || "another App"))].join(", ")}`;
	if (appId !== void 0 && statuses.some((status) => status.context === context)) return `${what} by the App ${appId}, is there as a commit status, which does not say its App: name it under \`checks\` in the policy instead`;
	const names = [.../* @__PURE__ */ new Set([...checkRuns.map((check) => check.name), ...statuses.map((status) => status.context)])];
	return `${what}, is missing${suggestion(context, names.filter((name) => name !== context))}`;
}

// src/domain/checks/newest.ts
/** The newest of each key, in the order given. */
function newestOf(offers) {
	const newest = /* @__PURE__ */ new Map();
	for (const offer of offers) {
		const before = newest.get(offer.key);
		if (before === void 0 || offer.id > before.id) newest.set(offer.key, offer);
	}
	return offers.filter((offer) => {
		const top = newest.get(offer.key);
		return offer === top || offer.together !== void 0 && offer.together === top?.together;
	});
}

// src/domain/checks/whole-run.ts
const COVERED = { kind: "covered" };
const COUNTS = { kind: "counts" };
/**
* A run that passed adds nothing. One that did not is covered by a job that counts and blocks: none that is ignored or
* was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
* check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
* or may be all there will ever be (it was cancelled, or its workflow file does not parse).
*/
function judgeRun(run, jobs) {
	const counted = jobs.newest.filter((job) => !job.ignored);
	if (run.status !== "completed") return counted.some((job) => !job.completed) ? COVERED : COUNTS;
	if (passes(run.conclusion)) return COVERED;
	if (counted.some((job) => !job.completed || !passes(job.result))) return COVERED;
	return run.conclusion === "failure" ? judgeFailure(jobs) : COUNTS;
}
/**
* A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
* one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
* needs a job that failed, and then it never ran.
*/
function judgeFailure({ all, newest }) {
	const culprit = newest.find((job) => job.ignored && job.completed && job.result === "failure");
	if (culprit === void 0) return COUNTS;
	const doubtful = all.find((job) => !(job.ignored || job.completed && isWell(job.result)));
	if (doubtful === void 0) return COVERED;
	return {
		kind: "counts",
		note: doubtful.result === "skipped" ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: fix that job, or ignore both` : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`
	};
}
function isWell(result) {
	return result === "success" || result === "neutral";
}

// src/domain/checks/selection.ts
/**
* Picks the checks that count: jobs of the runs that count; of other apps, made with a workflow's token, and commit
* statuses, all. Of each name the newest by id, within an app, or within a workflow, event and branch. A run that did not
* pass always leaves something that does not pass: one of its jobs, or the run itself.
*/
function selectChecks(facts, policy) {
	const { counted: runs, leftOut } = countedRuns(facts, policy);
	const counts = new Set(runs.map((run) => run.id));
	const { jobs, others, unplaced } = placed(facts, policy);
	const offers = jobs.flatMap(({ check, run }) => counts.has(run.id) && !isPast(check, run) ? [jobOffer(check, run, facts)] : []);
	const newest = newestOf(offers);
	const checks = newest.map((offer) => offer.value);
	for (const run of newestRuns(runs, facts)) {
		const of = (list) => list.filter((offer) => offer.runId === run.id).map(({ value }) => ({
			...value,
			ignored: isNamed(value, policy.ignored)
		}));
		const judgement = judgeRun(run, {
			all: of(offers),
			newest: of(newest)
		});
		if (judgement.kind === "covered") continue;
		const note = judgement.note === void 0 ? {} : { note: judgement.note };
		checks.push({
			shortName: "",
			workflow: run.workflowName,
			appId: void 0,
			...stateOf(run),
			...note
		});
	}
	const ofApps = others.map((check) => ({
		key: keyOf(check.app, check.name),
		id: check.id,
		value: {
			shortName: check.name,
			workflow: void 0,
			appId: check.appId,
			...stateOf(check)
		}
	}));
	const statuses = facts.statuses.map(({ id, context, state, url }) => ({
		key: keyOf(context),
		id,
		value: {
			shortName: context,
			workflow: void 0,
			appId: void 0,
			result: state,
			completed: state !== "pending",
			url
		}
	}));
	for (const offer of [...newestOf(ofApps), ...newestOf(statuses)]) checks.push(offer.value);
	return {
		counted: wanted(checks.filter((check) => !isNamed(check, policy.ignored)), facts, policy),
		ignored: checks.filter((check) => isNamed(check, policy.ignored)),
		unplaced,
		leftOut
	};
}
function placed({ checkRuns, workflowRuns }, { ignored }) {
	const runOf = new Map(workflowRuns.flatMap((run) => run.suiteId === void 0 ? [] : [[run.suiteId, run]]));
	const jobs = [];
	const others = [];
	const unplaced = [];
	for (const check of checkRuns) {
		const run = check.suiteId === void 0 ? void 0 : runOf.get(check.suiteId);
		if (check.app !== "github-actions") others.push(check);
		else if (run === void 0 ? runOnPage(check) === void 0 && check.url !== "" : !isJob(check, run)) others.push(check);
		else if (run !== void 0) jobs.push({
			check,
			run
		});
		else if (!isNamed({
			shortName: check.name,
			workflow: void 0
		}, ignored)) unplaced.push(check);
	}
	return {
		jobs,
		others,
		unplaced
	};
}
function jobOffer(check, run, facts) {
	const state = stateOf(check);
	const note = isRedInGreen(check, run) ? { note: RUN_PASSED } : {};
	return {
		key: keyOf(run.workflowId, run.event, refKey(run, facts), check.name),
		id: check.id,
		runId: run.id,
		value: {
			shortName: check.name,
			workflow: run.workflowName,
			appId: check.appId,
			...state,
			...note
		},
		...run.attempt === 1 ? { together: run.id } : {}
	};
}
/** Whether a job did not pass, and its run did. */
function isRedInGreen(check, run) {
	return check.status === "completed" && !passes(check.conclusion) && run.status === "completed" && passes(run.conclusion);
}
/** Whether a job that did not pass is one of an earlier attempt, and a later one of the whole run passed without it. */
function isPast(check, run) {
	const job = run.jobs?.find((one) => one.id === check.id);
	return job !== void 0 && job.attempt < run.attempt && isRedInGreen(check, run);
}
/** A job that failed while its run passed has `continue-on-error`. GitHub's required checks do not forgive it either. */
const RUN_PASSED = "its run passed, as with 'continue-on-error': name it under 'ignored' if it may fail";
function newestRuns(runs, facts) {
	const offers = runs.map((run) => ({
		key: keyOf(run.workflowId, run.event, refKey(run, facts)),
		id: run.id,
		value: run
	}));
	return newestOf(offers).map((offer) => offer.value);
}
/** Pull requests of one commit, and runs that GitHub names no branch for, hide nothing of one another. */
function refKey(run, facts) {
	const place = placeOf(run, facts.branch);
	if (place === "unknown") return `run ${run.id}`;
	return place === "pull-request" ? `pull request ${run.headBranch ?? run.id}` : "";
}
function stateOf(fact) {
	const completed = fact.status === "completed";
	const said = completed ? fact.conclusion : fact.status;
	return {
		result: said === void 0 || said === "" ? "unknown" : said,
		completed,
		url: fact.url
	};
}
function keyOf(...parts) {
	return JSON.stringify(parts);
}

// src/domain/checks/check-conclusions.ts
/** A monorepo has dozens of workflows: a line has room for so many of each kind. */
const SHOWN_RUNS = 5;
/** A check that ended and did not pass: it failed, or it was cancelled. */
function failedFinding(check) {
	const note = check.note === void 0 ? "" : `; ${check.note}`;
	if (check.result !== "cancelled") return {
		reason: "check-failed",
		text: `check '${shownName(check)}' did not pass: ${check.result}${note}`,
		url: check.url
	};
	return {
		reason: "check-cancelled",
		text: `check '${shownName(check)}' was cancelled, most often because a newer push took its place: run it again${note}`,
		url: check.url
	};
}
/** A check that has not ended. */
function runningFinding(check) {
	return {
		reason: "check-running",
		text: `check '${shownName(check)}' has not ended (${check.result}): deploy again when it has passed`,
		url: check.url
	};
}
/** A check whose event is not known. */
function unplacedFinding(check) {
	return {
		reason: "check-unreadable",
		text: `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so the event that started it is unknown`,
		url: check.url
	};
}
/** A required check that the commit does not have, or has only where it does not count. */
function missingFinding(name, { counted, ignored, leftOut }, facts) {
	const reason = "check-missing";
	if (ignored.some((check) => isNamed(check, [name]))) return {
		reason,
		text: `required check '${name}' is there, but 'ignored' leaves it out: keep one of them`
	};
	const there = leftOut.findLast(({ run }) => [{ name: "" }, ...jobsOf(run, facts)].some((job) => isNamed({
		shortName: job.name,
		workflow: run.workflowName
	}, [name])));
	if (there !== void 0) return {
		reason,
		text: `required check '${name}' is there, but does not count: ${leftOutText(there, facts.branch)} do not count`,
		url: there.run.url
	};
	const names = [...new Set(counted.map((check) => check.shortName || shownName(check)))];
	return {
		reason,
		text: `required check '${name}' is missing${suggestion(name, names)}`
	};
}
/** Why no check of the commit counts. */
function noChecksText({ leftOut }, { branch }, policy) {
	const none = policy.count === "required" ? `GitHub requires no check on ${branch}` : "the commit has no check that counts";
	const left = [...new Set(leftOut.map((one) => leftOutText(one, branch)))];
	const beside = left.length === 0 ? "" : `; ${left.join(" and ")} do not count`;
	return `${none} (events: ${policy.events.join(", ")}${beside})`;
}
/** All runs that do not count in one line: `2 runs do not count: ci (failure), ci (skipped): runs for 'v1.2.3'`. */
function leftOutLine(leftOut) {
	const groups = [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, runs]) => {
		const counts = [...Map.groupBy(runs, ({ name, result }) => `${name} (${result})`)];
		const shown = counts.slice(0, SHOWN_RUNS).map(([run, { length }]) => length === 1 ? run : `${length} × ${run}`);
		const more = counts.length - shown.length;
		return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}: ${why}`;
	});
	return `${leftOut.length === 1 ? "1 run does not count" : `${leftOut.length} runs do not count`}: ${groups.join("; ")}`;
}
/** The runs that do not count, as a reason: `runs of 'schedule'`. */
function leftOutText({ run, why }, branch) {
	switch (why) {
		case "own": return "runs of the workflow that deploys";
		case "event": return `runs of '${run.event}'`;
		case "elsewhere": return `runs for '${run.headBranch ?? ""}'`;
		case "default-branch-ran": return `runs of '${run.event}' beside one on ${branch}`;
		case "merge-queue-ran": return `runs of '${run.event}' beside one of the merge queue`;
		case "merge-queue-passed": return "cancelled runs beside one of the merge queue that passed";
	}
}

// src/domain/checks/judge.ts
/** Judges a commit by its checks: each that counts must have passed, now. Whatever is not known blocks. */
function judgeChecks(facts, policy) {
	const selection = selectChecks(facts, policy);
	const { counted, unplaced } = selection;
	const passed = counted.filter((check) => check.completed && passes(check.result));
	const failed = counted.filter((check) => check.completed && !passes(check.result));
	const running = counted.filter((check) => !check.completed);
	const findings = [...failed.map(failedFinding), ...running.map(runningFinding)];
	for (const name of policy.required) if (!counted.some((check) => isNamed(check, [name]))) findings.push(missingFinding(name, selection, facts));
	if (policy.count === "required") findings.push(...branchFindings(selection, facts, policy));
	findings.push(...unplaced.map(unplacedFinding), ...facts.unreadable);
	if (findings.length === 0 && counted.length === 0 && policy.noChecks === "refuse") findings.push({
		reason: "no-checks",
		text: noChecksText(selection, facts, policy)
	});
	const leftOut = selection.leftOut.filter((one) => !isDeployment(one)).map((one) => {
		const { workflowName: name, status, conclusion, url } = one.run;
		return {
			name,
			result: conclusion ?? status,
			url,
			why: leftOutText(one, facts.branch)
		};
	});
	return {
		passed: passed.map(judged),
		failed: failed.map(judged),
		running: running.map(judged),
		leftOut,
		findings
	};
}
/** Earlier deployments of the same commit are no news, whichever workflow they came by. */
function isDeployment({ run: { event, title = "" }, why }) {
	if (why !== "event") return why === "own";
	if (event === "workflow_dispatch") return deploymentInTitle(title) !== void 0;
	return event === "deployment" || event === "deployment_status";
}
function judged(check) {
	return {
		name: shownName(check),
		result: check.result,
		url: check.url
	};
}

export { isNamed as a, passes as c, requiredByProtection as d, requiredByRules as f, selectChecks as i, ACTIONS_APP as l, leftOutLine as n, countedRuns as o, isRedInGreen as r, runOnPage as s, judgeChecks as t, readBranchRules as u };