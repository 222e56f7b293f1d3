import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { a as readStatus, i as dockerConfigFolder, n as readManifest, o as git, r as writeManifest, t as readBlob } from "./registry-manifests.js";
import { n as markerVariable, t as killMarked } from "./process-leftovers.js";
import { n as workspacePath } from "./files-workspace-path.js";
import { r as coverAll } from "./policy-path-patterns.js";
import { t as seconds } from "./time-duration.js";
import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:os";
import { join } from "node:path";
import { mkdir, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";

// src/process/wait.ts
/** What is stopped by INT has this long to end by itself: the runner kills the step 10 s after its own INT. */
const STOP_GRACE_MS = 4e3;
/** Waits for a process group; stops it, children included, when the signal is aborted, and rejects with its reason. */
async function endOfGroup(group, signal) {
	let stopping;
	const stop = () => {
		stopping = group.stop(STOP_GRACE_MS);
	};
	if (signal.aborted) stop();
	else signal.addEventListener("abort", stop, { once: true });
	try {
		const end = await group.ended;
		await stopping;
		signal.throwIfAborted();
		return end;
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
/** Waits for work that goes on by itself, no longer than the signal allows: rejects with its reason then. */
async function untilAborted(work, signal) {
	const aborted = Promise.withResolvers();
	const abort = () => aborted.reject(signal.reason);
	if (signal.aborted) abort();
	else signal.addEventListener("abort", abort, { once: true });
	try {
		return await Promise.race([aborted.promise, work]);
	} finally {
		signal.removeEventListener("abort", abort);
	}
}

// src/docker/builder.ts
/** Decides what builds. `undefined` when the engine did not answer. */
function builderOf(facts) {
	const { client, engine } = readVersion(facts.version);
	if (engine === void 0) return void 0;
	const platform = `${engine.os}/${engine.arch}`;
	if (facts.buildx !== void 0) {
		const driver = /^Driver:[ \t]*(\S+)/m.exec(facts.buildxBuilder)?.[1] ?? "docker";
		const version = /\bv?(\d+\.\d+\.\d+\S*)/.exec(facts.buildx)?.[1] ?? "of unknown version";
		const exports = driver !== "docker" || facts.storage.includes("io.containerd.snapshotter");
		return {
			kind: "buildx",
			name: `docker buildx ${version} (driver ${driver})`,
			platform,
			exports
		};
	}
	const isBuildKit = Number.parseInt(client, 10) < 23 && facts.buildKit !== "0";
	return {
		kind: isBuildKit ? "buildkit" : "classic",
		name: `docker build (${isBuildKit ? "the engine's BuildKit" : "the classic builder"}, engine ${engine.version})`,
		platform,
		exports: false
	};
}
function readVersion(text) {
	const version = record$1(parsed$2(text));
	const { Version, Os, Arch } = record$1(version.Server);
	const known = typeof Version === "string" && typeof Os === "string" && typeof Arch === "string";
	return {
		client: String(record$1(version.Client).Version ?? ""),
		engine: known ? {
			version: Version,
			os: Os,
			arch: Arch
		} : void 0
	};
}
function parsed$2(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function record$1(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/docker/docker.ts
/** The docker command, in the workspace. */
var Docker = class Docker {
	env;
	#start;
	#cwd;
	constructor(start, cwd, env) {
		this.#start = start;
		this.#cwd = cwd;
		this.env = env;
	}
	/** The same with more in its environment. */
	with(env) {
		return new Docker(this.#start, this.#cwd, {
			...this.env,
			...env
		});
	}
	/** Runs it to its end; a failure is a result. Rejects with the signal's reason, or `program-missing`. */
	async run(args, { signal, input, onLine }) {
		const lines = [];
		const stdout = [];
		const group = this.#start("docker", args, {
			cwd: this.#cwd,
			env: this.env,
			...input === void 0 ? {} : { input },
			onLine: (line, stream) => {
				lines.push(line);
				if (stream === "stdout") stdout.push(line);
				onLine?.(line);
			}
		});
		const { exitCode } = await endOfGroup(group, signal);
		return {
			exitCode,
			lines,
			stdout: stdout.join("\n")
		};
	}
	/** Finds out what builds here. Throws `engine-unreachable`. */
	async builder(signal) {
		const ask = (...args) => this.run(args, { signal });
		const [version, buildx] = await Promise.all([ask("version", "--format", "{{json .}}"), ask("buildx", "version")]);
		const hasBuildx = buildx.exitCode === 0;
		const [inspected, info] = await Promise.all([hasBuildx ? ask("buildx", "inspect") : void 0, hasBuildx ? ask("info", "--format", "{{json .DriverStatus}}") : void 0]);
		const found = builderOf({
			version: version.stdout,
			buildx: hasBuildx ? buildx.stdout : void 0,
			buildxBuilder: inspected?.stdout ?? "",
			storage: info?.stdout ?? "",
			buildKit: this.env.DOCKER_BUILDKIT
		});
		if (found !== void 0) return found;
		const said = version.lines.findLast((line) => line.trim() !== "" && !line.startsWith("{"))?.trim();
		throw new UserError("engine-unreachable", `No Docker engine answers; is it running, and is DOCKER_HOST right?${said === void 0 ? "" : ` (${said})`}`);
	}
};

// src/git/commit.ts
/** Reads the facts. What is not there, git itself included, is `undefined`. */
async function readCommit(question) {
	const [status, commit] = await Promise.all([ask(question, [
		"status",
		"--porcelain=v2",
		"--branch",
		"-z",
		"--no-renames",
		"--untracked-files=no"
	]), ask(question, [
		"cat-file",
		"commit",
		question.sha
	])]);
	const { head, changes } = readStatus(status ?? "");
	return {
		head,
		changed: changes.map(({ path }) => path),
		...readHeader(commit ?? "")
	};
}
/** The paths that differ between a commit and its first parent; `undefined` when the parent's content is not there. */
async function changedPaths(question, firstParent) {
	return (await ask(question, [
		"diff-tree",
		"-r",
		"-z",
		"--no-renames",
		"--name-only",
		firstParent,
		question.sha,
		"--"
	]))?.split("\0").filter((path) => path !== "");
}
async function ask(place, args) {
	try {
		const { exitCode, stdout } = await git(place, args);
		return exitCode === 0 ? stdout : void 0;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "program-missing") return void 0;
		throw thrown;
	}
}
/** The header of a commit object ends at the first empty line; what follows is the message, which may say anything. */
function readHeader(commit) {
	const lines = (commit.split("\n\n")[0] ?? "").split("\n");
	const parent = lines.find((line) => line.startsWith("parent "))?.slice(7);
	const [, time] = /^committer .*> (\d+) [+-]\d{4}$/.exec(lines.find((line) => line.startsWith("committer ")) ?? "") ?? [];
	return {
		firstParent: parent,
		committedAt: time === void 0 ? void 0 : Number(time)
	};
}

// src/runner/child-environment.ts
/**
* What a JavaScript action is given but a `run:` step is not: its inputs (a password is among them), the files of its
* own outputs and state, and the tokens of the cache service.
*/
const oursAlone = /^(INPUT_.*|GITHUB_(OUTPUT|STATE)|ACTIONS_(RUNTIME|CACHE|RESULTS)_.*|NODE_COMPILE_CACHE)$/;
/** The environment of the user's commands: that of a `run:` step, and the marker by which they are found. */
function commandEnvironment(env, marker) {
	return {
		...withoutUndefined(env, (name) => !oursAlone.test(name)),
		[markerVariable]: marker
	};
}
/** The environment of docker: the job's own without the inputs. The tokens of the cache service are for its gha cache. */
function dockerEnvironment(env, marker) {
	return {
		...withoutUndefined(env, (name) => !/^(INPUT_.*|GITHUB_(OUTPUT|STATE))$/.test(name)),
		[markerVariable]: marker
	};
}
function withoutUndefined(env, keep) {
	const kept = {};
	for (const [name, value] of Object.entries(env)) if (value !== void 0 && keep(name)) kept[name] = value;
	return kept;
}

// src/delivery/image/labels.ts
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

// src/delivery/image/build-plan.ts
/** What is built. Throws `bad-input` for a path that leads out of the workspace. */
function planOf(settings, { event, repository, repositoryUrl, workspace }, facts, push) {
	const { target, platforms, buildArgs, secrets, cache, provenance, tagSuffix } = settings;
	const context = workspacePath(workspace, settings.context, "context");
	const { sha, tagName } = event;
	return {
		target,
		platforms,
		buildArgs,
		secrets,
		cache,
		provenance,
		context,
		dockerfile: workspacePath(workspace, settings.dockerfile ?? join(context, "Dockerfile"), "dockerfile"),
		labels: labelsOf({
			sha,
			repository,
			repositoryUrl,
			tagName,
			committedAt: facts.committedAt,
			own: settings.labels
		}),
		repository: settings.repository.name,
		tag: `${sha}${tagSuffix}`,
		tagSuffix,
		firstParent: facts.firstParent,
		push
	};
}

// src/process/exit-text.ts
/** How a program ended, for people. A shell reports a signal as 128 and its number. */
function exitText({ exitCode, signal }) {
	const name = signal ?? Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number)?.[0];
	if (name === "SIGKILL") return "killed by SIGKILL (out of memory?)";
	if (name !== void 0) return `ended by ${name}`;
	if (exitCode === 127) return "a command was not found (exit code 127)";
	if (exitCode === 126) return "a command is not executable (exit code 126)";
	return `exit code ${exitCode}`;
}

// src/delivery/image/command-task.ts
/** GitHub's own way to run a `run:` step with `shell: bash`. */
const bashArguments = [
	"--noprofile",
	"--norc",
	"-eo",
	"pipefail",
	"-c"
];
/**
* The user's lines in order, each by a shell of its own, up to the first that fails. What a line leaves running in the
* background serves the lines after it, and ends with the task.
*/
function commandTask(name, lines, { start, cwd, folder, env }) {
	return {
		name,
		work: async (output, signal) => {
			const groups = [];
			try {
				for (const [index, line] of lines.entries()) {
					output.add(`$ ${line}`);
					const group = start("bash", [...bashArguments, line], {
						cwd,
						env,
						pipeFolder: folder,
						onLine: (text) => output.add(text)
					});
					groups.push(group);
					const end = await endOfGroup(group, signal);
					if (end.exitCode === 0) continue;
					const text = `${name} failed in ${lines.length > 1 ? `line ${index + 1}, ` : ""}\`${line}\`: ${exitText(end)}`;
					throw new UserError(`${name}-failed`, text, { outcome: "failed" });
				}
			} finally {
				for (const group of groups) group.kill();
			}
		}
	};
}

// src/registry/image-index.ts
/** The entries of an index; `undefined` for the manifest of a single image. */
function entriesOf({ body }) {
	return parsed$1(body).manifests;
}
/** Whether the entry is not an image but something said about one, such as provenance. */
function isAttestation({ annotations }) {
	return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
/** Digests of the configurations of a manifest, or of every image of an index. */
async function configsOf(question, manifest) {
	const entries = entriesOf(manifest);
	if (entries === void 0) return [configDigest(manifest)];
	const images = entries.filter((entry) => !isAttestation(entry));
	return (await Promise.all(images.map(({ digest }) => readManifest(question, digest)))).flatMap((each) => each === void 0 ? [] : [configDigest(each)]);
}
/** What an index says of this image: an entry for a single one, its own entries for an index. */
async function asEntries(question, manifest) {
	const entries = entriesOf(manifest);
	if (entries !== void 0) return entries;
	const { mediaType, digest, body } = manifest;
	const { os, architecture, variant } = parsed$1(await readBlob(question, configDigest(manifest)));
	const platform = {
		architecture,
		os,
		...variant !== void 0 && { variant }
	};
	return [{
		mediaType,
		digest,
		size: body.length,
		platform
	}];
}
/** An index of these entries, in their order: the same entries give the same bytes. */
function indexOf(entries) {
	return Buffer.from(JSON.stringify({
		schemaVersion: 2,
		mediaType: indexType,
		manifests: entries
	}));
}
const indexType = "application/vnd.oci.image.index.v1+json";
/** `linux/arm64/v8` */
function platformText({ os, architecture, variant }) {
	return [
		os,
		architecture,
		...variant === void 0 ? [] : [variant]
	].join("/");
}
function configDigest({ body }) {
	return parsed$1(body).config.digest;
}
function parsed$1(body) {
	return JSON.parse(Buffer.from(body).toString("utf8"));
}

// src/docker/build-arguments.ts
/** An image with an index around it cannot be held by the engine: it is built first, and pushed from the cache. */
function needsDirectPush({ platforms, provenance }) {
	return platforms.length > 1 || provenance !== "none";
}
/** The arguments of `docker`, run in the workspace. No value of a secret is among them. */
function buildArguments(plan, builder, output, files) {
	const isBuildx = builder.kind === "buildx";
	return [
		...isBuildx ? ["buildx", "build"] : ["build"],
		...builder.kind === "classic" ? [] : ["--progress", "plain"],
		...isBuildx ? [`--provenance=${provenance(plan, output)}`, "--sbom=false"] : [],
		...isBuildx ? outputArguments(plan, output, files) : [],
		...["--file", local(plan.dockerfile)],
		...plan.target === void 0 ? [] : ["--target", plan.target],
		...plan.platforms.length === 0 ? [] : ["--platform", plan.platforms.join(",")],
		...[...plan.buildArgs].flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
		...plan.secrets.flatMap(({ id, variable }) => ["--secret", `id=${id},env=${variable}`]),
		...[...plan.labels].flatMap(([name, value]) => ["--label", `${name}=${value}`]),
		...cacheArguments(plan, isBuildx, output),
		...output === "engine" ? [
			"--tag",
			`${plan.repository}:${plan.tag}`,
			"--iidfile",
			files.imageId
		] : [],
		local(plan.context)
	];
}
/** The engine takes no attestation: what is tested in it gets one when it is pushed. */
function provenance({ provenance: wanted }, output) {
	return wanted === "none" || output === "engine" ? "false" : `mode=${wanted}`;
}
/** Into the registry without a tag: that is written when it is seen that the right thing is there. */
function outputArguments({ repository }, output, { metadata }) {
	if (output === "engine") return ["--load"];
	if (output === "cache") return ["--output", "type=cacheonly"];
	return [
		"--output",
		`type=image,name=${repository},push-by-digest=true,name-canonical=true,push=true`,
		"--metadata-file",
		metadata
	];
}
/** The cache is written when the image is built first; that of the registry only by runs that push. */
function cacheArguments(plan, isBuildx, output) {
	const { cache, repository, firstParent, tagSuffix } = plan;
	const registry = `type=registry,ref=${repository}:build-cache${tagSuffix}`;
	switch (cache) {
		case "none": return [];
		case "gha": {
			const gha = `type=gha,scope=${repository}${tagSuffix}`;
			return [
				"--cache-from",
				gha,
				...output === "registry" ? [] : ["--cache-to", `${gha},mode=max,ignore-error=true`]
			];
		}
		case "registry": {
			const written = `${registry},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`;
			return [
				"--cache-from",
				registry,
				...plan.push && output !== "registry" ? ["--cache-to", written] : []
			];
		}
		case "inline": {
			const to = isBuildx ? ["--cache-to", "type=inline"] : ["--build-arg", "BUILDKIT_INLINE_CACHE=1"];
			if (firstParent === void 0) return to;
			const parent = `${repository}:${firstParent}${tagSuffix}`;
			return [
				"--cache-from",
				isBuildx ? `type=registry,ref=${parent}` : parent,
				...to
			];
		}
	}
}
/** Whatever the path is called, docker shall take it for neither an option nor an address. */
function local(path) {
	return path === "." ? path : `./${path}`;
}

// src/text/excerpt.ts
/**
* The beginning of a line, at most `most` characters. It is cut between words: the runner's masks know no half of a secret.
*/
function excerpt(line, most) {
	const points = [...line];
	if (points.length <= most) return line;
	const start = points.slice(0, most).join("");
	const blank = start.search(/\s\S*$/);
	return `${blank < 0 ? "" : start.slice(0, blank + 1)}…`;
}

// src/docker/problem.ts
/** What goes wrong outside of the user's own Dockerfile, by docker's words for it. The first that fits is it. */
const known = [
	{
		pattern: /no space left on device/i,
		reason: "disk-full",
		text: "the disk is full; free some space on the runner"
	},
	{
		pattern: /cannot connect to the docker daemon|is the docker daemon running|dial unix .*(connection refused|no such file)/i,
		reason: "engine-unreachable",
		text: "no Docker engine answers; is it running, and is DOCKER_HOST right?"
	},
	{
		pattern: /error during connect|unexpected EOF|error reading from server: EOF|: EOF$|connection reset by peer|broken pipe|transport is closing|read\/write on closed pipe|code = (Unavailable|Canceled)/i,
		reason: "engine-died",
		text: "the Docker engine went away in the middle; look at its log, then run this job again"
	},
	{
		pattern: /toomanyrequests|too many requests|\b429\b/i,
		reason: "registry-busy",
		text: "the registry has had too many requests; run this job again later, or log in"
	},
	{
		pattern: /unauthorized|authentication required|no basic auth credentials|\b40[13]\b|denied|insufficient_scope/i,
		reason: "registry-denied",
		text: "the registry does not let us in; check the login, and whether it may do this (packages: write on ghcr.io)"
	},
	{
		pattern: /name unknown|repository .*(not found|does not exist)|manifest (unknown|for .* not found)|\b404\b/i,
		reason: "registry-missing",
		text: "the registry has no such repository or image; check the name, and make the repository if it must exist first"
	},
	{
		pattern: /\b50[0-4]\b|unexpected HTTP status|TLS handshake timeout|i\/o timeout|no such host|connection refused/i,
		reason: "registry-unreachable",
		text: "the registry does not answer as it should; run this job again later"
	}
];
/** Reasons that may be gone in a moment. */
const passing = /* @__PURE__ */ new Set(["registry-busy", "registry-unreachable"]);
/** Lines that docker writes about the failure itself, not those of the programs it runs. */
const telling = /^(?:#\d+ )?(?:ERROR|error|Error response from daemon|failed to|denied|unauthorized|toomanyrequests|Cannot connect|The command |unknown:|manifest |pull access denied|received |Get "|Head "|Patch "|Put "|Post ")/;
/**
* Why docker failed, in one line. `what` begins it: "image failed", "push failed". A program of the user's that prints
* "denied" is not mistaken for a registry: only docker's own last words are read.
*/
function dockerProblem(what, fallback, lines) {
	const spoken = lines.filter((line) => line.trim() !== "");
	const own = (fallback === "build-failed" ? spoken.filter((line) => telling.test(line.trim())) : spoken).slice(-3);
	const said = own.at(-1) ?? spoken.at(-1) ?? "docker printed nothing";
	const isOwnCommand = own.some((line) => /did not complete successfully: exit code|executor failed running|returned a non-zero code/.test(line));
	const found = known.find(({ pattern, reason }) => {
		if (reason === "disk-full") return lines.slice(-5).some((line) => pattern.test(line));
		if (isOwnCommand) return false;
		return (reason.startsWith("engine-") ? lines.slice(-5) : own).some((line) => pattern.test(line));
	});
	const quoted = excerpt(said.trim(), 300);
	const outcome = fallback === "build-failed" ? "failed" : "error";
	if (found === void 0) return new UserError(fallback, `${what}: ${quoted}`, { outcome });
	return new UserError(found.reason, `${what}: ${found.text} (${quoted})`);
}
/** Whether it is worth trying again. */
function isPassing({ reason }) {
	return passing.has(reason);
}
/** Why a cache could not be written, in BuildKit's words; the build goes on without. Its step tells, not its line. */
function cacheProblem(lines) {
	const steps = /* @__PURE__ */ new Set();
	for (const line of lines) {
		const [, step = "", text = ""] = /^(#\d+) (.*)$/.exec(line) ?? [];
		if (/^exporting cache\b/.test(text)) steps.add(step);
		else if (steps.has(step) && text.startsWith("ERROR: ")) return text.slice(7);
	}
}

// src/docker/builder-limits.ts
const setUp = "add docker/setup-buildx-action in a step before this one";
/** Refuses what this builder cannot do, before anything is built. Throws `builder-limit` with every reason. */
function checkLimits({ kind, name, platform, exports }, wanted) {
	const problems = [];
	if (!exports) {
		if (wanted.platforms.length > 1) problems.push(`several platforms (${wanted.platforms.join(", ")})`);
		if (wanted.provenance !== "none") problems.push("provenance");
		if (wanted.cache === "gha" || wanted.cache === "registry") problems.push(`cache: ${wanted.cache}`);
	}
	if (kind === "classic") {
		if (wanted.cache === "inline") problems.push("cache: inline");
		if (wanted.secrets.length > 0) problems.push("secrets");
		const foreign = wanted.platforms.find((each) => each !== platform);
		if (wanted.platforms.length === 1 && foreign !== void 0) problems.push(`the platform ${foreign} (the engine's own is ${platform})`);
	}
	if (problems.length > 0) throw new UserError("builder-limit", `${name} cannot do this: ${problems.join("; ")}; ${setUp}, or leave it out`);
}

// src/docker/login.ts
/**
* Logs docker in by a configuration of our own, so that nothing is left in the user's. It begins as a copy of that one:
* base images may come from registries that were logged in to before, and plugins and contexts are found there. Resolves
* with the docker that is logged in.
*/
async function logIn({ folder, registry, login, docker, signal }) {
	const { env } = docker;
	const original = dockerConfigFolder(env);
	const text = original && await readFile(join(original, "config.json"), "utf8").catch(() => void 0);
	await writeFile(join(folder, "config.json"), withoutStore(text || "{}", registry), { mode: 384 });
	if (original) await linkTheRest(original, folder);
	const where = registry === "docker.io" ? [] : [registry];
	const own = docker.with({ DOCKER_CONFIG: folder });
	const args = [
		"login",
		"--username",
		login.username,
		"--password-stdin",
		...where
	];
	const { exitCode, lines } = await own.run(args, {
		signal,
		input: login.password
	});
	if (exitCode === 0) return own;
	throw dockerProblem(`Login to ${registry} as "${login.username}" failed`, "login-failed", lines);
}
/**
* A configuration whose logins go into the file itself. A store for all registries would keep ours for good; the logins
* that are in it stay readable by naming it for each of their registries.
*/
function withoutStore(text, registry) {
	const { credsStore, ...config } = record(parsed(text));
	const auths = record(config.auths);
	const helpers = {};
	if (typeof credsStore === "string") for (const key of Object.keys(auths)) helpers[key] = credsStore;
	Object.assign(helpers, record(config.credHelpers));
	const isOurs = (key) => key.replace(/^https?:\/\//, "").split("/")[0] === registry || registry === "docker.io" && key.includes("index.docker.io");
	const others = (entries) => Object.fromEntries(Object.entries(entries).filter(([key]) => !isOurs(key)));
	return JSON.stringify({
		...config,
		auths: others(auths),
		credHelpers: others(helpers)
	});
}
async function linkTheRest(original, folder) {
	const names = await readdir(original).catch(() => []);
	for (const name of names.filter((name) => name !== "config.json")) await symlink(join(original, name), join(folder, name));
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UserError("docker-config", "Docker's config.json is not JSON; mend it, or log in again");
	}
}
function record(value) {
	return typeof value === "object" && value !== null ? value : {};
}

// src/delivery/image/image-task.ts
/** Builds the image and runs "test-image" in it. `done` is told what is ready to be pushed. */
function imageTask(work, done) {
	return {
		name: "image",
		work: async (output, signal) => {
			await checkFiles(work);
			const builder = await untilAborted(work.builder, signal);
			output.add(`Builder: ${builder.name}`);
			checkLimits(builder, work.plan);
			const docker = await loggedIn(work, signal);
			const id = await build({
				...work,
				docker
			}, builder, output, signal);
			for (const command of work.testImage) await runInside(docker, id ?? "", command, output, signal);
			done({
				builder,
				docker,
				id
			});
		}
	};
}
/** The environment in which the builder does what was chosen, whatever the client's default is. */
function builderEnvironment({ kind }) {
	return kind === "buildx" ? {} : { DOCKER_BUILDKIT: kind === "buildkit" ? "1" : "" };
}
function resultFiles(folder) {
	return {
		imageId: join(folder, "image-id"),
		metadata: join(folder, "metadata.json")
	};
}
async function checkFiles({ plan, workspace }) {
	const [context, dockerfile] = await Promise.all([plan.context, plan.dockerfile].map((path) => stat(join(workspace, path)).catch(() => void 0)));
	if (!context?.isDirectory()) throw new UserError("no-context", `There is no folder ${plan.context}; set the input "context" to one of the repository`, { outcome: "failed" });
	if (!dockerfile?.isFile()) throw new UserError("no-dockerfile", `There is no file ${plan.dockerfile}; add it, or set the input "dockerfile"`, { outcome: "failed" });
}
async function loggedIn({ docker, login, repository, folder }, signal) {
	if (login === void 0) return docker;
	return logIn({
		folder: join(folder, "docker"),
		registry: repository.registry,
		login,
		docker,
		signal
	});
}
async function build({ plan, testImage, docker, folder, warn }, builder, output, signal) {
	const files = resultFiles(folder);
	const inEngine = !needsDirectPush(plan) || testImage.length > 0;
	const args = buildArguments(plan, builder, inEngine ? "engine" : "cache", files);
	const onLine = (line) => output.add(line);
	const { exitCode, lines } = await docker.with(builderEnvironment(builder)).run(args, {
		signal,
		onLine
	});
	if (exitCode !== 0) throw dockerProblem("The image could not be built", "build-failed", lines);
	const cache = plan.cache === "none" ? void 0 : cacheProblem(lines);
	if (cache !== void 0) warn(`The cache could not be written; the image is not affected: ${cache}`);
	return inEngine ? (await readFile(files.imageId, "utf8")).trim() : void 0;
}
/** The container is taken away in any case: the engine keeps it running when only its client is stopped. */
async function runInside(docker, image, command, output, signal) {
	const [program = "", ...args] = command;
	const name = `commit-train-${randomUUID()}`;
	output.add(`$ docker run ${image.slice(0, 19)} ${command.join(" ")}`);
	const onLine = (line) => output.add(line);
	const remove = () => removed(docker, name);
	signal.addEventListener("abort", remove, { once: true });
	try {
		const run = [
			"run",
			"--rm",
			"--name",
			name,
			"--entrypoint",
			program,
			image,
			...args
		];
		const { exitCode, lines } = await docker.run(run, {
			signal,
			onLine
		});
		if (exitCode === 0) return;
		const what = `test-image failed in \`${command.join(" ")}\``;
		if (exitCode === 125) throw dockerProblem(what, "test-image-failed", lines);
		throw new UserError("test-image-failed", `${what}: ${exitText({
			exitCode,
			signal: void 0
		})}`, { outcome: "failed" });
	} finally {
		signal.removeEventListener("abort", remove);
		if (signal.aborted) await remove();
	}
}
const removalMs = 3e3;
async function removed(docker, container) {
	const args = [
		"rm",
		"--force",
		"--volumes",
		container
	];
	await docker.run(args, { signal: AbortSignal.timeout(removalMs) }).catch(() => void 0);
}

// src/delivery/image/push.ts
const waitsMs = [2e3, 8e3];
/** Pushes the tested image under the commit's tag. The tag is read before and after: it must never change its content. */
async function pushImage(work) {
	const { registry, plan } = work;
	const before = await readManifest(registry, plan.tag);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	return needsDirectPush(plan) ? pushByDigest(work) : pushByTag(work);
}
async function pushByTag(work) {
	const { registry, plan, image } = work;
	let digest;
	try {
		digest = await repeated$1(work, pushFromEngine);
	} catch (thrown) {
		return whoWasFirst(registry, plan.tag, thrown);
	}
	const manifest = await readManifest(registry, plan.tag);
	checkContent(`${plan.repository}:${plan.tag}`, manifest, digest);
	await checkTested(registry, plan.tag, manifest, image.id);
	return {
		manifest,
		wasThere: false
	};
}
/** Without a tag, so that one is only written when what is there was looked at. */
async function pushByDigest(work) {
	const { registry, plan, image } = work;
	const digest = await repeated$1(work, pushFromCache);
	const manifest = await readManifest(registry, digest);
	checkContent(`${plan.repository}@${digest}`, manifest, digest);
	await checkTested(registry, plan.tag, manifest, image.id);
	return tagOnce(registry, plan.tag, manifest);
}
/** Writes a tag that nobody has written yet; where somebody has, theirs is the one. */
async function tagOnce(registry, tag, manifest) {
	const before = await readManifest(registry, tag);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	return writeOnce(registry, tag, manifest);
}
/** The same for who has just seen that nobody has. */
async function writeOnce(registry, tag, manifest) {
	try {
		await writeManifest(registry, tag, manifest);
	} catch (thrown) {
		return whoWasFirst(registry, tag, thrown);
	}
	checkContent(`${registry.repository.name}:${tag}`, await readManifest(registry, tag), manifest.digest);
	return {
		manifest,
		wasThere: false
	};
}
/** A registry with immutable tags refuses the second of two runs: the first one's image is there. */
async function whoWasFirst(registry, tag, thrown) {
	const there = await readManifest(registry, tag).catch(() => void 0);
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
	throw moved(`${registry.repository.name}:${tag}`, `its configuration is not that of the image that was tested (${id})`);
}
/** Throws `tag-moved` unless the tag holds what was just written. */
function checkContent(reference, manifest, digest) {
	if (manifest === void 0) throw moved(reference, "it is not there");
	if (digest !== void 0 && manifest.digest !== digest) throw moved(reference, `it holds ${manifest.digest}, not ${digest}`);
}
function moved(reference, what) {
	return new UserError("tag-moved", `${reference} is not what was just written there: ${what}; did another run write the same tag at the same moment? Run this job again, and let the registry make tags immutable`);
}
/** Once more, twice, for what may be gone in a moment. */
async function repeated$1(work, push) {
	for (const wait of waitsMs) try {
		return await push(work);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || !isPassing(thrown)) throw thrown;
		work.onLine(`${thrown.message}; trying again in ${wait / 1e3} s`);
		await work.clock.sleep(wait, work.signal);
	}
	return push(work);
}
/** Answers the digest as docker says it; `undefined` when it says none. */
async function pushFromEngine({ image, plan, signal, onLine }) {
	const reference = `${plan.repository}:${plan.tag}`;
	const run = async (...args) => {
		const { exitCode, lines, stdout } = await image.docker.run(args, {
			signal,
			onLine
		});
		if (exitCode === 0) return stdout;
		throw dockerProblem("The image could not be pushed", "push-failed", lines);
	};
	await run("tag", image.id ?? reference, reference);
	return /digest: (sha256:[0-9a-f]{64})/.exec(await run("push", reference))?.[1];
}
async function pushFromCache({ image, plan, folder, signal, onLine }) {
	const files = resultFiles(folder);
	const args = buildArguments(plan, image.builder, "registry", files);
	const { exitCode, lines } = await image.docker.with(builderEnvironment(image.builder)).run(args, {
		signal,
		onLine
	});
	if (exitCode !== 0) throw dockerProblem("The image could not be pushed", "push-failed", lines);
	const digest = JSON.parse(await readFile(files.metadata, "utf8"))["containerimage.digest"];
	if (typeof digest === "string") return digest;
	throw new UserError("push-failed", "The image could not be pushed: docker does not say under which digest");
}

// src/delivery/image/join.ts
/**
* Writes an index of the commit's images under its SHA, unless it is there already. The images stay as they are, with
* their digests; they are in the same repository, so that nothing is copied. Throws `part-missing`, `platform-twice`.
*/
async function joinImages({ registry, sha, suffixes, log }) {
	const before = await readManifest(registry, sha);
	if (before !== void 0) return {
		manifest: before,
		wasThere: true
	};
	const parts = await Promise.all(suffixes.map(async (suffix) => {
		const manifest = await readManifest(registry, `${sha}${suffix}`);
		return {
			suffix,
			entries: manifest && await asEntries(registry, manifest)
		};
	}));
	const missing = parts.filter(({ entries }) => entries === void 0).map(({ suffix }) => `${sha}${suffix}`);
	if (missing.length > 0) throw new UserError("part-missing", `${registry.repository.name} has no ${missing.join(", ")}; were the jobs that build these green, and do they have the same "image" and "tag-suffix"?`);
	const entries = parts.flatMap((part) => part.entries ?? []);
	checkPlatforms(entries);
	const body = indexOf(entries);
	for (const { platform, digest } of entries) if (platform !== void 0) log.info(`${platformText(platform)}: ${digest}`);
	const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
	return tagOnce(registry, sha, {
		body,
		digest,
		mediaType: indexType
	});
}
/** Whoever pulls gets the first that fits: another one for the same platform would be there for nothing. */
function checkPlatforms(entries) {
	const seen = /* @__PURE__ */ new Set();
	for (const { platform } of entries.filter((entry) => !isAttestation(entry))) {
		const text = platform === void 0 ? "no platform" : platformText(platform);
		if (seen.has(text)) throw new UserError("platform-twice", `Two of the images that are joined are for ${text}; let each of the jobs build for a platform of its own`);
		seen.add(text);
	}
}

// src/delivery/image/commit-image.ts
/** The image of the commit in the registry, however it gets there. The report is told what is known of it. */
var CommitImage = class {
	#registry;
	#tags;
	#report;
	#effects;
	/** `tags` are those beside the SHA's. */
	constructor(registry, tags, report, effects) {
		this.#registry = registry;
		this.#tags = tags;
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
		const [registry, { log, folder, clock, signal }] = [this.#registry, this.#effects];
		const began = clock.now();
		await log.group(`push ${plan.repository}:${plan.tag}`, async () => {
			const onLine = (line) => log.info(line);
			const { manifest, wasThere } = await pushImage({
				image,
				plan,
				registry,
				folder,
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
		const there = await readManifest(this.#registry, this.#report.tag).catch(() => "unknown");
		this.#report.absent = there === void 0;
		throw thrown;
	}
	/** Now its other tags, which another commit's run may move at once. */
	async #finish(manifest, push) {
		const { name } = this.#registry.repository;
		this.#report.digest = manifest.digest;
		this.#report.references.push(`${name}:${this.#report.tag}`);
		if (!push) return;
		for (const tag of this.#tags) {
			await writeManifest(this.#registry, tag, manifest);
			this.#report.references.push(`${name}:${tag}`);
		}
	}
};

// src/delivery/image/task.ts
/** The problem behind whatever was thrown. */
function problemOf(thrown, tail) {
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

// src/delivery/image/ending.ts
/** How a run ends whose tasks ended like this. What makes the commit unfit comes before what broke, else in order of time. */
function endingOf(results) {
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
function endingOfThrown(thrown) {
	const problem = problemOf(thrown, []);
	return {
		outcome: problem.outcome,
		problems: [problem]
	};
}
function rank({ outcome }) {
	return outcome === "failed" ? 0 : 1;
}

// src/delivery/image/existing-image.ts
/**
* Looks whether the commit has its image, or may have its first parent's, which is then given its tag. An image is only
* ever pushed after lint and test passed, so that nothing has to be run again for it.
*/
async function findExisting(question) {
	const { registry, push, commit, tagSuffix } = question;
	const own = await ownImage(question);
	if (own !== void 0) return {
		manifest: own,
		origin: "present"
	};
	if (!push) return void 0;
	const manifest = await parentImage(question);
	if (manifest === void 0) return void 0;
	const written = await writeOnce(registry, `${commit.sha}${tagSuffix}`, manifest);
	return {
		manifest: written.manifest,
		origin: written.wasThere ? "present" : "parent"
	};
}
async function ownImage(question) {
	const { registry, push, commit, tagSuffix, log } = question;
	try {
		return await readManifest(registry, `${commit.sha}${tagSuffix}`);
	} catch (thrown) {
		if (push || !(thrown instanceof UserError)) throw thrown;
		log.info(`Whether the image is there already cannot be seen: ${thrown.message}`);
		return;
	}
}
async function parentImage({ registry, tagSuffix, patterns, commit, facts, log }) {
	const { firstParent } = facts;
	if (patterns.length === 0 || firstParent === void 0) return void 0;
	const paths = await changedPaths(commit, firstParent);
	if (paths === void 0) {
		log.notice("Whether this commit changes the image cannot be seen, so that it is built: give actions/checkout \"fetch-depth: 2\"");
		return;
	}
	if (!coverAll(patterns, paths)) return void 0;
	const manifest = await readManifest(registry, `${firstParent}${tagSuffix}`);
	if (manifest === void 0) log.info(`This commit changes nothing that is in the image, but its first parent ${firstParent} has none: built`);
	return manifest;
}

// src/delivery/image/push-decision.ts
const outsiders = {
	fork: "this is a pull request from a fork, which GitHub gives no secrets",
	dependabot: "this run was started by Dependabot, which GitHub gives none of Actions' secrets"
};
/** Decides before anything is started. Throws `bad-input` for credentials that cannot be used. */
function decidePush({ push, registry }, event) {
	const { outsider } = event;
	if (push === false) return {
		push: false,
		why: "input \"push\" is false"
	};
	if (push === "auto" && outsider === "fork") return {
		push: false,
		why: outsiders.fork
	};
	const { username, password } = registry;
	const isHalf = username === "" !== (password === "");
	if (isHalf && outsider !== void 0) {
		const why = `${outsiders[outsider]}, so that "registry-${username === "" ? "username" : "password"}" is empty`;
		if (push === "auto") return {
			push: false,
			why
		};
		throw noCredentials(why);
	}
	if (isHalf) {
		const [has, lacks] = username === "" ? ["password", "username"] : ["username", "password"];
		throw new UserError("bad-input", `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither (a secret that does not exist is an empty text)`);
	}
	return {
		push: true,
		login: username === "" ? void 0 : registry
	};
}
/**
* Decides again when the registry has refused to let us write: whose secrets GitHub keeps back has no login, and that is the
* reason, not a mistake. Throws what was thrown where it is none of this, and `no-credentials` where a push was asked for.
*/
function decideRefused(thrown, decision, push, { outsider }) {
	if (!(thrown instanceof UserError && thrown.reason === "registry-denied" && decision.push) || outsider === void 0 || decision.login !== void 0 && outsider !== "fork") throw thrown;
	const why = `${outsiders[outsider]}, and the registry does not let us write without`;
	if (push === "auto") return {
		push: false,
		why
	};
	throw noCredentials(why, thrown);
}
function noCredentials(why, cause) {
	return new UserError("no-credentials", `The image cannot be pushed: ${why}; leave "push" at auto, or let a workflow that is given secrets build this commit`, { cause });
}

// src/delivery/image/heartbeat.ts
/** Often enough that nobody thinks it hangs, seldom enough that a long build stays readable. */
const heartbeatMs = 1e4;
const longestLine = 120;
/** Says every ten seconds what each running task does, until the signal is aborted. */
async function beat(clock, running, say, redact, signal) {
	try {
		for (;;) {
			await clock.sleep(heartbeatMs, signal);
			for (const task of running()) say(heartbeatLine(task, clock.now(), redact));
		}
	} catch (thrown) {
		if (!signal.aborted) throw thrown;
	}
}
/** Task, elapsed time, last line: masked before it is cut. */
function heartbeatLine({ name, since, output }, now, redact) {
	const text = excerpt(redact(output.last), longestLine);
	return `${name}: running for ${seconds(now - since)}${text === "" ? "" : `: ${text}`}`;
}

// src/delivery/image/task-output.ts
/** What a task has printed so far. Its lines are kept until it has ended, so that its group is not mixed with others. */
var TaskOutput = class {
	#lines = [];
	#mask;
	#last = "";
	#stopToken;
	/** `mask` is told what the task wants masked, at once: the last line may be shown before the group is. */
	constructor(mask) {
		this.#mask = mask;
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
			this.#lines.push(line);
		} else {
			if (name === "stop-commands") this.#stopToken = data;
			this.#keep(line, name === void 0 ? line : data);
		}
	}
	/** Everything, in order. Groups inside are titles: GitHub shows one level, and ours must not end early. */
	get lines() {
		return this.#stopToken === void 0 ? this.#lines : [...this.#lines, `::${this.#stopToken}::`];
	}
	/** The last thing a person would read: what a progress bar shows now, without its colours. */
	get last() {
		return this.#last;
	}
	/** The last `count` lines as plain text. */
	tail(count) {
		const shown = this.#lines.filter((line) => commandIn(line).name !== "add-mask").map(plainText);
		while (shown.at(-1) === "") shown.pop();
		return shown.slice(-count);
	}
	#keep(line, shown) {
		this.#lines.push(line);
		const text = plainText(shown).trim();
		if (text !== "") this.#last = text;
	}
};
/** A line without colours and other control sequences; of one that was overwritten in place, what was there last. */
function plainText(line) {
	return (line.split("\r").findLast((part) => part.trim() !== "") ?? "").replaceAll(controlSequence, "").replaceAll(controlCharacter, "");
}
const esc = String.fromCharCode(27);
const controlSequence = new RegExp(`${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${esc}\\u0007]*(?:\\u0007|${esc}\\\\)?)`, "g");
const controlCharacter = /[^\P{Cc}\t]/gu;
/** The workflow command of a line, in either of the forms that the runner knows. */
function commandIn(line) {
	const [, name, data] = /^\s*::([a-z-]+)(?:\s[^:]*)?::(.*)$/s.exec(line) ?? /##\[([a-z-]+)(?:\s[^\]]*)?\](.*)$/s.exec(line) ?? [];
	return {
		name,
		data: data ?? ""
	};
}
function unescaped(data) {
	return data.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

// src/delivery/image/side-by-side.ts
/** Lines of a failed task that are said again. */
const repeated = 20;
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
	const printer = new Printer(log);
	const heart = beat(clock, () => [...running], (line) => printer.say(() => log.info(line)), (text) => how.masks.redact(text), ended.signal);
	const one = async (task) => {
		const output = new TaskOutput((value) => how.masks.add(value));
		const own = {
			name: task.name,
			since: clock.now(),
			output
		};
		running.add(own);
		const result = await resultOf(task, output, stop, own.since, clock);
		running.delete(own);
		const show = task.name === "image" ? (line) => log.info(plainText(line)) : how.print;
		printer.group(`${task.name}: ${result.state} after ${seconds(result.ms)}`, output.lines, show);
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
		if (stop.aborted && thrown === stop.reason) return {
			name,
			state: "stopped",
			ms
		};
		if (!(thrown instanceof UserError)) output.add(thrown instanceof Error ? `${thrown.stack}` : String(thrown));
		return {
			name,
			state: "failed",
			ms,
			problem: problemOf(thrown, output.tail(repeated))
		};
	}
}
/** One thing after the other: a group that is open takes in whatever is printed meanwhile. */
var Printer = class {
	#log;
	#last = Promise.resolve();
	constructor(log) {
		this.#log = log;
	}
	get done() {
		return this.#last;
	}
	say(print) {
		this.#last = this.#last.then(print);
	}
	group(title, lines, show) {
		this.#last = this.#last.then(() => this.#log.group(title, async () => {
			for (const line of lines) show(line);
		}));
	}
};

// src/delivery/image/tree.ts
/** An image under a commit's SHA must be made of that commit. Throws `wrong-commit` when it would be pushed and is not. */
function checkTree({ head, changed }, { sha, push, notice, warn }) {
	if (head !== sha) {
		const what = `The checked-out commit is ${head ?? "none"}, the image is ${sha}'s`;
		if (!push) notice(`${what}; it is not pushed`);
		else throw new UserError("wrong-commit", `${what}; give actions/checkout "ref: \${{ github.event.pull_request.head.sha || github.sha }}"`);
	}
	if (changed.length > 0 && push) {
		const more = changed.length > 3 ? ` and ${changed.length - 3} more` : "";
		warn(`The image may hold what is not in the commit: ${changed.slice(0, 3).join(", ")}${more} differ from it`);
	}
}

// src/delivery/image/run.ts
/** Runs one build to its end: whatever goes wrong is its ending. */
async function runBuild(settings, context, effects) {
	const { clock, signal, marker } = effects;
	const started = clock.now();
	const { sha } = context.event;
	const report = {
		commit: sha,
		tag: `${sha}${settings.tagSuffix}`,
		commitUrl: `${context.repositoryUrl}/commit/${sha}`,
		repository: settings.repository.name,
		results: [],
		references: [],
		warnings: []
	};
	let ending;
	try {
		ending = await new Run(settings, context, effects, report).toItsEnd();
	} catch (thrown) {
		ending = endingOfThrown(thrown);
		if (!(thrown instanceof UserError) && thrown instanceof Error) effects.log.info(`${thrown.stack}`);
	}
	if (signal.aborted) {
		ending = {
			outcome: "cancelled",
			text: messageOf(signal.reason)
		};
		await killMarked(marker);
	}
	return {
		report,
		ending,
		ms: clock.now() - started
	};
}
var Run = class {
	#settings;
	#context;
	#effects;
	#report;
	constructor(settings, context, effects, report) {
		this.#settings = settings;
		this.#context = context;
		this.#effects = effects;
		this.#report = report;
	}
	async toItsEnd() {
		const [settings, { masks }] = [this.#settings, this.#effects];
		for (const { variable, value } of settings.secrets) masks.add(value, variable);
		masks.add(settings.registry.password, "the input \"registry-password\"");
		const decision = this.#decided(decidePush(settings, this.#context.event));
		if (settings.join.length === 0) return this.#findOrBuild(decision);
		try {
			if (decision.push) await this.#image(this.#registry(decision)).join(settings.join);
			return { outcome: "success" };
		} catch (thrown) {
			this.#decidedAgain(thrown, decision);
			return { outcome: "success" };
		}
	}
	async #findOrBuild(early) {
		let decision = early;
		const facts = await readCommit(this.#commit());
		checkTree(facts, {
			sha: this.#report.commit,
			push: decision.push,
			notice: (line) => this.#effects.log.notice(line),
			warn: (line) => this.#warn(line)
		});
		const plan = planOf(this.#settings, this.#context, facts, decision.push);
		const over = new AbortController();
		const builder = this.#docker().builder(AbortSignal.any([this.#effects.signal, over.signal]));
		builder.catch(() => void 0);
		try {
			const existing = await this.#existing(decision, facts).catch((thrown) => {
				decision = this.#decidedAgain(thrown, decision);
				return this.#existing(decision, facts);
			});
			const image = this.#image(this.#registry(decision));
			if (existing === void 0) {
				this.#report.absent = decision.push;
				return await this.#build(decision, image, {
					...plan,
					push: decision.push
				}, builder);
			}
			await image.found(existing, decision.push);
			return { outcome: "success" };
		} finally {
			over.abort(/* @__PURE__ */ new Error("nobody needs the builder any more"));
		}
	}
	#decided(decision) {
		if (!decision.push) {
			this.#report.notPushed = decision.why;
			this.#effects.log.notice(`The image is not pushed: ${decision.why}`);
		}
		return decision;
	}
	#decidedAgain(thrown, decision) {
		return this.#decided(decideRefused(thrown, decision, this.#settings.push, this.#context.event));
	}
	#existing(decision, facts) {
		return findExisting({
			registry: this.#registry(decision),
			push: decision.push,
			tagSuffix: this.#settings.tagSuffix,
			patterns: this.#settings.notInImage,
			commit: this.#commit(),
			facts,
			log: this.#effects.log
		});
	}
	async #build(decision, commitImage, plan, builder) {
		const { log, print, masks, clock, signal } = this.#effects;
		let built;
		const tasks = await this.#tasks(decision, plan, builder, (image) => {
			built = image;
			this.#report.builder = image.builder.name;
		});
		log.info(`Side by side: ${tasks.map(({ name }) => name).join(", ")}`);
		const results = await runSideBySide(tasks, {
			log,
			print,
			masks,
			clock,
			signal,
			failFast: this.#settings.failFast
		});
		this.#report.results.push(...results);
		if (results.some(({ state }) => state === "stopped")) await killMarked(this.#effects.marker);
		const ending = endingOf(results);
		if (ending.outcome !== "success") return ending;
		signal.throwIfAborted();
		if (decision.push && built !== void 0) await commitImage.push(built, plan);
		return ending;
	}
	async #tasks(decision, plan, builder, done) {
		const [{ lint, test, testImage, repository }, { workspace }] = [this.#settings, this.#context];
		const { start, env, marker, folder } = this.#effects;
		const place = {
			start,
			cwd: workspace,
			folder,
			env: commandEnvironment(env, marker)
		};
		await mkdir(join(folder, "docker"), { mode: 448 });
		const docker = this.#docker();
		const login = decision.push ? decision.login : void 0;
		const warn = (line) => this.#warn(line);
		return [
			...lint.length === 0 ? [] : [commandTask("lint", lint, place)],
			...test.length === 0 ? [] : [commandTask("test", test, place)],
			imageTask({
				plan,
				testImage,
				docker,
				builder,
				repository,
				login,
				workspace,
				folder,
				warn
			}, done)
		];
	}
	#warn(line) {
		this.#effects.log.warning(line);
		this.#report.warnings.push(line);
	}
	#docker() {
		const { start, env, marker } = this.#effects;
		return new Docker(start, this.#context.workspace, dockerEnvironment(env, marker));
	}
	#image(registry) {
		return new CommitImage(registry, this.#settings.tags, this.#report, this.#effects);
	}
	#commit() {
		const { exec, env } = this.#effects;
		return {
			workspace: this.#context.workspace,
			sha: this.#context.event.sha,
			exec,
			env: { PATH: env.PATH ?? "" }
		};
	}
	#registry(decision) {
		const { env, log, masks, clock, signal } = this.#effects;
		return {
			repository: this.#settings.repository,
			env,
			log,
			masks,
			clock,
			signal,
			access: decision.push ? "pull,push" : "pull",
			...decision.push && decision.login !== void 0 && { login: decision.login }
		};
	}
};

export { runBuild };