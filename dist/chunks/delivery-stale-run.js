import { c as UserError } from "./time-system-clock.js";
import { o as Budget, t as askParts } from "./github-graphql-parts.js";
import { n as headPart, t as HEADS } from "./github-scan-heads.js";
import { setImmediate } from "node:timers/promises";

// src/delivery/stale/run.ts
/**
* One scan: reads the repositories, judges what waits, brings the messages in Slack up to date. What fails for one
* repository or channel is a problem of the result and keeps no other from being notified. Throws a `UserError` when nothing can
* be notified at all: no list of repositories, a token that is not valid, a policy of the scanning repository that cannot be read.
*/
async function runNotifyStale(settings, context, { log, clock, github, slack, locks }) {
	const now = clock.now();
	const tools = {
		github,
		budget: new Budget(settings.budget),
		log,
		clock
	};
	await github.octokit();
	const policyText = readOwnPolicy(tools, context.repository);
	policyText.catch(() => void 0);
	await setImmediate();
	const { scanAndNotify } = await import("./delivery-stale-scan.js");
	return scanAndNotify(settings, context, {
		tools,
		slack,
		locks,
		now,
		policyText: await policyText
	});
}
/**
* The policy of the repository the workflow runs in; undefined where it has none. One that cannot be read ends the run:
* notifications would go out in quiet hours.
*/
async function readOwnPolicy(tools, repository) {
	const part = headPart(repository);
	const answer = (await askParts(tools, HEADS, [part])).get(part);
	if (answer?.kind === "read") return answer.value.policyText;
	const { reason, text } = answer?.finding ?? {
		reason: "github-unreachable",
		text: "GitHub did not answer"
	};
	throw new UserError(reason, `The users and the quiet hours of ${repository} cannot be read, so no notifications are sent: ${text}`);
}

export { runNotifyStale };