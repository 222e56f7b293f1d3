import { t as oneLineJson } from "./terminal-main.js";
import { runDryRun } from "./delivery-release-plan-dry-run.js";
import { c as UserError } from "./time-system-clock.js";
import { t as withPrivateFolder } from "./files-private-folder.js";
import { J as labelled, S as withSecretData } from "./delivery-release-plan-plan-only.js";
import { n as parsePolicy } from "./policy-policy.js";
import { t as manifestPaths } from "./delivery-release-manifest-paths.js";
import { t as plannedSubject } from "./delivery-release-plan-planned-subject.js";
import { i as furtherFindings } from "./deployments-words.js";
import { n as endedWell } from "./domain-deployment-ending.js";
import { n as exactJson } from "./kubernetes-connection-problem.js";
import { n as planLines } from "./kubernetes-plan-plan-text.js";
import { t as require_dist } from "./yaml-dist-index.js";
import { o as writtenOut } from "./commands-render-terminal.js";
import { a as mappingAt } from "./kubernetes-api-objects.js";
import { t as isSecret } from "./kubernetes-manifests-secret-values.js";
import { a as indentedLine, r as prepare } from "./terminal-local-prepare.js";

// src/delivery/release/plan/rendered-commit.ts
/** Renders what a deployment of a commit would apply, and asks no cluster: the image is shown by its tag where no registry helps. */
async function renderCommit({ sha, policyText }, settings, { repository, workspace, temp }, { masks, render, lookUpImage, state, signal }) {
	masks.addNamed(Object.entries(settings.secretEnv));
	const subject = plannedSubject(parsePolicy(policyText, { repository }), settings);
	const key = {
		service: subject.service,
		environment: subject.environment.name
	};
	masks.exempt(key.service, key.environment);
	const found = await lookUpImage(sha, signal).catch(noImage);
	const image = found instanceof UserError ? `${settings.image}:${sha}` : found.reference;
	return withPrivateFolder(temp, async (folder) => {
		state.save("folder", folder);
		const set = await render({
			paths: manifestPaths(settings, key, workspace),
			folder,
			deploy: {
				commit: sha,
				image,
				...key,
				id: 0
			}
		}, signal);
		const unknownDigest = found instanceof UserError ? found.message : void 0;
		return {
			set: labelled(withSecretData(set), key),
			image,
			unknownDigest,
			...key
		};
	});
}
function noImage(thrown) {
	if (thrown instanceof UserError) return thrown;
	throw thrown;
}

// src/kubernetes/plan/shown-manifests.ts
var import_dist = require_dist();
/** No base64, so that a cluster refuses a Secret that was shown and applied all the same. */
const HIDDEN = "(hidden)";
/** The objects without secrets: of a Secret the names of what it holds, elsewhere what `clean` leaves. */
function shownManifests({ manifests }, clean) {
	return manifests.map(({ object, file, line }) => ({
		file,
		line,
		object: clean(isSecret(object) ? withoutValues(object) : object)
	}));
}
/** They as YAML that kubectl reads as it is meant (`yes` as a text is quoted), each after the place that it comes from. */
function manifestsText(shown) {
	return shown.map(({ file, line, object }) => `---\n# ${file}:${line}\n${(0, import_dist.stringify)(object, {
		version: "1.1",
		aliasDuplicateObjects: false,
		lineWidth: 0
	})}`).join("").replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut).trimEnd();
}
function withoutValues(object) {
	const { metadata } = object;
	const annotations = mappingAt(metadata, "annotations");
	return {
		...object,
		...hidden(object, "data"),
		...hidden(object, "stringData"),
		metadata: annotations === void 0 ? metadata : {
			...metadata,
			...hidden(metadata, "annotations")
		}
	};
}
function hidden(within, field) {
	const values = mappingAt(within, field);
	if (values !== void 0) return { [field]: Object.fromEntries(Object.keys(values).map((key) => [key, HIDDEN])) };
	return Object.hasOwn(within, field) ? { [field]: HIDDEN } : {};
}

// src/terminal/local/render-and-plan.ts
/** Shows what a deployment of a commit would apply. Asks no cluster. Throws a `UserError` where it cannot be rendered. */
async function renderHere(args, terminal) {
	const { out, err } = terminal;
	const prepared = await prepare(args, terminal, { cluster: false });
	const { commit, policyText, settings, context, effects, runner, notes } = prepared;
	const rendered = await renderCommit({
		sha: commit.sha,
		policyText
	}, settings, context, effects);
	const shown = shownManifests(rendered.set, (data) => runner.masks.clean(data));
	const digest = rendered.unknownDigest === void 0 ? [] : [`the image is shown by its tag: ${rendered.unknownDigest}`];
	const said = [...notes, ...digest].map((note) => runner.masks.redact(note));
	if (args.json) {
		const objects = {
			image: rendered.image,
			objects: shown,
			notes: said
		};
		return out.print(oneLineJson(exactJson({
			...headOf("rendered", prepared),
			...objects
		})));
	}
	for (const note of said) err.print(indentedLine(note));
	out.print(manifestsText(shown));
}
/** Shows what it would change in the cluster. Throws a `UserError` where a deployment would be refused before it changes anything. */
async function planHere(args, terminal) {
	const { out, err, signal } = terminal;
	const prepared = await prepare(args, terminal, { cluster: true });
	const { commit, policyText, settings, context, effects, runner, notes } = prepared;
	const result = await runDryRun({
		sha: commit.sha,
		isPull: false,
		policyText
	}, settings, context, effects);
	signal.throwIfAborted();
	if (result.kind !== "ended") throw new Error("a plan is no deployment that could be left alone");
	const { view } = result;
	if (view.plan === void 0 || !endedWell(view.ending.outcome)) {
		if (view.plan !== void 0 && !args.json) for (const line of planLines(view.plan)) err.print(indentedLine(line));
		throw refusalOf(view);
	}
	const said = notes.map((note) => runner.masks.redact(note));
	if (args.json) {
		const { image, warnings } = view;
		return out.print(oneLineJson(JSON.stringify({
			...headOf("planned", prepared),
			image,
			plan: view.plan,
			warnings,
			notes: said
		})));
	}
	for (const note of said) err.print(indentedLine(note));
	for (const line of planLines(view.plan)) out.print(indentedLine(line));
}
function headOf(code, { place: { owner, repo }, commit: { sha }, service, environment }) {
	return {
		schema: 1,
		code,
		repository: `${owner}/${repo}`,
		service,
		environment,
		commit: sha
	};
}
function refusalOf(view) {
	const { reason, text, findings } = view.ending;
	return new UserError(reason, text, { findings: findings.length > 0 ? findings : furtherFindings(view) });
}

export { planHere, renderHere };