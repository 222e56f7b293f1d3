import { c as UserError, d as withMachineFaults, l as isStopped, u as messageOf } from "./time-system-clock.js";
import { n as workspacePath } from "./files-workspace-path.js";
import { a as excerpt, c as needsDirectPush, i as isTemporary, l as endOfGroup, s as isContextAddress, t as LineSplitter, u as untilAborted } from "./process-line-splitter.js";
import { t as checkoutAdvice } from "./delivery-image-plan-event.js";
import { t as extraTagsOf } from "./delivery-image-plan-extra-tags.js";
import { a as isAttestation, c as resolvedPaths, i as indexOf, n as asEntries, r as configsOf, s as platformText, t as INDEX_TYPE } from "./registry-image-index.js";
import { i as coversAny, r as coverAll } from "./policy-path-patterns.js";
import { r as retry } from "./net-retry.js";
import { t as isMissing } from "./files-missing-file.js";
import { i as durationText } from "./time-duration.js";
import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { constants as constants$1 } from "node:os";
import { join } from "node:path";
import { stat } from "node:fs/promises";

// src/delivery/image/plan/labels.ts
/** The annotations of the OCI image specification that every image carries, and the user's own. */
function labelsOf(of) {
	const labels = /* @__PURE__ */ new Map([
		["org.opencontainers.image.revision", of.sha],
		["org.opencontainers.image.source", of.repositoryUrl],
		["org.opencontainers.image.version", of.tagName ?? of.sha],
		["org.opencontainers.image.title", of.repository.split("/").at(-1) ?? of.repository]
	]);
	if (of.committedAt !== void 0) {
		const time = (/* @__PURE__ */ new Date(of.committedAt * 1e3)).toISOString().replace(".000Z", "Z");
		labels.set("org.opencontainers.image.created", time);
	}
	for (const [name, value] of of.own) labels.set(name, value);
	return labels;
}

// src/delivery/image/plan/build-plan.ts
/** What is built. Throws `input-invalid` for a path that leads out of the workspace. */
function buildPlanOf(settings, { event, repository, repositoryUrl, workspace }, commit, push) {
	const { target, platforms, buildArgs, secrets, cache, provenance, tagSuffix } = settings;
	const { noCache, pull, ssh, sbom, network } = settings;
	const context = workspacePath(workspace, settings.context, "context");
	const { sha, tagName } = event;
	return {
		target,
		platforms,
		buildArgs,
		secrets,
		cache,
		provenance,
		noCache,
		pull,
		ssh,
		sbom,
		network,
		buildContexts: contextsIn(workspace, settings.buildContexts),
		context,
		dockerfile: workspacePath(workspace, settings.dockerfile ?? join(context, "Dockerfile"), "dockerfile"),
		labels: labelsOf({
			sha,
			repository,
			repositoryUrl,
			tagName,
			committedAt: commit.committedAt,
			own: settings.labels
		}),
		repository: settings.repository.name,
		tag: `${sha}${tagSuffix}`,
		tagSuffix,
		firstParent: commit.firstParent,
		push
	};
}
/** Folders are those of the commit; an address is left to docker. */
function contextsIn(workspace, contexts) {
	return new Map([...contexts].map(([name, where]) => [name, isContextAddress(where) ? where : workspacePath(workspace, where, "build-contexts")]));
}

// src/delivery/image/plan/image-paths.ts
/**
* Whether the first parent's image may do, by the paths that a commit changes: none of the service's, and not how it is built.
* Undefined where every commit may change the image. Throws `input-invalid` for a service that the policy does not name, and
* `policy-invalid`.
*/
async function imageRule(query) {
	const { notInImage, dockerfile, context, buildContexts, workspace } = query;
	const own = await pathsOfService(query);
	if (own === void 0) return notInImage.length === 0 ? void 0 : (changed) => coverAll(notInImage, changed);
	const named = [
		dockerfile,
		`${dockerfile}.dockerignore`,
		join(context, ".dockerignore")
	];
	const behindLinks = await resolvedPaths(workspace, named);
	const always = [
		own.policyFile,
		...named,
		...behindLinks.paths
	];
	const folders = [...buildContexts.values()].filter((where) => !isContextAddress(where));
	const isInContext = (path) => folders.some((folder) => folder === "." || path.startsWith(`${folder}/`));
	return (changed) => {
		if (changed.some((path) => always.includes(path) || isInContext(path))) return false;
		const workflows = changed.filter(isWorkflow);
		if (workflows.length > 0 && !coverAll(notInImage, workflows)) return false;
		const ofService = changed.filter((path) => coversAny(own.paths, [path]));
		return changed.length > 0 && (ofService.length === 0 || coverAll(notInImage, ofService));
	};
}
/** What the inputs of the build stand in: arguments of the image, and the scripts that it has to pass. */
function isWorkflow(path) {
	return path.startsWith(".github/workflows/") || path.startsWith(".github/actions/");
}
/** Undefined where no service is named, or every commit belongs to it. */
async function pathsOfService(query) {
	const { service } = query;
	if (service === void 0) return void 0;
	const { servicePaths } = await import("./delivery-image-plan-service-paths.js");
	return servicePaths({
		...query,
		service
	});
}

// src/delivery/image/plan/tree.ts
/** An image under a commit's SHA must be made of that commit. Throws `commit-not-checked-out` when it would be pushed and is not. */
function checkTree({ head, changed }, { sha, push, advice, notice, warn }) {
	if (head !== sha) {
		const what = `The checked-out commit is ${head ?? "none"}, the image is ${sha}'s`;
		if (!push) notice(`${what}; it is not pushed`);
		else throw new UserError("commit-not-checked-out", `${what}; ${advice}`);
	}
	if (changed.length > 0 && push) warn(`Uncommitted changes may be in the image: ${fewOf(changed)}`);
}
/** What would go into the image in place of what people mean. One notice for each kind: they may be left out on purpose. */
function unfetchedNotices({ lfsPointers, submodules }) {
	const notices = [];
	if (lfsPointers.length > 0) {
		const what = lfsPointers.length === 1 ? "a pointer of Git LFS, not its content" : "pointers of Git LFS, not their contents";
		notices.push(`What is built from holds ${what}: ${fewOf(lfsPointers)}; give actions/checkout "lfs: true"`);
	}
	if (submodules.length > 0) {
		const what = submodules.length === 1 ? "an empty folder for a submodule that was" : "empty folders for submodules that were";
		notices.push(`What is built from holds ${what} not fetched: ${fewOf(submodules)}; give actions/checkout "submodules: true"`);
	}
	return notices;
}
function fewOf(paths) {
	return `${paths.slice(0, 3).join(", ")}${paths.length > 3 ? ` and ${paths.length - 3} more` : ""}`;
}

// src/delivery/image/push/copy-image.ts
/** Gives another repository the same image under the same tag, unless it has it. Its tag never moves either. Throws `copy-differs`. */
async function copyImage({ source, registry, tag, digest, engine, log, signal }) {
	const reference = `${registry.repository.name}:${tag}`;
	const before = await registry.readManifest(tag);
	if (before !== void 0) {
		if (before.digest === digest) return;
		throw differs(reference, before.digest, source, "the tag of a commit never moves: delete it there, then run this job again");
	}
	await engine.copy(source, reference, {
		signal,
		onLine: (line) => log.info(line)
	});
	const after = await registry.readManifest(tag);
	if (after?.digest === digest) return;
	throw differs(reference, after?.digest ?? "nothing", source, "let buildx copy it: add docker/setup-buildx-action in a step before this one");
}
function differs(reference, has, source, advice) {
	return new UserError("copy-differs", `${reference} holds ${has}, which is not ${source}; ${advice}`);
}

// src/delivery/image/push/push-image.ts
const RETRY_DELAYS_MS = [2e3, 8e3];
/** Pushes the tested image under the commit's tag. The tag is read before and after: it must never change its content. */
async function pushImage(work) {
	const { registry, plan } = work;
	const before = await registry.readManifest(plan.tag);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	return needsDirectPush(plan) ? pushByDigest(work) : pushByTag(work);
}
async function pushByTag(work) {
	const { registry, plan, image, engine } = work;
	let digest;
	try {
		digest = await withRetries(work, () => engine.pushTag(plan, image.id, work));
	} catch (thrown) {
		return firstOrThrow(registry, plan.tag, thrown);
	}
	const manifest = await registry.readManifest(plan.tag);
	checkContent(`${plan.repository}:${plan.tag}`, manifest, digest);
	await checkTested(registry, plan.tag, manifest, image.id);
	return {
		manifest,
		wasThere: false
	};
}
/** Without a tag, so that one is only written when what is there was looked at. */
async function pushByDigest(work) {
	const { registry, plan, image, engine } = work;
	const digest = await withRetries(work, () => engine.pushByDigest(plan, image.builder, work));
	const manifest = await registry.readManifest(digest);
	checkContent(`${plan.repository}@${digest}`, manifest, digest);
	await checkTested(registry, plan.tag, manifest, image.id);
	return tagOnce(registry, plan.tag, manifest);
}
/** Writes a tag that is not there yet; where another run was first, its image stays. */
async function tagOnce(registry, tag, manifest) {
	const before = await registry.readManifest(tag);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	return writeOnce(registry, tag, manifest);
}
/** The same where the caller has just read that the tag is not there. */
async function writeOnce(registry, tag, manifest) {
	try {
		await registry.writeManifest(tag, manifest);
	} catch (thrown) {
		return firstOrThrow(registry, tag, thrown);
	}
	checkContent(`${registry.repository.name}:${tag}`, await registry.readManifest(tag), manifest.digest);
	return {
		manifest,
		wasThere: false
	};
}
/** A registry with immutable tags refuses the second of two runs: the first one's image is there. */
async function firstOrThrow(registry, tag, thrown) {
	const there = await registry.readManifest(tag).catch(() => void 0);
	if (there === void 0) throw thrown;
	return {
		manifest: there,
		wasThere: true
	};
}
/** What was tested is what is pushed. Without an id nothing was. */
async function checkTested(registry, tag, manifest, id) {
	if (id === void 0 || manifest.digest === id) return;
	if ((await configsOf(registry, manifest)).includes(id)) return;
	throw tagMoved(`${registry.repository.name}:${tag}`, `its configuration is not that of the image that was tested (${id})`);
}
/** Throws `tag-moved` unless the tag holds what was just written. */
function checkContent(reference, manifest, digest) {
	if (manifest === void 0) throw tagMoved(reference, "it is not there");
	if (digest !== void 0 && manifest.digest !== digest) throw tagMoved(reference, `it holds ${manifest.digest}, not ${digest}`);
}
function tagMoved(reference, what) {
	return new UserError("tag-moved", `${reference} is not what was just written there: ${what}; did another run write the same tag at the same moment? Run this job again, and let the registry make tags immutable`);
}
/** Retries, twice, what may be temporary. */
async function withRetries({ onLine, clock, signal }, push) {
	return retry(push, (thrown, { tries }) => {
		const wait = RETRY_DELAYS_MS[tries - 1];
		if (wait === void 0 || !(thrown instanceof UserError && isTemporary(thrown))) return {
			kind: "give-up",
			error: thrown
		};
		onLine(`${thrown.message}; trying again in ${wait / 1e3} s`);
		return {
			kind: "retry",
			wait
		};
	}, {
		clock,
		signal
	});
}

// src/delivery/image/push/join-images.ts
/**
* Writes an index of the commit's images under its SHA, unless it is there already. The images stay as they are, with
* their digests; they are in the same repository, so that nothing is copied. Throws `join-part-missing`, `join-platform-duplicate`.
*/
async function joinImages({ registry, sha, suffixes, log }) {
	const before = await registry.readManifest(sha);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	const parts = await Promise.all(suffixes.map(async (suffix) => {
		const manifest = await registry.readManifest(`${sha}${suffix}`);
		return {
			suffix,
			entries: manifest && await asEntries(registry, manifest)
		};
	}));
	const missing = parts.filter(({ entries }) => entries === void 0).map(({ suffix }) => `${sha}${suffix}`);
	if (missing.length > 0) throw new UserError("join-part-missing", `${registry.repository.name} has no ${missing.join(", ")}; were the jobs that build these green, and do they have the same "image" and "tag-suffix"?`);
	const entries = parts.flatMap((part) => part.entries ?? []);
	checkPlatforms(entries);
	const body = indexOf(entries);
	for (const { platform, digest } of entries) if (platform !== void 0) log.info(`${platformText(platform)}: ${digest}`);
	const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
	return tagOnce(registry, sha, {
		body,
		digest,
		mediaType: INDEX_TYPE
	});
}
/** A pull takes the first that fits: a second one for the same platform would never be used. */
function checkPlatforms(entries) {
	const seen = /* @__PURE__ */ new Set();
	for (const { platform } of entries.filter((entry) => !isAttestation(entry))) {
		const text = platform === void 0 ? "no platform" : platformText(platform);
		if (seen.has(text)) throw new UserError("join-platform-duplicate", `Two of the images that are joined are for ${text}; let each of the jobs build for a platform of its own`);
		seen.add(text);
	}
}

// src/delivery/image/push/commit-image.ts
/** The image of the commit in the registry, however it gets there. What is known of it is written to the report. */
var CommitImage = class {
	#registry;
	#places;
	#report;
	#effects;
	constructor(registry, places, report, effects) {
		this.#registry = registry;
		this.#places = places;
		this.#report = report;
		this.#effects = effects;
	}
	/** It is there, under its SHA. */
	async found({ manifest, origin }, push) {
		this.#report.origin = origin;
		await this.#finish(manifest, push);
	}
	/** Pushes what was built and tested. */
	async push(image, plan) {
		const [registry, { log, engine, clock, signal }] = [this.#registry, this.#effects];
		const began = clock.now();
		await log.group(`push ${plan.repository}:${plan.tag}`, async () => {
			const onLine = (line) => log.info(line);
			const { manifest, wasThere } = await pushImage({
				image,
				plan,
				registry,
				engine,
				clock,
				signal,
				onLine
			}).catch((thrown) => this.#lookAndThrow(thrown));
			this.#report.origin = wasThere ? "other-run" : "built";
			await this.#finish(manifest, true);
		});
		this.#report.pushMs = clock.now() - began;
	}
	/** Puts it together from those that other jobs have pushed. */
	async join(suffixes) {
		const [registry, { log, clock }] = [this.#registry, this.#effects];
		const began = clock.now();
		const { manifest, wasThere } = await joinImages({
			registry,
			sha: this.#report.commit,
			suffixes,
			log
		}).catch((thrown) => this.#lookAndThrow(thrown));
		this.#report.origin = wasThere ? "present" : "joined";
		await this.#finish(manifest, true);
		this.#report.pushMs = clock.now() - began;
	}
	/** What was refused, or stopped in the middle, may have got there all the same. */
	async #lookAndThrow(thrown) {
		const there = await this.#registry.readManifest(this.#report.tag).catch(() => "unknown");
		this.#report.absent = there === void 0;
		throw thrown;
	}
	/** Now the other repositories, then the other tags, which another commit's run may move at once. */
	async #finish(manifest, push) {
		const registries = [this.#registry];
		const { tag } = this.#report;
		this.#report.digest = manifest.digest;
		this.#note(this.#registry, tag);
		if (!push) return;
		const { tags, copies, logIn } = this.#places;
		if (copies.length > 0) await logIn();
		const source = `${this.#registry.repository.name}@${manifest.digest}`;
		for (const registry of copies) {
			await copyImage({
				source,
				registry,
				tag,
				digest: manifest.digest,
				...this.#effects
			});
			registries.push(registry);
			this.#note(registry, tag);
		}
		for (const registry of registries) for (const each of tags) {
			await registry.writeManifest(each, manifest);
			this.#note(registry, each);
		}
	}
	#note({ repository }, tag) {
		this.#report.references.push(`${repository.name}:${tag}`);
	}
};

// src/delivery/image/push/existing-image.ts
/**
* Looks whether the commit has its image, or may have its first parent's, which is then given its tag. An image is only
* ever pushed after lint and test passed, so that nothing has to be run again for it.
*/
async function findExistingImage(query) {
	const { registry, push, sha, tagSuffix } = query;
	const changed = changedPaths(query);
	changed.catch(() => void 0);
	const own = await ownImage(query);
	if (own !== void 0) return {
		manifest: own,
		origin: "present"
	};
	if (!push) return void 0;
	const manifest = await parentImage(query, await changed);
	if (manifest === void 0) return void 0;
	const written = await writeOnce(registry, `${sha}${tagSuffix}`, manifest);
	return {
		manifest: written.manifest,
		origin: written.wasThere ? "present" : "parent"
	};
}
async function ownImage(query) {
	const { registry, push, sha, tagSuffix, log } = query;
	try {
		return await (query.own ?? registry.readManifest(`${sha}${tagSuffix}`));
	} catch (thrown) {
		if (push || !(thrown instanceof UserError)) throw thrown;
		log.info(`Could not check whether the image exists: ${thrown.message}`);
		return;
	}
}
/** What the commit changes: `unknown` without the parent's content, undefined where that is of no interest. */
async function changedPaths(query) {
	const { push, keepsImage, firstParent, commit } = query;
	if (!push || keepsImage === void 0 || firstParent === void 0) return void 0;
	return await commit.changedPaths(firstParent) ?? "unknown";
}
async function parentImage({ registry, tagSuffix, keepsImage, firstParent, log }, changed) {
	if (changed === "unknown") {
		log.notice("Cannot see whether this commit changes the image; building it: give actions/checkout \"fetch-depth: 2\"");
		return;
	}
	if (changed === void 0 || keepsImage?.(changed) !== true) return void 0;
	const manifest = await registry.readManifest(`${firstParent}${tagSuffix}`);
	if (manifest === void 0) log.info(`This commit changes nothing that is in the image, but its first parent ${firstParent} has none: built`);
	return manifest;
}

// src/delivery/image/push/push-decision.ts
const OUTSIDERS = {
	fork: "this is a pull request from a fork, which GitHub gives no secrets",
	"fork-run": "this run was started by one for a pull request from a fork, whose code must not get at this run's secrets",
	dependabot: "this run was started by Dependabot, which GitHub gives none of Actions' secrets"
};
/** Decides before anything is started. Throws `input-invalid` for credentials that cannot be used. */
function decidePush({ push, registry }, event) {
	const { outsider } = event;
	if (push === false) return {
		push: false,
		why: "input \"push\" is false"
	};
	if (push === "auto" && (outsider === "fork" || outsider === "fork-run")) return {
		push: false,
		why: OUTSIDERS[outsider]
	};
	const { username, password } = registry;
	const isHalf = username === "" !== (password === "");
	if (isHalf && outsider !== void 0) {
		const why = `${OUTSIDERS[outsider]}, so that "registry-${username === "" ? "username" : "password"}" is empty`;
		if (push === "auto") return {
			push: false,
			why
		};
		throw noCredentials(why);
	}
	if (isHalf) {
		const [has, lacks] = username === "" ? ["password", "username"] : ["username", "password"];
		throw new UserError("input-invalid", `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither (a secret that does not exist is an empty text)`);
	}
	return {
		push: true,
		login: username === "" ? void 0 : registry
	};
}
/**
* Decides again when the registry has denied the write: a run whose secrets GitHub keeps back has no login, and that is
* the reason, not a mistake. Throws what was thrown where it is none of this, and `registry-credentials-missing` where a
* push was asked for.
*/
function decideAfterRefusal(thrown, decision, push, { outsider }) {
	if (!(thrown instanceof UserError && thrown.reason === "registry-denied" && decision.push) || outsider === void 0 || decision.login !== void 0 && outsider !== "fork") throw thrown;
	const why = `${OUTSIDERS[outsider]}, and the registry takes no anonymous writes`;
	if (push === "auto") return {
		push: false,
		why
	};
	throw noCredentials(why, thrown);
}
function noCredentials(why, cause) {
	return new UserError("registry-credentials-missing", `The image cannot be pushed: ${why}; leave "push" at auto, or let a workflow that is given secrets build this commit`, { cause });
}

// src/delivery/image/tasks/task.ts
/** The problem behind whatever was thrown. */
function buildProblemOf(given, tail) {
	const thrown = withMachineFaults(given);
	if (!(thrown instanceof UserError)) return {
		reason: "bug",
		outcome: "error",
		text: messageOf(thrown),
		tail
	};
	const { reason, message: text } = thrown;
	return {
		reason,
		outcome: thrown.outcome === "failed" ? "failed" : "error",
		text,
		tail
	};
}

// src/delivery/image/report/ending.ts
/** How a run ends whose tasks ended like this. What makes the commit unfit comes before what broke, else in order of time. */
function buildEndingOf(results) {
	const [first, ...others] = results.flatMap(({ problem, ms }) => problem === void 0 ? [] : [{
		problem,
		ms
	}]).toSorted((a, b) => rank(a.problem) - rank(b.problem) || a.ms - b.ms).map(({ problem }) => problem);
	if (first === void 0) return { outcome: "success" };
	return {
		outcome: first.outcome,
		problems: [first, ...others]
	};
}
/** How a run ends that threw. */
function buildEndingOfThrown(thrown) {
	const problem = buildProblemOf(thrown, []);
	return {
		outcome: problem.outcome,
		problems: [problem]
	};
}
function rank({ outcome }) {
	return outcome === "failed" ? 0 : 1;
}

// src/process/exit-text.ts
/** How a program ended, for people. A shell reports a signal as 128 and its number. */
function exitText({ exitCode, signal }) {
	const name = signal ?? Object.entries(constants$1.signals).find(([, number]) => exitCode === 128 + number)?.[0];
	if (name === "SIGKILL") return "killed by SIGKILL (out of memory?)";
	if (name !== void 0) return `ended by ${name}`;
	if (exitCode === 127) return "a command was not found (exit code 127)";
	if (exitCode === 126) return "a command is not executable (exit code 126)";
	return `exit code ${exitCode}`;
}

// src/delivery/image/tasks/command-task.ts
const FAILED = {
	lint: "lint-failed",
	test: "test-failed"
};
/** Of a line that is named in an error, in characters. */
const LONGEST_LINE$2 = 200;
/** Runs a script of the user's to its end. What it leaves running, in the background or outside of its group, ends with it. */
function commandTask({ kind, name, script }, startScript) {
	return {
		name,
		work: async (output, signal) => {
			for (const line of script.split("\n")) output.echo(`$ ${line}`);
			const run = await startScript(script, (text) => output.add(text));
			try {
				const end = await endOfGroup(run, signal);
				if (end.exitCode === 0) return;
				const place = placeText(script, run.failedLine());
				throw new UserError(FAILED[kind], `${name} failed${place}: ${exitText(end)}`);
			} finally {
				await run.clear();
			}
		}
	};
}
/** ` in line 3, \`make check\``; nothing where it is not known. */
function placeText(script, number) {
	const lines = script.split("\n");
	const line = lines.length === 1 ? script : lines[(number ?? 0) - 1];
	if (line === void 0) return "";
	return ` in ${lines.length === 1 ? "" : `line ${number}, `}\`${excerpt(line.trim(), LONGEST_LINE$2)}\``;
}

// src/docker/builder-limits.ts
const BUILDX_ADVICE = "add docker/setup-buildx-action in a step before this one";
/** Refuses what this builder cannot do, before anything is built. Throws `builder-limit` with every reason. */
function checkLimits({ kind, name, platform, exports }, wanted) {
	const problems = [];
	if (!exports) {
		if (wanted.platforms.length > 1) problems.push(`several platforms (${wanted.platforms.join(", ")})`);
		if (wanted.provenance !== "none") problems.push("provenance");
		if (wanted.sbom !== void 0) problems.push("sbom");
		if (wanted.cache === "gha" || wanted.cache === "registry") problems.push(`cache: ${wanted.cache}`);
	}
	if (kind !== "buildx" && wanted.buildContexts.size > 0) problems.push("build-contexts");
	if (kind === "classic") {
		if (wanted.ssh.length > 0) problems.push("ssh");
		if (wanted.cache === "inline") problems.push("cache: inline");
		if (wanted.secrets.length > 0) problems.push("secrets");
		const foreign = wanted.platforms.find((each) => each !== platform);
		if (wanted.platforms.length === 1 && foreign !== void 0) problems.push(`the platform ${foreign} (the engine's own is ${platform})`);
	}
	if (problems.length > 0) throw new UserError("builder-limit", `${name} cannot do this: ${problems.join("; ")}; ${BUILDX_ADVICE}, or leave it out`);
}

// src/delivery/image/tasks/image-task.ts
/** Builds the image and runs "test-image" in it. `done` receives what is ready to be pushed. */
function imageTask(work, done) {
	const { plan, engine, login } = work;
	return {
		name: "image",
		work: async (output, signal) => {
			await checkFiles(work);
			const loggingIn = login === void 0 ? void 0 : engine.logIn(login.registry, login.login, signal);
			const finding = untilAborted(work.builder, signal);
			await Promise.allSettled([finding, loggingIn]);
			const builder = await finding;
			output.add(`Builder: ${builder.name}`);
			checkLimits(builder, plan);
			await loggingIn;
			const call = {
				signal,
				onLine: (line) => output.add(line)
			};
			const id = await build(work, builder, call);
			for (const command of work.testImage) await testInside(engine, id ?? "", command, output, call);
			done({
				builder,
				id
			});
		}
	};
}
async function checkFiles({ plan, workspace }) {
	const [context, dockerfile] = [found(workspace, plan.context, "build-context-missing"), found(workspace, plan.dockerfile, "dockerfile-missing")];
	dockerfile.catch(() => void 0);
	if (!(await context)?.isDirectory()) throw new UserError("build-context-missing", `There is no folder ${plan.context}; set the input "context" to one of the repository`);
	if (!(await dockerfile)?.isFile()) throw new UserError("dockerfile-missing", `There is no file ${plan.dockerfile}; add it, or set the input "dockerfile"`);
}
/** Undefined where there is nothing; throws where that is not known. */
async function found(workspace, path, reason) {
	try {
		return await stat(join(workspace, path));
	} catch (thrown) {
		if (isMissing(thrown)) return void 0;
		throw new UserError(reason, `Cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
	}
}
async function build({ plan, testImage, engine, warn }, builder, call) {
	const output = !needsDirectPush(plan) || testImage.length > 0 ? "engine" : "cache";
	const { id, cacheProblem } = await engine.build(plan, builder, output, call);
	if (cacheProblem !== void 0) warn(`The cache could not be written; the image is not affected: ${cacheProblem}`);
	return id;
}
async function testInside(engine, id, command, output, call) {
	output.add(`$ docker run ${id.slice(0, 19)} ${command.join(" ")}`);
	const exitCode = await engine.runInside(id, command, call);
	if (exitCode === 0) return;
	const text = `test-image failed in \`${command.join(" ")}\`: ${exitText({
		exitCode,
		signal: void 0
	})}`;
	throw new UserError("test-image-failed", text);
}

// src/process/line-spool.ts
const LIMITS = {
	memory: 1048576,
	file: 1073741824
};
const READ_BYTES = 65536;
/** What goes to a file that is there already, at a time, in characters: many short lines take much more memory than that. */
const WRITE_SIZE = 65536;
/**
* The lines of a program, kept until they can be shown: the first in the memory, many in a file of `folder` that has no
* name, so that nothing of it stays behind when this process is killed.
*/
var LineSpool = class {
	#folder;
	#limits;
	#lines = [];
	#size = 0;
	#file;
	#written = 0;
	#lost = 0;
	#lostBecause = "";
	constructor(folder, limits = LIMITS) {
		this.#folder = folder;
		this.#limits = limits;
	}
	add(line) {
		this.#lines.push(line);
		this.#size += line.length + 1;
		const isWriting = this.#file !== void 0 && this.#lost === 0;
		if (this.#size > (isWriting ? Math.min(WRITE_SIZE, this.#limits.memory) : this.#limits.memory)) this.#toFile();
	}
	/** All lines in their order, some at a time; where some could not be kept, how many and why. */
	*read() {
		if (this.#file !== void 0) yield* this.#fromFile(this.#file);
		if (this.#lost > 0) yield [`… ${this.#lost} lines are left out here: ${this.#lostBecause}`];
		yield this.#lines;
	}
	/** Gives the file back. There is nothing to read afterwards. */
	close() {
		if (this.#file !== void 0) closeSync(this.#file);
		this.#file = void 0;
		this.#lines = [];
	}
	#toFile() {
		const lines = this.#lines;
		const bytes = Buffer.from(`${lines.join("\n")}\n`);
		this.#lines = [];
		this.#size = 0;
		if (this.#lost === 0 && this.#write(bytes)) return;
		this.#lost += lines.length;
	}
	#write(bytes) {
		if (this.#written + bytes.length > this.#limits.file) {
			this.#lostBecause = `only the first ${Math.round(this.#limits.file / 1024 / 1024)} MiB are kept`;
			return false;
		}
		try {
			this.#file ??= openWithoutName(this.#folder);
			for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at, bytes.length - at, this.#written + at);
		} catch (thrown) {
			this.#lostBecause = messageOf(thrown);
			return false;
		}
		this.#written += bytes.length;
		return true;
	}
	*#fromFile(file) {
		const splitter = new LineSplitter(Number.POSITIVE_INFINITY);
		const chunk = Buffer.alloc(READ_BYTES);
		for (let at = 0; at < this.#written;) {
			const read = readSync(file, chunk, 0, Math.min(READ_BYTES, this.#written - at), at);
			at += read;
			yield splitter.add(chunk.subarray(0, read));
		}
	}
};
function openWithoutName(folder) {
	const path = join(folder, randomUUID());
	const file = openSync(path, "wx+", 384);
	unlinkSync(path);
	return file;
}

// src/delivery/image/tasks/heartbeat.ts
/** Often enough to show that a task is alive, seldom enough to keep the log of a long build readable. */
const HEARTBEAT_MS = 1e4;
const LONGEST_LINE$1 = 120;
/** Says every ten seconds what each running task does, until the signal is aborted. */
async function logHeartbeats(clock, running, say, redact, signal) {
	try {
		for (;;) {
			await clock.sleep(HEARTBEAT_MS, signal);
			for (const task of running()) say(heartbeatLine(task, clock.now(), redact));
		}
	} catch (thrown) {
		if (!signal.aborted) throw thrown;
	}
}
/** Name of the task, elapsed time, last line: masked before it is cut. */
function heartbeatLine({ name, since, output }, now, redact) {
	const text = excerpt(redact(output.last), LONGEST_LINE$1);
	return `${name}: running for ${durationText(now - since, "tenths")}${text === "" ? "" : `: ${text}`}`;
}

// src/delivery/image/tasks/task-output.ts
/** How many of the last lines are kept apart: some of them are empty, and few are shown again. */
const LAST_LINES = 50;
/** Nothing longer is shown again, in characters. */
const LONGEST_LINE = 2e3;
/**
* So many values, and so many characters of them, a task may have masked: each is looked for in each of its forms. Of one that asks
* for more nothing is quoted, since not all of it can be hidden; in the log the runner masks them.
*/
const MOST_TASK_MASKS = 1e3;
const MOST_TASK_MASKED_CHARACTERS = 25e4;
const NOT_QUOTED = `(it asks for more than ${MOST_TASK_MASKS.toLocaleString("en")} masks, or for too long ones: see its output in the log)`;
/** What a task has printed so far. It is kept until the task has ended, so that its group is not mixed with others. */
var TaskOutput = class {
	#spool;
	#masks;
	/** As a person would read them, but with their colours. */
	#lastShown = [];
	#stopToken;
	#masked = {
		values: 0,
		characters: 0
	};
	/** `masks` get at once what the task wants masked: the last line may be shown before the group is. */
	constructor(spool, masks) {
		this.#spool = spool;
		this.#masks = masks;
	}
	/** Takes a line as the program printed it. Its workflow commands count as they would in a `run:` step. */
	add(line) {
		const { name, data } = commandIn(line);
		if (this.#stopToken !== void 0) {
			if (line.trim() === `::${this.#stopToken}::`) this.#stopToken = void 0;
			this.#keep(line, line);
		} else if (name === "group") this.#keep(data, data);
		else if (name === "endgroup") return;
		else if (name === "add-mask") {
			this.#mask(unescaped(data));
			this.#spool.add(line);
		} else {
			if (name === "stop-commands") this.#stopToken = data;
			this.#keep(line, name === void 0 ? line : data);
		}
	}
	/** Takes a line of ours that quotes a text of the user's: the text gives no commands. */
	echo(line) {
		const quoted = line.replaceAll("##[", "#​#[");
		this.#keep(quoted, quoted);
	}
	/** Everything, in order. Groups inside become titles: GitHub shows one level, and ours must not end early. */
	*lines() {
		yield* this.#spool.read();
		if (this.#stopToken !== void 0) yield [`::${this.#stopToken}::`];
	}
	/** Called when everything was shown. */
	close() {
		this.#spool.close();
	}
	/** The last thing a person would read: what a progress bar shows now, without its colours. */
	get last() {
		return this.#lastShown.map((line) => plainText(line).trim()).findLast((text) => text !== "") ?? "";
	}
	/** The last `count` lines as plain text. */
	tail(count) {
		const shown = this.#lastShown.map(plainText);
		while (shown.at(-1) === "") shown.pop();
		return shown.slice(-count);
	}
	#mask(value) {
		this.#masked.values += 1;
		this.#masked.characters += value.length;
		if (this.#isQuoted) this.#masks.add(value);
		else this.#lastShown.splice(0, LAST_LINES, NOT_QUOTED);
	}
	get #isQuoted() {
		const { values, characters } = this.#masked;
		return values <= 1e3 && characters <= 25e4;
	}
	#keep(line, shown) {
		this.#spool.add(line);
		if (!this.#isQuoted) return;
		this.#lastShown.push(shown.length <= LONGEST_LINE ? shown : this.#shortened(shown));
		if (this.#lastShown.length > LAST_LINES) this.#lastShown.shift();
	}
	/** Masked before it is cut: half of a secret is not recognised. */
	#shortened(line) {
		return excerpt(this.#masks.redact(plainText(line)), LONGEST_LINE);
	}
};
/** A line without colours and other control sequences; of one that was overwritten in place, what was there last. */
function plainText(line) {
	return (line.split("\r").findLast((part) => part.trim() !== "") ?? "").replaceAll(CONTROL_SEQUENCE, "").replaceAll(CONTROL_CHARACTER, "");
}
const ESC = String.fromCharCode(27);
const CONTROL_SEQUENCE = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${ESC}\\u0007]*(?:\\u0007|${ESC}\\\\)?)`, "g");
const CONTROL_CHARACTER = /[^\P{Cc}\t]/gu;
const NO_COMMAND = {
	name: void 0,
	data: ""
};
/** The workflow command of a line, in either of the forms that the runner knows. */
function commandIn(line) {
	const [, name, data = ""] = /^\s*::([a-z-]+)(?:\s[^:]*)?::(.*)$/s.exec(line) ?? [];
	return name === void 0 ? bracketCommandIn(line) : {
		name,
		data
	};
}
/** `##[name …]data`, anywhere in the line. Looked for as the runner does: a line may be very long. */
function bracketCommandIn(line) {
	const start = line.indexOf("##[");
	const end = start < 0 ? -1 : line.indexOf("]", start);
	if (end < 0) return NO_COMMAND;
	const [, name] = /^([a-z-]+)(?:\s|$)/.exec(line.slice(start + 3, end)) ?? [];
	return name === void 0 ? NO_COMMAND : {
		name,
		data: line.slice(end + 1)
	};
}
function unescaped(data) {
	return data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

// src/delivery/image/tasks/side-by-side.ts
/** Lines of a failed task that are said again. */
const REPEATED_LINES = 20;
/** The runner kills a step soon after it has stopped it: how the run ended must be said before that. */
const MOST_AFTER_STOP = 1e3;
/**
* Runs the tasks at the same time, each to its end. A task's lines are shown together when it has ended, a failure at
* once. Resolves with the results in the order of the tasks; what a task throws is its result.
*/
async function runSideBySide(tasks, how) {
	const { log, clock, signal } = how;
	const failure = new AbortController();
	const stop = AbortSignal.any([signal, failure.signal]);
	const ended = new AbortController();
	const running = /* @__PURE__ */ new Set();
	const printer = new Printer(how);
	const heart = logHeartbeats(clock, () => [...running], (line) => printer.say(() => log.info(line)), (text) => how.masks.redact(text), ended.signal);
	const one = async (task) => {
		const output = new TaskOutput(new LineSpool(how.folder), how.masks);
		const own = {
			name: task.name,
			since: clock.now(),
			output
		};
		running.add(own);
		const result = await resultOf(task, output, stop, own.since, clock);
		running.delete(own);
		const show = (lines) => task.name === "image" ? log.info(lines.map(plainText).join("\n")) : how.print(lines.join("\n"));
		printer.group(`${task.name}: ${result.state} after ${durationText(result.ms, "tenths")}`, output, show);
		if (result.problem !== void 0) {
			const { text } = result.problem;
			printer.say(() => log.info(`✗ ${text}`));
			if (how.failFast) failure.abort(/* @__PURE__ */ new Error(`${task.name} failed`));
		}
		return result;
	};
	const results = await Promise.all(tasks.map(one));
	ended.abort();
	await Promise.all([heart, printer.done]);
	return results;
}
async function resultOf({ name, work }, output, stop, since, clock) {
	try {
		await work(output, stop);
		return {
			name,
			state: "passed",
			ms: clock.now() - since
		};
	} catch (thrown) {
		const ms = clock.now() - since;
		if (stop.aborted && !(thrown instanceof UserError)) return {
			name,
			state: "stopped",
			ms
		};
		if (!(thrown instanceof UserError)) output.add(thrown instanceof Error ? `${thrown.stack}` : String(thrown));
		return {
			name,
			state: "failed",
			ms,
			problem: buildProblemOf(thrown, output.tail(REPEATED_LINES))
		};
	}
}
/** One thing after the other: a group that is open takes in whatever is printed meanwhile. */
var Printer = class {
	#how;
	#last = Promise.resolve();
	constructor(how) {
		this.#how = how;
	}
	get done() {
		return this.#last;
	}
	say(print) {
		this.#last = this.#last.then(print);
	}
	group(title, output, show) {
		this.#last = this.#last.then(() => this.#how.log.group(title, () => this.#show(output, show)));
	}
	/** As fast as it is read, so that what is long does not fill the memory, and many lines at once: each write takes its time. */
	async #show(output, show) {
		const { room, signal } = this.#how;
		let shown = 0;
		try {
			for (const lines of output.lines()) {
				if (lines.length === 0) continue;
				show(lines);
				shown += lines.length;
				await room();
				if (signal.aborted && shown > MOST_AFTER_STOP) return show(["… the rest is left out: the run was stopped"]);
			}
		} finally {
			output.close();
		}
	}
};

// src/delivery/image/run.ts
/** Runs one build to its end: whatever goes wrong is its ending. */
async function runBuild(settings, context, effects) {
	const { clock, signal, log } = effects;
	const started = clock.now();
	const { sha } = context.event;
	const report = {
		commit: sha,
		tag: `${sha}${settings.tagSuffix}`,
		commitUrl: `${context.repositoryUrl}/commit/${sha}`,
		repository: settings.repository.name,
		isRebuild: settings.isRebuild,
		results: [],
		references: [],
		warnings: []
	};
	let ending;
	try {
		ending = await new BuildRunner(settings, context, effects, report).run();
	} catch (thrown) {
		ending = buildEndingOfThrown(thrown);
		if (!(thrown instanceof UserError) && thrown instanceof Error && !signal.aborted) log.info(`${thrown.stack}`);
	}
	if (signal.aborted) {
		ending = isStopped(signal) ? {
			outcome: "cancelled",
			text: messageOf(signal.reason)
		} : buildEndingOfThrown(signal.reason);
		await effects.killLeftovers();
	}
	return {
		report,
		ending,
		ms: clock.now() - started
	};
}
var BuildRunner = class {
	#settings;
	#context;
	#effects;
	#report;
	#tags;
	#registries = {};
	constructor(settings, context, effects, report) {
		this.#settings = settings;
		this.#context = context;
		this.#effects = effects;
		this.#report = report;
		const { tags, notices } = extraTagsOf(settings.tags, context.event);
		this.#tags = tags;
		for (const notice of notices) effects.log.notice(notice);
	}
	async run() {
		const [settings, { masks }] = [this.#settings, this.#effects];
		for (const { variable, value } of settings.secrets) masks.add(value, variable);
		masks.add(settings.registry.password, "the input \"registry-password\"");
		const decision = this.#note(decidePush(settings, this.#context.event));
		if (settings.isRebuild) {
			const { commit, tag } = this.#report;
			this.#effects.log.notice(`Building ${commit} anew: the image goes under ${tag}; nothing is written under the SHA`);
		}
		if (settings.join.length === 0) return this.#findOrBuild(decision);
		try {
			if (decision.push) await this.#commitImage(decision).join(settings.join);
		} catch (thrown) {
			this.#afterRefusal(thrown, decision);
		}
		return { outcome: "success" };
	}
	async #findOrBuild(first) {
		let decision = first;
		const { engine, commit, signal } = this.#effects;
		const { notInImage, service } = this.#settings;
		const { repository, workspace } = this.#context;
		const over = new AbortController();
		const read = commit.read();
		const unfetched = commit.unfetched(workspacePath(workspace, this.#settings.context, "context"));
		const builder = engine.findBuilder(AbortSignal.any([signal, over.signal]));
		const own = this.#registry(decision).readManifest(this.#report.tag);
		for (const answer of [
			unfetched,
			builder,
			own
		]) answer.catch(() => void 0);
		try {
			const checkedOut = await read;
			checkTree(checkedOut, {
				sha: this.#report.commit,
				push: decision.push,
				advice: checkoutAdvice(this.#context.event),
				notice: (line) => this.#effects.log.notice(line),
				warn: (line) => this.#warn(line)
			});
			const plan = buildPlanOf(this.#settings, this.#context, checkedOut, decision.push);
			const { dockerfile, context, buildContexts } = plan;
			const keepsImage = await imageRule({
				notInImage,
				service,
				repository,
				dockerfile,
				context,
				buildContexts,
				workspace,
				commit,
				warn: (line) => this.#warn(line)
			});
			const existing = await this.#existing(decision, checkedOut, keepsImage, own).catch((thrown) => {
				decision = this.#afterRefusal(thrown, decision);
				return this.#existing(decision, checkedOut, keepsImage);
			});
			const image = this.#commitImage(decision);
			if (existing === void 0) {
				this.#report.absent = decision.push;
				for (const notice of unfetchedNotices(await unfetched)) this.#effects.log.notice(notice);
				return await this.#build(decision, image, {
					...plan,
					push: decision.push
				}, builder);
			}
			await image.found(existing, decision.push);
			return { outcome: "success" };
		} finally {
			over.abort(/* @__PURE__ */ new Error("the builder is not needed any more"));
		}
	}
	#note(decision) {
		if (!decision.push) {
			this.#report.notPushed = decision.why;
			this.#effects.log.notice(`The image is not pushed: ${decision.why}`);
		}
		return decision;
	}
	#afterRefusal(thrown, decision) {
		return this.#note(decideAfterRefusal(thrown, decision, this.#settings.push, this.#context.event));
	}
	#existing(decision, checkedOut, keepsImage, own) {
		return findExistingImage({
			own,
			registry: this.#registry(decision),
			push: decision.push,
			sha: this.#report.commit,
			tagSuffix: this.#settings.tagSuffix,
			keepsImage,
			commit: this.#effects.commit,
			firstParent: checkedOut.firstParent,
			log: this.#effects.log
		});
	}
	async #build(decision, commitImage, plan, builder) {
		const { log, signal, killLeftovers } = this.#effects;
		let built;
		const tasks = this.#tasks(decision, plan, builder, (image) => {
			built = image;
			this.#report.builder = image.builder.name;
		});
		log.info(`Side by side: ${tasks.map(({ name }) => name).join(", ")}`);
		const results = await runSideBySide(tasks, {
			...this.#effects,
			failFast: this.#settings.failFast
		});
		this.#report.results.push(...results);
		if (results.some(({ state }) => state === "stopped")) await killLeftovers();
		const ending = buildEndingOf(results);
		if (ending.outcome !== "success") return ending;
		signal.throwIfAborted();
		if (decision.push && built !== void 0) await commitImage.push(built, plan);
		return ending;
	}
	#tasks(decision, plan, builder, done) {
		const [{ lint, test, testImage, repository }, { workspace }] = [this.#settings, this.#context];
		const { startScript, engine } = this.#effects;
		const own = decision.push ? decision.login : void 0;
		const login = own && {
			registry: repository.registry,
			login: own
		};
		const warn = (line) => this.#warn(line);
		return [...[...lint, ...test].map((command) => commandTask(command, startScript)), imageTask({
			plan,
			testImage,
			engine,
			builder,
			login,
			workspace,
			warn
		}, done)];
	}
	#warn(line) {
		this.#effects.log.warning(line);
		this.#report.warnings.push(line);
	}
	#commitImage(decision) {
		const registry = this.#registry(decision);
		const { copies, repository } = this.#settings;
		const { openRegistry, engine, signal } = this.#effects;
		const login = decision.push ? decision.login : void 0;
		const places = {
			tags: this.#tags,
			copies: copies.map((copy) => openRegistry("pull,push", copy.registry === repository.registry ? login : void 0, copy)),
			logIn: async () => login && engine.logIn(repository.registry, login, signal)
		};
		return new CommitImage(registry, places, this.#report, this.#effects);
	}
	/** One for all questions with the same rights: it knows by then how to log in. */
	#registry(decision) {
		const { openRegistry } = this.#effects;
		const { repository } = this.#settings;
		const rights = decision.push ? "pull,push" : "pull";
		this.#registries[rights] ??= openRegistry(rights, decision.push ? decision.login : void 0, repository);
		return this.#registries[rights];
	}
};

export { runBuild };