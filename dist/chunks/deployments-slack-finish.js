import { a as messageOf } from "./runner-step-process.js";
import { t as slackLogin } from "./slack-login.js";
import { systemClock } from "./time-system-clock.js";
import { i as SlackStory, r as slackOf, t as liveLines } from "./deployments-slack-open.js";

// src/deployments/slack/finish.ts
/**
* Ends the story of a deployment whose run cannot do it any more, or never began with it, from what an earlier entry has
* kept. Takes no longer than a story's end and throws nothing. `ending`: without secrets.
*/
async function endToldStory(ending, runner) {
	const problem = await tell(ending, runner).catch(messageOf);
	if (problem !== void 0) runner.log.notice(`Slack was not told how this ended: ${problem}`);
}
async function tell(ending, runner) {
	const fact = (name) => runner.state(name);
	const slack = slackOf({ slack: slackLogin(runner.input("slack-token"), runner.input("slack-api-url")) }, {
		log: runner.log,
		clock: systemClock,
		env: runner.env
	});
	if (slack === void 0) return "the input \"slack-token\" is empty";
	const told = JSON.parse(fact("slack"));
	const story = new SlackStory({
		slack,
		clock: systemClock,
		remember: () => void 0
	}, told);
	const redact = (text) => runner.masks.redact(text);
	return story.end({
		report: { steps: [] },
		ending,
		redact
	}, liveLines({ touched: fact("touched") === "true" }, ending));
}

export { endToldStory };