import { t as deployEffects } from "./actions-deploy-deploy-effects.js";
import { reportDeployment } from "./actions-deploy-outputs.js";
import { runDeployment } from "./delivery-release-run.js";
import { t as finishAfterJob } from "./deployments-job-end.js";
import { d as unwrittenStatus } from "./deployments-words.js";
import { C as newLocalRun, S as localLogUrl } from "./domain-history-deployments.js";
import { t as endingLine } from "./domain-deployment-status-text.js";
import { c as UserError } from "./time-system-clock.js";
import { t as programOnPath } from "./process-spawn-exec.js";
import { a as indentedLine, i as settingsOf, n as localRunner, o as Clone, t as contextOf } from "./terminal-local-prepare.js";
import { t as withPrivateFolder } from "./files-private-folder.js";
import { n as readKubeconfig, t as contextNames } from "./kubernetes-connection-kubeconfig.js";
import { randomInt } from "node:crypto";
import { tmpdir } from "node:os";

// src/terminal/local/named-cluster.ts
/**
* The cluster that a deployment from here goes to, in one line. The current context of a machine, and the kubeconfig itself, are
* those of whatever was done last: throws a `UserError` (`kubeconfig-context-unknown`) where no context is named.
*/
async function namedCluster({ kubeconfig = "", context = "", namespace = "" }) {
	if (context === "") {
		const text = `say which cluster is meant with --context (the kubeconfig has: ${(await contextNames(kubeconfig)).join(", ")})`;
		throw new UserError("kubeconfig-context-unknown", text);
	}
	const found = await withPrivateFolder(tmpdir(), (folder) => readKubeconfig(kubeconfig, {
		context,
		folder
	}));
	const into = namespace === "" ? found.namespace ?? "default" : namespace;
	return `to the cluster at ${found.server}: context ${found.context}, namespace ${into}`;
}

// src/terminal/local/deploy-here.ts
/** A process that is late ends the record itself, before others take it for gone. */
const BEFORE_END_MS = 12e4;
/**
* Carries deployments out in this process, as `actions/deploy` does in a job: the same inputs, steps and records. Where something
* is missing here, `check` throws a `UserError` before there is a record.
*/
function deployingHere(args, terminal, place, token) {
	let ready;
	return {
		check: async (plan) => {
			ready = prepared(args, terminal, place, token, plan);
			const { cluster, runner } = await ready;
			terminal.err.print(indentedLine(runner.masks.redact(cluster)));
		},
		carryOut: (async (record, plan) => {
			const { clone, settings, runner } = await (ready ?? prepared(args, terminal, place, token, plan));
			const run = newLocalRun(randomInt(2 ** 32) / 2 ** 32, settings.timeoutMs);
			const page = `https://${place.host}/${place.owner}/${place.repo}`;
			const who = {
				runId: run.runId,
				logUrl: localLogUrl(page, run),
				startedBy: plan.requester
			};
			const context = contextOf(place, clone.folder, who, terminal);
			const over = new AbortController();
			const late = new AbortController();
			terminal.clock.sleep(run.lastsMs - BEFORE_END_MS, over.signal).then(() => late.abort(/* @__PURE__ */ new Error("the time of a deployment from a terminal is up")), () => void 0);
			const signal = AbortSignal.any([terminal.signal, late.signal]);
			const effects = {
				...deployEffects(settings, context, runner, signal),
				checkWorkTree: async () => []
			};
			let result;
			try {
				result = await runDeployment({
					by: "id",
					id: record.id
				}, settings, context, effects);
			} finally {
				over.abort();
				await finish(context, effects);
			}
			return endOf(result, record.id, () => reportDeployment(result, runner));
		})
	};
}
/** What a job's last step does: whatever happened, the record does not stay open. */
async function finish(context, effects) {
	const problem = await finishAfterJob(context, effects);
	if (problem !== void 0) effects.log.error(problem);
}
async function endOf(result, id, report) {
	if (result.kind === "left-alone") throw new UserError(result.reason, `deployment ${id} is left alone: ${result.why}`);
	const { view, unwritten } = result;
	const { outcome, text, after } = view.ending;
	if (unwritten !== void 0) throw new UserError(unwritten.reason, unwrittenStatus(`deployment ${id}`, endingLine(view.ending), unwritten));
	if (outcome !== "success") await report();
	return {
		outcome,
		text: after === void 0 ? text : `${text}; ${after}`,
		log: ""
	};
}
async function prepared(args, terminal, place, token, plan) {
	const clone = await Clone.around(terminal, terminal.signal);
	const commit = await clone.commit(plan.to.sha);
	const about = {
		service: plan.service,
		commit,
		place,
		clone,
		loudness: "steps"
	};
	const { texts, runner } = await localRunner(about, args, terminal, { cluster: true });
	const cluster = await namedCluster(texts);
	if (programOnPath("kubectl", terminal.env.PATH) === void 0) throw new UserError("program-missing", "kubectl is not on the PATH: install it first");
	runner.masks.add(token);
	return {
		clone,
		runner,
		settings: settingsOf({
			...texts,
			token,
			"slack-token": terminal.env.SLACK_TOKEN ?? ""
		}, terminal.env),
		cluster
	};
}

export { deployingHere };