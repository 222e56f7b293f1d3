import { d as attemptOf, f as claimsIn, l as serviceOfTask, m as hiddenEnd, o as isOpen, p as heldIn } from "./domain-history-deployments.js";
import { n as endedWell, s as stateOf } from "./domain-deployment-ending.js";
import { n as runsOf, t as judgeOpen } from "./domain-deployment-open-deployment.js";
import { n as readRequest } from "./domain-deployment-request.js";
import { r as endingText, s as statusText, t as endingLine } from "./domain-deployment-status-text.js";
import { t as HOLDS_LOOKED_BACK_MS } from "./domain-history-holding.js";
import { i as deploymentMessage, l as replacedDeployments, n as lostReply, r as DEPLOYMENT_EVENT, u as replacedText } from "./deployments-slack-details.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { n as parsePolicy, t as environmentOf } from "./policy-policy.js";
import { t as DAY } from "./time-duration.js";
import { n as askedNow, r as askedUrl } from "./domain-claims-asked.js";
import { i as readHeldStatus, t as continuingText } from "./domain-claims-held-status.js";
import { t as factsOf } from "./deployments-slack-saved-message.js";
import { r as lastEnd, t as endOfRun } from "./domain-deployment-last-end.js";
import { t as counted } from "./text-counted.js";

// src/domain/deployment/held-deployment.ts
/**
* Judges a deployment that is held, by GitHub's records alone: what its pods do is not seen. `rejection`: of the run that held it.
* Undefined for one that is not held. `now`: by GitHub's clock.
*/
function judgeHeld(statuses, { now, rejection }) {
	const status = heldIn(statuses);
	const held = status === void 0 ? void 0 : readHeldStatus(status, status.createdAt);
	if (held === void 0) return void 0;
	const asked = askedNow(statuses, now);
	if (asked !== void 0) return {
		kind: "stays",
		why: `${asked.said}: its run has not begun`
	};
	if (rejection !== void 0) {
		const comment = rejection.comment === "" ? "" : `: ${rejection.comment}`;
		return {
			kind: "over",
			reason: "review-rejected",
			why: `${rejection.by} rejected it in review${comment}`
		};
	}
	if (held.until !== void 0 && now >= held.until) return {
		kind: "over",
		reason: "hold-expired",
		why: "its time is up"
	};
	return {
		kind: "stays",
		why: `held ${held.stage}/${held.stages}: ${held.what}; its pods are not looked at`
	};
}

// src/delivery/reconcile/held.ts
/**
* Starts the run that aborts a deployment that is held: its time is up, or a reviewer has rejected it. What its pods do is not seen
* from here. Undefined for a deployment that is not held.
*/
async function reconcileHeld(one, { now, settings, records }) {
	const status = heldIn(one.statuses);
	if (status === void 0) return void 0;
	const judged = judgeHeld(one.statuses, {
		now,
		rejection: await rejectionOf(status.logUrl, records)
	});
	if (judged === void 0) return void 0;
	const { id, environment, service } = one;
	const result = {
		id,
		environment,
		service,
		action: "open",
		reason: "",
		text: judged.why
	};
	if (judged.kind === "stays") return result;
	const text = `${judged.why}: it is aborted`;
	const aborting = {
		...result,
		action: "aborting",
		reason: judged.reason,
		text
	};
	if (settings.dryRun) return aborting;
	try {
		if ((await records.look(id)).statuses.length !== one.statuses.length) return {
			...result,
			text: "it has got a status meanwhile"
		};
		const abort = await records.wayToAbort();
		const logUrl = askedUrl({
			page: settings.page,
			environment
		}, "abort", settings.logUrl);
		const description = statusText(`${continuingText("abort", status.description, "")}: ${judged.why}`);
		await records.write({
			id,
			state: "in_progress",
			description,
			logUrl
		});
		await abort(one);
		return aborting;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const why = `${judged.why}, and the run that aborts it could not be started: ${messageOf(thrown)}`;
		return {
			...result,
			action: "failed",
			reason: judged.reason,
			text: why
		};
	}
}
/** Whether a reviewer has rejected the run that held it, and waits for approval to go on. */
async function rejectionOf(logUrl, records) {
	const by = attemptOf(logUrl);
	const run = by === void 0 ? void 0 : await records.run(by.runId);
	return run?.isOver === true && run.state === "failure" ? records.rejection(run.id) : void 0;
}

// src/deployments/slack/lost-messages.ts
/** How long all requests for one channel may take. */
const WITHIN_MS = 3e4;
/** The messages about deployments of a repository in a channel, since a time. Throws the `UserError` of what Slack refused. */
async function findDeploymentMessages(slack, { channel, repository, since }) {
	const { messages, complete } = await slack.find(channel, DEPLOYMENT_EVENT, since, { within: WITHIN_MS });
	return {
		messages: messages.flatMap(({ ref, metadata: { payload }, blocks }) => {
			const { deployment, log, outcome } = payload;
			if (payload.repository !== repository || typeof deployment !== "number") return [];
			return [{
				ref,
				deploymentId: deployment,
				logUrl: typeof log === "string" ? log : "",
				isOpen: outcome === "" || outcome === "held",
				blocks
			}];
		}),
		complete
	};
}
/**
* Writes the end of a deployment whose run cannot do it any more into its message, or a message of its own where there is none.
* A bad end is reported in the thread too, for an edit notifies no one. Throws the `UserError` of what Slack refused.
*/
async function endLostMessage(slack, facts, ending, message) {
	const progress = {
		kind: "ended",
		outcome: ending.outcome,
		text: endingLine(ending),
		live: []
	};
	const content = deploymentMessage(facts, progress, message?.blocks);
	const bounds = { within: WITHIN_MS };
	if (message === void 0) return void await slack.post({
		...content,
		channel: facts.channel
	}, bounds);
	await slack.edit(message.ref, content, bounds);
	if (!endedWell(ending.outcome)) await slack.reply(message.ref, lostReply(facts, ending), bounds);
}

// src/delivery/reconcile/messages.ts
/** For so long after its end a run may still be writing the message itself. */
const OWN_WRITER_MS = 6e5;
/** Messages of deployments that ended longer ago were looked at before. */
const LOOKED_BACK_MS$1 = 864e5;
/** How far the clocks of GitHub and Slack may be apart. */
const CLOCKS_MS = 6e4;
/**
* Brings the Slack messages of ended deployments to their end that still show a step: of those whose run was lost, and of those
* whose run could not write it. Slack is never what a reconciliation fails for: what it refuses is one notice for each channel.
*/
async function endMessages({ all, ended }, policy, settings, { slack, log, clock }) {
	const now = clock.now();
	const earlier = all.flatMap((one) => endedEarlier(one, policy, now) ?? []);
	const candidates = [...ended.map((one) => ({
		...one,
		isNew: true
	})), ...earlier.map((one) => ({
		...one,
		isNew: false
	}))].flatMap((one) => candidateOf(one, policy, settings) ?? []);
	if (slack === void 0) {
		const left = candidates.filter(({ isNew, statuses }) => isNew && claimsIn(statuses).length > 0);
		const what = counted(left.length, "deployment");
		if (left.length > 0) log.info(`The Slack messages of ${what} stay as they are: the input "slack-token" is empty`);
		return;
	}
	for (const [channel, of] of Map.groupBy(candidates, ({ facts }) => facts.channel)) try {
		await endMessagesOf(channel, of, settings, {
			slack,
			log
		});
	} catch (thrown) {
		log.notice(`The Slack messages in ${channel} could not be brought to their end: ${messageOf(thrown)}`);
	}
}
/** A deployment whose run has ended it, long enough ago that it is done with its message. */
function endedEarlier(one, policy, now) {
	const service = serviceOfTask(one.task, policy.services);
	const end = lastEnd(one.statuses);
	const at = one.statuses.at(-1)?.createdAt ?? now;
	if (!one.ours || service === void 0 || end === void 0 || isOpen(one)) return void 0;
	return at > now - OWN_WRITER_MS || at < now - LOOKED_BACK_MS$1 ? void 0 : {
		...one,
		service,
		end
	};
}
function candidateOf(one, policy, { owner, repository, page, logUrl }) {
	const environment = environmentOf(policy, one.environment);
	const { channel, deployments = "none" } = environment?.slack ?? {};
	if (environment === void 0 || channel === void 0 || deployments === "none") return void 0;
	const requester = { login: one.creator };
	const about = {
		service: one.service,
		sha: one.sha,
		slack: policy.slack,
		environment,
		deployment: one,
		requester
	};
	const facts = factsOf(about, channel, {
		owner,
		repository,
		page,
		logUrl: one.end.logUrl || logUrl
	});
	return {
		...one,
		facts,
		onlyFailures: deployments === "failures"
	};
}
async function endMessagesOf(channel, candidates, { owner, repository, dryRun }, { slack, log }) {
	const since = Math.min(...candidates.map(({ createdAt }) => createdAt)) - CLOCKS_MS;
	const where = {
		channel,
		repository: `${owner}/${repository}`,
		since
	};
	const { messages, complete } = await findDeploymentMessages(slack, where);
	const refused = [];
	for (const one of candidates) {
		const own = messages.filter(({ deploymentId }) => deploymentId === one.id);
		for (const message of own.filter(({ isOpen: open }) => open)) await tried(one, message);
		if (own.length > 0 || !one.isNew || claimsIn(one.statuses).length === 0) continue;
		if (!complete) log.notice(`The message of deployment ${one.id} is not among the newest of ${channel}: it stays as it is`);
		else if (one.onlyFailures) await tried(one, void 0);
	}
	if (refused.length > 0) {
		const which = refused.length === 1 ? "a message" : `${refused.length} messages`;
		log.notice(`${which} in ${channel} could not be brought to the end: ${refused[0]}`);
	}
	/** One message that Slack refuses keeps no other from its end. */
	async function tried(one, message) {
		try {
			await write(one, message);
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			refused.push(thrown.message);
		}
	}
	async function write(one, message) {
		const logUrl = message?.logUrl ?? "";
		const ending = endOfRun(logUrl, one.statuses, one.end);
		if (!dryRun) await endLostMessage(slack, logUrl === "" ? one.facts : {
			...one.facts,
			logUrl
		}, ending, message);
		const did = `${dryRun ? "would be " : ""}${message === void 0 ? "posted" : "edited"}`;
		log.info(`${channel}: the message of deployment ${one.id} ${dryRun ? did : `was ${did}`}: ${endingLine(ending)}`);
	}
}

// src/delivery/reconcile/run.ts
/** How far back deployments are looked at. */
const LOOKED_BACK_MS = 7 * DAY;
const DELETED = "it was deleted meanwhile";
const CHANGED = "it has got a status meanwhile";
/** GitHub asks for a second between writes. */
const BETWEEN_WRITES_MS = 1e3;
/**
* Ends the deployments of this repository whose run is gone, and sets those to inactive that show as live although a newer one
* is. Nothing that a run has, or may still take, is touched. Throws a `UserError` where nothing could be read.
*/
async function reconcile(settings, effects) {
	const { log, clock } = effects;
	const records = {
		...effects.records,
		write: paced(effects.records.write, clock)
	};
	const policy = parsePolicy(await records.policyText(), { repository: settings.repository });
	const now = clock.now();
	const all = (await Promise.all(policy.environments.map(({ name, strategy }) => records.since({
		environment: name,
		since: now - lookedBack(strategy),
		apps: policy.apps
	})))).flat();
	const ours = all.flatMap((one) => {
		const service = one.ours ? serviceOfTask(one.task, policy.services) : void 0;
		return service === void 0 ? [] : [{
			...one,
			service
		}];
	});
	const replaced = replacedDeployments(all, policy.services);
	const isReplaced = (id) => replaced.some(({ deployment }) => deployment.id === id);
	const open = ours.filter((one) => isOpen(one) && hiddenEnd(one.statuses) === void 0 && !isReplaced(one.id));
	const { at, ...around } = await readAround(records, open, all);
	const results = [];
	const ended = [];
	const report = (result) => {
		const line = `Deployment ${result.id} (${result.service} to ${result.environment}): ${result.text}`;
		if (result.action === "failed") log.warning(line);
		else if (result.action === "ended" || result.action === "aborting") log.notice(line);
		else log.info(line);
		results.push(result);
	};
	for (const one of open.toSorted((first, second) => first.id - second.id)) {
		const held = await reconcileHeld(one, {
			now: at ?? now,
			settings,
			records
		});
		if (held !== void 0) {
			report(held);
			continue;
		}
		const rejections = await readRejections(records, one, around);
		const patience = {
			now: at ?? now,
			noRunAfterMs: settings.noRunAfterMs
		};
		const judged = judgeOpen(one, {
			...around,
			rejections
		}, patience);
		const result = await end(one, judged, policy, settings, records);
		report(result);
		if (judged.kind === "gone" && result.action === "ended") ended.push({
			...one,
			end: {
				ending: judged.ending,
				logUrl: judged.logUrl ?? ""
			}
		});
	}
	for (const one of ours) {
		const hidden = hiddenEnd(one.statuses);
		if (hidden !== void 0 && !isReplaced(one.id)) report(await showAgain(one, hidden, settings, records));
	}
	for (const { deployment, service, by } of replaced) {
		const text = replacedText(deployment, by);
		const result = {
			id: deployment.id,
			environment: deployment.environment,
			service,
			action: "replaced",
			reason: "",
			text
		};
		const status = {
			id: deployment.id,
			state: "inactive",
			description: text,
			logUrl: void 0
		};
		report(await written(result, async () => {
			const seen = await lookUnlessDeleted(records, deployment.id);
			if (seen === void 0) return {
				...result,
				action: "open",
				text: DELETED
			};
			const { statuses } = seen;
			if (statuses.length !== deployment.statuses.length) return {
				...result,
				action: "open",
				text: CHANGED
			};
			if (!settings.dryRun) await records.write(status);
		}));
	}
	await endMessages({
		all,
		ended
	}, policy, settings, effects);
	return results;
}
/** Where a deployment may be held: so long that each is found until it is over. */
function lookedBack({ staging }) {
	return staging === void 0 ? LOOKED_BACK_MS : HOLDS_LOOKED_BACK_MS;
}
/** The same, with the pause that GitHub asks for between two writes. */
function paced(write, clock) {
	let last = Number.NEGATIVE_INFINITY;
	return async (end) => {
		const wait = last + BETWEEN_WRITES_MS - clock.now();
		if (wait > 0) await clock.sleep(wait);
		try {
			await write(end);
		} finally {
			last = clock.now();
		}
	};
}
async function readAround(records, open, all) {
	const claims = open.flatMap(({ statuses }) => claimsIn(statuses));
	const ids = new Set(claims.flatMap(({ runId, lastsMs }) => lastsMs === void 0 ? [runId] : []));
	const claimed = /* @__PURE__ */ new Map();
	for (const id of ids) claimed.set(id, await records.run(id));
	const unclaimed = open.filter(({ statuses }) => claimsIn(statuses).length === 0);
	const others = new Set(all.flatMap(({ statuses }) => statuses.flatMap(({ logUrl }) => attemptOf(logUrl)?.runId ?? [])));
	if (unclaimed.length === 0) return {
		claimed,
		started: [],
		isComplete: true,
		others,
		at: void 0
	};
	const { runs, isComplete, at } = await records.startedRuns(Math.min(...unclaimed.map(({ createdAt }) => createdAt)));
	return {
		claimed,
		started: runs,
		isComplete,
		others,
		at
	};
}
/** Only of runs that may have been rejected: GitHub says `failure` of them. */
async function readRejections(records, one, around) {
	const rejections = /* @__PURE__ */ new Map();
	if (claimsIn(one.statuses).length > 0) return rejections;
	const { own, possible } = runsOf(one, around);
	const last = [...own.length > 0 ? own : possible].findLast(({ state }) => state === "failure");
	const rejection = last === void 0 ? void 0 : await records.rejection(last.id);
	if (last !== void 0 && rejection !== void 0) rejections.set(last.id, rejection);
	return rejections;
}
async function end(one, judged, policy, settings, records) {
	const { id, environment, service } = one;
	const left = (text) => ({
		id,
		environment,
		service,
		action: "open",
		reason: "",
		text
	});
	if (judged.kind === "alive") return left(judged.why);
	const isHeld = judged.kind === "still-held";
	return written(isHeld ? left(`its run is over and has changed nothing: ${judged.said}`) : {
		...left(endingLine(judged.ending)),
		action: "ended",
		reason: judged.ending.reason
	}, async () => {
		const seen = await lookUnlessDeleted(records, id);
		if (seen === void 0) return left(DELETED);
		const { record, statuses } = seen;
		if (isForeign(record, policy)) return left("it is another tool’s");
		if (statuses.length !== one.statuses.length) return left(CHANGED);
		if (settings.dryRun) return void 0;
		const logUrl = judged.logUrl ?? settings.logUrl;
		const status = isHeld ? {
			state: "in_progress",
			description: judged.said
		} : {
			state: stateOf(judged.ending.outcome),
			description: endingText(judged.ending)
		};
		await records.write({
			id,
			...status,
			logUrl
		});
	});
}
/** Writes the end of a deployment again that a late status of a step hides: else GitHub shows it as in progress for ever. */
async function showAgain({ id, environment, service, statuses: known }, { state, description, logUrl }, { dryRun }, records) {
	const left = (text) => ({
		id,
		environment,
		service,
		action: "open",
		reason: "",
		text
	});
	return written({
		...left(`its end was hidden by a step's status that came late, and is written again: ${description}`),
		action: "ended"
	}, async () => {
		const seen = await lookUnlessDeleted(records, id);
		if (seen === void 0) return left(DELETED);
		if (seen.statuses.length !== known.length) return left(CHANGED);
		if (dryRun || state === "waiting") return void 0;
		await records.write({
			id,
			state,
			description,
			logUrl: logUrl === "" ? void 0 : logUrl
		});
	});
}
/** What became of a status that was to be written. `write` resolves with something else where it had a reason not to. */
async function written(result, write) {
	try {
		return await write() ?? result;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const text = `${result.text}; not written: ${messageOf(thrown)}`;
		return {
			...result,
			action: "failed",
			reason: thrown.reason,
			text
		};
	}
}
/** Undefined where the record is not there any more. A write that is answered so is a permission that the token lacks. */
async function lookUnlessDeleted(records, id) {
	try {
		return await records.look(id);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
function isForeign(record, policy) {
	try {
		return readRequest(record, policy).kind === "foreign";
	} catch (thrown) {
		if (thrown instanceof UserError) return false;
		throw thrown;
	}
}

export { reconcile };