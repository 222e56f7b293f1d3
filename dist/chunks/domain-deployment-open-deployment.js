import { r as isHeldStatus } from "./domain-claims-held-status.js";
import { d as attemptOf, f as claimsIn, g as isRest, x as localEnd } from "./domain-history-deployments.js";
import { t as deploymentInTitle } from "./domain-run-title.js";
import { t as changedSinceRest } from "./domain-deployment-run-ownership.js";
import { u as wasChanging } from "./domain-deployment-status-text.js";

// src/domain/deployment/open-deployment.ts
/**
* Judges an open deployment by its runs. What one of them has, may have, or may still take is alive: only what no run can end
* any more is gone.
*/
function judgeOpen(deployment, around, patience) {
	const claims = claimsIn(deployment.statuses);
	for (const { runId, lastsMs } of claims) {
		if (lastsMs !== void 0) {
			const end = localEnd(deployment.statuses, {
				runId,
				lastsMs
			});
			if (patience.now < end) return alive(`a terminal has it, until ${clockTime(end)} at the latest`);
			continue;
		}
		const run = around.claimed.get(runId);
		if (run !== void 0 && !run.isOver) return alive(`run ${runId} has it (${run.state})`);
	}
	const holder = claims[0];
	if (holder !== void 0) return endOfClaimed(deployment, holder, around);
	const { own, possible } = runsOf(deployment, around);
	const going = [...own, ...possible].find((run) => !run.isOver);
	if (going !== void 0) {
		const words = going.state === "waiting" ? "waits for a reviewer or the timer of its environment" : `is not over (${going.state})`;
		return alive(`run ${going.id} ${words}`);
	}
	if (!around.isComplete && own.length === 0) return alive("not all workflow runs could be read");
	const last = (own.length > 0 ? own : possible.filter(({ event }) => event === "deployment")).at(-1);
	if (last !== void 0) return gone(endOfUnclaimed(last, around.rejections.get(last.id)), last.url);
	if (patience.now - deployment.createdAt < patience.noRunAfterMs) return alive("its run may still start");
	return gone(neverPickedUp(deployment), void 0);
}
/** The runs that are or may be those of a deployment that none has claimed, oldest first. */
function runsOf(deployment, { started, others }) {
	const since = started.filter(({ id, createdAt }) => createdAt >= deployment.createdAt && !others.has(id)).toSorted((one, other) => one.id - other.id);
	const named = (run) => deploymentInTitle(run.title);
	return {
		own: since.filter((run) => named(run) === deployment.id),
		possible: since.filter((run) => named(run) === void 0 && (run.event !== "deployment" || run.sha === deployment.sha))
	};
}
/** The run that had it is over, or was deleted. Statuses may be missing, so the last one says only how far it came at least. */
function endOfClaimed({ statuses }, { runId, lastsMs }, { claimed }) {
	const run = claimed.get(runId);
	const last = statuses.findLast(({ logUrl }) => attemptOf(logUrl)?.runId === runId);
	const said = last?.description ?? "";
	const at = `at "${said}"; ${wasChanging(said) ? "the cluster was being changed" : "look at what is live"}`;
	const logUrl = last?.logUrl;
	const rest = statuses.findLast(isRest);
	if (rest !== void 0 && isHeldStatus(rest) && changedSinceRest(statuses) === void 0) return {
		kind: "still-held",
		said: rest.description,
		logUrl
	};
	if (lastsMs !== void 0) return gone(ending("error", "run-lost", `the terminal that carried it out ended ${at}`), logUrl);
	if (run === void 0) return gone(ending("error", "run-lost", `run ${runId} was deleted ${at}`), logUrl);
	if (run.state === "cancelled") return gone(ending("cancelled", "run-killed", `run ${runId} was cancelled ${at}`), logUrl);
	return gone(ending("error", "run-lost", `run ${runId} ended (${run.state}) ${at}`), logUrl);
}
/** A run that is over without a status of the deployment. */
function endOfUnclaimed({ id, state }, rejection) {
	if (rejection !== void 0) {
		const comment = rejection.comment === "" ? "" : `: ${rejection.comment}`;
		return ending("refused", "review-rejected", `${rejection.by} rejected it in review${comment}`);
	}
	if (state === "cancelled") return ending("cancelled", "run-dropped", `run ${id} was cancelled before it began: by a person, or by a full queue`);
	if (state === "skipped") return ending("error", "not-picked-up", `run ${id} skipped its jobs: look at the "if:" of the workflow`);
	if (state === "startup_failure") return ending("error", "run-not-started", `run ${id} could not start: its workflow file is not valid`);
	return ending("error", "not-picked-up", `run ${id} ended (${state}) and wrote no status: see its log${state === "failure" ? ", or the branch rule of its environment" : ""}`);
}
/** What GitHub starts no workflow for, or what no workflow runs on. */
function neverPickedUp({ creator, sha }) {
	if (creator === "github-actions[bot]") return ending("error", "not-picked-up", "no run: a workflow's own token created it, which starts none; deploy by dispatch, or use an App's token");
	return ending("error", "not-picked-up", `no run: commit ${sha.slice(0, 7)} has no workflow on "deployment", or it is disabled, or the run was deleted; or deploy by dispatch`);
}
function ending(outcome, reason, text) {
	return {
		outcome,
		reason,
		text,
		findings: []
	};
}
function alive(why) {
	return {
		kind: "alive",
		why
	};
}
function gone(ending, logUrl) {
	return {
		kind: "gone",
		ending,
		logUrl
	};
}
/** `10:02 UTC`. */
function clockTime(at) {
	return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

export { runsOf as n, judgeOpen as t };