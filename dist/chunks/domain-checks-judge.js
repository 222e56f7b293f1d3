import { o as suggestion } from "./policy-policy.js";

// src/domain/checks/result.ts
/** The results of a check that pass. */
function passes(result) {
	return result === "success" || result === "skipped" || result === "neutral";
}

// src/domain/checks/facts.ts
/** The slug of the app that GitHub Actions reports as; its check runs belong to workflow runs. */
const ACTIONS_APP = "github-actions";

// src/domain/checks/whole-run.ts
const told = { kind: "told" };
const counts = { kind: "counts" };
/**
* A run that passed needs no word of its own. One that did not is told by a job that counts and blocks: none that is
* ignored or was replaced, since those block nothing. Without such a job the run itself counts: GitHub makes a job's
* check run only when what the job needs has ended, so all that can be seen may have passed too early (the run goes on),
* or may be all there will ever be (it was cancelled, or its workflow file does not parse).
*/
function judgeRun(run, jobs) {
	const counted = jobs.newest.filter((job) => !job.ignored);
	if (run.status !== "completed") return counted.some((job) => !job.completed) ? told : counts;
	if (passes(run.conclusion)) return told;
	if (counted.some((job) => !job.completed || !passes(job.result))) return told;
	return run.conclusion === "failure" ? judgeFailure(jobs) : counts;
}
/**
* A run that failed though every job that counts passes. It is forgiven where an ignored job alone can have failed it:
* one did fail, and no other job of it ever ended otherwise than well. A skipped one is in doubt: GitHub also skips what
* needs a job that failed, and then it never ran.
*/
function judgeFailure({ all, newest }) {
	const culprit = newest.find((job) => job.ignored && job.completed && job.result === "failure");
	if (culprit === void 0) return counts;
	const doubtful = all.find((job) => !(job.ignored || job.completed && isWell(job.result)));
	if (doubtful === void 0) return told;
	return {
		kind: "counts",
		note: doubtful.result === "skipped" ? `'${doubtful.shortName}' was skipped, perhaps only because the ignored '${culprit.shortName}' failed: mend that, or ignore both` : `beside the ignored '${culprit.shortName}', '${doubtful.shortName}' did not pass in every attempt (${doubtful.result}): run all jobs again`
	};
}
function isWell(result) {
	return result === "success" || result === "neutral";
}

// src/domain/checks/selection.ts
/**
* Picks the checks that count: of Actions those whose run was started by an event of the policy and is not of our own
* workflow; of other apps, and commit statuses, all. Of each (app, workflow, event, name) the newest by id. A workflow run
* that did not pass always leaves something that does not pass: one of its jobs, or the run itself.
*/
function selectChecks(facts, policy) {
	const runOf = /* @__PURE__ */ new Map();
	for (const run of facts.workflowRuns) if (run.suiteId !== void 0) runOf.set(run.suiteId, run);
	const own = (run) => facts.ownWorkflowIds.includes(run.workflowId);
	const counts = (run) => !own(run) && policy.events.includes(run.event);
	const unplaced = [];
	const offers = [];
	for (const check of facts.checkRuns) {
		if (check.app !== "github-actions") {
			const named = {
				name: check.name,
				shortName: check.name
			};
			offers.push({
				key: keyOf("app", check.app, check.name),
				id: check.id,
				check: {
					...named,
					...stateOf(check)
				}
			});
			continue;
		}
		const run = check.suiteId === void 0 ? void 0 : runOf.get(check.suiteId);
		if (run === void 0) {
			if (!policy.ignored.includes(check.name)) unplaced.push(check);
			continue;
		}
		if (!counts(run)) continue;
		const named = {
			name: `${run.workflowName} / ${check.name}`,
			shortName: check.name
		};
		offers.push({
			key: keyOf("actions", run.workflowId, run.event, check.name),
			id: check.id,
			check: {
				...named,
				...stateOf(check)
			},
			runId: run.id,
			...run.attempt === 1 ? { together: run.id } : {}
		});
	}
	const newest = newestOf(offers);
	const counted = newest.map((offer) => offer.check);
	for (const run of newestRuns(facts.workflowRuns.filter(counts))) {
		const jobs = (list) => list.filter((offer) => offer.runId === run.id).map(({ check }) => ({
			...check,
			ignored: isNamed(check, policy.ignored)
		}));
		const judgement = judgeRun(run, {
			all: jobs(offers),
			newest: jobs(newest)
		});
		if (judgement.kind === "told") continue;
		const note = judgement.note === void 0 ? {} : { note: judgement.note };
		counted.push({
			name: run.workflowName,
			shortName: run.workflowName,
			...stateOf(run),
			...note
		});
	}
	const statuses = facts.statuses.map((status) => ({
		key: keyOf("status", status.context),
		id: status.id,
		check: {
			name: status.context,
			shortName: status.context,
			result: status.state,
			completed: status.state !== "pending",
			url: status.url
		}
	}));
	counted.push(...newestOf(statuses).map((offer) => offer.check));
	return {
		counted: counted.filter((check) => !isNamed(check, policy.ignored)),
		unplaced,
		otherEvents: [...new Set(facts.workflowRuns.filter((run) => !own(run) && !counts(run)).map((run) => run.event))],
		ownLeftOut: facts.workflowRuns.some(own)
	};
}
/** Whether one of `names` means this check. */
function isNamed(check, names) {
	return names.includes(check.name) || names.includes(check.shortName);
}
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
function newestRuns(runs) {
	const newest = /* @__PURE__ */ new Map();
	for (const run of runs) {
		const key = keyOf(run.workflowId, run.event);
		const before = newest.get(key);
		if (before === void 0 || run.id > before.id) newest.set(key, run);
	}
	return [...newest.values()];
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

// src/domain/checks/judge.ts
/** Judges a commit by its checks: each that counts must have passed, now. Whatever is not known blocks. */
function judgeChecks(facts, policy) {
	const selection = selectChecks(facts, policy);
	const { counted, unplaced } = selection;
	const passed = counted.filter((check) => check.completed && passes(check.result));
	const failed = counted.filter((check) => check.completed && !passes(check.result));
	const running = counted.filter((check) => !check.completed);
	const findings = [...failed.map(failedFinding), ...running.map(runningFinding)];
	for (const name of policy.required) if (!counted.some((check) => isNamed(check, [name]))) findings.push(missingFinding(name, counted));
	for (const check of unplaced) {
		const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so nobody knows what started it`;
		findings.push({
			reason: "check-unreadable",
			text,
			url: check.url
		});
	}
	findings.push(...facts.unreadable);
	if (findings.length === 0 && counted.length === 0 && policy.noChecks === "refuse") findings.push({
		reason: "no-checks",
		text: noChecksText(selection, policy)
	});
	return {
		passed: passed.map(judged),
		failed: failed.map(judged),
		running: running.map(judged),
		findings
	};
}
function judged({ name, result, url }) {
	return {
		name,
		result,
		url
	};
}
function failedFinding(check) {
	if (check.result !== "cancelled") return {
		reason: "check-failed",
		text: `check '${check.name}' did not pass: ${check.result}${check.note === void 0 ? "" : `; ${check.note}`}`,
		url: check.url
	};
	return {
		reason: "check-cancelled",
		text: `check '${check.name}' was cancelled, most often because a newer push took its place: run it again`,
		url: check.url
	};
}
function runningFinding(check) {
	return {
		reason: "check-running",
		text: `check '${check.name}' has not ended (${check.result}): deploy again when it has passed`,
		url: check.url
	};
}
function missingFinding(name, counted) {
	const names = [...new Set(counted.map((check) => check.shortName))];
	return {
		reason: "check-missing",
		text: `required check '${name}' is not there${suggestion(name, names)}`
	};
}
function noChecksText({ otherEvents, ownLeftOut }, policy) {
	const left = [...otherEvents.map((event) => `runs of '${event}'`), ...ownLeftOut ? ["runs of the workflow that deploys"] : []];
	const beside = left.length === 0 ? "" : `; ${left.join(" and ")} do not count`;
	return `the commit has no check that counts (events: ${policy.events.join(", ")}${beside})`;
}

export { ACTIONS_APP as n, judgeChecks as t };