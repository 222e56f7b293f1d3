import { r as endingOfFailure, s as redacted } from "./deployments-endings.js";
import { M as notice, Z as progressOf, a as fromTemplates, n as viewOf, r as whileConnecting, t as planOnly } from "./delivery-release-plan-plan-only.js";
import { f as STEP_WORDS } from "./domain-deployment-status-text.js";
import { c as UserError } from "./time-system-clock.js";
import { n as readPolicyText } from "./github-contents.js";
import { n as parsePolicy } from "./policy-policy.js";
import { t as Deadline } from "./delivery-release-deadline.js";
import { t as manifestPaths } from "./delivery-release-manifest-paths.js";
import { t as plannedSubject } from "./delivery-release-plan-planned-subject.js";

// src/delivery/release/plan/dry-run.ts
/**
* Plans what a deployment of a commit would change, without one: on a pull request, or by hand. Checks, locks and the commit's
* place are not looked at, since nothing is deployed. Never rejects: whatever goes wrong is how it ended.
*/
async function runDryRun(planned, settings, context, effects) {
	const { clock, log, masks, signal } = effects;
	const started = clock.now();
	masks.addNamed(Object.entries(settings.secretEnv));
	const over = new AbortController();
	const deadline = new Deadline(clock, settings.timeoutMs, over.signal);
	const progress = progressOf({
		id: 0,
		sha: planned.sha,
		environment: settings.environment ?? "",
		creator: ""
	});
	const redact = (text) => masks.redact(text);
	let ending;
	try {
		ending = await new DryRun(settings, context, effects, progress, planned).run(AbortSignal.any([signal, deadline.signal]));
	} catch (thrown) {
		ending = endingOfFailure(thrown, void 0, signal);
		if (ending.reason === "bug" && thrown instanceof Error) log.info(thrown.stack ?? thrown.message);
	} finally {
		over.abort();
	}
	const ms = clock.now() - started;
	return {
		kind: "ended",
		view: viewOf(progress, {
			ending: redacted(ending, redact),
			ms
		}, context, redact)
	};
}
var DryRun = class {
	#settings;
	#context;
	#effects;
	#progress;
	#commit;
	constructor(settings, context, effects, progress, commit) {
		this.#settings = settings;
		this.#context = context;
		this.#effects = effects;
		this.#progress = progress;
		this.#commit = commit;
	}
	async run(limit) {
		const { connectGitHub } = this.#effects;
		const { repository, temp } = this.#context;
		const text = this.#commit.policyText ?? await readPolicyText(connectGitHub(limit));
		const policy = parsePolicy(text, { repository });
		const { service, environment } = plannedSubject(policy, this.#settings);
		this.#progress.service = service;
		this.#progress.environment = environment.name;
		this.#effects.masks.exempt(service, environment.name);
		return whileConnecting({
			temp,
			effects: this.#effects,
			limit
		}, (connecting, folder) => this.#planned({
			service,
			environment
		}, {
			connecting,
			folder,
			limit
		}));
	}
	async #planned({ service, environment }, { connecting, folder, limit }) {
		const { log, masks, render, signal } = this.#effects;
		const { commit } = this.#progress;
		const key = {
			service,
			environment: environment.name
		};
		const paths = manifestPaths(this.#settings, key, this.#context.workspace);
		const image = await this.#image(limit);
		this.#progress.image = image;
		const deploy = {
			commit,
			image,
			...key,
			id: 0
		};
		const set = await this.#step("render", () => render({
			paths,
			folder,
			deploy
		}, limit).catch(withCheckoutAdvice));
		const { rollout: policy, strategy, releases } = environment;
		const { runId, attempt, logUrl } = this.#context;
		const about = {
			commit,
			image,
			deploymentId: 0,
			requester: "",
			run: {
				id: runId,
				attempt,
				logUrl
			}
		};
		return this.#step("preflight", () => planOnly({
			connecting,
			source: fromTemplates(set, {
				key,
				strategy
			}),
			key,
			log,
			limit,
			signal,
			policy,
			staging: {
				staging: strategy.staging,
				goesOverHold: false,
				isShown: true
			},
			releases: {
				policy: releases,
				mask: (values) => masks.addAll(values),
				about
			}
		}, this.#progress));
	}
	/** By its digest, else by its tag: a pull request has no image, and that of another commit may still be being built. */
	async #image(limit) {
		const { log } = this.#effects;
		const { commit } = this.#progress;
		try {
			return (await this.#effects.lookUpImage(commit, limit)).reference;
		} catch (thrown) {
			if (!(thrown instanceof UserError) || thrown.reason !== "image-missing") throw thrown;
			const tagged = `${this.#settings.image}:${commit}`;
			if (this.#commit.isPull) {
				log.info(`There is no image of this pull request: the plan shows its tag, ${tagged}`);
				return tagged;
			}
			const text = `The image is not there yet (${thrown.message}): the plan shows its tag, and a deployment its digest`;
			notice(log, this.#progress, {
				reason: "image-not-built",
				text
			});
			return tagged;
		}
	}
	async #step(step, work) {
		const { clock, log } = this.#effects;
		const started = clock.now();
		try {
			return await log.group(STEP_WORDS[step], work);
		} finally {
			this.#progress.steps.push({
				step,
				ms: clock.now() - started
			});
		}
	}
};
/** On a pull request actions/checkout takes the merge, which is no commit that anybody deploys. */
function withCheckoutAdvice(thrown) {
	if (!(thrown instanceof UserError) || thrown.reason !== "commit-not-checked-out") throw thrown;
	throw new UserError("commit-not-checked-out", `the checked-out repository lacks the commit of the dry run: give actions/checkout "ref: \${{ github.event.pull_request.head.sha || github.sha }}"`, { cause: thrown });
}

export { runDryRun };