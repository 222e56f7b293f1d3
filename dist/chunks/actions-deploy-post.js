import { o as readRunContext, t as endingLine } from "./domain-deployment-status-text.js";
import { n as readEnding } from "./deployments-run-state.js";
import { i as writeStatus, n as lastStatus, t as connector } from "./deployments-status-writer.js";
import { a as messageOf, r as actionsRunner, t as leave } from "./runner-step-process.js";
import { systemClock } from "./time-system-clock.js";

// src/actions/deploy/post.ts
/**
* Runs after the job's last step, whatever happened: ends a deployment that this run has taken and not ended, and its story
* in Slack, in the words that `main` had for it, if it had come so far.
*/
async function post() {
	const runner = actionsRunner();
	const id = fact(runner, "deployment");
	if (id !== "" && fact(runner, "ended") !== "true") await end(Number(id), runner);
	if (fact(runner, "slack") !== "") {
		const { endToldStory } = await import("./deployments-slack-finish.js");
		await endToldStory(endingOf(runner), runner);
	}
	leave();
}
async function end(id, runner) {
	const ending = endingOf(runner);
	const line = `Deployment ${id}: ${endingLine(ending)}`;
	try {
		const context = readRunContext(runner.env);
		const github = connector(runner.input("token"), context, {
			log: runner.log,
			clock: systemClock
		})();
		await writeStatus(github, id, lastStatus(ending), context, runner.masks);
		if (fact(runner, "end") === "") runner.log.warning(line);
		else runner.log.notice(`${line} (its last status, written after all)`);
	} catch (thrown) {
		runner.fail(`Deployment ${id} is left without an end (${endingLine(ending)}): ${messageOf(thrown)}`);
	}
}
function endingOf(runner) {
	const known = readEnding(fact(runner, "end"));
	if (known !== void 0) return known;
	if (fact(runner, "begun") !== "true") return {
		outcome: "error",
		reason: "never-begun",
		text: "the job ended before the deployment began; nothing was touched",
		findings: []
	};
	return {
		outcome: "cancelled",
		reason: "killed",
		text: `the run was stopped half-way; ${fact(runner, "touched") === "true" ? "the cluster is left as it is, the rollout goes on without us" : "nothing was touched"}`,
		findings: []
	};
}
function fact(runner, name) {
	return runner.state(name);
}

export { post };