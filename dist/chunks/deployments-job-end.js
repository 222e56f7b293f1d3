import { v as partUrl } from "./domain-history-deployments.js";
import { t as endingLine } from "./domain-deployment-status-text.js";
import { i as STEP_RETRY_LIMITS, r as POST_RETRY_LIMITS } from "./github-retry.js";
import { a as endingOfWritten, t as endOfJob } from "./deployments-endings.js";
import { n as unwrittenBy, r as inactivateAround, t as DeploymentMessageWriter } from "./deployments-slack-message-writer.js";
import { u as messageOf } from "./time-system-clock.js";
import { d as unwrittenStatus, o as messageNotUpdated } from "./deployments-words.js";
import { n as writeLastStatus } from "./deployments-status-writer.js";

// src/deployments/slack/finish.ts
/**
* Brings the message of a deployment to its end whose run cannot do it any more, or never began with it, from what an earlier
* step of the job has saved. Takes no longer than any end of a message and throws nothing. `ending`: without secrets.
*/
async function finishMessage(ending, effects) {
	const problem = await finish(ending, effects).catch(messageOf);
	if (problem !== void 0) effects.log.notice(messageNotUpdated(problem));
}
async function finish(ending, { connectSlack, clock, state }) {
	const slack = connectSlack();
	if (slack === void 0) return "the input \"slack-token\" is empty";
	const saved = JSON.parse(state.read("slack"));
	return new DeploymentMessageWriter({
		slack,
		clock,
		save: () => void 0
	}, saved).end(viewOfFacts(saved.facts, ending, state.read("touched") === "true"));
}
/** All that is known where the run did not live to say more. */
function viewOfFacts(facts, ending, touched) {
	const { deploymentId: id, repository, service, environment, requester, commit, page, logUrl: log } = facts;
	return {
		id,
		repository,
		service,
		environment,
		requester: requester.login,
		commit,
		touched,
		ending,
		steps: [],
		causes: [],
		workloads: [],
		objects: [],
		warnings: [],
		links: {
			repository: page,
			commit: `${page}/commit/${commit}`,
			log
		}
	};
}

// src/deployments/job/end.ts
/**
* Ends what the job has left open, whatever happened in it: the deployment that this run has claimed and not ended, and its
* message in Slack, in the words that `main` had for it, if it had come so far. What another run has meanwhile, or has ended,
* is left alone. Resolves with one line where GitHub still shows the deployment as in progress.
*/
async function finishAfterJob(run, effects) {
	const { state } = effects;
	const part = state.read("part");
	const context = part === "" ? run : {
		...run,
		part,
		logUrl: partUrl(run.logUrl, part)
	};
	const id = state.read("deployment");
	const end = id !== "" && state.read("ended") !== "true" ? await postLastStatus(Number(id), context, effects) : {};
	if (state.read("slack") !== "" && end.others !== true) await finishMessage(end.ending ?? endOfJob(state).ending, effects);
	return end.problem;
}
async function postLastStatus(id, context, { log, masks, state, clock, connectGitHub }) {
	const isWritten = state.read("ended") === "unsure";
	const endOf = (statuses) => endOfJob(state, statuses.filter(({ logUrl }) => logUrl === context.logUrl));
	let end;
	try {
		const github = connectGitHub(void 0, POST_RETRY_LIMITS);
		end = await writeLastStatus(github, id, { endOf }, context, masks);
	} catch (thrown) {
		if (isWritten) return {};
		const line = endingLine(endOfJob(state).ending);
		return { problem: unwrittenStatus(`deployment ${id}`, line, unwrittenBy(thrown)) };
	}
	if (end.kind === "left") {
		const { ended } = end;
		if (ended?.own !== true) log.notice(`Deployment ${id} is left alone: ${end.why}`);
		else if (ended.hidden) log.notice(`Deployment ${id}: a step's status came after its end, which was written again`);
		return ended?.own ? { ending: endingOfWritten(ended.end) } : { others: true };
	}
	const line = `Deployment ${id}: ${endingLine(end.ending)}`;
	if (state.read("end") === "") log.warning(line);
	else log.notice(`${line} (its last status, written at the end of the job)`);
	if (end.ending.outcome === "success") await inactivateAround(connectGitHub(void 0, STEP_RETRY_LIMITS), {
		id,
		repository: context.repository
	}, {
		log,
		clock
	});
	return { ending: end.ending };
}

export { finishAfterJob as t };