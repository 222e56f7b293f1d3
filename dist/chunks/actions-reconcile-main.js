import { t as failStep } from "./runner-failed-step.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { n as durationOf, r as flagOf, s as readInputs } from "./runner-inputs.js";
import { t as readRunFacts } from "./runner-run-facts.js";
import { t as runStep } from "./runner-step-process.js";
import { t as slackLogin } from "./slack-login.js";

// src/actions/reconcile/inputs.ts
/** The inputs of `actions/reconcile`; `action.yml` and its README say the same (a contract test holds them together). */
const RECONCILE_INPUTS = {
	token: {
		description: "Token of the run: reads deployments and workflow runs, writes the statuses that are missing.",
		required: true,
		default: "${{ github.token }}",
		secret: "text"
	},
	"no-run-after": {
		description: "How long a deployment may be without a workflow run before it is ended, such as `30m`.",
		default: "30m"
	},
	"slack-token": {
		description: "Bot token of the Slack app that `actions/deploy` uses: the messages of deployments that were ended show their end. Default: they stay as they are.",
		secret: "text"
	},
	"slack-api-url": {
		description: "Base URL of Slack's Web API.",
		default: "https://slack.com/api/",
		secret: "address"
	},
	"dry-run": {
		description: "`true`: nothing is written; the log shows what would be.",
		default: "false"
	}
};
/** Validates the inputs before anything is asked. Throws `input-invalid`. */
function validateReconcile(texts) {
	const dryRun = flagOf("dry-run", texts["dry-run"]);
	const noRunAfterMs = durationOf("no-run-after", texts["no-run-after"]);
	const slack = slackLogin(texts["slack-token"], texts["slack-api-url"]);
	return {
		token: texts.token,
		noRunAfterMs,
		dryRun,
		slack
	};
}

// src/actions/reconcile/main.ts
/** The entry of `actions/reconcile`. */
function reconcileDeployments(begun) {
	return runStep(reconcileStep, begun);
}
/** Reads the inputs, ends what no run can end any more, says what it did. `signal` is aborted when the run is cancelled. */
async function reconcileStep(runner, signal) {
	hideInputs(RECONCILE_INPUTS, runner);
	try {
		await run(runner, signal);
	} catch (thrown) {
		await failStep(thrown, runner, signal);
	}
}
async function run(runner, signal) {
	const inputs = validateReconcile(readInputs(RECONCILE_INPUTS, runner.input));
	const { reconcile } = await import("./delivery-reconcile-run.js");
	const { githubRecords } = await import("./delivery-reconcile-github-records.js");
	const { connectGitHub } = await import("./github-client.js").then((n) => n.t);
	const { LAST_STATUS_RETRY_LIMITS } = await import("./github-retry.js").then((n) => n.o);
	const { ownerAndName } = await import("./github-repository.js").then((n) => n.r);
	const { quietSlackClient } = await import("./slack-quiet-client.js").then((n) => n.n);
	const { presentReconciled } = await import("./actions-reconcile-outputs.js");
	const { log, env, masks, clock } = runner;
	const facts = readRunFacts(env, [
		"repository",
		"apiUrl",
		"attemptUrl",
		"repositoryUrl"
	]);
	const repository = ownerAndName(facts.repository);
	const redact = (text) => masks.redact(text);
	const connection = {
		token: inputs.token,
		apiUrl: facts.apiUrl,
		repository,
		log,
		clock,
		env,
		signal,
		redact
	};
	const writer = connectGitHub({
		...connection,
		retryLimits: LAST_STATUS_RETRY_LIMITS
	});
	const records = githubRecords(connectGitHub(connection), writer, {
		log,
		clock
	});
	const { noRunAfterMs, dryRun } = inputs;
	await presentReconciled(await reconcile({
		owner: repository.owner,
		repository: repository.repo,
		page: facts.repositoryUrl,
		logUrl: facts.attemptUrl,
		noRunAfterMs,
		dryRun
	}, {
		records,
		log,
		clock,
		slack: quietSlackClient(inputs.slack, {
			log,
			clock,
			masks,
			env,
			signal
		})
	}), runner, {
		page: facts.repositoryUrl,
		dryRun
	});
}

export { reconcileDeployments };