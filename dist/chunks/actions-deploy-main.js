import { r as endingOfFailure } from "./deployments-endings.js";
import { t as ENDING_TITLES } from "./deployments-words.js";
import { t as CONTINUATIONS } from "./domain-claims-continuation.js";
import { t as endingLine } from "./domain-deployment-status-text.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { t as failStep } from "./runner-failed-step.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { s as readInputs } from "./runner-inputs.js";
import { t as runStep } from "./runner-step-process.js";
import { i as plainDryRun, n as isRollback, r as isPlainDryRun, t as askedRollback } from "./actions-deploy-rollback.js";
import { a as validateDeployInputs, r as givenId, t as DEPLOY_INPUTS } from "./actions-deploy-inputs.js";
import { n as readDeployContext, t as namedDeployment } from "./actions-deploy-run-context.js";

// src/actions/deploy/main.ts
/** The entry of `actions/deploy`. */
function deploy(begun) {
	return runStep(deployStep, begun);
}
/** Reads the inputs, runs the deployment, reports how it ended. `signal` is aborted when the run is cancelled. */
async function deployStep(runner, signal) {
	hideInputs(DEPLOY_INPUTS, runner);
	const present = await decide(runner, signal);
	try {
		await present();
	} catch (thrown) {
		runner.log.error(`The result could not be shown as a whole: ${messageOf(thrown)}`);
	}
}
/** Takes the deployment to its end. Resolves with what shows it. */
async function decide(runner, signal) {
	try {
		if (isRollback(runner)) {
			const result = await rollBack(runner, signal);
			return () => reportDeployment(result, runner);
		}
		const dryRun = plainDryRun(runner);
		if (dryRun?.kind === "withheld") return () => reportNoPlan(dryRun.why, runner);
		const result = await run(runner, signal, dryRun);
		return () => reportDeployment(result, runner);
	} catch (thrown) {
		const ending = endingOfFailure(thrown, void 0, signal);
		const left = isRollback(runner) || isPlainDryRun(runner) ? void 0 : await endWithoutStart(ending, runner);
		if (left !== void 0) return () => reportDeployment(left, runner);
		const title = ENDING_TITLES[ending.outcome];
		return () => failStep(thrown, runner, {
			...ending,
			title,
			line: endingLine(ending)
		});
	}
}
async function rollBack(runner, signal) {
	const settings = validateDeployInputs(readInputs(DEPLOY_INPUTS, runner.input), runner.env);
	const asked = askedRollback(runner);
	if (asked === void 0) throw new Error("no stored release is asked for");
	const context = readDeployContext(runner.env);
	const [{ runRollback }, { deployEffects }] = await Promise.all([import("./delivery-release-rollback-run.js"), import("./actions-deploy-deploy-effects.js").then((n) => n.n)]);
	return runRollback(asked, settings, context, deployEffects(settings, context, runner, signal));
}
async function run(runner, signal, dryRun) {
	const settings = validateDeployInputs(readInputs(DEPLOY_INPUTS, runner.input), runner.env);
	const context = readDeployContext(runner.env);
	if (dryRun === void 0 && settings.service !== void 0) throw new UserError("input-invalid", "Input \"service\" is only for what has no deployment: the task of a deployment names its service");
	askedRollback(runner);
	if (dryRun !== void 0) {
		const [{ runDryRun }, { deployEffects }] = await Promise.all([import("./delivery-release-plan-dry-run.js"), import("./actions-deploy-deploy-effects.js").then((n) => n.n)]);
		return runDryRun(dryRun, settings, context, deployEffects(settings, context, runner, signal));
	}
	const [{ runDeployment }, { deployEffects }] = await Promise.all([import("./delivery-release-run.js"), import("./actions-deploy-deploy-effects.js").then((n) => n.n)]);
	const effects = deployEffects(settings, context, runner, signal);
	return runDeployment(namedDeployment(context, settings.deploymentId), settings, context, effects);
}
async function reportNoPlan(why, runner) {
	await (await import("./actions-deploy-outputs.js")).reportNoPlan(why, runner);
}
async function reportDeployment(result, runner) {
	await (await import("./actions-deploy-outputs.js")).reportDeployment(result, runner);
}
/** A deployment whose run could not even begin gets its end all the same, where that can be had. */
async function endWithoutStart(ending, runner) {
	const token = runner.input("token");
	if (token === "") return void 0;
	try {
		const context = readDeployContext(runner.env);
		const named = namedDeployment(context, givenId(runner.input("deployment-id")));
		const [{ endFailedStart }, { deploymentEffects }] = await Promise.all([import("./deployments-job-failed-start.js"), import("./actions-deploy-deployment-effects.js").then((n) => n.n)]);
		return await endFailedStart(ending, named, context, deploymentEffects(runner, context, token, () => void 0), CONTINUATIONS.find((one) => one === runner.input("continue")));
	} catch (thrown) {
		runner.log.info(`No status could be written: ${messageOf(thrown)}`);
		return;
	}
}

export { deploy };