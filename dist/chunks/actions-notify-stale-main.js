import { t as failStep } from "./runner-failed-step.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { a as linesOf, i as idOf, r as flagOf, s as readInputs, t as bothOrNeither } from "./runner-inputs.js";
import { t as runStep } from "./runner-step-process.js";
import { c as UserError } from "./time-system-clock.js";
import { t as slackLogin } from "./slack-login.js";
import { t as canonicalName } from "./text-canonical-name.js";

// src/actions/notify-stale/inputs.ts
/** The inputs of `actions/notify-stale`; `action.yml` and its README say the same (a contract test holds them together). */
const NOTIFY_STALE_INPUTS = {
	token: {
		description: "Token that reads the repositories. The workflow's own token reads only its own repository; several repositories need an App's token.",
		required: true,
		default: "${{ github.token }}",
		secret: "text"
	},
	repositories: { description: "Repositories to scan, `owner/name`, one per line. Default: the one the workflow runs in." },
	organization: { description: "Organization whose repositories with the `topic` are scanned." },
	topic: { description: "Topic of the repositories to scan, with `organization`." },
	environments: { description: "Environments to scan, one per line. Default: all for which the policies do not turn notifications off." },
	"slack-token": {
		description: "Bot token of a Slack app. Default: no notifications, only the job summary and the outputs.",
		secret: "text"
	},
	"slack-api-url": {
		description: "Base URL of Slack's Web API.",
		default: "https://slack.com/api/",
		secret: "address"
	},
	"dry-run": {
		description: "`true`: nothing is written to Slack; the log shows what would be.",
		default: "false"
	},
	budget: {
		description: "Limit of GraphQL points and REST requests together per run. Repositories beyond it are listed; the next run starts with others.",
		default: "500"
	},
	name: { description: "Name of this scan, by which a run finds the messages of earlier runs. Needed only where one job runs several scans." }
};
/** Validates the inputs and their combinations before anything is asked. Throws `input-invalid`. */
function validateNotifyStale(texts) {
	const environments = linesOf(texts.environments).map(canonicalName);
	return {
		token: texts.token,
		scope: scopeOf(texts),
		environments: environments.length === 0 ? void 0 : environments,
		slack: slackLogin(texts["slack-token"], texts["slack-api-url"]),
		dryRun: flagOf("dry-run", texts["dry-run"]),
		budget: idOf("budget", texts.budget),
		name: texts.name === "" ? void 0 : texts.name
	};
}
function scopeOf(texts) {
	const { organization, topic } = texts;
	const repositories = linesOf(texts.repositories);
	if (repositories.length > 0) {
		if (organization !== "" || topic !== "") throw bad("Inputs \"repositories\" and \"organization\" are both given; name the repositories, or find them by topic");
		const wrong = repositories.filter((name) => !/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(name));
		if (wrong.length > 0) throw bad(`Input "repositories" has ${wrong.map((name) => `"${name}"`).join(", ")}; write owner/name, one per line`);
		return {
			kind: "named",
			repositories
		};
	}
	return bothOrNeither(["organization", organization], ["topic", topic]) ? {
		kind: "topic",
		organization,
		topic
	} : { kind: "own" };
}
function bad(text) {
	return new UserError("input-invalid", text);
}

// src/actions/notify-stale/main.ts
/** The entry of `actions/notify-stale`. */
function notifyStale(begun) {
	return runStep(notifyStaleStep, begun);
}
/** Reads the inputs, runs the scan, reports how it ended. `signal` is aborted when the run is cancelled. */
async function notifyStaleStep(runner, signal) {
	hideInputs(NOTIFY_STALE_INPUTS, runner);
	try {
		await notify(validateNotifyStale(readInputs(NOTIFY_STALE_INPUTS, runner.input)), runner, signal);
	} catch (thrown) {
		await failStep(thrown, runner, signal);
	}
}
/** Loads most of the bundle only now: it is not needed to say that an input is missing. */
async function notify(inputs, runner, signal) {
	const { readNotifyStaleContext } = await import("./actions-notify-stale-run-context.js");
	const { runNotifyStale } = await import("./delivery-stale-run.js");
	const { reportScan } = await import("./actions-notify-stale-outputs.js");
	const { connectGitHub } = await import("./github-client.js").then((n) => n.t);
	const { connectSlack } = await import("./slack-client.js").then((n) => n.t);
	const { proxiedFetch } = await import("./net-proxied-fetch.js").then((n) => n.n);
	const { scannedLocks } = await import("./github-locks-git-locks.js").then((n) => n.n);
	const { log, env, masks, clock } = runner;
	const context = readNotifyStaleContext(env, inputs.name);
	const [owner = "", repo = ""] = context.repository.split("/");
	const repository = {
		owner,
		repo
	};
	const github = connectGitHub({
		token: inputs.token,
		apiUrl: context.apiUrl,
		repository,
		log,
		clock,
		env,
		signal
	});
	const result = await runNotifyStale(inputs, context, {
		log,
		clock,
		github,
		slack: inputs.slack === void 0 ? void 0 : connectSlack({
			...inputs.slack,
			log,
			clock,
			signal,
			fetch: await proxiedFetch(env),
			clean: (data) => masks.clean(data)
		}),
		locks: scannedLocks({
			github,
			clock
		})
	});
	signal.throwIfAborted();
	await reportScan(result, runner, context.serverUrl);
}

export { notifyStale };