import { t as Deadline } from "./delivery-release-deadline.js";
import { i as endingOfRollout, n as endingAfterRestore, r as endingOfFailure, s as redacted } from "./deployments-endings.js";
import { M as notice, Z as progressOf, b as repositoryOfRun, i as connected, n as viewOf, p as newestKnown, r as whileConnecting, t as planOnly, u as ReleaseStore } from "./delivery-release-plan-plan-only.js";
import { i as lookAgain, s as lastGoodAfter, t as DeploymentLost } from "./deployments-request.js";
import { a as applyAndFollow, c as openDeploymentMessage, i as DeploymentEnd, n as StepReports, r as holdEnvironment, s as restorableOf, t as stepStatuses } from "./delivery-release-step-statuses.js";
import { n as shortSha } from "./domain-sha.js";
import { a as releasePolicy, i as rolloutPolicy, n as parsePolicy } from "./policy-policy.js";
import { i as lockWords, t as decideLock } from "./domain-lock-decide.js";
import { a as isOwner, d as lockName, i as isLink, p as scopeText, r as isExpired, u as unwritable } from "./domain-lock-held-lock.js";
import { r as unlockCommand, t as lockCommand } from "./domain-lock-lock-command.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { r as lockRefsOf } from "./github-locks-git-locks.js";
import { n as refuseLocked, r as ruleFacts, t as readRules } from "./deployments-rule-facts.js";
import { n as readPolicyText } from "./github-contents.js";
import { i as STEP_RETRY_LIMITS, t as GITHUB_RETRY_LIMITS } from "./github-retry.js";
import { t as plannedSubject } from "./delivery-release-plan-planned-subject.js";
import { n as ruleFindings } from "./domain-deployment-deploy-rules.js";
import { n as readRequest } from "./domain-deployment-request.js";
import { c as storedReleaseOf, o as rollbackMakerOf, s as rollbackPayload } from "./domain-deployment-origin.js";
import { u as taskOf } from "./domain-history-deployments.js";
import { n as recentDeployments, t as createDeployment } from "./github-create-deployment.js";
import { r as KubernetesError, t as connectionProblem } from "./kubernetes-connection-problem.js";
import { n as releaseName } from "./kubernetes-release-release-text.js";
import { o as chooseStored, s as contentOf } from "./actions-deploy-inputs.js";
import { randomUUID } from "node:crypto";

// src/delivery/release/rollback/lock-after.ts
/** Others may write to a lock between a look and a write, but not for ever. */
const MOST_TRIES = 3;
/**
* Holds the service in the environment for the person who rolls it back, so that what was taken out does not come back by itself.
* Says what became of it; that it cannot be had stops no rollback.
*/
async function holdAfterRollback(wanted, { requester, locks: place }, { github, clock }) {
	const { scope } = wanted;
	if (!requester.isPerson) return notLocked(wanted, "it is for a person, and an App has started this run");
	const refs = lockRefsOf(github, github.repository, place);
	if (refs === void 0) return notLocked(wanted, "the policy says \"locks: { refs: none }\"");
	try {
		const { lock, isOld } = await taken(refs, wanted, {
			owner: requester.login,
			clock
		});
		const stays = isOld ? ", as before" : "";
		const release = unlockCommand(scope, place.repository !== void 0);
		return {
			reason: "rollback-locked",
			text: `${scopeText(scope)} is ${lockWords(lock)}${stays}; \`${release}\` releases it`
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return notLocked(wanted, thrown.message);
	}
}
/** No lock is left. `why`: as a clause. */
function notLocked({ scope, lasts, reason }, why) {
	return {
		reason: "rollback-not-locked",
		text: `no lock was left on ${scopeText(scope)} (${why}); to take it: \`${lockCommand(scope, lasts, reason)}\``
	};
}
async function taken(refs, { scope, lasts, reason, link }, { owner, clock }) {
	const name = lockName(scope);
	const claim = randomUUID();
	for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
		const { refs: all, at: now = clock.now() } = await refs.list();
		const ref = all.find((one) => one.name === name);
		const found = await refs.content(ref);
		if (found.kind === "lock" && isOwner(found.lock, owner) && !isExpired(found.lock, now)) return {
			lock: found.lock,
			isOld: true
		};
		const expiresAt = lasts === void 0 ? void 0 : now + lasts;
		const step = decideLock(found, {
			scope,
			owner,
			reason,
			link: isLink(link) ? link : "",
			claim,
			expiresAt
		}, now);
		if (step.act === "refuse") throw new UserError(step.reason, step.reason === "lock-held" ? `it is ${step.text}` : step.text);
		const problem = unwritable(step.lock);
		if (problem !== void 0) throw new UserError("lock-unreadable", problem);
		if ((ref === void 0 ? await refs.create(name, step.lock) : await refs.replace(ref, step.lock)) === "done") return {
			lock: step.lock,
			isOld: false
		};
	}
	throw new UserError("lock-contended", "it changes all the time");
}

// src/delivery/release/rollback/recorded-rollback.ts
/** GitHub is away; every other answer is one. */
const AWAY = [
	"github-unreachable",
	"github-broken",
	"github-rate-limited"
];
function isGitHubAway(thrown) {
	return thrown instanceof UserError && AWAY.includes(thrown.reason);
}
/** The lock is read by itself. */
const NO_LOCKS = { lockOf: async () => void 0 };
/** What of the rules needs no request. */
const UNREAD = {
	lock: {
		kind: "read",
		lock: void 0
	},
	role: void 0,
	good: void 0
};
/** The request for a rollback, as if its deployment were there; it has no id yet. */
function rollbackRequest({ policy, subject, found, actor, by }) {
	const { commit: sha } = found.record;
	const record = {
		id: 0,
		sha,
		ref: sha,
		task: taskOf(subject.service, policy.services),
		environment: subject.environment.name,
		payload: rollbackPayload(found.origin.from, by),
		creator: actor,
		byPerson: isPerson(actor),
		createdAt: "",
		url: ""
	};
	const request = readRequest(record, policy);
	if (request.kind === "foreign") throw new Error(`a rollback is none of ours: ${request.why}`);
	const { requester } = request;
	return {
		...request,
		requester: {
			...requester,
			proof: requester.isPerson ? "run" : "app"
		}
	};
}
/**
* Looks at the rules of the environment: locks, freezes, who may deploy. The commit has passed the gate when it was deployed, and
* a good release in the cluster was live here, so that its order lets it come back. Throws everything that is known to speak
* against it, whatever else cannot be read; only then `github-…`.
*/
async function checkRules(github, request, startedBy, { log, clock, locks }) {
	const rules = {
		...request.environment.rules,
		order: void 0
	};
	const asking = {
		...request,
		environment: {
			...request.environment,
			rules
		}
	};
	const tools = {
		github,
		log,
		clock,
		startedBy
	};
	const [lock, read] = await Promise.allSettled([refuseLocked({
		...tools,
		locks: locks(github)
	}, asking), readRules({
		...tools,
		locks: NO_LOCKS
	}, asking)]);
	const thrown = [lock, read].flatMap((one) => one.status === "rejected" ? [one.reason] : []);
	const isVerdict = (one) => one instanceof UserError && one.outcome === "refused";
	const [known, facts] = read.status === "fulfilled" ? [rules, read.value] : [{
		...rules,
		deployers: void 0
	}, UNREAD];
	const findings = [...thrown.filter(isVerdict).flatMap((one) => one.findings), ...ruleFindings(known, ruleFacts(facts, asking, [], clock.now()))];
	if (findings.length > 0) throw UserError.from(findings);
	if (thrown.length > 0) throw thrown.find((one) => !isGitHubAway(one)) ?? thrown[0];
}
/** Makes the deployment of the rollback. Workflows on `deployment` leave it alone. Throws as `createDeployment` does. */
async function recordRollback(github, request, making) {
	const { sha, task, environment } = request.deployment;
	const { number, actor, by } = making;
	const description = `Rollback to the stored release ${number}${actor === "" ? "" : `, asked for by ${actor}`}`;
	const made = await madeOnce(github, {
		sha,
		task,
		environment,
		payload: rollbackPayload(number, by),
		description
	}, making);
	return {
		...request,
		deployment: {
			...made,
			creator: actor,
			byPerson: isPerson(actor)
		}
	};
}
/** Whether GitHub may have made a record although it was not seen to. */
function isAnswerLost(thrown) {
	return isGitHubAway(thrown) && thrown.reason !== "github-rate-limited";
}
async function madeOnce(github, wish, making) {
	try {
		return await createDeployment(github, wish);
	} catch (thrown) {
		if (!isAnswerLost(thrown)) throw thrown;
		const made = await foundAgain(github, wish.environment, making);
		if (made !== void 0) return made;
		throw thrown;
	}
}
/** The record that this attempt has made. What cannot be read is not seen. */
async function foundAgain(github, environment, { number, by }) {
	try {
		return (await recentDeployments(github, environment)).find((one) => {
			const maker = rollbackMakerOf(one);
			return storedReleaseOf(one) === number && maker?.runId === by.runId && maker.attempt === by.attempt;
		});
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return;
	}
}
/** An App may have started the run. */
function isPerson(login) {
	return login !== "" && !login.toLowerCase().endsWith("[bot]");
}

// src/delivery/release/rollback/rollback-on-github.ts
/** Who does without GitHub does not wait for it. */
const IMPATIENT = {
	...GITHUB_RETRY_LIMITS,
	total: 3e3,
	attempt: 3e3
};
const MAY_HAVE = "; GitHub may have made the deployment of the rollback all the same";
/** What a rollback asks of GitHub, and does without where that is wanted. */
var RollbackOnGitHub = class {
	#asked;
	#settings;
	#context;
	#effects;
	#limit;
	constructor(asked, settings, context, effects, limit) {
		this.#asked = asked;
		this.#settings = settings;
		this.#context = context;
		this.#effects = effects;
		this.#limit = limit;
	}
	/** The policy, and what of it the rollback is about. */
	async known() {
		const settings = this.#settings;
		try {
			const policy = parsePolicy(await readPolicyText(this.#github()), this.#context);
			const subject = plannedSubject(policy, settings);
			if (subject.environment.releases.store === "none") {
				const text = `${policy.file} says "release-store: none" for ${subject.environment.name}: the cluster keeps no release`;
				throw new UserError("stored-release-missing", text);
			}
			return {
				kind: "policy",
				policy,
				subject
			};
		} catch (thrown) {
			const why = this.#whyWithout(thrown);
			if (settings.environment === void 0) throw new UserError("input-invalid", "Input \"environment\" is empty, and without a deployment it is needed");
			return {
				kind: "nothing",
				unrecorded: {
					why,
					unchecked: "locks, freezes and deployers were not looked at"
				}
			};
		}
	}
	/** Looks at the rules, and makes the deployment on GitHub; a dry run has none. */
	async recorded({ policy, subject }, found) {
		const { actor } = this.#asked;
		const { runId, attempt } = this.#context;
		const by = {
			runId,
			attempt
		};
		const asking = rollbackRequest({
			policy,
			subject,
			found,
			actor,
			by
		});
		const github = this.#github();
		let isChecked = false;
		try {
			await checkRules(github, asking, this.#context.startedBy, this.#effects);
			isChecked = true;
			if (this.#settings.dryRun) return {};
			return { request: await recordRollback(github, asking, {
				number: found.origin.from,
				actor,
				by
			}) };
		} catch (thrown) {
			const isUnsure = isChecked && isAnswerLost(thrown);
			return { unrecorded: {
				why: isChecked && thrown instanceof UserError && thrown.reason === "deployment-not-created" && this.#asked.withoutGitHub ? thrown.message : this.#whyWithout(thrown, isUnsure ? MAY_HAVE : ""),
				unchecked: isChecked ? "" : "not all of locks, freezes and deployers could be looked at",
				isUnsure
			} };
		}
	}
	/** Throws where it was withdrawn while it waited. */
	async look(request) {
		if (request === void 0) return;
		try {
			const lost = await lookAgain(this.#github(), request.deployment.id, this.#context, 0);
			if (lost !== void 0) throw new DeploymentLost(lost);
		} catch (thrown) {
			if (thrown instanceof DeploymentLost) throw thrown;
			this.#whyWithout(thrown);
		}
	}
	/** A last look at the lock. What is done without GitHub has none. */
	async refuseLocked(request) {
		if (request === void 0) return;
		const github = this.#github();
		const locks = this.#effects.locks(github);
		try {
			await refuseLocked({
				github,
				locks,
				startedBy: this.#context.startedBy
			}, request);
		} catch (thrown) {
			this.#whyWithout(thrown);
		}
	}
	/**
	* Leaves the lock that the policy wants after a rollback. Resolves with what became of it; undefined where the policy wants none,
	* or the run is stopped meanwhile.
	*/
	async holdAfter(request, wanted, rule) {
		if (rule === void 0) return void 0;
		const lock = {
			...wanted,
			...rule
		};
		if (request === void 0) return notLocked(lock, "GitHub has no deployment of this rollback");
		try {
			return await holdAfterRollback(lock, request, {
				github: this.#github(),
				clock: this.#effects.clock
			});
		} catch (thrown) {
			if (!this.#limit.aborted) throw thrown;
			this.#effects.log.info(`Whether a lock was left is not known: ${messageOf(thrown)}`);
			return;
		}
	}
	/** The newest good deployment before this one, by GitHub. */
	async lastGoodAfter(request, after, signal) {
		if (request === void 0) throw new Error("GitHub is done without");
		return lastGoodAfter(this.#effects.connectGitHub(signal, STEP_RETRY_LIMITS), request, after);
	}
	#github() {
		const { connectGitHub } = this.#effects;
		return this.#asked.withoutGitHub ? connectGitHub(this.#limit, IMPATIENT) : connectGitHub(this.#limit);
	}
	/** Why GitHub is done without; throws where it is not away, or that is not wanted. */
	#whyWithout(thrown, also = "") {
		this.#limit.throwIfAborted();
		if (!isGitHubAway(thrown)) throw thrown;
		if (this.#asked.withoutGitHub) return thrown.message;
		throw new UserError(thrown.reason, `${thrown.message}${also}; to roll back all the same, without its locks, freezes and deployers, set the input "without-github"`, { cause: thrown });
	}
};

// src/delivery/release/rollback/stored-release.ts
/** Says which release is asked for, of all that are kept. Throws a `UserError` (refused) where none of them can be brought back. */
function locateStored(stored, it) {
	const chosen = chooseStored(stored, it.asked, it);
	const own = stored.filter(({ repository }) => repository === it.repository);
	return {
		chosen,
		origin: {
			from: contentOf(chosen),
			over: Math.max(0, ...own.map(newestKnown))
		},
		name: releaseName(chosen)
	};
}
/** Finds the release and reads it. Throws a `UserError` (refused) where it cannot be brought back. */
async function findStored(cluster, it) {
	const { key, signal } = it;
	const store = new ReleaseStore(cluster, key);
	try {
		const { chosen, origin, name } = locateStored(await store.list(signal), it);
		const read = await store.read(chosen, signal);
		if ("problem" in read) throw new UserError("stored-release-unusable", `${name} ${read.problem}`);
		return {
			record: read.record,
			origin,
			name
		};
	} catch (thrown) {
		signal.throwIfAborted();
		const broken = connectionProblem(thrown, cluster.server);
		if (broken !== void 0) throw broken;
		if (!(thrown instanceof KubernetesError)) throw thrown;
		throw new UserError("stored-release-unusable", `the releases cannot be read from the cluster (${thrown.message})`);
	}
}

// src/delivery/release/rollback/stored-source.ts
/**
* The objects of a stored release, with that day's values of its Secrets. It is looked for once more: while the Lease was waited
* for, another one may have been recorded.
*/
function fromStored(it, progress) {
	const { cluster, found, question, log, mask, whyAllStays } = it;
	const { key, signal } = question;
	return async (opening) => {
		const { earlier, keeps } = await opening;
		if (!keeps) throw new UserError("stored-release-unusable", "the releases cannot be read from the cluster any more");
		const { origin, name } = locateStored(earlier.stored, question);
		if (origin.from !== found.origin.from) {
			const text = `another release was recorded meanwhile, and ${name} is what is asked for now, not ${found.name}: run again`;
			throw new UserError("stored-release-unusable", text);
		}
		const asked = {
			had: earlier.objects,
			key,
			log,
			mask,
			signal
		};
		const { set, others } = await restorableOf(cluster, found.record.objects, asked, progress);
		if (set.manifests.length === 0) throw new UserError("stored-release-unusable", `${name} has nothing that can be applied again`);
		return {
			set,
			brought: {
				origin,
				others,
				...whyAllStays === void 0 ? {} : { whyAllStays }
			}
		};
	};
}

// src/delivery/release/rollback/rollback-run.ts
/** One rollback from the cluster alone; its steps in the order they are taken. */
var RollbackRun = class {
	#parts;
	#started;
	#progress;
	#begun = {};
	#onGitHub;
	#reports;
	/** Once GitHub has a deployment. */
	#end;
	constructor(parts) {
		this.#parts = parts;
		const { effects, settings, asked, context, limit } = parts;
		this.#onGitHub = new RollbackOnGitHub(asked, settings, context, effects, limit);
		this.#started = effects.clock.now();
		this.#progress = progressOf({
			id: 0,
			sha: "",
			environment: settings.environment ?? "",
			creator: asked.actor
		});
		this.#reports = new StepReports({
			...this.#reporting,
			statuses: void 0
		});
	}
	async toItsEnd() {
		const { effects, context } = this.#parts;
		const { log, masks, clock, signal } = effects;
		let ending;
		try {
			ending = await this.#rolledBack();
		} catch (thrown) {
			if (thrown instanceof DeploymentLost && this.#end !== void 0) return this.#end.leave(thrown.lost, this.#begun);
			ending = endingOfFailure(thrown, this.#progress.count, signal);
			if (ending.reason === "bug" && thrown instanceof Error) log.info(thrown.stack ?? thrown.message);
		}
		ending = endingAfterRestore(ending, this.#progress.restore);
		if (this.#end !== void 0) return this.#end.write(ending, this.#begun);
		const redact = (text) => masks.redact(text);
		const end = {
			ending: redacted(ending, redact),
			ms: clock.now() - this.#started
		};
		return {
			kind: "ended",
			view: viewOf(this.#progress, end, context, redact)
		};
	}
	async #rolledBack() {
		const { context, effects, limit } = this.#parts;
		return whileConnecting({
			temp: context.temp,
			effects,
			limit
		}, (connecting) => this.#throughTheSteps(connecting));
	}
	async #throughTheSteps(connecting) {
		const { asked, settings, context, effects, limit, deadline } = this.#parts;
		const { log, signal, masks, state, clock } = effects;
		const { runId, attempt, logUrl } = context;
		const progress = this.#progress;
		const onGitHub = this.#onGitHub;
		const known = await onGitHub.known();
		const environment = known.kind === "policy" ? known.subject.environment : void 0;
		const service = known.kind === "policy" ? known.subject.service : settings.service ?? context.repository;
		progress.service = service;
		progress.environment = environment?.name ?? settings.environment ?? "";
		masks.exempt(service, progress.environment);
		const question = {
			asked: asked.release,
			key: {
				service,
				environment: progress.environment
			},
			repository: repositoryOfRun(logUrl),
			runId,
			signal: limit,
			isRerun: attempt > 1 && !settings.dryRun
		};
		const cluster = await connected({
			connecting,
			log
		});
		const found = await findStored(cluster, question);
		const { record } = found;
		const key = {
			service: record.service,
			environment: record.environment
		};
		Object.assign(progress, {
			commit: record.commit,
			image: record.image,
			storedRelease: found.origin.from
		});
		log.info(`Rollback of ${key.service} in ${key.environment} to ${found.name}, as it was stored`);
		const { request, unrecorded } = known.kind === "policy" ? await onGitHub.recorded(known, found) : {
			...known,
			request: void 0
		};
		if (request !== void 0) this.#reportTo(request);
		const mask = (values) => masks.addAll(values);
		const whyAllStays = known.kind === "policy" ? void 0 : "the policy, which may want it to stay, cannot be read";
		const planning = {
			connecting,
			key,
			log,
			limit,
			signal,
			source: fromStored({
				cluster,
				found,
				question: {
					...question,
					key
				},
				log,
				mask,
				whyAllStays
			}, progress),
			policy: environment?.rollout ?? rolloutPolicy(void 0, void 0),
			staging: {
				staging: void 0,
				goesOverHold: true
			},
			releases: {
				policy: environment?.releases ?? releasePolicy({}, {}),
				mask,
				about: {
					commit: record.commit,
					image: record.image,
					deploymentId: progress.deploymentId,
					requester: asked.actor || "unknown",
					run: {
						id: runId,
						attempt,
						logUrl
					}
				}
			}
		};
		if (unrecorded !== void 0) this.#sayUnrecorded(unrecorded, record.commit);
		if (settings.dryRun) return this.#reports.step("preflight", () => planOnly(planning, progress));
		const { onFailed, onRestoring, onFailing, step } = this.#reports.orders;
		const wanted = {
			scope: {
				service: key.service,
				environment: key.environment
			},
			reason: `rollback to ${shortSha(record.commit)}`,
			link: logUrl
		};
		let lock;
		const result = await applyAndFollow({
			...planning,
			state,
			stableForMs: settings.stableForMs,
			onFailing,
			step,
			remainingMs: () => deadline.remaining(),
			extend: (ms) => deadline.extend(ms),
			releases: {
				...planning.releases,
				restoreMs: settings.timeoutMs,
				onFailed,
				onRestoring,
				lastGoodAfter: (after, by) => onGitHub.lastGoodAfter(request, after, by)
			},
			look: () => onGitHub.look(request),
			refuseLocked: async () => {
				await onGitHub.refuseLocked(request);
				lock = onGitHub.holdAfter(request, wanted, environment?.rules.lockAfterRollback);
				lock.catch(() => void 0);
			},
			hold: (held) => holdEnvironment(held, {
				key,
				log,
				limit,
				whenHeld: environment?.whenHeld ?? "wait",
				me: {
					deploymentId: progress.deploymentId,
					runId,
					attempt,
					logUrl
				},
				onWait: (text) => this.#reports.say(text),
				onUnavailable: (finding) => notice(log, progress, finding)
			})
		}, progress).finally(async () => {
			const left = await lock;
			if (left !== void 0) notice(log, progress, left);
		});
		const ending = endingOfRollout(result, clock.now() - this.#started);
		if (ending.outcome !== "success") return ending;
		if (known.kind !== "policy") {
			const why = "the policy, which may want one, cannot be read";
			notice(log, progress, notLocked({
				...wanted,
				lasts: void 0
			}, why));
		}
		return {
			...ending,
			text: `${ending.text}: release ${found.origin.from} as it was stored`
		};
	}
	/** From now on it has statuses, and an end on GitHub. */
	#reportTo(request) {
		const { context, effects, limit } = this.#parts;
		const { deployment } = request;
		this.#progress.deploymentId = deployment.id;
		effects.state.save("deployment", String(deployment.id));
		effects.state.save("begun", "true");
		const statuses = stepStatuses(deployment.id, context, effects);
		const parts = {
			context,
			effects,
			started: this.#started,
			progress: this.#progress,
			statuses
		};
		this.#end = new DeploymentEnd({
			...parts,
			requested: {
				deployment,
				byEvent: false
			}
		});
		this.#begun.request = request;
		this.#begun.seen = 0;
		this.#begun.message = openDeploymentMessage(request, effects.connectGitHub(limit), context, effects);
		this.#reports = new StepReports({
			...this.#reporting,
			statuses
		});
	}
	get #reporting() {
		const { effects, limit } = this.#parts;
		return {
			effects,
			limit,
			progress: this.#progress,
			message: () => this.#begun.message
		};
	}
	#sayUnrecorded({ why, unchecked, isUnsure = false }, commit) {
		const { settings, effects } = this.#parts;
		const { log } = effects;
		const rules = unchecked === "" ? "" : `, and ${unchecked}`;
		const done = `${isUnsure ? "GitHub may have a deployment, without an end," : "GitHub has no deployment"} of this rollback${rules} (${why}); it still shows the one before as live: deploy ${shortSha(commit)} when it answers again`;
		const text = settings.dryRun ? `${unchecked} (${why})` : done;
		notice(log, this.#progress, {
			reason: "rollback-unrecorded",
			text
		});
	}
};

// src/delivery/release/rollback/run.ts
/**
* Applies a stored release again as it was, from the cluster alone: neither templates nor secrets are read, and with
* `withoutGitHub` not even GitHub is needed. Never rejects: whatever goes wrong is how it ended.
*/
async function runRollback(asked, settings, context, effects) {
	const over = new AbortController();
	const deadline = new Deadline(effects.clock, settings.timeoutMs, over.signal);
	const limit = AbortSignal.any([effects.signal, deadline.signal]);
	try {
		return await new RollbackRun({
			asked,
			settings,
			context,
			effects,
			deadline,
			limit
		}).toItsEnd();
	} finally {
		over.abort();
	}
}

export { runRollback };