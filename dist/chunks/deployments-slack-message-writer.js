import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { n as endedWell } from "./domain-deployment-ending.js";
import { l as serviceOfTask, p as heldIn } from "./domain-history-deployments.js";
import { n as parsePolicy } from "./policy-policy.js";
import { n as readRequest } from "./domain-deployment-request.js";
import { a as endedProgress, c as isLive, i as deploymentMessage, t as detailsReply, u as replacedText } from "./deployments-slack-details.js";
import { n as readPolicyText } from "./github-contents.js";
import { i as getDeployment, t as createStatus } from "./github-deployments.js";
import { t as readDeploymentsSince } from "./github-history-environment-deployments.js";

// src/deployments/inactivate.ts
/** Older ones than these are not looked for: what was live before is among the newest. */
const LOOKED_BACK_MS = 7776e6;
/** Usually it is one; more of them only where earlier runs could not write. */
const MOST = 3;
/**
* Sets what was live before to `inactive`, and what was held: the earlier deployments of the same service and environment that still
* show as that. Where a newer one has succeeded before this one could say so, this one too. GitHub's own `auto_inactive` knows no
* services, and leaves production environments out. Never rejects: it changes nothing of what was deployed.
*/
async function inactivateOlder(github, { id, heldOnly = false, service, environment, services, apps }, { log, clock }) {
	try {
		const since = clock.now() - LOOKED_BACK_MS;
		const same = (await readDeploymentsSince({
			github,
			log,
			clock
		}, {
			environment,
			since,
			apps,
			mostPages: 1
		})).filter((one) => one.ours && serviceOfTask(one.task, services) === service);
		const by = heldOnly ? id : Math.max(id, ...same.filter(isLive).map((one) => one.id));
		const isShown = (one) => one.id === id ? one.statuses.at(-1)?.state !== "inactive" : !heldOnly && isLive(one) || heldIn(one.statuses) !== void 0;
		const older = same.filter((one) => one.id < by && isShown(one));
		for (const one of older.slice(0, MOST)) {
			const description = replacedText(one, by);
			await createStatus(github, {
				deploymentId: one.id,
				state: "inactive",
				description
			});
			log.info(`Deployment ${one.id} is inactive now: ${description}`);
		}
	} catch (thrown) {
		log.info(`What was live or held before still shows as active: ${messageOf(thrown)}`);
	}
}
/** The same for a deployment of which only the id is at hand: its success could not be written before the job's last step. */
async function inactivateAround(github, { id, repository }, effects) {
	try {
		const [deployment, text] = await Promise.all([getDeployment(github, id), readPolicyText(github)]);
		const request = readRequest(deployment, parsePolicy(text, { repository }));
		if (request.kind === "foreign") return;
		const { service, services, apps, environment } = request;
		await inactivateOlder(github, {
			id,
			service,
			services,
			apps,
			environment: environment.name
		}, effects);
	} catch (thrown) {
		effects.log.info(`What was live or held before still shows as active: ${messageOf(thrown)}`);
	}
}

// src/deployments/result.ts
/** What was thrown when it was to be written. */
function unwrittenBy(thrown) {
	return {
		reason: thrown instanceof UserError ? thrown.reason : "bug",
		why: messageOf(thrown)
	};
}

// src/deployments/slack/message-writer.ts
/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3e3;
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const END_MS = 5e3;
/**
* The one message about a deployment, written beside it. Nothing here is ever waited for before the end has been written to
* GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
* messages become one edit.
*/
var DeploymentMessageWriter = class {
	#tools;
	#policy;
	#facts;
	#progress;
	/** Counts the changes that are to be written, and those of them that have been. */
	#wanted = 0;
	#written = 0;
	#ref;
	/** A post was tried: should it be tried again, it may be there. */
	#isTried;
	/** How many messages before this one could be edited no more. */
	#given;
	#writing;
	#problem;
	/** Nothing is saved after that: nothing goes on with it. */
	#isOver = false;
	/** Goes on with a message, or begins one. */
	constructor(tools, { wanted, facts, ref, tried = false, given = 0 }) {
		this.#tools = tools;
		this.#policy = wanted;
		this.#facts = facts;
		this.#ref = ref;
		this.#isTried = tried;
		this.#given = given;
		this.#progress = {
			kind: "in-progress",
			text: "The job has begun"
		};
	}
	/** Says in which step the deployment is, in the words of its status. */
	step(text) {
		this.#progress = {
			kind: "in-progress",
			text
		};
		this.#update();
	}
	/** Adds what was found out meanwhile; it is shown with the next step. */
	addFacts(facts) {
		this.#facts = {
			...this.#facts,
			...facts
		};
	}
	/**
	* Writes the end, with the details in the thread. `remarks`: lines that the message needs beside. Resolves within `END_MS`,
	* with why it could not be written, if so.
	*/
	async end(view, remarks = []) {
		const { outcome } = view.ending;
		this.#progress = endedProgress(view, remarks);
		if (this.#policy === "failures" && endedWell(outcome)) return void 0;
		const over = new AbortController();
		const late = this.#tools.clock.sleep(END_MS, over.signal).then(() => this.#lateProblem(), () => void 0);
		try {
			return await Promise.race([this.#writeEnd(view), late]);
		} finally {
			over.abort();
			this.#isOver = true;
		}
	}
	async #writeEnd(view) {
		this.#wanted += 1;
		try {
			await this.#writing;
			if (isGone(this.#problem)) this.#beginAnew();
			else if (this.#problem !== void 0 && !isTransient(this.#problem)) return messageOf(this.#problem);
			await this.#write(END_MS).catch((thrown) => {
				if (!isGone(thrown)) throw thrown;
				this.#beginAnew();
				return this.#write(END_MS);
			});
			if (this.#ref === void 0) throw new Error("the message was written, but has no name");
			await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, view), { within: END_MS });
			return;
		} catch (thrown) {
			return messageOf(thrown);
		}
	}
	/** The message was deleted, or Slack takes no edit of it any more: how the deployment ended is worth another one. */
	#beginAnew() {
		this.#ref = void 0;
		this.#isTried = false;
		this.#given += 1;
	}
	#lateProblem() {
		const late = `it took longer than ${END_MS / 1e3} s`;
		return this.#problem === void 0 ? late : `${late}. ${messageOf(this.#problem)}`;
	}
	#update() {
		this.#wanted += 1;
		if (this.#policy === "failures") return;
		if (this.#problem !== void 0 && !isTransient(this.#problem)) return;
		this.#writing ??= this.#write(STEP_MS).catch((thrown) => {
			this.#problem = thrown;
		}).finally(() => {
			this.#writing = void 0;
		});
	}
	/** Writes until there is nothing new: what came while Slack took the last edit becomes one more. */
	async #write(within) {
		const { slack, save } = this.#tools;
		while (this.#written < this.#wanted) {
			const wanted = this.#wanted;
			const facts = this.#facts;
			const content = deploymentMessage(facts, this.#progress);
			const perhapsPosted = this.#ref === void 0 && this.#isTried;
			if (this.#ref === void 0) this.#ref = await this.#post({
				...content,
				channel: facts.channel
			}, {
				within,
				perhapsPosted
			});
			else await slack.edit(this.#ref, content, { within });
			if (!perhapsPosted) this.#written = wanted;
			if (!this.#isOver) save({
				wanted: this.#policy,
				ref: this.#ref,
				facts
			});
		}
	}
	/** Posts under one name, however often it is tried, by this process or by `post`. */
	async #post(message, bounds) {
		const { deploymentId, logUrl } = this.#facts;
		const postId = [
			`deployment ${deploymentId}`,
			logUrl,
			...this.#given === 0 ? [] : [this.#given]
		].join(" ");
		this.#isTried = true;
		if (!this.#isOver && !bounds.perhapsPosted) this.#tools.save({
			wanted: this.#policy,
			facts: this.#facts,
			tried: true,
			given: this.#given
		});
		return this.#tools.slack.post(message, {
			...bounds,
			postId
		});
	}
};
const TRANSIENT = /* @__PURE__ */ new Set(["slack-unreachable", "slack-rate-limited"]);
function isGone(thrown) {
	return thrown instanceof UserError && thrown.reason === "slack-message-gone";
}
function isTransient(thrown) {
	return thrown instanceof UserError && TRANSIENT.has(thrown.reason);
}

export { inactivateOlder as i, unwrittenBy as n, inactivateAround as r, DeploymentMessageWriter as t };